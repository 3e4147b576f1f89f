"""Sentences of guides and papers are told from clauses; what binds, or speaks of the work, is none of them."""

from __future__ import annotations

import pytest

from analyzer.passing import apart, in_passing
from analyzer.patterns import words_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Run the linter while the tests are built.",
        "You can turn the spinner off in the settings.",
        "The socket may not be shared between processes.",
        "Values larger than 255 cannot be stored.",
        "Requires Ruby 3 or newer.",
        "If the server stops, look into the log.",
        "If you like this tool, tell your choir.",
        "Many thanks to the people of Hazelbrook.",
        "We follow semantic versioning.",
        "I cannot promise to answer every letter.",
        "Originally ported from a tool of the same name.",
        "Drawings by Jane Roe",
        "Firms are encouraged to use it.",
        "No royalty is due.",
        "Third party code is listed in NOTICE.",
        "Contributors must sign off their work.",
    ],
)
def test_a_sentence_of_a_guide_is_in_passing(sentence: str) -> None:
    assert in_passing(sentence, words_of(sentence.lower()), people=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Run it in schools.",
        "Install it on one machine per seat.",
        "API providers must share their revenue with us.",
        "The plugin is for use with our studio.",
        "Use in films by arrangement.",
        "Only contributors may use it.",
        "Firms are encouraged to buy it.",
        "You may need a license of the museum.",
        "We want to know when you use it.",
        "",
    ],
)
def test_what_binds_is_not_in_passing(sentence: str) -> None:
    assert not in_passing(sentence, words_of(sentence.lower()), people=False)


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Do not use tabs.", True),
        ("Squash your commits.", True),
        ("Do not mirror.", False),
        ("Please don't reupload.", False),
        ("Do not translate it.", False),
        ("Do not use in caves.", False),
        ("Send two samples to us.", False),
    ],
)
def test_an_order_that_does_not_speak_of_the_work_is_apart(sentence: str, *, other: bool) -> None:
    assert apart(sentence) is other
