"""Heads: the words that permit, forbid or oblige are put together, and verbs are told from nouns."""

from __future__ import annotations

import pytest

from analyzer.heads import assemble
from analyzer.lexicon import lexicon
from analyzer.tokens import Raw, raw_tokens


def assembled(words: str) -> list[Raw]:
    return assemble(raw_tokens(words, lexicon(), {}))


def heads(words: str) -> list[str]:
    return [token.id for token in assembled(words) if token.kind == "HEAD"]


def settled(words: str, word: str) -> tuple[str, str]:
    """Kind and id of one word of a sentence."""
    return next((token.kind, token.id) for token in assembled(words) if token.word == word)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("You may use it", "PERMIT"),
        ("You can use it", "PERMIT"),
        ("You are permitted to use it", "PERMIT"),
        ("You are hereby authorized to use it", "PERMIT"),
        ("You are free to use it", "PERMIT"),
        ("You have the right to use it", "PERMIT"),
        ("You may not use it", "FORBID"),
        ("You cannot use it", "FORBID"),
        ("You may never use it", "FORBID"),
        ("You may in no event use it", "FORBID"),
        ("You must not use it", "FORBID"),
        ("You shall not use it", "FORBID"),
        ("You should not use it", "FORBID"),
        ("You agree not to use it", "FORBID"),
        ("You are not permitted to use it", "FORBID"),
        ("You are prohibited from using it", "FORBID"),
        ("You are strictly prohibited from using it", "FORBID"),
        ("You do not have permission to use it", "FORBID"),
        ("You have no right to use it", "FORBID"),
        ("No person may use it", "FORBID"),
        ("Neither you nor they may use it", "FORBID"),
        ("Use is not allowed", "FORBID"),
        ("No use is allowed", "FORBID"),
        ("Do not use it", "FORBID"),
        ("You must keep it", "OBLIGE"),
        ("You shall keep it", "OBLIGE"),
        ("You agree to keep it", "OBLIGE"),
        ("You are required to keep it", "OBLIGE"),
        ("You need to keep it", "OBLIGE"),
        ("You need not keep it", "EXEMPT"),
        ("You are not required to keep it", "EXEMPT"),
        ("This license does not require you to keep it", "EXEMPT"),
        ("You are encouraged to share it", "ADVISE"),
        ("You will keep it", "WILL"),
        ("You will not keep it", "WILLNOT"),
        ("You won't keep it", "WILLNOT"),
        ("Licensor grants you a license", "GRANT"),
        ("You are granted a license", "GRANTED"),
        ("No license is granted", "NOGRANT"),
        ("This license does not grant rights", "NOGRANT"),
        ("Licensor reserves all rights", "RESERVE"),
        ("Licensor disclaims all warranties", "DISCLAIM"),
        ("This license terminates", "TERMINATE"),
    ],
)
def test_a_sentence_has_one_head(words: str, head: str) -> None:
    assert heads(words) == [head]


@pytest.mark.parametrize(
    "words",
    ["The Model appeared on May 19, 2024.", "the will of its authors", "if you use it", "copies of the Model"],
)
def test_words_without_weight_make_no_head(words: str) -> None:
    assert set(heads(words)) <= {"DECLARE"}


def test_a_head_covers_its_negation_and_adverbs() -> None:
    found = assembled("You may not directly sell it")
    assert [token.word for token in found] == ["you", "may", "sell", "it"]


def test_two_modals_make_two_heads() -> None:
    assert heads("You may use it but may not sell it") == ["PERMIT", "FORBID"]


def test_a_denied_verb_in_a_list_is_a_ban_of_its_own() -> None:
    assert heads("You may use it, and not sell it") == ["PERMIT", "FORBID"]


def test_a_denied_item_after_a_colon_turns_the_duty_into_a_ban() -> None:
    assert heads("You must: (c) not use it") == ["FORBID"]


def test_a_promise_that_introduces_a_clause_is_no_head_of_its_own() -> None:
    assert heads("You agree that you will not sell it") == ["WILLNOT"]


@pytest.mark.parametrize(
    ("words", "word", "expected"),
    [
        ("You may use it", "use", ("VERB", "use")),
        ("the use of it", "use", ("ACT", "use")),
        ("You may copy it", "copy", ("VERB", "reproduce")),
        ("a copy of it", "copy", ("NOUN", "copy")),
        ("You must include a notice", "notice", ("NOUN", "notice")),
        ("You may modify and distribute it", "distribute", ("VERB", "distribute")),
    ],
)
def test_verbs_are_told_from_nouns(words: str, word: str, expected: tuple[str, str]) -> None:
    assert settled(words, word) == expected


@pytest.mark.parametrize(
    "words",
    [
        "You agree that, except as set out herein, you may not (and may not let others) copy: it; or sell it.",
        "Neither Acme nor you may, under any circumstances, use “names” or marks (of any kind).",
    ],
)
def test_no_word_is_lost_but_in_a_head(words: str) -> None:
    before = [token.word for token in raw_tokens(words, lexicon(), {})]
    at, longer = 0, False
    for token in assembled(words):
        place = before.index(token.word, at)
        assert longer or place == at
        at, longer = place + 1, token.kind in {"HEAD", "SEMI"}  # "agree that" is a boundary
