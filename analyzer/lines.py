r"""Reading to lines and paragraphs: drawn rules are dropped, lost line breaks of lists restored, wrapping seen.

Comes in: `Text.reading`. Goes out: `Line`s, the paragraphs they stand in, and which of these somebody wrapped by hand.
Example: "You may use it for any of\nthe purposes named below." is one paragraph whose break falls into a sentence.
"""

from __future__ import annotations

from itertools import pairwise
from operator import or_

import msgspec

from analyzer.comments import RULE
from analyzer.headings import stops
from analyzer.markers import marker
from analyzer.patterns import regex

WRAPPED = 130
"""No wider, in characters, is a paragraph that was wrapped by hand."""

_NARROWEST = 40
_FULL, _EARLY = 0.75, 0.2
_DOTS = "•●▪◦"
_INNER = regex(rf"(?<=[.:;,!?])\s+(?=[{_DOTS}]\s)")
_UNENDED = regex(
    r"(?:^|[\w,] )(?:only|the|of|an?|and|or|any|in|by|with|from|for|to|such|your|its|their|our|on|at|as|that|which)$"
)
_LAST_BUT_ONE = regex(r"; (?:and|or|and/or)$")
_TERM = regex(r"[\"“'‘][^\"“”]{2,60}[\"”'’](?: \([^)]{2,40}\))?")


class Line(msgspec.Struct, gc=False):
    """One printed line: offsets and words without the white space around it."""

    start: int
    end: int
    indent: int
    words: str


def lines_of(reading: str) -> list[Line]:
    """The lines that say something, without drawn rules."""
    found: list[Line] = []
    at = 0
    for line in reading.splitlines(keepends=True):
        words = line.strip()
        if words and (words[0].isalnum() or not RULE.match(words)):
            indent = line.index(words[0])
            found.append(Line(at + indent, at + indent + len(words), indent, words))
        at += len(line)
    return _itemized(reading, found)


def _itemized(reading: str, lines: list[Line]) -> list[Line]:
    """One line to an item where the line breaks of a list were lost: "You may not: • copy it. • sell it."."""
    if reading.isascii() or not any(dot in reading for dot in _DOTS):
        return lines
    found: list[Line] = []
    for line in lines:
        cuts = [cut.end() for cut in _INNER.finditer(line.words)]
        if len(cuts) + (line.words[0] in _DOTS) < 2:
            found.append(line)
            continue
        for at, after in pairwise([0, *cuts, len(line.words)]):
            words = line.words[at:after].rstrip()
            found.append(Line(line.start + at, line.start + at + len(words), line.indent, words))
    return found


def paragraphs(reading: str, lines: list[Line]) -> list[list[Line]]:
    """The lines between empty lines; a long paragraph in several parts."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not blank_between(reading, groups[-1][-1], line) and len(groups[-1]) < 60:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def blank_between(reading: str, before: Line, after: Line) -> bool:
    """Whether an empty line stands between two lines."""
    ends = reading.count("\n", before.end, after.start)
    return ends > 1 or (not ends and reading.count("\r", before.end, after.start) > 1)


def last_but_one(words: str) -> bool:
    """Whether words end as the last item but one of a list does: "...; or"."""
    return words.endswith((" or", " and", " and/or")) and _LAST_BUT_ONE.search(words) is not None


def wrapped_paragraphs(reading: str, lines: list[Line]) -> dict[int, int]:
    """Where lines begin that go on with a wrapped paragraph, and how wide it is, in a text whose others are not.

    Some paragraphs show it by breaks inside their sentences; others are as wide as these.
    """
    groups = [group[_titles(group) :] for group in paragraphs(reading, lines) if len(group) > 1 and not _lists(group)]
    sure = [_width(group) if _torn(group) else 0 for group in groups]
    usual = max(sure, default=0)
    found: dict[int, int] = {}
    for group, own in zip(groups, sure, strict=True):
        wide = own or (usual if usual and _width(group) <= usual and _filled(group, usual) else 0)
        if wide:
            found.update((line.start, wide) for line in group[1:])
    return found


def _titles(group: list[Line]) -> int:
    """How many lines of a paragraph are a title in capitals right over it."""
    return int(group[0].words.isupper() and not group[1].words.isupper())


def _lists(group: list[Line]) -> bool:
    """Whether a paragraph is a list with an item to each line."""
    ends = [above.words for above, below in pairwise(group) if above.words[-1] == ";" and marker(below.words) is None]
    return len(ends) > 1 or any(last_but_one(line.words) for line in group[:-1])


def _width(group: list[Line]) -> int:
    """The width of a paragraph that may have been wrapped, 0 where it is too wide or too narrow."""
    wide = max(len(line.words) for line in group)
    return wide if _NARROWEST <= wide <= WRAPPED else 0


def _breaks(group: list[Line]) -> list[tuple[str, str]]:
    """The words before and behind each break that no full stop, colon or marker explains."""
    return [
        (above.words, below.words)
        for above, below in pairwise(group)
        if not stops(above.words) and above.words[-1] != ":" and marker(below.words) is None
    ]


def _torn(group: list[Line]) -> bool:
    """Whether the breaks of a paragraph fall into its sentences, and one at least comes where the line was full."""
    wide = _width(group)
    breaks = _breaks(group) if wide else []
    full = [_is_full(above, below, _FULL * wide) for above, below in breaks]
    inside = [
        below[0].islower()
        or below[0] == "("
        or _UNENDED.search(above) is not None
        or (at and above.isupper() and below.isupper() and stops(group[-1].words))
        for (above, below), at in zip(breaks, full, strict=True)
    ]
    unended = (
        len(above) >= _NARROWEST or _UNENDED.search(above) is not None or _TERM.fullmatch(above) is not None
        for above, _ in breaks
    )
    early = len(breaks) - sum(map(or_, full, unended))  # a name in a line of its own
    return 2 * sum(inside) >= len(breaks) > 0 and any(full) and early <= _EARLY * len(breaks)


def _filled(group: list[Line], wide: int) -> bool:
    """Whether each break of a paragraph comes where the next word had no room."""
    breaks = _breaks(group)
    return bool(breaks) and all(_is_full(above, below, wide) for above, below in breaks)


def _is_full(above: str, below: str, wide: float) -> bool:
    return len(above) + 1 + len(below.partition(" ")[0]) > wide
