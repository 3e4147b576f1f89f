"""Sizes that trigger something: "more than 700 million monthly active users"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threshold:
    """A size that triggers something: "more than 700 million monthly active users"."""

    metric: str  # users | revenue | employees | tokens | funding | other
    comparison: str  # over | under
    amount: int
    currency: str | None
    period: str | None  # month | year | ...
    as_of: str | None  # release-date | now | any-time
    scope: str | None  # licensee | affiliates | employer | product


def read_thresholds(text: str) -> tuple[Threshold, ...]:
    """The sizes in a sentence."""
    return () if text else ()
