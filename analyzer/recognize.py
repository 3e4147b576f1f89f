"""Which known license a text is or was made from, what departs from it as clauses, and whether its title tells true.

Comes in: a `Text`. Goes out: a `Recognition`: the nearest of all known texts, the identity, the clauses that were
added, taken out or changed, and what the title claims. Example: the MIT text with one ban more is "mit", modified, with
one `Pair` of kind "added".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

import msgspec

from analyzer import align, catalog, index, intake, likeness, pipeline, resources
from analyzer.align import Kind, Pair
from analyzer.catalog import Identity
from analyzer.errors import OpentermsError
from analyzer.intake import Text
from analyzer.patterns import regex
from analyzer.pipeline import Assessment
from analyzer.spans import Span

NEAREST = 5
CONTAINED = 0.9
"""A text that holds so much of a known one is made from it, however much was added."""

_FEWEST = 12
_SHORTEST = 60
_HEAD_LINES = 8
_HEAD_WORDS = 14
_TITLE_WORDS = 8
_CLAIM_TAG = regex(
    r"^\W*(?:SPDX-License-Identifier|license(?:_name)?)\s*:\s*([\w.+-]+)\s*\W*$", re.IGNORECASE | re.MULTILINE
)
_CLAIM_WORD = regex(r"[a-z0-9]+")
_EMPTY = frozenset("the version v agreement terms and conditions of an a".split())
_ADMITTED = regex(r"\b(?:modified|custom|amended|based on|adapted|variant)\b", re.IGNORECASE)


class Neighbour(msgspec.Struct, frozen=True):
    """A known text and how like it is; `license` is a record's id where there is one, else the ScanCode key."""

    license: str
    similarity: float


class Recognition(msgspec.Struct, frozen=True):
    """What a text is.

    `pairs` are the clauses that depart from the known text, None where that text is not at hand; `elsewhere` are the
    changed places outside of clauses; `claimed` is the license the title names; `finding` says what is wrong with that.
    """

    assessment: Assessment
    nearest: tuple[Neighbour, ...]
    identity: Identity | None
    pairs: tuple[Pair, ...] | None
    elsewhere: tuple[catalog.Change, ...]
    claimed: str | None
    finding: str


def recognize(text: Text) -> Recognition:
    """Recognise one text."""
    nearest = neighbours(text)
    identity = identity_of(text, nearest)
    assessment = pipeline.analyze(text)
    pairs: tuple[Pair, ...] | None = ()
    elsewhere: tuple[catalog.Change, ...] = ()
    if identity is not None and identity.modified:
        pairs = _departures(identity.license, assessment)
        elsewhere = tuple(_outside(identity, pairs or ()))
    finding = finding_of(text, identity)
    return Recognition(assessment, nearest, identity, pairs, elsewhere, claimed(text), finding)


def neighbours(text: Text, count: int = NEAREST) -> tuple[Neighbour, ...]:
    """The known texts most like a text, the most alike first."""
    grams = likeness.grams(likeness.folded_bytes(text.reading))
    if len(grams) < _FEWEST:
        return ()
    found = dict(_shelf().nearest(grams, count))
    # Of texts that are not at hand only a sketch is known.
    name, alike = catalog.nearest_sketch(grams)
    if alike >= catalog.ALIKE:
        found[name] = alike
    ranked = sorted(found.items(), key=lambda item: (-round(item[1], 4), item[0]))
    return tuple(Neighbour(name, round(alike, 4)) for name, alike in ranked[:count])


def identity_of(text: Text, nearest: tuple[Neighbour, ...]) -> Identity | None:
    """The nearest known text that the given one is, or is made from."""
    known = catalog.identify(text)
    if known is not None and (not nearest or nearest[0].license == known.license or not known.modified):
        return known
    words = likeness.words(text.reading)
    grams = likeness.grams(words.folded)
    for one in nearest:
        source = _text(one.license)
        if source is None:
            continue
        known_text = catalog.known_of(source.reading)
        theirs = likeness.grams(known_text.words.folded)
        held = len(grams & theirs) / len(theirs) if theirs else 0.0
        if one.similarity >= catalog.ALIKE or (len(theirs) >= _SHORTEST and held >= CONTAINED):
            return catalog.departed(text, words, one.license, one.similarity, known_text)
    return known


