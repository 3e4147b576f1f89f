"""Cues: which sentences count, and in which a size may stand."""

from __future__ import annotations

import pytest

from analyzer.cues import is_normative, told


@pytest.mark.parametrize(
    "words",
    [
        "You may use it.",
        "YOU MAY NOT.",
        "It is provided as is.",
        "This License will end.",
        "Licensor reserves rights.",
        "They are free to go.",
    ],
)
def test_a_sentence_with_a_cue_is_normative(words: str) -> None:
    assert is_normative(words)


@pytest.mark.parametrize("words", ["The Model has ten layers.", "Maybe so.", "Mustard is yellow.", ""])
def test_a_sentence_without_a_cue_is_not(words: str) -> None:
    assert not is_normative(words)


@pytest.mark.parametrize(
    ("words", "sized"),
    [
        ("You may use it if you have more than FIVE million users.", True),
        ("It serves over 900 customers.", True),
        ("You may use it for 30 days.", False),
        ("More users may come.", False),
    ],
)
def test_a_size_needs_a_number_a_bound_and_what_is_counted(words: str, sized: bool) -> None:
    assert told(words) == (is_normative(words), sized)
