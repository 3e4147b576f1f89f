"""Tables whose columns say what is allowed and what is not: each row is read under the heads of its columns.

Comes in: a document and the place of a row. Goes out: the words to be read. Example: under "You may | You may not" the
row "use it | sell it" says "You may use it; You must not sell it".
"""

from __future__ import annotations

from analyzer.frames import Frame, frame
from analyzer.kinds import kind_of
from analyzer.outline import Document

_BAR, _GAP = "|", "\n\n"
_SIGNS = " \t*_`"
_LONGEST = 8_000  # characters of a table that are looked back over for its heads
_LONGEST_HEAD = 60
_LONGEST_ROW = 600


def in_grid(document: Document, at: int, words: str) -> str:
    """The words of a row as its columns say them; as they are where its table names no such columns."""
    text, span = document.text.content, document.text.original(document.units[at].span)
    start = text.rfind("\n", max(span.start - _LONGEST_ROW, 0), span.start) + 1
    end = text.find("\n", span.end, span.end + _LONGEST_ROW)
    cells = _cells(text[start : end if end >= 0 else span.end + _LONGEST_ROW])
    if len(cells) < 2:
        return words
    top = max(text.rfind(_GAP, max(start - _LONGEST, 0), start), start - _LONGEST, 0)
    heads = _heads(_cells(text[top:start].strip("\n").partition("\n")[0]))
    if len(heads) != len(cells):
        return words
    return "; ".join(_say(head, cell) for head, cell in zip(heads, cells, strict=True) if any(map(str.isalpha, cell)))


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
