"""Informal spelling: short forms and slips are told in full, what only looks like them stays."""

from __future__ import annotations

import pytest

from analyzer.informal import spelled_out


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("It's not allowed.", "It is not allowed."),
        ("That’s all.", "That is all."),
        ("You're free to go.", "You are free to go."),
        ("pls dont sell it", "please do not sell it"),
        ("Acme's code", "Acme's code"),
        ("It's been sold.", "It's been sold."),
        ("The cantor sings.", "The cantor sings."),
    ],
)
def test_short_forms_are_told_in_full(words: str, full: str) -> None:
    assert spelled_out(words) == full
