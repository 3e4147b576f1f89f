"""The same summary as Markdown that shows right on GitHub; the license's words are escaped, they are hostile input.

Comes in: a `Summary`. Goes out: Markdown. Example: `markdown(summary)` begins with "# Acme Model License".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.patterns import regex
from analyzer.render.quotes import shorten
from analyzer.render.summary import NOT_ADVICE, Finding, Mend, Quote, Row, SetLine, Summary
from analyzer.render.wording import wording

# Marks that mean something anywhere; a colon does in an address or an emoji, others at the beginning only.
_SPECIAL = regex(r"[\\`*_{}\[\]#|<>~$&@!]|:(?=[^\s\d])|^[+-]|--+")
_FIRST_OF_LIST = regex(r"^(\d+)([.)])(?=\s|$)")
_BARE_LINK = regex(r"\b(www)\.", re.IGNORECASE)
_QUOTE = 400


def markdown(summary: Summary) -> str:
    """One assessment as a Markdown page."""
    return "\n".join(_lines(summary)) + "\n"


def escaped(words: str) -> str:
    """Words that Markdown shows as they are, on one line."""
    shown = _SPECIAL.sub(_backslashed, " ".join(words.split()))
    return _BARE_LINK.sub(r"\1\\.", _FIRST_OF_LIST.sub(r"\1\\\2", shown))


def _backslashed(found: re.Match[str]) -> str:
    return "".join("\\" + mark for mark in found[0])


def _lines(summary: Summary) -> Iterator[str]:
    yield f"# {escaped(summary.name)}"
    yield ""
    yield f"{escaped(summary.recognized)}."
    yield ""
    parts = [summary.grade]
    if summary.score is not None:
        parts.append(f"score {summary.score} of 100, {summary.decided_share:.0%} decided")
    yield f"**{summary.headline}**" + "".join(f" · {part}" for part in parts if part)
    if summary.remark:
        yield from ("", escaped(summary.remark))
    if summary.permissions:
        yield from ("", "## Permissions", "")
        for kind, rights in summary.permissions:
            yield f"- **{kind}**: {', '.join(rights)}"
    yield from _findings("Restrictions", summary.restrictions)
    yield from _findings("Duties", summary.duties)
    yield from _findings("Not fully read", summary.unclear)
    yield from _findings("Contradictions", summary.contradictions, quotes=4)
    if summary.frame:
        yield from ("", f"Also: {escaped(', '.join(summary.frame))}.")
    yield from _criteria(summary.main, summary.criteria)
    if summary.mends is not None:
        yield from _mends(summary.main, summary.mends)
    yield from _sets(summary.sets)
    yield from _foot(summary)


def _findings(title: str, findings: Sequence[Finding], quotes: int = 1) -> Iterator[str]:
    if not findings:
        return
    yield from ("", f"## {title}", "")
    for finding in findings:
        doubt = f" ({finding.doubt})" if finding.doubt else ""
        yield f"- **{escaped(finding.phrase)}**{doubt}"
        yield from (f"  - {_quoted(quote)}" for quote in finding.quotes[:quotes])


def _quoted(quote: Quote) -> str:
    section = f"{escaped(quote.section)}: " if quote.section else ""
    words = "reviewed record" if quote.text is None else f"“{escaped(shorten(quote.text, _QUOTE, list(quote.words)))}”"
    return section + words


def _criteria(main: SetLine, rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    answers = wording().answers
    yield from ("", f"## {escaped(main.name)}: {answers[main.answer.value]}", "")
    yield from ("| criterion | | answer | why |", "|---|---|---|---|")
    for row in rows:
        place = f" ({escaped(row.quotes[0].section)})" if row.quotes and row.quotes[0].section else ""
        yield f"| {row.id} | {escaped(row.name)} | {answers[row.answer.value]} | {escaped(row.why)}{place} |"


def _mends(main: SetLine, mends: Sequence[Mend]) -> Iterator[str]:
    answers = wording().answers
    yield from ("", f"## What would have to change for the {escaped(main.name)}", "")
    if not mends:
        yield "Nothing: no criterion is violated."
    for mend in mends:
        yield f"- **{mend.id} {escaped(mend.name)}** (then {answers[mend.then.value]})"
        for step in mend.steps:
            yield f"  - {escaped(step.phrase)}"
            yield from (f"    - {_quoted(quote)}" for quote in step.quotes)
        yield from (f"  - or: {escaped(other)}" for other in mend.others)


def _sets(sets: Sequence[SetLine]) -> Iterator[str]:
    if not sets:
        return
    answers = wording().answers
    yield from ("", "## Other definitions", "", "| definition | answer | points |", "|---|---|---|")
    for one in sets:
        yield f"| {escaped(one.name)} | {answers[one.answer.value]} | {escaped(', '.join(one.points))} |"


def _foot(summary: Summary) -> Iterator[str]:
    yield ""
    if summary.normative_units:
        share = summary.read / summary.normative_units
        of = f"{summary.read} of {summary.normative_units}"
        yield f"Read: {of} sentences that permit, forbid or demand ({share:.0%})."
        yield from (f"- not read: {_quoted(quote)} ({escaped(reason)})" for quote, reason in summary.unread)
        yield ""
    yield f"{NOT_ADVICE} {escaped(summary.versions)}."
