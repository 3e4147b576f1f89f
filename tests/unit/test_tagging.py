"""The token stream of the clause grammar: where clauses end, what stands in brackets, what is one run of nouns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.lexicon import lexicon
from analyzer.pieces import Piece
from analyzer.tagging import tag

OPENING = frozenset("IF UNLESS EXCEPT DESPITE INCLUDE WITHOUT UNDER PURPOSE WHOM LPAR ONLY".split())
WORDS = (
    "You may not use copy the Model outputs if unless except ( ) , ; : and or to for without which must shall is are "
    "granted provided that only notwithstanding any license “ ” not agree terminate zebra including under"
).split()


def terminals(words: str) -> str:
    return " ".join(terminal for terminal, _ in tag(words, lexicon(), {}))


def depths(words: str) -> list[int]:
    """How many adjuncts are open after each token."""
    found, depth = [], 0
    for terminal, _ in tag(words, lexicon(), {}):
        depth += (terminal in OPENING) - (terminal == "CLOSE")
        found.append(depth)
    return found


@pytest.mark.parametrize(
    ("words", "stream"),
    [
        ("You may use it", "NP PERMIT VERB NP"),
        ("If you share it, you must keep it", "IF NP DECLARE VERB NP CLOSE NP OBLIGE VERB NP"),
        ("You must keep it if you share it", "NP OBLIGE VERB NP IF NP DECLARE VERB NP CLOSE"),
        ("You may use it, and you shall not sell it", "NP PERMIT VERB NP SEP NP FORBID VERB NP"),
        ("You may use it; you must keep the notices", "NP PERMIT VERB NP SEP NP OBLIGE VERB NP"),
        ("You may not use it to train other models", "NP FORBID VERB NP PURPOSE VERB NP CLOSE"),
        ("You may use it for research", "NP PERMIT VERB NP PURPOSE NP CLOSE"),
        ("You may not share it without a license", "NP FORBID VERB NP WITHOUT NP CLOSE"),
        ("Use the Model", "IMPERATIVE VERB NP"),
    ],
)
def test_a_sentence_has_its_stream(words: str, stream: str) -> None:
    assert terminals(words) == stream


def test_words_nobody_knows_stay_in_their_run() -> None:
    ((terminal, piece),) = tag("the purple zebra", lexicon(), {})
    assert (terminal, piece.ids, piece.word) == ("NP", (), "zebra")


def test_quoted_words_give_no_head() -> None:
    assert "OBLIGE" not in terminals("You may print “you must keep this” on it").split()


def test_a_run_of_nouns_is_one_piece_with_all_its_things() -> None:
    pieces = [
        piece for terminal, piece in tag("You may use the Model and its outputs", lexicon(), {}) if terminal == "NP"
    ]
    assert pieces[-1].ids == ("work", "output")


def test_defined_terms_are_things_of_the_text() -> None:
    stream = tag("You may use the Zebra", lexicon(), {"zebra": (((), "work"),)})
    assert stream[-1][1].ids == ("work",)


@pytest.mark.parametrize("words", ["", "Acme", "( ( (", ") ) )", "if if if", "“", "may may may", "; ; ;"])
def test_odd_text_is_tagged_all_the_same(words: str) -> None:
    assert all(isinstance(piece, Piece) for _, piece in tag(words, lexicon(), {}))
    assert depths(words)[-1:] in ([], [0])


def test_brackets_deeper_than_any_sentence_needs_are_tagged() -> None:
    words = "You may use it " + "(if " * 500 + "so" + ")" * 500
    assert depths(words)[-1] == 0
    assert max(depths(words)) <= 10


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_every_adjunct_that_opens_is_closed(words: list[str]) -> None:
    found = depths(" ".join(words))
    assert all(depth >= 0 for depth in found)
    assert found[-1:] in ([], [0])
