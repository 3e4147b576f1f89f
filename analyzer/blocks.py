r"""Lines to blocks: the English ones kept, wrapped lines joined.

Comes in: the reading and its `Line`s. Goes out: the language they are in, and `Block`s, each a paragraph or a list
item with its marker. Example: "(a) keep the\nnotices;\n(b) pay" is two blocks, the first of two lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

from analyzer.elliptic import shown
from analyzer.headings import is_heading, stops
from analyzer.intake import Text
from analyzer.language import doubted, foreign, script, tongue
from analyzer.lines import WRAPPED, Line, blank_between, last_but_one, paragraphs, wrapped_paragraphs
from analyzer.markers import Marker, as_roman, could_be_roman, is_dotted, marker
from analyzer.patterns import regex
from analyzer.spans import Span


class Block(msgspec.Struct, gc=False):
    """Lines that belong together: an optional marker, then words from `start` to `end`."""

    start: int
    end: int
    indent: int
    marker: Marker | None
    lines: int
    widest: int = 0
    spaced: bool = True
    titled: bool = False  # right over a list, or with the signs of a Markdown heading before it
    item: bool = False  # a line below a lead-in, and no title


# "Not allowed" on a line of its own: a title over what follows, where that begins with what is done.
_OVER_A_LIST = regex(
    r"(?:(?:Not )?(?:[Aa]llowed|[Pp]ermitted)(?: uses?)?|(?:Prohibited|Forbidden|Disallowed)(?: [Uu]ses?| [Aa]cts)?"
    r"|You (?:may|can|must)(?: not|not)?|What you (?:may|can|must)(?: not|not)? do|Don['’]?ts)"
    r"(?=\s*\n\s*[A-Z][a-z]+(?:ing)?\b)"
)
_TITLE_BEGINS = frozenset("NAaPpFBDYWD")
_LONG = 60
_NEAR = 20  # blocks among which the item before is looked for
_FEW = 0.1  # the share of a text that is in another language and no translation of the rest
_FULL = 0.75
_WIDEST, _SOME = 180, 10
_HEADING = 48  # no more characters has a heading that stands right over its paragraph
_SAYS = regex(r"\b(?:may|must|shall|will|can|cannot|is|are|agrees?|grants?)\b")
_NAMES = regex(r"[:@<,]|\b(?:by|of|and|or|the|for|to|in|with|under)$")  # a name and address, a line that goes on
_HELD = regex(r"\b(?:may|must|shall|may not|must not|shall not)$")
_UNENDED = regex(r"\w (?:only|the|of|an?|in|by|with|from|such|your|its|their|our|on|at)$")
_SHORT = 30
_LISTED = regex(r"(?:\bto|,) [a-z]+,$")  # "a copy, to use,"
_LEADS_IN = regex(
    r"\b(?:may|must|shall|can|agrees?|not|free|allowed|permitted|right|needs?|ha(?:s|ve) to|required|prohibited|uses?"
    r"|following|if you)\b[^.;]*:$",
    re.IGNORECASE,
)
_DASHED_ITEM = regex(r"[-–] (?=[A-Za-z])")
_SHORTEST_LIST, _ROOM = 3, 0.75
_MOST_LINES, _LONGEST_LEAD = 40, 300
_HASHES = regex(r"\s{0,3}#{1,6}[ \t]+[*_]{0,3}")
_SIGNS_OF_TITLE = 14  # characters in which these stand


def title_of(lines: list[Line]) -> str:
    """The first line that says something."""
    found = next((line.words for line in lines if any(c.isalpha() for c in line.words)), "")
    return " ".join(found.split())[:120]


def language_of(reading: str, lines: list[Line]) -> tuple[str, list[Line]]:
    """The language of the text and the lines to read; no lines where no part is English."""
    places = doubted(reading)
    if lines and places is not None and not _elsewhere(reading, lines, places):
        return "en", lines
    english = [line for line in lines if not foreign(line.words)] if not reading.isascii() else lines
    size = sum([len(line.words) for line in english])
    if size < 1500 and size * 4 < sum([len(line.words) for line in lines]):
        return script(reading), []
    counts: Counter[str] = Counter()
    kept: list[Line] = []
    for group in paragraphs(reading, english):
        found = _tongue(group)
        counts[found] += sum([len(line.words) for line in group])
        if found in {"en", "und"}:
            kept.extend(group)
    known = {code: count for code, count in counts.items() if code != "und"}
    if not known:
        return ("en" if counts else script(reading)), kept
    best = max(sorted(known), key=lambda code: known[code])
    if best != "en" and known.get("en", 0) * 4 < sum(known.values()):
        return best, []
    read = sum([len(line.words) for line in kept])
    few = sum([len(line.words) for line in lines]) - read <= _FEW * read
    return "en", lines if few else kept  # a line or two in another language may limit, and are no translation


def _elsewhere(reading: str, lines: list[Line], places: list[int]) -> bool:
    """Whether a paragraph at one of these places is in another language than English."""
    if not places:
        return False
    return any(
        bisect_left(places, group[0].start) < bisect_right(places, group[-1].end)
        and _tongue(group) not in {"en", "und"}
        for group in paragraphs(reading, lines)
    )


def _tongue(group: list[Line]) -> str:
    return tongue(" ".join([line.words for line in group[:40]]))


def blocks_of(reading: str, lines: list[Line]) -> list[Block]:
    """Paragraphs and list items: wrapped lines joined, accepted markers opening a block of their own."""
    widths = sorted(line.end - line.start for line in lines)
    wide = widths[int(len(widths) * 0.95)] if widths else 0
    wrapped = wide <= WRAPPED or _full(widths)
    found: list[Block] = []
    ranks: dict[str, int] = {}
    before: Line | None = None
    ragged = _ragged(reading, lines, wide)
    listing = 0  # up to which line each is an item of the list that a lead-in began
    folded, widest = {} if wrapped else wrapped_paragraphs(reading, lines), wide
    for at, line in enumerate(lines):
        wide = folded.get(line.start, widest)
        flows = wrapped or line.start in folded
        blank = before is None or not flows or blank_between(reading, before, line)
        mark = marker(line.words)
        listed = line.start in ragged or _accepted(mark, ranks, before, blank=blank) if mark else False
        if mark and not (listed or _goes_on(mark, line, found, before, wide)):
            mark = mark if _below_title(mark, found, before) else None
        if mark:
            # "(i)" after "(b)" is a numeral: "(c)" is still the next letter.
            if not could_be_roman(mark) or mark.rank == ranks.get(mark.style, 0) + 1:
                ranks[mark.style] = mark.rank
            if could_be_roman(mark):
                ranks[as_roman(mark).style] = as_roman(mark).rank
        broken = blank and mark is None and before is not None and _broken_off(before.words, line.words)
        opens = (blank and not broken) or mark is not None or _closed(before, wide) or over_a_list(reading, before)
        if not opens and before is not None and found and found[-1].lines == 1:
            opens = _heads(found[-1], before, line, wide) or (at < listing and _is_item(before, line, wide))
        if not flows and mark is None and before is not None and not blank_between(reading, before, line):
            opens = not _runs_on(before.words, line.words)
        if opens or not found:
            found.append(Block(line.start, line.end, line.indent, mark, 1, len(line.words), blank, item=at < listing))
        else:
            found[-1].end = line.end
            found[-1].lines += 1
            found[-1].widest = max(found[-1].widest, len(line.words))
        if line.words[-1] == ":" and _LEADS_IN.search(line.words[-_LONGEST_LEAD:]):
            listing = _items_end(reading, lines, at + 1)
        before = line
    return found


def _ragged(reading: str, lines: list[Line], wide: int) -> frozenset[int]:
    """Where the lines of paragraphs begin of which each is an item with a dash, though some are as wide as prose."""
    if "\n- " not in reading and "\n– " not in reading:
        return frozenset()
    return frozenset(
        line.start
        for group in paragraphs(reading, lines)
        if len(group) >= _SHORTEST_LIST
        and all(_DASHED_ITEM.match(line.words) and line.indent == group[0].indent for line in group)
        and any(len(line.words) < _ROOM * wide for line in group[:-1])
        for line in group
    )


def _items_end(reading: str, lines: list[Line], first: int) -> int:
    """Where the lines of a paragraph end of which each begins with a capital; `first` where it has no such lines."""
    end = first
    while end < len(lines) and (end == first or not blank_between(reading, lines[end - 1], lines[end])):
        if not lines[end].words[0].isupper() or end - first > _MOST_LINES:
            return first
        end += 1
    return end if end - first > 1 else first


def _is_item(before: Line, line: Line, wide: int) -> bool:
    """Whether a line below "You must:" is an item by itself: the one before it ended with room to spare."""
    room = len(before.words) + len(line.words.partition(" ")[0]) < _FULL * wide
    return room and before.words[0].isupper() and line.words[0].isupper() and _NAMES.search(before.words) is None


def _full(widths: list[int]) -> bool:
    """Whether lines of much the same width, wider than most, were wrapped all the same."""
    full = len(widths) - bisect_left(widths, widths[-1] * 4 // 5)
    return widths[-1] <= _WIDEST and full >= _SOME and full * 5 >= len(widths) * 2


def _heads(block: Block, before: Line, line: Line, wide: int) -> bool:
    """Whether a line is the heading of the sentence right below it: "2. No Resale" / "You may not sell copies".

    It ended though the next word had room, and what follows has a verb of its own.
    """
    words = line.words
    size = len(before.words)
    if not words[0].isupper() or size > _HEADING or size + len(words.partition(" ")[0]) >= _FULL * wide:
        return False
    if _SAYS.search(words) is None or _NAMES.search(before.words) is not None:
        return False
    mark = block.marker
    bare = before.words[mark.length :].lstrip(" \t*_#-–—:") if mark is not None else before.words
    return bare[:1].isupper() and is_heading(bare, 1, marked=mark is not None)


def over_a_list(reading: str, line: Line | Block | None) -> bool:
    """Whether a line is a title such as "Not allowed", right above what is done: "Selling the weights."."""
    if line is None or reading[line.start] not in _TITLE_BEGINS:
        return False
    found = _OVER_A_LIST.match(reading, line.start)
    return found is not None and found.end() >= line.end


def titled(text: Text, block: Block) -> bool:
    """Whether a block is a title: right over a list, or by the signs of Markdown, which are no part of the reading."""
    if over_a_list(text.reading, block):
        return True
    if block.lines > 1 or not text.anchors or "#" not in text.content:
        return False
    at = text.original(Span(block.start, block.start + 1)).start
    line = text.content.rfind("\n", max(0, at - _SIGNS_OF_TITLE), at) + 1
    return _HASHES.fullmatch(text.content[line:at]) is not None if at - line <= _SIGNS_OF_TITLE else False


def _goes_on(mark: Marker, line: Line, found: list[Block], before: Line | None, wide: int) -> bool:
    """Whether a bullet stands right below another one: items need no full stop.

    A full line before it tells of prose with a sign before each line, unless the bullet begins with a capital.
    """
    above = found[-1] if found else None
    if above is not None and mark.style[:1] != "-" and not is_dotted(mark.style) and _next_number(mark, line, found):
        return True
    if before is not None and mark.style.startswith("-") and _HELD.search(before.words) is not None:
        # "You may not" at the end of a line: what hangs on it follows.
        return mark.style not in {"-*", "--"} or len(before.words) <= _FULL * max(wide, _LONG)
    if above is None or above.marker is None or before is None or above.indent != line.indent:
        return False
    begins = mark.style != "-*" and line.words[mark.length :].lstrip()[:1].isupper()
    full = not begins and len(before.words) > _FULL * max(wide, _LONG)
    return mark.style.startswith("-") and above.marker.style == mark.style and not full


def _next_number(mark: Marker, line: Line, found: list[Block]) -> bool:
    """Whether a number follows that of the item above, whatever is listed below that one: its lines may be long."""
    if not line.words[mark.length :].lstrip()[:1].isupper():
        return False
    above = next((block for block in found[:-_NEAR:-1] if block.indent <= line.indent), None)
    return (
        above is not None
        and above.marker is not None
        and above.indent == line.indent
        and (above.marker.style, above.marker.rank + 1) == (mark.style, mark.rank)
    )


def _below_title(mark: Marker, found: list[Block], before: Line | None) -> bool:
    """Whether a bullet stands right below a line that is a heading: "PROHIBITED USE" / "- Surveillance"."""
    if before is None or not found or found[-1].lines > 1 or mark.style[:1] != "-":
        return False
    return found[-1].marker is None and found[-1].spaced and is_heading(before.words, 1, marked=False)


def _runs_on(before: str, words: str) -> bool:
    """Whether a line break fell into a sentence: "irrevocable" / "copyright license to use", "to use," / "copy"."""
    if not words[:1].islower() or len(before) <= _LONG or last_but_one(before):
        return False
    return before[-1:].isalpha() or (before[-1:] == "," and _LISTED.search(before) is not None)


def _broken_off(before: str, words: str) -> bool:
    """Whether an empty line, as where a page ends, fell into a sentence: "You may do so only" / "on Your behalf"."""
    return words[:1].islower() and before[:1].isalpha() and len(before) > _SHORT and _UNENDED.search(before) is not None


def _closed(before: Line | None, wide: int) -> bool:
    """Whether a line ended early, at the end of a sentence, or answers: "Commercial use: no"."""
    if before is None:
        return False
    return before.words.endswith(":") or shown(before.words) or (len(before.words) < 0.7 * wide and stops(before.words))


def _accepted(mark: Marker, ranks: dict[str, int], before: Line | None, *, blank: bool) -> bool:
    """A marker inside a paragraph counts only where it opens or continues a list."""
    if blank or before is None or (mark.style.startswith("-") and len(before.words) > 2 and stops(before.words)):
        return True
    if mark.style in {"named", "root"}:
        return False
    if stops(before.words) or before.words.endswith((",", " and", " or", "and/or")):
        expected = {1, ranks.get(mark.style, 0) + 1}
        roman = as_roman(mark) if could_be_roman(mark) else mark
        return (
            mark.style.startswith("-")
            or is_dotted(mark.style)
            or mark.rank in expected
            or roman.rank in {1, ranks.get(roman.style, 0) + 1}
        )
    return (
        mark.rank in {1, ranks.get(mark.style, 0) + 1}
        and mark.style[:1] != "-"
        and len(before.words) < 60
        and not is_dotted(mark.style)
    )
