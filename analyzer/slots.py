"""What one slot of all patterns asks for, side by side: which of many patterns a few ids leave over, in one step.

Comes in: patterns, each with the ids it wants and bars. Goes out: for ids, the patterns they leave over, as bits of a
number. Example: where the first pattern wants "use" and the second bars it, "use" leaves the first over: 0b01.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_

import msgspec

_MOST_KNOWN = 20_000  # ids of one slot whose patterns are remembered

Given = tuple[str, ...] | frozenset[str]


class Asked(msgspec.Struct):
    """The patterns that want an id of a group, or bar one, as bytes: such numbers are too long for the cache."""

    columns: list[tuple[dict[str, bytes], bytes]]
    bars: dict[str, bytes]


def _packed(bits: int) -> bytes:
    return bits.to_bytes(bits.bit_length() // 8 + 1, "little", signed=True)


def _unpacked(bits: bytes) -> int:
    return int.from_bytes(bits, "little", signed=True)


class Slot(dict[Given, int]):
    """What one slot of all patterns asks for; patterns are bits of a number, in the order in which they came.

    `slot[ids]` are the patterns that these ids, or the words in them, leave over, remembered for the next norm;
    `slot.of(ids)` those that a set of ids leaves over, which hardly any other norm has.
    """

    def __init__(self) -> None:
        super().__init__()
        # For each group of ids a pattern may want: the patterns by id, and those that want no such group.
        self._columns: list[tuple[dict[str, int], int]] = []
        self._bars: dict[str, int] = {}
        self._laid: dict[str, int] = {}
        self._asked: frozenset[str] = frozenset()
        self._free = self._width = self._all = 0
        self._lefts: dict[frozenset[str], int] = {}

    def want(self, bit: int, groups: Sequence[frozenset[str]]) -> None:
        """Let a pattern want one id of each group."""
        for place, ids in enumerate(groups):
            if place == len(self._columns):
                self._columns.append(({}, -1))
            table, free = self._columns[place]
            self._columns[place] = (table, free & ~bit)
            for identity in ids:
                table[identity] = table.get(identity, 0) | bit

    def bar(self, bit: int, ids: Iterable[str]) -> None:
        """Let ids bar a pattern."""
        for identity in ids:
            self._bars[identity] = self._bars.get(identity, 0) | bit

    def filed(self) -> Asked:
        """What was asked for, to be kept."""
        columns = [({i: _packed(bits) for i, bits in table.items()}, _packed(free)) for table, free in self._columns]
        return Asked(columns, {identity: _packed(bits) for identity, bits in self._bars.items()})

    def take(self, filed: Asked) -> None:
        """Ask for what was kept."""
        self._columns = [
            ({i: _unpacked(b) for i, b in table.items()}, _unpacked(free)) for table, free in filed.columns
        ]
        self._bars = {identity: _unpacked(bits) for identity, bits in filed.bars.items()}

    def lay(self, patterns: int, only: int = -1) -> None:
        """Lay the columns and the bars side by side in one number for each id; no more patterns come.

        Of the patterns those of `only` are left over at most.
        """
        self._width, self._all = patterns, (1 << patterns) - 1
        for place, (table, free) in enumerate([*self._columns, (self._bars, 0)]):
            self._free |= (free & self._all) << place * patterns
            for identity, bits in table.items():
                self._laid[identity] = self._laid.get(identity, 0) | bits << place * patterns
        self._asked = frozenset(self._laid)
        self._all &= only

    def __missing__(self, given: Given) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        left = self[given] = self.of(frozenset(" ".join(given).split()))
        return left

    def of(self, ids: frozenset[str]) -> int:
        """The patterns that a set of ids leaves over."""
        left = self._lefts.get(ids)
        if left is None:
            asked = self._asked & ids  # of most ids no pattern speaks: many sets are one
            left = self._lefts.get(asked)
            if left is None:
                left = self._lefts[asked] = self._left(asked)
            if len(self._lefts) >= _MOST_KNOWN:
                self._lefts.clear()
            self._lefts[ids] = left
        return left

    def without(self, about: Callable[[str], bool], *, wants: bool = False) -> Slot:
        """The slot as if ids of some kind barred nothing, and with `wants` as if each were given."""
        other = Slot()
        for table, free in self._columns:
            spared = reduce(or_, [bits for identity, bits in table.items() if wants and about(identity)], 0)
            other._columns.append((table, free | spared))
        other._bars = {identity: bits for identity, bits in self._bars.items() if not about(identity)}
        return other

    def asking(self, about: Callable[[str], bool]) -> int:
        """The patterns that want or bar an id of some kind."""
        tables = (*[table for table, _ in self._columns], self._bars)
        return reduce(or_, [bits for table in tables for identity, bits in table.items() if about(identity)], 0)

    def _left(self, asked: frozenset[str]) -> int:
        found = reduce(or_, map(self._laid.__getitem__, asked), self._free)
        left = self._all
        for _ in self._columns:
            left &= found
            found >>= self._width
        return left & ~found
