"""Where a sentence of a license ends, and where it only seems to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.sentences import sentences


def said(words: str) -> list[str]:
    return [words[start:end] for start, end in sentences(words)]


def test_sentences_end_at_their_stops_and_keep_them() -> None:
    assert said("You may use it. You must pay!  Will you? (It is so.) Yes") == [
        "You may use it.",
        "You must pay!",
        "Will you?",
        "(It is so.)",
        "Yes",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Acme Inc. Grants nothing to Works Ltd. Or others.",
        "You may use a model, e.g. The Work, or one by J. Doe.",
        "The U.S. Government has limited rights under Sec. 12 and No. 3 of it.",
        "Acme Works Pte. Ltd. And its affiliates, i.e. All of them, agree.",
        "See 47 U.S.C. Section 5 and 2 C.F.R. Part 200 for it.",
        "Version 2.0 of the Model costs 1.5 coins at acme.example.Now or later.",
        "You may use it. and sell it.",
        "Acme et al. Agree, cf. Section 2.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(words: str) -> None:
    assert said(words) == [words]


@pytest.mark.parametrize(
    "words",
    [
        'Keep this notice: "Made by Acme. All rights reserved. Pay first." in all copies.',
        "Keep this notice: “Made by Acme. All rights reserved. Pay first.” in all copies.",
    ],
)
def test_a_notice_to_be_kept_is_not_cut(words: str) -> None:
    assert said(words) == [words]


def test_a_quotation_mark_never_closed_does_not_swallow_the_text() -> None:
    assert said("“Model means a thing. You may use it. You must pay.")[1:] == ["You may use it.", "You must pay."]


def test_a_stop_before_a_closing_quotation_mark_ends_the_sentence() -> None:
    assert said("It is given “as is.” You may use it.") == ["It is given “as is.”", "You may use it."]


def test_the_next_sentence_may_open_with_a_quotation_a_bracket_or_a_number() -> None:
    assert said("Use it. “Model” means it. (Not so.) 2 copies are free.") == [
        "Use it.",
        "“Model” means it.",
        "(Not so.)",
        "2 copies are free.",
    ]


def test_no_words_are_no_sentence() -> None:
    assert sentences("") == []


@given(st.text(st.sampled_from('aB .!?"“”()\n1'), max_size=200))
def test_no_word_is_lost_between_sentences(words: str) -> None:
    found = sentences(words)
    at = 0
    for start, end in found:
        assert not words[at:start].strip()
        assert start < end
        at = end
    assert not words[at:].strip()


def test_many_open_quotations_take_time_in_step_with_their_number() -> None:
    start = time.process_time()
    assert len(sentences("“It is so. " * 20_000)) == 20_000
    assert len(sentences('"It is so. ' * 20_000)) > 1
    assert time.process_time() - start < 5


def test_a_sentence_ends_though_the_space_is_left_out() -> None:
    assert said("Sell it under this License.Your rights end.") == ["Sell it under this License.", "Your rights end."]
    assert said("See example.The-site for more.") == ["See example.The-site for more."]


def test_space_left_out_after_capitals_and_before_names() -> None:
    assert said("YOU AGREE TO THE TERMS.IF YOU DO NOT, STOP.") == ["YOU AGREE TO THE TERMS.", "IF YOU DO NOT, STOP."]
    assert said("All rights end.Acme hereby keeps its marks.") == ["All rights end.", "Acme hereby keeps its marks."]
    assert said("READ LICENSE.TXT first.") == ["READ LICENSE.TXT first."]