def claimed(text: Text) -> str | None:
    """The license that a tag or the first lines of a text name; the longest name counts."""
    for tag in _CLAIM_TAG.finditer(text.content[:4000]):
        record = catalog.find(tag[1])
        if record is not None:
            return record.id
    lines = [line.split() for line in text.reading[:4000].splitlines() if line.strip()][:_HEAD_LINES]
    title: list[str] = []
    for line in lines:
        if len(line) > _HEAD_WORDS:
            break
        title.extend(_name_words(" ".join(line)))
    row = f" {' '.join(title)} "
    named = [(len(words), name) for words, name in _titles() if f" {words} " in row]
    return max(named)[1] if named else None


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """The names of licenses as rows of words, with the ids of their records."""
    found: dict[str, str] = {}
    for record in catalog.records().values():
        for name in record.names():
            words = _name_words(name)
            if len(words) > 1 and any(len(word) > 1 and not word.isdigit() for word in words):
                found.setdefault(" ".join(words), record.id)
    return tuple(sorted(found.items()))


def _name_words(name: str) -> list[str]:
    return [word for word in _CLAIM_WORD.findall(name.casefold()) if word not in _EMPTY]


def finding_of(text: Text, identity: Identity | None) -> str:
    """What is wrong with the name a text bears, "" where nothing is."""
    claim = claimed(text)
    if claim is None:
        return ""
    if identity is None:
        return f"The title names {claim}, but the text is neither that license nor near it."
    lines = [line for line in text.reading.splitlines() if line.strip()][:_HEAD_LINES]
    title = takewhile(lambda line: len(line.split()) <= _TITLE_WORDS, lines)
    admitted = any(_ADMITTED.search(line) for line in title)
    if admitted:
        return ""
    if claim not in _own_titles(identity.license):
        return f"The title names {claim}, but the text is nearest to {identity.license}."
    return f"The title names {claim}, but the text departs from it and does not say so." if identity.modified else ""


def _own_titles(name: str) -> frozenset[str]:
    """The licenses that the known text itself names above its terms: versions often share one title."""
    source = _text(name)
    record = catalog.records().get(name)
    own = {name, *(catalog.older(record) if record else ())}
    newer = {one.id for one in catalog.records().values() if name in catalog.older(one)}
    title = claimed(source) if source else None
    return frozenset(own | newer | ({title} if title else set()))


def _departures(name: str, assessment: Assessment) -> tuple[Pair, ...] | None:
    """The clauses that are not those of the known text; None where that is not at hand."""
    source = _text(name)
    if source is None:
        return None
    known = _assessed(name)
    pairs = align.align(known.norms, assessment.norms)
    return tuple(pair for pair in pairs if pair.kind not in {Kind.SAME, Kind.MOVED} and _is_change(pair))


def _is_change(pair: Pair) -> bool:
    """Whether more than the numbering changed."""
    if pair.kind is not Kind.REWORDED or pair.first is None or pair.second is None:
        return True
    first, second = (likeness.folded_words(one.evidence.words) for one in (pair.first, pair.second))
    return "".join(first) != "".join(second)


def _outside(identity: Identity, pairs: tuple[Pair, ...]) -> Iterator[catalog.Change]:
    """The changes that no clause shows."""
    shown = [pair.second.evidence.span for pair in pairs if pair.second is not None]
    for change in identity.changes:
        if not any(_touches(span, change.span) for span in shown) and change.added:
            yield change


def _touches(span: Span, change: Span) -> bool:
    return span.start <= change.end and change.start <= span.end


@cache
def _assessed(name: str) -> Assessment:
    source = _text(name)
    if source is None:
        raise OpentermsError(f"{name}: the text is not at hand")
    return pipeline.analyze(source)


def _text(name: str) -> Text | None:
    record = catalog.records().get(name)
    return catalog.text_of(record) if record is not None else catalog.text_of_key(name)


@cache
def _shelf() -> index.Shelf:
    """The index of all texts of the package licensedcode, of the records alone where it is not installed."""
    if not catalog.text_keys():
        return catalog.shelf()
    code = [Path(catalog.__file__), Path(intake.__file__), Path(likeness.__file__), Path(index.__file__)]
    names = {record.scancode: record.id for record in catalog.records().values() if record.scancode}

    def build() -> index.Index:
        return index.build(_grams(names))

    told = repr(sorted(names.items()))
    return index.Shelf(resources.compiled("texts", catalog.text_paths(), build, index.Index, code=[*code, told]))


def _grams(names: dict[str, str]) -> Iterator[tuple[str, frozenset[int]]]:
    """The triples of every text, each text once."""
    seen: set[frozenset[int]] = set()
    # Texts that have a record come first: of equal texts the one with a record gives the name.
    for key in sorted(catalog.text_keys(), key=lambda one: (one not in names, one)):
        try:
            text = catalog.text_of_key(key)
        except OpentermsError:
            continue
        grams = likeness.grams(likeness.folded_bytes(text.reading)) if text else frozenset()
        if len(grams) >= _FEWEST and grams not in seen:
            seen.add(grams)
            yield names.get(key, key), grams
