"""Cut and replace pieces of a string and keep the way back to it.

Comes in: a string and edits (from, to, words put there). Goes out: the new string and its anchors, sorted pairs (offset
in the new string, offset in the old one); between two anchors both count alike. Example: "a **b**" without its four
stars is "a b" with the anchors (0, 0), (2, 4).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

import msgspec

Anchors: TypeAlias = tuple[tuple[int, int], ...]
Edit: TypeAlias = tuple[int, int, str]


class Edited(msgspec.Struct, frozen=True):
    """A string and its anchors into the string it was made of; no anchors where all offsets are the same."""

    text: str
    anchors: Anchors = ()


def apply(source: str, edits: Iterable[Edit]) -> Edited:
    """`source` after edits that come in order, do not overlap and each replace at least one character."""
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = []
    made = at = 0

    def stand(place: int, origin: int) -> None:
        if not anchors or origin - place != anchors[-1][1] - anchors[-1][0]:
            anchors.append((place, origin))

    for start, end, words in edits:
        if start > at:
            stand(made, at)
            pieces.append(source[at:start])
            made += start - at
        for place in range(len(words)):
            stand(made + place, min(start + place, end - 1))
        pieces.append(words)
        made += len(words)
        at = end
    if at < len(source):
        stand(made, at)
        pieces.append(source[at:])
    return Edited("".join(pieces), () if anchors in ([], [(0, 0)]) else tuple(anchors))


def origin(anchors: Anchors, offset: int) -> int:
    """The offset in the old string of an offset in the new one."""
    if not anchors:
        return offset
    made, old = anchors[max(bisect_right(anchors, offset, key=lambda anchor: anchor[0]) - 1, 0)]
    return old + offset - made


def chain(first: Edited, second: Edited) -> Edited:
    """`second`, made of the text of `first`, with anchors into the string `first` was made of."""
    if not first.anchors or not second.anchors:
        return Edited(second.text, second.anchors or first.anchors)
    anchors: list[tuple[int, int]] = []
    ends = [made for made, _ in second.anchors[1:]] + [len(second.text)]
    for (made, middle), end in zip(second.anchors, ends, strict=True):
        anchors.append((made, origin(first.anchors, middle)))
        place = bisect_right(first.anchors, middle, key=lambda anchor: anchor[0])
        while place < len(first.anchors) and first.anchors[place][0] - middle < end - made:
            anchors.append((made + first.anchors[place][0] - middle, first.anchors[place][1]))
            place += 1
    return Edited(second.text, tuple(anchors))
