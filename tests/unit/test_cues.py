"""Cues: which sentences count."""

from __future__ import annotations

import pytest

from analyzer.cues import is_normative


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
