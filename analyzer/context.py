"""Sentences that are understood only with the one beside them, told so that each can be read by itself.

Comes in: the words of a unit and those of the one before. Goes out: the words to be read. Examples: "Models
trained on the Data are yours. You may sell them." gives no leave to sell the Data; "The same holds if your revenue
exceeds 5 million dollars" says that then, too, you need a license.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.answers import statement
from analyzer.beneficiaries import in_company
from analyzer.frames import Frame, frame
from analyzer.grid import in_grid
from analyzer.items import goes_on_with
from analyzer.outline import Document, Section, Unit
from analyzer.patterns import regex

_LONGEST = 400
_NUMBERED = regex(r"(?:[A-Z][a-z]+ )?(?:\d{1,2}|[IVX]{1,5}|[A-Z])")  # "4", "Article 4", "IV"
_PARAGRAPH = regex(r"[ \t]*\n[ \t]*\n\s*")
# "The license is worldwide. It covers use and copying."
_GRANT = regex(r"(?:the|this) (?P<what>licen[cs]e|permission|grant)\b", re.IGNORECASE)
_IT = regex(r"It (?=(?:covers|extends to|includes|permits|allows|entitles|comprises)\b)")
_SAMES = frozenset({"The ", "This"})
# "Models trained on the Data are yours": things that are not what the license is about.
_THEIRS = regex(
    r"(?:the |all |any )?(?P<what>models|outputs?|results|weights|derivatives|what)\b[^.;:]{0,120}?"
    r" (?:is|are|belongs?|remains?|stays?)(?: to)? (?:yours?|you|yours to keep|your own|your property)\b"
    r"|you (?:own|keep|hold)(?: all)?(?: the)? (?:rights in |title to )?(?:the |all |any |your )?"
    r"(?P<owned>models|outputs?|results|weights|derivatives)\b",
    re.IGNORECASE,
)
# "If you have 5 million users, you need a license. The same holds if your revenue exceeds 5 million dollars."
_SAME = regex(
    r"(?:the same|this)(?: rule)?(?: also)? (?:holds|goes|applies|is true)(?: too| also)?(?: true)? "
    r"(?:(?:if|where|when|in case) |for (?:anyone|anybody|those|companies|businesses|organizations|licensees) "
    r"(?P<own>with) )(?P<what>[^;:]{5,200})",
    re.IGNORECASE,
)
_THEN = regex(r"(?:if|where|when|should)\b.*, (?P<then>(?:you|this|these|nothing|all|no|the|such)\b.*)", re.IGNORECASE)
# "Commercial use is not allowed. This includes hosting it": what a ban, or a need of leave, includes.
_INCLUDES = regex(
    r"(?:This|That|These|It|Such use)(?: also)? (?:includes?|covers?|comprises?)"
    r"(?:,? (?:but (?:is|are) not limited to|without limitation|for example|among others))?,? "
    r"(?P<what>(?!(?:the|an?|any|all|your|its|their|those|this|our|no|not|but)\b)[^;:]{3,300}?)\.?",
    re.IGNORECASE,
)
_BARS = regex(
    r"[^.;:]*?\b(?:uses?|usage|redistribution|distribution|sharing|modification|exploitation)\b[^.;:]{0,80}? "
    r"(?:is|are|remains?) (?:strictly |expressly |hereby )?(?:prohibited|forbidden|not (?:permitted|allowed))\.?"
    r"|(?:you|users|the (?:user|licensee|recipient)) (?:(?:may|must|shall|can|will|do) ?not|agrees? not to):?"
    r" (?:use|employ|deploy|engage in)\b[^.;:]*\.?"
    r"|(?:you|users|the (?:user|licensee|recipient)) (?:is|are) (?:\w+ )?(?:prohibited|forbidden|barred) from:?"
    r" (?:using|employing|deploying|engaging in)\b[^.;:]*\.?"
    r"|[^.;:]*?\buse\b[^.;:]{0,60}? (?P<needs>(?:requires?|needs?) (?:an? |our |the )(?:[\w-]+ ){0,3}?"
    r"(?:licen[cs]e|permission|consent|agreement))\b[^.;:]*\.?",
    re.IGNORECASE,
)
_BUT = regex(r"\b(?:unless|except|without|other than|provided|until|only)\b", re.IGNORECASE)
_THEM = regex(r"(?P<lead>(?:you|licensees|users)\b[^.;:]{0,80}?) (?:them|those|these)\b(?! \w+s\b)", re.IGNORECASE)


# What stands in rows of tables, and the head of a column that says what it allows.
_IN_ROWS = (" yes", " no no", " no,", "✅", "❌", "✓", "✗", "You may ", "You can ")


def in_context(document: Document, at: int, words: str) -> str:
    """The words of the unit at a place as they are to be read beside those before it."""
    if document.units[at].leads:
        return in_company(document, at, words)
    if len(words) > _LONGEST:
        return words
    if " : " in words or words[-2:] == " ." or any(map(words.__contains__, _IN_ROWS)):
        row = in_grid(document, at, words)  # as a row of a table is read
        if row != words:
            return row
    if " them" in words and (theirs := _THEIRS.match(words) or _THEIRS.match(_before(document, at))):
        what = (theirs["what"] or theirs["owned"]).lower()
        return _THEM.sub(rf"\g<lead> {'the derivatives' if what == 'derivatives' else 'the outputs'}", words)
    if words[:3] == "It " and (it := _IT.match(words)) and (grant := _GRANT.match(_before(document, at))):
        return f"The {grant['what']} {words[it.end() :]}"
    if (
        words[:4] in _SAMES
        and (same := _SAME.fullmatch(words))
        and (then := _THEN.fullmatch(_before(document, at, near=True)))
    ):
        when = "If you have" if same["own"] else "If"
        return f"{when} {same['what'].rstrip('. ')}, {then['then']}"
    if (includes := _INCLUDES.fullmatch(words)) and (
        bars := _BARS.fullmatch(before := _before(document, at, led=True).partition(";")[0])
    ):
        what = f"{includes['what'][:1].upper()}{includes['what'][1:]}"
        return f"{what} {bars['needs'] or 'is prohibited'}" if not _BUT.search(before) else words
    return words


def answered(document: Document, at: int, asked: str) -> bool:
    """Whether the unit after the question at a place answers it, so that it says what the question asks."""
    if not asked or at + 1 >= len(document.units):
        return False
    span = document.units[at + 1].span
    answer = document.text.words(span, _LONGEST)
    return statement(asked, answer)[0] != ""


class Titles:
    """What the titles say of what stands below them, through the titles between: "Prohibited Uses", "Violence"."""

    def __init__(self, document: Document) -> None:
        found = ((at, one.span.start, frame(one.title)) for at, one in enumerate(document.sections))
        bans = [(at, start, title) for at, start, title in found if title is not None and title.bans]
        self._bans = [(start, title, _end(document.sections, at)) for at, start, title in bans]
        self._past = 0
        self._over: Frame | None = None
        self._until: int | None = None

    def frame_of(self, unit: Unit, words: str) -> Frame | None:
        """What holds of a unit without lead-in, asked of each in turn."""
        while self._past < len(self._bans) and self._bans[self._past][0] < unit.span.start:
            _, self._over, self._until = self._bans[self._past]
            self._past += 1
        own = frame(unit.heading)
        if own is not None:
            self._over = own if own.bans else None
        elif self._over is not None and (self._ended(unit) or not goes_on_with(words, banned=True)):
            self._over = None
        return own or self._over

    def _ended(self, unit: Unit) -> bool:
        return self._until is not None and unit.span.start >= self._until


def _end(sections: Sequence[Section], at: int) -> int | None:
    """Where a numbered section ends with the next of its kind; None for a title without a number."""
    here = sections[at]
    if not _NUMBERED.fullmatch(here.label):
        return None
    later = (one for one in sections[at + 1 :] if one.level <= here.level and _NUMBERED.fullmatch(one.label))
    return next((one.span.start for one in later), None)


def freed(document: Document, at: int) -> bool:
    """Whether a title that allows what stands below it parts a unit from the one before."""
    unit = document.units[at]
    title = None if unit.heading == document.units[at - 1].heading else frame(unit.heading)
    return title is not None and not title.bans


def gap(document: Document, at: int, words: str, past: int, *, marked: bool) -> tuple[bool, bool, bool, int]:
    """What lies before a unit, and its end: a line break; the end of a list whose items have signs; one with them."""
    unit = document.units[at]
    between = document.text.reading[past : unit.span.start]
    anew = words[:1].isupper() and words[-1:] != ":"
    closes = marked and anew and not unit.leads and _PARAGRAPH.fullmatch(between) is not None
    return "\n" in between, closes, bool(between.strip()) if unit.leads else marked and not closes, unit.span.end


def _before(document: Document, at: int, *, near: bool = False, led: bool = False) -> str:
    """The words of the unit before that stands by itself in the same section, or `near` it; "" where there is none.

    `led` takes an item as well, with the lead-ins above it.
    """
    if not at:
        return ""
    unit, other = document.units[at], document.units[at - 1]
    apart = other.section != unit.section
    if near and apart:  # "B.1" and "B.2"
        apart = other.section.rpartition(".")[0] != unit.section.rpartition(".")[0]
    spans = (*other.leads, other.span)
    if (other.leads and not led) or apart or sum(span.end - span.start for span in spans) > _LONGEST:
        return ""
    return " ".join(" ".join(document.text.reading[span.start : span.end] for span in spans).split())
