"""Clause tree to norms: who may, must or may not do what, with what, for what, when, except when."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.spans import Evidence
from analyzer.vocabulary import Modality


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


@dataclass(frozen=True, slots=True)
class Norm:
    """One clause read. Every string is an id of `grammar/vocabulary.yaml`.

    `purposes`, `conditions` and `exceptions` hold ids, or "verb thing" pairs ("improve other-model");
    `mentions` is every id recognised in the clause, whatever its place.
    """

    modality: Modality
    actor: str
    actions: tuple[str, ...]
    targets: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    exceptions: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    territory: tuple[str, ...]
    strength: str  # must | may | should
    consequence: str | None
    mentions: frozenset[str]
    evidence: Evidence
    partly_read: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A unit with a normative cue that no norm accounts for."""

    evidence: Evidence
    reason: str
