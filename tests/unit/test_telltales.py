"""Telltale words: topics by words and phrases, names that tell nothing, doubts of clauses that no rule explains."""

from __future__ import annotations

import pytest

from analyzer import intake, pipeline, resources
from analyzer.records import read_yaml
from analyzer.telltales import topics
from analyzer.vocabulary import groups


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Companies pay.", {"tells-people", "tells-money", "tells-predicate"}),
        ("Copies carry a ribbon.", {"tells-predicate"}),
        ("COMPANIES PAY.", {"tells-people", "tells-money"}),
        ("For non-commercial purposes.", {"tells-purpose"}),
        ("Ask us first.", {"tells-leave"}),
        ("The Merrivale Company wrote it.", {"by-the-way", "tells-aside"}),
        ("The Merrivale Company writes it.", set()),
        ("Academic Freedom Text", set()),
        ("", set()),
        ("…", set()),
    ],
)
def test_a_sentence_tells_of_topics(sentence: str, told: set[str]) -> None:
    assert topics(sentence) == told


def test_every_topic_has_its_words_in_the_vocabulary() -> None:
    assert set(read_yaml(resources.folder("grammar") / "telltales.yaml")) <= set(groups()["facts"])


def test_a_word_without_a_clause_is_a_doubt_but_no_normative_unit() -> None:
    text = "You may use, copy, change and sell the Work for any purpose.\n\nFor academic purposes.\n"
    found = pipeline.analyze(intake.from_bytes(text.encode(), "x"))
    assert found.unread == ()
    assert "For academic purposes." in [one.quote for one in found.terms["field-ban"].evidence]
    assert (found.reading.normative_units, found.reading.read) == (1, 1)
    assert found.rating.open == "undecidable"
