"""Hints: each pattern has its bit, long runs are searched as well, case is folded where asked for."""

from __future__ import annotations

import re

import pytest

from analyzer.hints import Hints

_PATTERNS = (re.compile("five"), re.compile("six"))


@pytest.mark.parametrize(
    ("words", "bits"),
    [("", 0), ("four users", 0), ("five users", 1), ("a SIX", 2), ("five or six", 3), ("five " * 9, 1)],
)
def test_each_pattern_has_its_bit(words: str, bits: int) -> None:
    assert Hints(*_PATTERNS, fold=str.lower).of(words) == bits


def test_case_counts_unless_it_is_folded() -> None:
    assert Hints(*_PATTERNS).of("SIX") == 0


def test_long_runs_are_searched_and_not_kept() -> None:
    hints = Hints(*_PATTERNS)
    assert hints.of("x" * 1_000 + "six") == 2
    assert not hints
