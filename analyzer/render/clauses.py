"""What `openterms read` prints: each sentence, its norms said back in English, and what was not read.

Comes in: an `Assessment`. Goes out: lines on a rich console, or records for JSON. License words are plain text to the
console, never markup. Example of two lines, for a sentence of section 2.b:

    2.b     You may not remove any notices.
            prohibition  You must not remove the notices.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from analyzer.norms import Norm
from analyzer.pipeline import FROM_RECORD, Assessment
from analyzer.render.contract import NormRecord, contract
from analyzer.render.english import say
from analyzer.render.hostile import printable
from analyzer.render.quotes import shorten
from analyzer.render.summary import NOT_ADVICE, summarize
from analyzer.spans import Span
from analyzer.vocabulary import Modality

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 9
_MARK = max(len(modality) for modality in Modality) + 2
_LEAST_ROOM = 20
_UNREAD = "not read"
_STYLES = {
    Modality.PERMISSION: "green",
    Modality.PROHIBITION: "bold red",
    Modality.OBLIGATION: "yellow",
    Modality.EXEMPTION: "green",
    Modality.TERMINATION: "red",
    Modality.RESERVATION: "red",
    Modality.ENCOURAGEMENT: "cyan",
}


class SentenceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence or list item: its place and exact words, its norms, and why it was not read (null if it was).

    `said` has the norms in English, in the order of `norms`; both are empty where a sentence permits, forbids and
    demands nothing.
    """

    section: str
    start: int
    end: int
    quote: str
    norms: list[NormRecord]
    said: list[str]
    unread: str | None


class _Sentence(msgspec.Struct, frozen=True):
    section: str
    span: Span
    quote: str
    leads: tuple[str, ...]
    norms: tuple[tuple[Norm, NormRecord], ...]
    unread: str | None


def reading_records(assessment: Assessment) -> list[SentenceRecord]:
    """Every sentence in order, with its norms as the JSON of an assessment writes them."""
    return [
        SentenceRecord(
            section=one.section,
            start=one.span.start,
            end=one.span.end,
            quote=one.quote,
            norms=[record for _, record in one.norms],
            said=[say(norm) for norm, _ in one.norms],
            unread=one.unread,
        )
        for one in _sentences(assessment)
    ]


def print_reading(assessment: Assessment, console: Console, *, everything: bool) -> None:
    """Print the sentences that permit, forbid or demand, with their norms; `everything`: the others too, dimmed.

    The lead-ins of an item of a list stand in brackets before it: it was read with their words.
    """
    document = assessment.document
    _print(console, "", "", printable(document.title or document.text.name), "bold")
    section = ""
    for one in _sentences(assessment):
        told = bool(one.norms) or one.unread is not None
        if not (told or everything):
            continue
        label = printable(one.section) if one.section != section else ""
        section = one.section
        _print(console, "", "", "", "")
        mark = shorten(label, _LABEL - 1).ljust(_LABEL)
        for lead in one.leads if told else ():
            _print(console, mark, "cyan", f"({printable(lead)})", "dim")
            mark = " " * _LABEL
        _print(console, mark, "cyan", printable(one.quote), "" if told else "dim")
        for norm, _ in one.norms:
            mark = " " * _LABEL + norm.modality.value.ljust(_MARK)
            _print(console, mark, _STYLES.get(norm.modality, "blue"), say(norm), "italic")
        if one.unread is not None:
            _print(console, " " * _LABEL + _UNREAD.ljust(_MARK), "bold magenta", printable(one.unread), "magenta")
    _print(console, "", "", "", "")
    for line in _foot(assessment):
        _print(console, "", "", line, "dim" if line == NOT_ADVICE else "")


def _sentences(assessment: Assessment) -> Iterator[_Sentence]:
    document = assessment.document
    norms: dict[int, list[tuple[Norm, NormRecord]]] = {}
    for pair in zip(assessment.norms, contract(assessment).norms, strict=True):
        norms.setdefault(pair[0].place, []).append(pair)
    unread = {one.evidence.span: one.reason for one in assessment.unread}
    for unit in document.units:
        span = document.text.original(unit.span)
        quote = document.text.content[span.start : span.end]
        found = tuple(norms.get(unit.span.start, ()))
        spans = (
            [one.span for one in found[0][0].leads] if found else [document.text.original(one) for one in unit.leads]
        )
        leads = tuple(document.text.content[one.start : one.end] for one in spans)
        yield _Sentence(unit.section, span, quote, leads, found, unread.get(span))


def _foot(assessment: Assessment) -> Iterator[str]:
    reading = assessment.reading
    if assessment.document.text.encoding == FROM_RECORD:
        yield "Only the reviewed record of this license is at hand; to have it read, give its text as a file."
    elif reading.normative_units:
        counted = f"Read: {reading.read} of {reading.normative_units} sentences that permit, forbid or demand"
        lost = reading.normative_units - reading.read
        yield f"{counted} ({reading.share:.0%}); not read: {lost}."
    remark = summarize(assessment).remark
    if remark and assessment.document.text.encoding != FROM_RECORD:
        yield printable(remark)
    yield NOT_ADVICE


def _print(console: Console, mark: str, mark_style: str, words: str, style: str) -> None:
    """Words wrapped to the width, behind a mark that stands on their first line."""
    from rich.text import Text  # noqa: PLC0415 (rich costs start-up time; only output needs it)

    room = max(_LEAST_ROOM, console.width - len(mark))
    for place, part in enumerate(Text(words, style).wrap(console, room) or [Text()]):
        part.rstrip()
        line = Text(mark if place == 0 else " " * len(mark), mark_style, no_wrap=True, overflow="crop", end="")
        line.append_text(part)
        console.print(line, highlight=False, markup=False, end="\n")
