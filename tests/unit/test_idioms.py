"""Idioms: every example is said in plain words, what only looks like one is left as it is, all in linear time."""

from __future__ import annotations

import re

import pytest

from analyzer.idioms import Idiom, idioms, in_plain_words


@pytest.mark.parametrize("idiom", idioms(), ids=lambda one: one.example[:40])
def test_the_example_of_an_idiom_is_said_in_plain_words(idiom: Idiom) -> None:
    assert any(word in idiom.example.lower() for word in idiom.has)
    assert re.search(idiom.say, idiom.example, re.IGNORECASE)
    assert in_plain_words(idiom.example) != idiom.example


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        (
            "Use in paid services falls outside the scope of this license.",
            "Use in paid services is not permitted.",
        ),
        ("You agree to keep it safe and to make no changes to it.", "You agree to keep it safe and not to modify it."),
        ("You shall keep the Data to yourself.", "You shall not distribute the Data."),
        ("On the licensor's demand you shall stop.", "upon the licensor's demand you shall stop."),
        ("The app's pages are used by more than 20,000 people.", "The app's pages have more than 20,000 users."),
    ],
)
def test_an_idiom_keeps_the_rest_of_its_sentence(sentence: str, plain: str) -> None:
    assert in_plain_words(sentence).startswith(plain)


@pytest.mark.parametrize(
    "sentence",
    [
        "Activities other than copying and distribution are not covered by this license; they are outside its scope.",
        "Keep your password to yourself.",
        "Leave the notices as they are.",
        "The Licensor, who may change the Work, keeps its rights.",
        "The Package includes a library.",
        "The forms are used by people.",
        "",
    ],
)
def test_what_only_looks_like_an_idiom_stays(sentence: str) -> None:
    assert in_plain_words(sentence) == sentence


def test_a_list_in_one_sentence_has_its_lead_before_every_item() -> None:
    said = in_plain_words("You must not: bypass the filter; sell it; or use it for spam.")
    assert said == "You must not bypass the filter; You must not sell it; You must not use it for spam."


@pytest.mark.parametrize(
    "sentence",
    ["You must: keep the notices;", "You may: if asked, share it; and sell it.", "The terms: a grant; a ban."],
)
def test_other_lists_stay(sentence: str) -> None:
    assert in_plain_words(sentence) == sentence
