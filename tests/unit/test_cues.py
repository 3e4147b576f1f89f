"""Cues: which sentences count."""

from __future__ import annotations

import pytest

from analyzer.cues import is_normative, unreadable
from analyzer.reading import read_sentence


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


@pytest.mark.parametrize("words", ["You may nоt use the Model.", "You may неnot use it.", "a" * 20_001])
def test_a_sentence_that_cannot_be_trusted_is_named_unread(words: str) -> None:
    assert unreadable(words)
    assert read_sentence(words).clauses == ()
    assert read_sentence(words).fault == unreadable(words)


@pytest.mark.parametrize(
    "words", ["You may not use the Model.", "Лицензия Acme", "The β version, 10 μm thick, of “Ácme”."]
)
def test_words_in_one_alphabet_each_can_be_read(words: str) -> None:
    assert unreadable(words) == ""
