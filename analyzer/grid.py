"""Tables whose columns say what is allowed and what is not: each row is read under the heads of its columns.

Comes in: a document and the place of a row. Goes out: the words to be read. Example: under "You may | You may not" the
row "use it | sell it" says "You may use it; You must not sell it".
"""

from __future__ import annotations

from typing import NamedTuple

from analyzer.headings import Frame, frame
from analyzer.kinds import kind_of
from analyzer.outline import Document

_BAR, _GAP = "|", "\n\n"
_SIGNS = " \t*_`"
_LONGEST = 60  # characters of a head
_LONGEST_ROW = 600
_ROWS = 40  # rows that are looked back over for the heads


class _Row(NamedTuple):
    start: int
    cells: list[str]


_NONE = _Row(0, [])


def in_grid(document: Document, at: int, words: str) -> str:
    """The words of a row as its columns say them; as they are where no row before it names such columns."""
    row = below = _row(document, at)
    if len(row.cells) < 2 or _heads(row.cells):
        return words
    for place in range(at - 1, max(at - _ROWS, 0) - 1, -1):
        above = _row(document, place)
        apart = _GAP in document.text.content[above.start : below.start]
        if apart or len(above.cells) != len(row.cells):
            return words
        if heads := _heads(above.cells):
            pairs = zip(heads, row.cells, strict=True)
            return "; ".join(_say(head, cell) for head, cell in pairs if any(map(str.isalpha, cell)))
        below = above
    return words


def _row(document: Document, at: int) -> _Row:
    """The line of a unit as it stands in the file, by its cells; none where it is no row of a table."""
    text, span = document.text.content, document.text.original(document.units[at].span)
    start = text.rfind("\n", max(span.start - _LONGEST_ROW, 0), span.start) + 1
    end = text.find("\n", span.end, span.end + _LONGEST_ROW)
    row = text[start : end if end >= 0 else span.end + _LONGEST_ROW].strip()
    if _BAR not in row or len(row) > _LONGEST_ROW:
        return _NONE
    cells = row.removeprefix(_BAR).removesuffix(_BAR).split(_BAR)
    return _Row(start, [" ".join(cell.strip(_SIGNS).split()) for cell in cells])


def _heads(cells: list[str]) -> list[Frame]:
    """What the columns say of their cells; none where one of them does not say whether it allows or bans."""
    found = [frame(cell) for cell in cells if len(cell) <= _LONGEST]
    return [head for head in found if head] if len(found) == len(cells) and all(found) else []


def _say(head: Frame, cell: str) -> str:
    cell = cell.rstrip(" .;,")
    kind = kind_of(cell)
    if kind == "acts" or cell.partition(" ")[0].endswith("ing"):
        return f"{cell} is {'' if head.act.startswith('You may') else 'not '}allowed"
    lead = (head.act if kind == "verb" else head.thing).rstrip(": ")
    return f"{lead} {cell[:1].lower()}{cell[1:]}"
