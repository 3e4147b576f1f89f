"""Clauses side by side: same, moved, reworded, added, removed, and the words that changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import align, intake, pipeline
from analyzer.align import Kind, Pair, Stretch
from analyzer.norms import Norm

FIRST = """\
Acme Model License

1. You may use, copy and modify the Model for any purpose.
2. You must keep this notice in all copies of the Model.
3. You may not use the Model or its outputs to train other models.
4. You may not sell the Model.
"""
SECOND = """\
Acme Model License

1. You may use, copy and modify the Model for any purpose.
2. You may not sell the Model.
3. You must keep this notice in all copies of the Model and its derivatives.
4. If the Model has more than 5 million monthly active users, you must request a license from Acme.
"""
SENTENCES = (
    "You may use the Model for any purpose.",
    "You must keep this notice in all copies.",
    "You must keep that notice in all copies of the Model.",
    "You may not use the Model to train other models.",
    "You may not use outputs to improve other models.",
    "This license ends if you breach it.",
    "You may distribute copies of the Model.",
    "You may not distribute copies of the Model.",
    "The Model is provided without warranty of any kind.",
)


def norms(content: str) -> tuple[Norm, ...]:
    return pipeline.analyze(intake.from_bytes(content.encode(), "t")).norms


def seen(pairs: tuple[Pair, ...]) -> list[tuple[str, str, str]]:
    """Kind and sections of each pair."""
    return [
        (
            pair.kind.value,
            pair.first.evidence.section if pair.first else "",
            pair.second.evidence.section if pair.second else "",
        )
        for pair in pairs
    ]


def test_clauses_are_the_same_moved_reworded_added_or_removed() -> None:
    assert sorted(seen(align.align(norms(FIRST), norms(SECOND)))) == [
        ("added", "", "4"),
        ("moved", "4", "2"),
        ("removed", "3", ""),
        ("reworded", "2", "3"),
        ("same", "1", "1"),
    ]


def test_changed_words_are_marked_word_by_word() -> None:
    reworded = [pair for pair in align.align(norms(FIRST), norms(SECOND)) if pair.kind is Kind.REWORDED]
    assert [(one.sign, one.words.strip()) for one in reworded[0].words] == [
        ("=", "You must keep this notice in all copies of the Model"),
        ("+", "and its derivatives"),
        ("=", "."),
    ]


def test_a_permission_turned_into_a_ban_is_one_clause_read_otherwise() -> None:
    pairs = align.align(norms("1. You may distribute the Model."), norms("1. You may not distribute the Model."))
    assert [(pair.kind, pair.meaning) for pair in pairs] == [(Kind.REWORDED, False)]
    assert Stretch("+", "not ") in pairs[0].words


def test_typographic_quotes_are_no_change() -> None:
    pairs = align.align(norms("You must display 'Built with Acme'."), norms("You must display ‘Built with Acme’."))
    assert [pair.kind for pair in pairs] == [Kind.SAME]


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        ("", "", ""),
        ("a b", "a b", "=a b"),
        ("a b c", "a c", "=a -b =c"),
        ("a c", "a b c", "=a +b =c"),
        ("one two", "one three", "=one -two +three"),
        ("Keep it.", "keep  it.", "=keep it."),
    ],
)
def test_stretches_tell_what_went_and_what_came(first: str, second: str, marked: str) -> None:
    found = " ".join(f"{one.sign}{one.words.strip()}" for one in align.stretches(first, second))
    assert found.casefold() == marked


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), max_size=7), st.lists(st.sampled_from(SENTENCES), max_size=7))
def test_the_other_way_round_is_the_mirror_image(first: list[str], second: list[str]) -> None:
    one, other = norms("\n\n".join(["Terms", *first])), norms("\n\n".join(["Terms", *second]))
    there, back = align.align(one, other), align.align(other, one)
    assert sorted(map(repr, there)) == sorted(repr(pair.mirrored()) for pair in back)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), max_size=7))
def test_a_text_beside_itself_has_no_change(sentences: list[str]) -> None:
    own = norms("\n\n".join(["Terms", *sentences]))
    assert {pair.kind for pair in align.align(own, own)} <= {Kind.SAME}


@settings(max_examples=200)
@given(st.text("ab c.,-", max_size=30), st.text("ab c.,-", max_size=30))
def test_stretches_hold_all_words_of_both(first: str, second: str) -> None:
    found = align.stretches(first, second)
    for sign, whole in (("-", first), ("+", second)):
        told = "".join(one.words for one in found if one.sign in {"=", sign})
        assert "".join(told.split()) == "".join(whole.split())
    assert align.stretches(second, first) == Pair(Kind.REWORDED, None, None, words=found).mirrored().words
