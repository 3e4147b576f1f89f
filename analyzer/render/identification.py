"""What `identify` prints: which known license a text is, what departs from it as clauses, the nearest known texts.

Comes in: a `Recognition` and the name of the source. Goes out: text of a given width, or plain data for JSON. Example:
"MIT License (mit), 96.9% alike, modified: 1 prohibition added".
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from analyzer import __version__, catalog
from analyzer.align import Clause, Kind, Pair, Stretch
from analyzer.recognize import Recognition
from analyzer.render.contract import contract
from analyzer.render.hostile import printable
from analyzer.render.quotes import shorten
from analyzer.render.summary import NOT_ADVICE, summarize

SCHEMA = "openterms-identify/1"
_QUOTE = 400
_MOST = 12
_NAMES = {Kind.ADDED: "Added", Kind.REMOVED: "Left out", Kind.REWORDED: "Changed"}
_MARKS = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}


def headline(found: Recognition) -> str:
    """The identity in one line."""
    identity = found.identity
    if identity is None:
        return "Not a known license, nor near one."
    name = f"{name_of(identity.license)} ({identity.license})"
    if not identity.modified:
        alike = "the same words" if identity.similarity >= 1 else f"{identity.similarity:.1%} alike, the same terms"
        return f"{name}: {alike}."
    parts = [one for one in (_counted(found.pairs or (), kind) for kind in _NAMES) if one]
    what = ", ".join(parts)
    if found.pairs is None:
        what = "its text is not at hand, so the changes are not shown"
    elif not what:
        what = (
            f"{len(identity.changes)} places outside of its clauses" if identity.changes else "words outside of clauses"
        )
    return f"{name}, {identity.similarity:.1%} alike, modified: {what}."


def name_of(license_id: str) -> str:
    """The name of a record, else the id."""
    record = catalog.records().get(license_id)
    return record.name if record else license_id


def _counted(pairs: Sequence[Pair], kind: Kind) -> str:
    """The clauses of a kind by what they do: "1 prohibition and 2 obligations added"."""
    found = Counter(_clause(pair).modality.value for pair in pairs if pair.kind is kind)
    if not found:
        return ""
    words = [f"{count} {modality}{'s' if count > 1 else ''}" for modality, count in sorted(found.items())]
    return f"{' and '.join([', '.join(words[:-1]), words[-1]] if words[1:] else words)} {_NAMES[kind].casefold()}"


def _clause(pair: Pair) -> Clause:
    clause = pair.second or pair.first
    if clause is None:
        raise ValueError("a pair holds a clause")
    return clause


def table(found: Recognition, source: str, width: int) -> str:
    """The recognition as text."""
    return "\n".join(_lines(found, source, max(60, width))) + "\n"


def _lines(found: Recognition, source: str, width: int) -> Iterator[str]:
    yield printable(source)
    yield from textwrap.wrap(headline(found), width)
    if found.finding:
        yield from textwrap.wrap(f"Finding: {found.finding}", width)
    for kind, title in _NAMES.items():
        pairs = [pair for pair in found.pairs or () if pair.kind is kind]
        if pairs:
            yield from ("", f"{title} ({len(pairs)})")
            for pair in pairs[:_MOST]:
                yield from _pair(pair, width)
            if len(pairs) > _MOST:
                yield f"  and {len(pairs) - _MOST} more: --format json shows all"
    if found.elsewhere:
        yield from ("", f"Other words put in ({len(found.elsewhere)})")
        for change in found.elsewhere[:_MOST]:
            yield f"  “{shorten(printable(change.added), width - 4)}”"
    if found.nearest:
        yield from ("", "Nearest known")
        longest = max(len(one.license) for one in found.nearest)
        for one in found.nearest:
            name = name_of(one.license)
            told = "" if name == one.license else name
            told = shorten(told, max(10, width - longest - 13))
            yield f"  {one.similarity:6.1%}  {one.license.ljust(longest)}  {told}".rstrip()
    told_of = summarize(found.assessment)
    grade = f", {told_of.grade}" if told_of.grade else ""
    yield ""
    yield from textwrap.wrap(f"Judged by its own words: {told_of.headline}{grade}. {NOT_ADVICE}", width)


def _pair(pair: Pair, width: int) -> Iterator[str]:
    clause = _clause(pair)
    place = printable(clause.evidence.section)
    yield f"  {clause.modality.value}" + (f", {shorten(place, width - 24)}" if place else "")
    words = _marked(pair.words) if pair.kind is Kind.REWORDED else f"“{printable(clause.evidence.quote or '')}”"
    for line in textwrap.wrap(shorten(words, _QUOTE) if pair.kind is not Kind.REWORDED else words, width - 4):
        yield f"    {line}"


def _marked(words: Sequence[Stretch]) -> str:
    parts = []
    for at, one in enumerate(words):
        run = printable(one.words)
        if one.sign == "=" and len(run) > 90:
            head, tail = run[:40].rsplit(" ", 1)[0], run[-40:].split(" ", 1)[-1]
            run = f"… {tail}" if at == 0 else f"{head} …" if at == len(words) - 1 else f"{head} … {tail}"
        parts.append(_MARKS[one.sign].format(run))
    return " ".join(parts)


def as_data(found: Recognition, source: str) -> dict[str, Any]:
    """The recognition as plain data for JSON."""
    told = contract(found.assessment)
    identity = found.identity
    return {
        "schema": SCHEMA,
        "version": __version__,
        "source": source,
        "sha256": told.document.sha256,
        "identity": None
        if identity is None
        else {
            "license": identity.license,
            "name": name_of(identity.license),
            "similarity": identity.similarity,
            "modified": identity.modified,
        },
        "headline": headline(found),
        "claimed": found.claimed,
        "finding": found.finding or None,
        "clauses": None
        if found.pairs is None
        else [
            {
                "kind": pair.kind.value,
                "modality": _clause(pair).modality.value,
                "known": None if pair.first is None else _place(pair.first),
                "here": None if pair.second is None else _place(pair.second),
                "words": [{"sign": one.sign, "words": one.words} for one in pair.words],
            }
            for pair in found.pairs
        ],
        "elsewhere": [
            {"start": one.span.start, "end": one.span.end, "added": one.added, "removed": one.removed}
            for one in found.elsewhere
        ],
        "nearest": [{"license": one.license, "similarity": one.similarity} for one in found.nearest],
        "verdict": told.verdict,
    }


def _place(clause: Clause) -> dict[str, Any]:
    place = clause.evidence
    return {"section": place.section, "start": place.span.start, "end": place.span.end, "quote": place.quote}
