"""Norms and definitions to terms: one value, a state and its evidence for each name of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.norms import Norm
from analyzer.spans import Evidence
from analyzer.vocabulary import State

TermValue = bool | int | str | None | tuple[str, ...] | dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a text. `value` is null only where absent (number, text) or where a clause was half read."""

    name: str
    value: TermValue
    state: State
    evidence: tuple[Evidence, ...] = ()
    norms: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two clauses that give one term opposite values."""

    terms: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    why: str
