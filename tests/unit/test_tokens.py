"""Raw tokens: every word is covered once, defined terms come before the lexicon, marks have their kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.lexicon import lexicon
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


def test_and_slash_or_keeps_its_place() -> None:
    words = "copy and/or modify it"
    last = tokens(words)[-1]
    assert words[last.start : last.end] == "it"


def test_a_phrase_is_one_token_over_all_its_words() -> None:
    words = "any large language model"
    token = tokens(words)[1]
    assert (token.id, words[token.start : token.end]) == ("llm", "large language model")


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


@given(st.lists(st.sampled_from("You may not use the Model to train any other model , ; ( ) “ ” zebra".split())))
def test_tokens_stand_in_order_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = tokens(text)
    assert all(token.start < token.end <= len(text) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(st.sampled_from("You may not use the Model “ ( zebra , 7 İ é ﬁ".split())))
def test_no_word_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    covered = "".join(text[token.start : token.end] for token in tokens(text))
    assert covered.replace(" ", "") == text.replace(" ", "")
