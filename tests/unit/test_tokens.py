"""Raw tokens: every word is covered once, defined terms come before the lexicon, marks have their kind."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.lexicon import canonical, lexicon
from analyzer.tokens import Raw, is_determiner, raw_tokens


def tokens(words: str, defined: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] | None = None) -> list[Raw]:
    return raw_tokens(words, lexicon(), defined or {})


def kinds(words: str) -> list[str]:
    return [token.kind for token in tokens(words)]


def test_the_example_of_the_module() -> None:
    found = tokens("You may not use it")
    assert [(token.kind, token.id) for token in found[:3]] == [("NOUN", "licensee"), ("MODAL", "may"), ("NOT", "not")]
    assert "VERB" in found[3].options
    assert (found[4].kind, found[4].id) == ("NOUN", "work")


@pytest.mark.parametrize(
    ("mark", "kind"),
    [(",", "COMMA"), (";", "SEMI"), (":", "COLON"), ("(", "LPAR"), ("]", "RPAR"), ("“", "QOPEN"), ("”", "QCLOSE")],
)
def test_punctuation_has_its_own_kind(mark: str, kind: str) -> None:
    assert kinds(f"zebra {mark} zebra") == ["WORD", kind, "WORD"]


@pytest.mark.parametrize("joined", ["copy and modify", "copy or modify", "copy and/or modify", "copy / modify"])
def test_what_joins_words_is_one_connective(joined: str) -> None:
    assert kinds(joined).count("AND") == 1


def test_and_slash_or_is_an_or() -> None:
    assert [token.word for token in tokens("copy and/or modify it")] == ["copy", "or", "modify", "it"]


def test_a_phrase_is_one_token_over_all_its_words() -> None:
    token = tokens("any large language model")[1]
    assert (token.id, token.phrase) == ("llm", "large language model")


def test_a_word_has_one_token_wherever_it_stands() -> None:
    first, _, last = tokens("zebra or zebra")
    assert first is last


def test_a_dash_before_an_order_is_a_boundary() -> None:
    assert kinds("zebra — zebra — do not sell it")[:4] == ["WORD", "WORD", "WORD", "SEMI"]


def test_a_defined_term_comes_before_the_lexicon() -> None:
    (token,) = tokens("Results", {"results": (((), "output"),)})
    assert (token.kind, token.id) == ("NOUN", "output")


def test_a_longer_phrase_of_the_lexicon_comes_before_a_shorter_defined_term() -> None:
    (token,) = tokens("large language model", {"large": (((), "work"),)})
    assert token.id == "llm"


def test_a_defined_term_of_two_words_needs_both() -> None:
    defined = {"acme": ((("system",), "work"),)}
    assert [token.id for token in tokens("Acme System", defined)] == ["work"]
    assert tokens("Acme rules", defined)[0].kind == "WORD"


@pytest.mark.parametrize(("word", "expected"), [("the", True), ("any", True), ("your", True), ("zebra", False)])
def test_determiners_announce_a_noun(word: str, expected: bool) -> None:
    assert is_determiner(tokens(word)[0]) is expected


@given(st.lists(st.sampled_from("You may not use the Model to train other models , ; ( ) “ ” zebra 7 İ é ﬁ".split())))
def test_every_word_is_covered_once_and_in_order(words: list[str]) -> None:
    covered = " ".join(token.phrase or token.word for token in tokens(" ".join(words)))
    assert covered.split() == [canonical(word) for word in words]
