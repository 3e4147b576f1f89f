"""Which patterns a text may hold, told from its runs without white space; what a run holds is looked up once a process.

Comes in: patterns that match within one run. Goes out: one bit for each pattern that some run holds. Example: with the
patterns "five" and "six", "five or SIX users" gives 1 + 2 where case does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import or_

_KEPT_RUNS = 100_000
_LONGEST_KEPT = 40


class Hints(dict[str, int]):
    """Of a run its bits, the first pattern the lowest; `fold` is done to a run before it is searched."""

    def __init__(self, *patterns: re.Pattern[str], fold: Callable[[str], str] = str) -> None:
        super().__init__()
        self._patterns = patterns
        self.all = (1 << len(patterns)) - 1
        self._fold = fold

    def __missing__(self, run: str) -> int:
        folded = self._fold(run)
        found = sum(1 << place for place, pattern in enumerate(self._patterns) if pattern.search(folded))
        if len(self) > _KEPT_RUNS:
            self.clear()
        if len(run) <= _LONGEST_KEPT:
            self[run] = found
        return found

    def of(self, words: str) -> int:
        """The bits of a text."""
        return reduce(or_, set(map(self.__getitem__, words.split())), 0)
