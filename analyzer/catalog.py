"""Known licenses: facts about each from `licenses/<id>.yaml`, their texts where at hand, and which one a text is.

Comes in: a name (id, SPDX id, ScanCode key, Hugging Face tag, alias) or a text. Goes out: `LicenseRecord`, `Text` or
`Identity`. Texts come from the optional package licensedcode, by ScanCode key; the package itself is never imported.
Example: `find("GPL-3.0-only").id == "gpl-3.0"`; `identify(text)` knows that text under any copyright line.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from analyzer import index, intake, likeness, resources
from analyzer import records as files
from analyzer.errors import DataError
from analyzer.intake import Text
from analyzer.patterns import regex
from analyzer.spans import Span

ALIKE = 0.9
"""Below this likeness a text is nobody's copy."""

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+([.+-][a-z0-9]+)*$")]
_Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
_Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]

_KEY = regex(r"[a-z0-9][a-z0-9.+_-]*")
_TEXT = ".LICENSE"
_FEWEST = 12
_PLAIN = 0.99
_GUESS = 0.03
_FENCE = regex(rb"^---[ \t]*\r?$\n?", re.MULTILINE)


class Approval(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that lists the license as open or free; `date` is that of the list."""

    body: Literal["osi", "fsf", "blue-oak", "fedora", "okfn"]
    source: _Filled
    date: _Date | None = None


class _Brief(NamedTuple):
    """What identifying asks of a record: quicker to read than all of it."""

    digest: str | None
    scancode: str
    sketch: tuple[int, ...]
    triples: tuple[int, ...]  # the word triples behind the numbers of the sketch


class ReviewedTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of one term as a reader found it, where, and when it was recorded; never the words of the license."""

    value: Any
    date: _Date
    section: str = ""


class Sources(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where each group of facts comes from."""

    facts: _Filled
    digest: str = ""
    huggingface: str = ""
    successor: str = ""
    terms: str = ""


class LicenseRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of one version of one license. A fact nobody could source is absent."""

    id: _Id
    name: _Filled
    sources: Sources
    source: str = ""
    version: str = ""
    steward: str = ""
    date: _Date | None = None
    spdx: str = ""
    scancode: str = ""
    huggingface: list[_Filled] = []
    aliases: list[_Filled] = []
    successor: str = ""
    digest: _Digest | None = None
    sketch: str = ""
    clauses: str = ""  # of an open license, as `additions` reads them
    approved_by: list[Approval] = []
    terms: dict[str, ReviewedTerm] = {}

    def names(self) -> tuple[str, ...]:
        """Every name under which `find` knows the record, each once."""
        reference = f"LicenseRef-scancode-{self.scancode}" if self.scancode else ""
        given = (self.id, self.spdx, self.scancode, reference, *self.huggingface, *self.aliases, self.name)
        return tuple(dict.fromkeys(name for name in given if name))


class Known(msgspec.Struct, frozen=True):
    """A known text and its words that count."""

    reading: str
    words: likeness.Words


class Change(msgspec.Struct, frozen=True):
    """One place where a text departs from the known one: its own words there, and those of the known text."""

    span: Span
    added: str
    removed: str


class Identity(msgspec.Struct, frozen=True):
    """The known license a text is (`modified` false) or is made from, and how alike they are (0 to 1)."""

    license: str
    similarity: float
    modified: bool
    changes: tuple[Change, ...] = ()


def _paths() -> list[Path]:
    return resources.files_in(resources.folder("licenses"))


@cache
def records() -> dict[str, LicenseRecord]:
    """All records by id, in the order of the ids; DataError names the file and line of what is wrong."""
    paths = _paths()
    return resources.compiled(
        "licenses", paths, lambda: read_records(paths), dict[str, LicenseRecord], code=[Path(__file__)]
    )


def read_records(paths: Sequence[Path]) -> dict[str, LicenseRecord]:
    """The records in some files, checked against each other; all faults of all files in one DataError."""
    found: dict[str, LicenseRecord] = {}
    faults: list[str] = []
    places: dict[str, Path] = {}
    for path in paths:
        try:
            record = files.load(path, LicenseRecord)
        except DataError as fault:
            faults.append(str(fault))
            continue
        found[record.id] = record
        faults.extend(_faults_of(path, record))
        for name in (*map(_folded, record.names()), *filter(None, [record.digest])):
            other = places.setdefault(name, path)
            if other != path:
                faults.append(f"{_at(path, name)}: {name!r} is given in {other.name} too; a name stands for one record")
    for path in paths:
        known = found.get(path.stem)
        if known and known.successor and known.successor not in found:
            near = files.nearest(known.successor, found)
            faults.append(f"{_at(path, known.successor)}: unknown successor {known.successor!r}{near}")
    if faults:
        raise DataError("\n".join(faults))
    return found


def _faults_of(path: Path, record: LicenseRecord) -> Iterator[str]:
    if record.id != path.stem:
        yield f"{_at(path, record.id)}: the id {record.id!r} is not the file's name; call the file {record.id}.yaml"
    for given in (record.aliases, record.huggingface):
        folded = [_folded(name) for name in given]
        for name in dict.fromkeys(one for one in folded if folded.count(one) > 1):
            yield f"{_at(path, name)}: {name!r} is listed twice; list it once"
    if record.sketch:
        try:
            index.sketched(record.sketch)
        except ValueError as fault:
            yield f"{_at(path, 'sketch')}: 'sketch' is broken ({fault}); write it anew from the text"
        if not record.digest:
            yield f"{_at(path, 'sketch')}: 'sketch' without 'digest'; both are of the same text"
    for group in ("digest", "huggingface", "successor", "terms"):
        if getattr(record, group) and not getattr(record.sources, group):
            yield f"{_at(path, group)}: {group!r} has no source; add 'sources: {{{group}: ...}}'"
    terms = {rule.stem for rule in (resources.folder("rulebook") / "terms").glob("*.yaml")}
    for term in sorted(record.terms.keys() - terms):
        yield f"{_at(path, term)}: unknown term {term!r}{files.nearest(term, terms)}"


def _at(path: Path, word: str) -> str:
    """`file:line` of the first line that holds a name, else the file's first line."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    whole = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
    found = next((at for at, line in enumerate(lines, 1) if whole.search(line)), 1)
    return f"{path}:{found}"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _by_name() -> dict[str, str]:
    return {_folded(name): record.id for record in records().values() for name in record.names()}


def find(name: str) -> LicenseRecord | None:
    """The record of a name in any case; an undated name stands for the newest text (`older` tells the others)."""
    found = _by_name().get(_folded(name))
    return records()[found] if found else None


def older(record: LicenseRecord) -> tuple[str, ...]:
    """The ids of the texts that this one follows."""
    before = {one.successor: one.id for one in records().values() if one.successor}
    chain: list[str] = []
    while (last := before.get(chain[-1] if chain else record.id)) and last not in chain:
        chain.append(last)
    return tuple(chain)


def nearest(name: str) -> list[str]:
    """Up to three ids whose names are most like a name that was not found."""
    known = dict(_by_name())
    for key in text_keys():
        known.setdefault(key, key)
    alike = difflib.get_close_matches(_folded(name), sorted(known), n=6, cutoff=0.6)
    return list(dict.fromkeys(known[one] for one in alike))[:3]


@cache
def _texts_folder() -> Path | None:
    """Where licensedcode keeps its texts; None where it is not installed. Importing it would cost seconds."""
    spec = find_spec("licensedcode")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "data" / "licenses"
        if folder.is_dir():
            return folder
    return None


def text_paths() -> list[Path]:
    """The files of all texts at hand, in the order of their ScanCode keys; none where the package is not installed."""
    place = _texts_folder()
    return resources.files_in(place, _TEXT) if place else []


def text_keys() -> tuple[str, ...]:
    """The ScanCode keys of all texts at hand, in their order."""
    return tuple(path.stem for path in text_paths())


def text_of(record: LicenseRecord) -> Text | None:
    """The text of a record; None where it has no ScanCode key or the texts are not installed."""
    return text_of_key(record.scancode, record.id) if record.scancode else None


def has_text(record: LicenseRecord) -> bool:
    """Whether the text of a record is at hand."""
    return bool(record.scancode) and _path_of(record.scancode) is not None


def text_of_key(key: str, name: str = "") -> Text | None:
    """The text of a ScanCode key, called `name` or the key; None where it is not at hand or empty."""
    path = _path_of(key)
    raw = path.read_bytes() if path else b""
    if raw.startswith(b"---"):
        parts = _FENCE.split(raw, maxsplit=2)
        raw = parts[2] if len(parts) == 3 else b""
    raw = raw.lstrip(b"\r\n")
    return intake.from_bytes(raw, name or key) if raw.strip() else None


def _path_of(key: str) -> Path | None:
    if (place := _texts_folder()) is None or not _KEY.fullmatch(key.casefold()):
        return None
    path = place / f"{key.casefold()}{_TEXT}"
    return path if path.is_file() else None


def identify(text: Text) -> Identity | None:
    """The license with a record that a text is, or is a changed copy of; None where none is near (`ALIKE`)."""
    folded = likeness.folded_bytes(text.reading)
    if known := _by_digest().get(likeness.digest_of(folded)):
        return Identity(known, 1.0, modified=False)
    grams = likeness.grams(folded)
    if len(grams) < _FEWEST:
        return None
    near = next(iter(shelf().nearest(grams, 1, ALIKE)), ("", 0.0))
    if near[1] < _PLAIN:
        name, guessed = nearest_sketch(grams)
        if guessed >= max(ALIKE, near[1]):
            return Identity(name, min(round(guessed, 4), 0.9999), modified=True)
    if not near[0]:
        return None
    return departed(text, likeness.words(text.reading), near[0], near[1], known_words(near[0]))


def departed(text: Text, words: likeness.Words, name: str, alike: float, known: Known) -> Identity:
    """The identity of a text with a known one; not modified where only marks, titles, numbers or an appendix differ."""
    changes = tuple(_changes(text, words, known))
    return Identity(name, min(round(alike, 4), 0.9999 if changes else 1.0), modified=bool(changes), changes=changes)


@cache
def _by_digest() -> dict[str, str]:
    return {brief.digest: name for name, brief in _briefs().items() if brief.digest}


@cache
def _briefs() -> dict[str, _Brief]:
    code = [Path(__file__), Path(index.__file__)]
    return resources.compiled("briefs", _paths(), _brief, dict[str, _Brief], code=code)


def _brief() -> dict[str, _Brief]:
    sketches = {name: index.sketched(one.sketch) if one.sketch else () for name, one in records().items()}
    return {
        name: _Brief(one.digest, one.scancode, sketches[name], tuple(map(index.unmixed, sketches[name])))
        for name, one in records().items()
    }


@cache
def shelf() -> index.Shelf:
    """The index of the records whose texts are at hand."""
    at_hand = {name: path for name, one in _briefs().items() if one.scancode and (path := _path_of(one.scancode))}
    code = [Path(__file__), Path(intake.__file__), Path(likeness.__file__), Path(index.__file__)]
    return index.Shelf(
        resources.compiled(
            "likeness",
            list(at_hand.values()),
            lambda: index.build((name, likeness.grams(known_words(name).words.folded)) for name in at_hand),
            index.Index,
            code=[*code, *(resources.folder("licenses") / f"{name}.yaml" for name in at_hand)],
        )
    )


@cache
def known_words(name: str) -> Known:
    """The words that count of a record's text; none where it is not at hand."""
    text = text_of(records()[name])
    return known_of(text.reading if text else "")


def known_of(reading: str) -> Known:
    """A known text with its words that count."""
    return Known(reading, likeness.words(reading))


def nearest_sketch(grams: frozenset[int]) -> tuple[str, float]:
    """The id of the nearest text that is known by its sketch alone, with a cautious guess of the likeness.

    A sketch errs by a few hundredths; of two texts the one that was measured is preferred to one that was guessed.
    """
    holders, known = _holders(shelf())
    held = grams & known
    fewest = min(len(grams), index.SKETCH_SIZE)
    if 2 * len(held) <= fewest:
        return "", 0.0
    shared = Counter(chain.from_iterable(map(holders.__getitem__, held)))
    # What shares less than half of the numbers is far from alike: nothing is worked out for it.
    names = [name for name, both in shared.items() if 2 * both > fewest]
    own = index.least(grams) if names else ()
    sketches = {name: _briefs()[name].sketch for name in names}
    near = [name for name, sketch in sketches.items() if 2 * len({*own}.intersection(sketch)) > len(own)]
    alike = ((-index.sketch_likeness(own, sketches[name]), name) for name in near)
    dice, name = min(alike, default=(0.0, ""))
    return name, -dice - _GUESS if name else 0.0


@cache
def _holders(at_hand: index.Shelf) -> tuple[dict[int, list[str]], frozenset[int]]:
    """By word triple the records whose sketch holds it, and the triples; of texts at hand more is known."""
    holders: dict[int, list[str]] = {}
    for name in _briefs().keys() - at_hand.names:
        for triple in _briefs()[name].triples:
            holders.setdefault(triple, []).append(name)
    return holders, frozenset(holders)


def _changes(text: Text, words: likeness.Words, known: Known) -> Iterator[Change]:
    """Where a text departs from the known words, in the order of the text."""
    folded = known.words.folded
    end_of_terms = likeness.end_of_terms(folded)
    for start, end, known_start, known_end in likeness.gaps(words.folded, folded):
        added, removed = words.folded[start:end], folded[known_start:known_end]
        if "".join(added) == "".join(removed) or (not added and known_start >= end_of_terms):
            continue
        own = likeness.is_plain(text.reading, words, start, end)
        if own and likeness.is_plain(known.reading, known.words, known_start, known_end):
            continue
        first = words.starts[start] if start < len(words.starts) else len(text.reading)
        last = words.ends[end - 1] if end > start else first
        yield Change(text.original(Span(first, last)), text.reading[first:last], " ".join(removed))
