"""Counts of agreement with labels: claims right, false and missed; open or not.

Comes in: counts. Goes out: precision, recall, F1, balanced accuracy. Example:
`Tally(right=8, false=2).precision` is 0.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

_ABSENT: tuple[Any, ...] = ("none", "unstated", "", [], ())


class Tally(msgspec.Struct, frozen=True):
    """Claims that are right, claims that are not, and labels that were missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def labelled(self) -> int:
        """How many asserted labels there are."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of claims that are right; 1 where nothing was claimed."""
        return share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """Share of asserted labels that were found; 1 where there are none."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 where nothing was claimed and nothing is labelled."""
        return share(2 * self.right, 2 * self.right + self.false + self.missed)


class Confusion(msgspec.Struct, frozen=True):
    """Open or not, ours against the label; only `true` counts as open."""

    open_right: int = 0
    open_missed: int = 0
    closed_right: int = 0
    closed_missed: int = 0

    def with_case(self, *, label: bool, ours: bool) -> Confusion:
        """These counts and one case more."""
        return Confusion(
            self.open_right + (label and ours),
            self.open_missed + (label and not ours),
            self.closed_right + (not label and not ours),
            self.closed_missed + (not label and ours),
        )

    @property
    def open_recall(self) -> float:
        """Share of the open texts that come out open."""
        return share(self.open_right, self.open_right + self.open_missed)

    @property
    def closed_recall(self) -> float:
        """Share of the other texts that do not come out open."""
        return share(self.closed_right, self.closed_right + self.closed_missed)

    @property
    def balanced_accuracy(self) -> float:
        """Mean of the two shares."""
        return (self.open_recall + self.closed_recall) / 2


def share(part: int, whole: int) -> float:
    """A part of a whole; 1 where there is nothing to share."""
    return part / whole if whole else 1.0


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of counts."""
    return sum(tallies, Tally())


def is_absent(value: Any) -> bool:
    """Whether the value of a term is that of silence, so that nothing is claimed."""
    return value is None or value is False or (isinstance(value, str | list | tuple) and value in _ABSENT)
