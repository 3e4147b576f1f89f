"""Lines joined to blocks, and what tells a heading, a lead-in and an item apart."""

from __future__ import annotations

import pytest

from analyzer.blocks import blocks_of
from analyzer.headings import conditional, fragment, inline, is_heading, leads, stands
from analyzer.lines import lines_of


def test_wrapped_lines_are_one_block_and_blank_lines_part_them() -> None:
    words = "You may use the Model for any of\nthe purposes named below.\n\nYou must pay.\n"
    found = blocks_of(words, lines_of(words))
    assert [(block.lines, words[block.start : block.start + 3]) for block in found] == [(2, "You"), (1, "You")]


LONG = "A line that nobody wrapped says at some length who wrote the Model, when, where and with whose help. " * 2


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_long_line_does_not_break_the_wrapped_paragraphs_beside_it(place: str) -> None:
    wrapped = (
        "Subject to the terms below, anyone who gets a copy may use the\n"
        "Model, change it and share it with others, in whole and in part,\n"
        "for as long as the notices are kept.\n"
    )
    words = f"{LONG}\n\n{wrapped}" if place == "above" else f"{wrapped}\n{LONG}"
    assert sorted(block.lines for block in blocks_of(words, lines_of(words))) == [1, 3]


def test_lines_of_one_sentence_each_beside_long_lines_stay_paragraphs() -> None:
    words = (
        f"You may use the Model for work that is your own.\nYou may share the Model with all of your friends.\n{LONG}"
    )
    assert [block.lines for block in blocks_of(words, lines_of(words))] == [1, 1, 1]


def test_items_that_end_in_semicolons_stay_items_beside_long_lines() -> None:
    words = (
        "sell the Model to anybody who does not know where it comes from;\n"
        "hide where the Model comes from, in whole or in part of it; or\n"
        "take away the notices.\n"
    )
    text = f"{LONG}\n\n{words}"
    assert [block.lines for block in blocks_of(text, lines_of(text))] == [1, 1, 1, 1]


def test_a_title_in_capitals_is_not_joined_to_the_wrapped_paragraph_below_it() -> None:
    words = (
        "WHAT YOU MAY DO WITH THE MODEL OF ACME\n"
        "You may use the Model for whatever you like, as long as you keep\n"
        "the notices, and you may share it with others.\n"
    )
    text = f"{words}\n{LONG}\n"
    assert [block.lines for block in blocks_of(text, lines_of(text))] == [1, 2, 1]


def test_rules_drawn_across_the_page_are_no_lines() -> None:
    assert [line.words for line in lines_of("Terms\n=====\n* * *\n\nYou may.\n-----\n")] == ["Terms", "You may."]


@pytest.mark.parametrize("words", ["Grant of Rights", "GRANT OF RIGHTS", "Limitation of Liability", "No Warranty"])
def test_title_case_and_capitals_are_headings(words: str) -> None:
    assert is_heading(words, 1, marked=False)


@pytest.mark.parametrize(
    "words",
    [
        "You may use the Model",
        "keep the notice",
        "Grant of Rights;",
        "Copyright (c) 2024 Acme",
        "The Model is given as is.",
        "Acme, Works and Others,",
    ],
)
def test_clauses_items_and_notices_are_no_headings(words: str) -> None:
    assert not is_heading(words, 1, marked=True)


def test_a_heading_may_open_an_item() -> None:
    assert inline("Grant of Rights. You may use it.") == ("Grant of Rights", 16)
    assert inline("Use: You may use it.") == ("Use", 4)
    assert inline("You use the weights as they are. You must pay.") is None


@pytest.mark.parametrize(
    "words", ["You may use it. You must pay.", "You may not: (i) sell it", "All Downstream Copies shall:"]
)
def test_a_short_clause_is_no_heading(words: str) -> None:
    assert inline(words) is None


@pytest.mark.parametrize("words", ["You must not:", "You may share it provided that", "the following conditions —"])
def test_words_that_leave_something_open_lead_in(words: str) -> None:
    assert leads(words)


@pytest.mark.parametrize("words", ["You must pay.", "the Model", "You may go!"])
def test_words_that_are_done_lead_nothing_in(words: str) -> None:
    assert not leads(words)


def test_items_stand_alone_or_need_a_lead_in() -> None:
    assert stands("You must keep the notice")
    assert not stands("to any person that must pay")
    assert fragment("selling the Model")
    assert fragment("Acme pays; and")
    assert not fragment("You pay.")
    assert conditional("If You share the Model:")
    assert not conditional("If You share the Model, You must:")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("You must not:\n- sell the Work\n- lend the Work\n- rent the Work\n", 4),
        (" * You may use the Work for any purpose and you may copy it as often as\n * IN EACH CASE YOU WISH\n", 1),
    ],
)
def test_items_with_bullets_need_no_full_stop_but_a_sign_before_each_line_of_prose_is_none(
    words: str, count: int
) -> None:
    assert len(blocks_of(words, lines_of(words))) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("You may give a warranty of your own. However, You may do so only\n\non Your own behalf.\n", 1),
        ("The Licensee must keep the notices of the\n\nauthors in every copy that is given on.\n", 1),
        ("The Licensee must keep the notices of the authors.\n\nand tell every recipient of them\n", 2),
        ("You may not, with the Work or a part of it\n\nsell copies\n\nlend copies\n", 3),
    ],
)
def test_an_empty_line_within_a_sentence_where_a_page_ends_parts_nothing(words: str, count: int) -> None:
    assert len(blocks_of(words, lines_of(words))) == count
