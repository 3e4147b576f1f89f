"""Tables whose columns say what is allowed and what is not: each row is read under the heads of its columns.

Comes in: a document and the place of a row. Goes out: the words to be read. Example: under "You may | You may not" the
row "use it | sell it" says "You may use it; You must not sell it". Of licenses side by side, "sell it | no | no" says
"You must not sell it", and a row on which they part only that one of them must be bought.
"""

from __future__ import annotations

import re

from analyzer.frames import Frame, frame
from analyzer.kinds import kind_of
from analyzer.outline import Document
from analyzer.patterns import regex

_BAR = "|"
_GAP = regex(r"\n[ \t\r]*(?=\n)")
_SIGNS = " \t*_`"
_LONGEST = 8_000  # characters of a table that are looked back over for its heads
_LONGEST_HEAD = 60
_LONGEST_ROW = 600
_VERDICT = regex(
    r"\W*(?:(?P<no>no|not (?:allowed|permitted|included)|never|forbidden|prohibited|excluded)\b|[✗✘❌✖]"
    r"|(?P<yes>yes|allowed|permitted|included|ok|okay)\b|(?P<sign>[✓✔✅☑]))[\s,;:–—(-]*(?P<rest>[^()]{0,80})\)?",
    re.IGNORECASE,
)
# "Studio License (paid)": a license that must be bought.
_BOUGHT = regex(r"\b(?:paid|commercial|enterprise|business|pro|professional|premium|purchased|fee)\b", re.IGNORECASE)
_RULED = regex(r"\n[|\s]*:?-{2,}[-:|\s]*(?:\n|$)")  # what parts the heads of a table from its rows


def in_grid(document: Document, at: int, words: str) -> str:
    """The words of a row as its columns say them; as they are where its table names no such columns."""
    text, span = document.text.content, document.text.original(document.units[at].span)
    start = text.rfind("\n", max(span.start - _LONGEST_ROW, 0), span.start) + 1
    end = text.find("\n", span.end, span.end + _LONGEST_ROW)
    cells = _cells(text[start : end if end >= 0 else span.end + _LONGEST_ROW])
    if len(cells) < 2:
        return words
    if len(cells) > 2 and _RULED.match(text, end) is not None:
        return ""  # the heads of columns say nothing by themselves
    top = max(start - _LONGEST, 0)
    top = max((gap.end() for gap in _GAP.finditer(text, top, start)), default=top)
    first = _cells(text[top:start].strip("\n").partition("\n")[0])
    if len(cells) > 2 and len(cells) == len(first) and (said := _side_by_side(cells, first)) is not None:
        return said
    heads = _heads(first)
    if len(heads) != len(cells):
        return words
    return "; ".join(_say(head, cell) for head, cell in zip(heads, cells, strict=True) if any(map(str.isalpha, cell)))


def _side_by_side(cells: list[str], heads: list[str]) -> str | None:
    """What a row says where each column but the first says yes or no; None where one says something else."""
    found = [_VERDICT.fullmatch(cell) for cell in cells[1:]]
    told = [one for one in found if one is not None]
    if len(told) < len(found):
        return None
    free = [bool(one["yes"] or one["sign"]) for one in told]
    act = cells[0].rstrip(" .;,?")
    allowed, banned = frame("You may"), frame("You may not")
    if allowed is None or banned is None or not any(map(str.isalpha, act)):
        return None
    if not any(free):
        return f"{_say(banned, act)}."
    if all(free) and not any(kind_of(word) or word.endswith("ing") for word in act.split()):
        return ""  # a name: what is allowed of it is not said
    if all(free):
        within = next((one["rest"].strip() for one in told if one["rest"].strip()), "")
        return f"{_say(allowed, act)} {within}".rstrip() + "."
    bought = all(free[at] == bool(_BOUGHT.search(head)) for at, head in enumerate(heads[1:]))
    if not bought:
        return ""
    one = f"{act[:1].lower()}{act[1:]}"
    if kind_of(act) == "verb":
        return f"You must obtain a separate license from us to {one}."
    return f"You must obtain a separate license from us for {one}."


def _cells(line: str) -> list[str]:
    """The cells of a line; none where it is no row of a table."""
    row = line.strip()
    if _BAR not in row or len(row) > _LONGEST_ROW:
        return []
    return [" ".join(cell.strip(_SIGNS).split()) for cell in row.removeprefix(_BAR).removesuffix(_BAR).split(_BAR)]


def _heads(cells: list[str]) -> list[Frame]:
    """What the columns say of their cells; none where one of them does not say whether it allows or bans."""
    found = [frame(cell) for cell in cells if len(cell) <= _LONGEST_HEAD]
    return [head for head in found if head] if len(found) == len(cells) and all(found) else []


def _say(head: Frame, cell: str) -> str:
    cell = cell.rstrip(" .;,")
    kind = kind_of(cell)
    if kind == "acts" or cell.partition(" ")[0].endswith("ing"):
        return f"{cell} is {'' if head.act.startswith('You may') else 'not '}allowed"
    lead = (head.act if kind == "verb" else head.thing).rstrip(": ")
    return f"{lead} {cell[:1].lower()}{cell[1:]}"
