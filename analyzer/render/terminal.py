"""What `score` prints on a terminal: one screen, the gravest first, readable without colour.

Comes in: a `Summary` and a width. Goes out: lines with a style each, which a rich console prints; license words are
plain text to it, never markup. Example: `print_summary(summary, console)`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.render.plain import Line, PlainConsole, print_lines
from analyzer.render.quotes import shorten
from analyzer.render.summary import NOT_ADVICE, Finding, Mend, Quote, Row, SetLine, Summary
from analyzer.render.wording import wording
from analyzer.vocabulary import Answer

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = 8
_NAME = 34
_SHOWN_UNREAD = 3
_SHOWN_CLAUSES = 3
_MIN_WIDTH = 40
_ROOM_FOR_LABEL = 11
_ANSWER_STYLES = {
    Answer.SATISFIED: "green",
    Answer.VIOLATED: "bold red",
    Answer.CONTESTED: "yellow",
    Answer.UNDECIDABLE: "dim",
}
_OPEN_STYLES = {True: "bold green", False: "bold red", "arguable": "bold yellow", "undecidable": "bold"}


def print_summary(summary: Summary, console: Console | PlainConsole) -> None:
    """Print one assessment."""
    print_lines(lines(summary, max(_MIN_WIDTH, console.width)), console)


def lines(summary: Summary, width: int) -> Iterator[Line]:
    """The lines of one assessment, none wider than `width`."""
    yield from _head(summary, width)
    yield from _permissions(summary, width)
    yield from _findings("Restrictions", summary.restrictions, width, "red")
    yield from _findings("Duties", summary.duties, width, "yellow")
    yield from _findings("Not fully read", summary.unclear, width, "magenta")
    yield from _contradictions(summary.contradictions, width)
    if summary.frame:
        yield []
        yield from _wrapped("Also: " + ", ".join(summary.frame) + ".", width)
    if summary.criteria and summary.in_full:
        yield from _in_full(summary.main, summary.criteria, width)
    elif summary.criteria:
        yield from _criteria(summary.main, summary.criteria, width)
    if summary.mends is not None:
        yield from _mends(summary.main, summary.mends, width)
    yield from _sets(summary.sets, width)
    yield from _foot(summary, width)


def _head(summary: Summary, width: int) -> Iterator[Line]:
    yield from _wrapped(summary.name, width, style="bold")
    if summary.source and summary.source != summary.name:
        yield [(shorten(summary.source, width), "dim")]
    yield from _wrapped(summary.recognized, width)
    yield []
    score = "" if summary.score is None else f"score {summary.score} of 100"
    decided = f"{summary.decided_share:.0%} decided" if summary.score is not None else ""
    parts = [part for part in (summary.grade, score, decided) if part]
    headline: Line = [(f" {summary.headline} ", _OPEN_STYLES.get(summary.openness, "bold") + " reverse")]
    rest = "  " + " · ".join(parts)
    if parts and len(summary.headline) + 2 + len(rest) <= width:
        yield [*headline, (rest, "")]
    else:
        yield headline
        yield from _wrapped(rest.strip(), width)
    if summary.remark:
        yield from _wrapped(summary.remark, width, style="yellow")


def _permissions(summary: Summary, width: int) -> Iterator[Line]:
    if not summary.permissions:
        return
    yield []
    styles = {"allowed": "green", "within limits": "yellow", "refused": "red", "not mentioned": "dim"}
    longest = max(len(kind) for kind, _ in summary.permissions)
    for kind, rights in summary.permissions:
        filled = textwrap.wrap(", ".join(rights), max(10, width - longest - 2)) or [""]
        for at, part in enumerate(filled):
            yield [((kind if at == 0 else "").ljust(longest + 2), styles.get(kind, "")), (part, "")]


def _findings(title: str, findings: Sequence[Finding], width: int, style: str) -> Iterator[Line]:
    if not findings:
        return
    yield []
    yield [(title, f"bold {style}")]
    for finding in findings:
        doubt = f"  ({finding.doubt})" if finding.doubt else ""
        label = shorten(finding.section, _ROOM_FOR_LABEL - 1)
        first, *rest = textwrap.wrap(finding.phrase + doubt, width - _ROOM_FOR_LABEL) or [""]
        yield [(label.ljust(_ROOM_FOR_LABEL), "cyan"), (first, "bold")]
        for part in rest:
            yield [(" " * _ROOM_FOR_LABEL, ""), (part, "bold")]
        if finding.quotes:
            yield from _quote(finding.quotes[0], width)


def _quote(quote: Quote, width: int) -> Iterator[Line]:
    if quote.text is None:
        return
    room = width - _ROOM_FOR_LABEL - 2
    yield [(" " * _ROOM_FOR_LABEL, ""), (f"“{shorten(quote.text, room, list(quote.words))}”", "dim")]


def _contradictions(findings: Sequence[Finding], width: int) -> Iterator[Line]:
    if not findings:
        return
    yield []
    yield [("Contradictions", "bold magenta")]
    for finding in findings:
        yield from _wrapped(finding.phrase, width, indent=2, style="bold")
        for quote in finding.quotes:
            yield from _place(quote, width)


def _criteria(main: SetLine, rows: Sequence[Row], width: int) -> Iterator[Line]:
    answers = wording().answers
    yield []
    yield [(f"{main.name}: ", "bold"), (answers[main.answer.value], _ANSWER_STYLES[main.answer])]
    longest = max(len(answers[answer.value]) for answer in Answer)
    names = min(_NAME, width - 4 - longest)
    room = width - 4 - names - longest - 2
    for row in rows:
        number = row.id.partition("-")[2].rjust(3)
        why = shorten(row.why, room) if room > 10 and row.answer is not Answer.SATISFIED else ""
        yield [
            (f"{number} ", ""),
            (shorten(row.name, names - 1).ljust(names), ""),
            (
                answers[row.answer.value].ljust(longest + 2) if why else answers[row.answer.value],
                _ANSWER_STYLES[row.answer],
            ),
            (why, "dim"),
        ]


def _in_full(main: SetLine, rows: Sequence[Row], width: int) -> Iterator[Line]:
    """One set with every reason unshortened and the first words behind it."""
    answers = wording().answers
    yield []
    yield [(f"{main.name}: ", "bold"), (answers[main.answer.value], _ANSWER_STYLES[main.answer])]
    for row in rows:
        answer = answers[row.answer.value]
        head = shorten(f"{row.id}  {row.name}", width - len(answer) - 2)
        yield [(f"{head}: ", "bold"), (answer, _ANSWER_STYLES[row.answer])]
        yield from _wrapped(row.why, width, indent=2)
        yield from (line for quote in row.quotes[:1] for line in _place(quote, width))


def _place(quote: Quote, width: int) -> Iterator[Line]:
    label = shorten(quote.section or "-", _INDENT - 1)
    room = max(10, width - _INDENT - 4)
    words = "" if quote.text is None else f"“{shorten(quote.text, room, list(quote.words))}”"
    yield [("  " + label.ljust(_INDENT), "cyan"), (words, "dim")]


def _mends(main: SetLine, mends: Sequence[Mend], width: int) -> Iterator[Line]:
    answers = wording().answers
    yield []
    yield from _wrapped(f"What would have to change for the {main.name}", width, style="bold")
    if not mends:
        yield from _wrapped("Nothing: no criterion is violated.", width, indent=2)
    for mend in mends:
        yield from _wrapped(f"{mend.id}  {mend.name} (then {answers[mend.then.value]})", width, style="bold")
        for step in mend.steps:
            yield from _wrapped(step.phrase, width, indent=2)
            yield from (line for quote in step.quotes[:_SHOWN_CLAUSES] for line in _place(quote, width))
            rest = [quote.section or "-" for quote in step.quotes[_SHOWN_CLAUSES:]]
            if rest:
                told = f"and {len(rest)} more: {', '.join(dict.fromkeys(rest))}"
                yield from _wrapped(told, width, indent=2 + _INDENT, style="dim")
        for other in mend.others:
            yield from _wrapped(f"or: {other}", width, indent=2, style="dim")


def _sets(sets: Sequence[SetLine], width: int) -> Iterator[Line]:
    if not sets:
        return
    answers = wording().answers
    yield []
    yield [("Other definitions", "bold")]
    longest = max(len(answers[answer.value]) for answer in Answer)
    for one in sets:
        names = min(_NAME + 2, width - 2 - longest)
        room = width - 2 - names - longest - 2
        points = shorten(", ".join(one.points), room) if room > 10 else ""
        yield [
            ("  " + shorten(one.name, names - 1).ljust(names), ""),
            (
                answers[one.answer.value].ljust(longest + 2) if points else answers[one.answer.value],
                _ANSWER_STYLES[one.answer],
            ),
            (points, "dim"),
        ]


def _foot(summary: Summary, width: int) -> Iterator[Line]:
    yield []
    if summary.normative_units:
        share = summary.read / summary.normative_units
        told = (
            f"Read: {summary.read} of {summary.normative_units} sentences that permit, forbid or demand ({share:.0%})."
        )
        yield from _wrapped(told, width)
        for quote, _ in summary.unread[:_SHOWN_UNREAD]:
            label = shorten(quote.section or "-", _INDENT - 1)
            words = "" if quote.text is None else f"not read: “{shorten(quote.text, max(10, width - _INDENT - 16))}”"
            yield [("  " + label.ljust(_INDENT), "cyan"), (words, "dim")]
        if len(summary.unread) > _SHOWN_UNREAD:
            more = len(summary.unread) - _SHOWN_UNREAD
            yield [(f"  and {more} more: `openterms read` shows all.", "dim")]
    yield from _wrapped(f"{NOT_ADVICE} {summary.versions}.", width, style="dim")


def _wrapped(words: str, width: int, indent: int = 0, style: str = "") -> Iterable[Line]:
    for part in textwrap.wrap(words, max(10, width - indent)):
        yield [(" " * indent + part, style)]
