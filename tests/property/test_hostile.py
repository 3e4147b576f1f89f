"""Texts made to be slow: four times the text is about four times the work, and what is given up is told."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from analyzer import definitions, intake, lexicon, outline, pipeline, reading
from analyzer.errors import UnusableSourceError
from analyzer.reading import Read
from tests.bench.hostile import TEXTS

# Kinds that no cap cuts short at these sizes, so that the work must follow the text.
EVEN = (
    "digits and stops",
    "you may not",
    "short bans",
    "list items",
    "list of bans",
    "lists in lists",
    "items in one line",
    "roman items",
    "definitions",
    "defined terms",
    "headings",
    "headings in capitals",
    "references",
    "links",
    "emphasis",
    "table",
    "underlined",
)
SMALL, LARGE = 5_000, 20_000
AT_MOST = 4.2  # times the lines for four times the text; a step that looks at all terms for each sentence is above


def steps_of(words: str) -> int:
    """How many lines of code run while a text is read, those of comprehensions too: work that no clock can blur."""
    count = 0

    def tally(_frame: FrameType, _event: str, _given: Any) -> Any:
        nonlocal count
        count += 1
        return tally

    reading.forget()
    before = sys.gettrace()
    sys.settrace(tally)
    try:
        pipeline.analyze(intake.from_bytes(words.encode(), "hostile.txt"))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", EVEN)
def test_four_times_the_text_is_about_four_times_the_work(kind: str) -> None:
    steps_of(TEXTS[kind](LARGE))  # patterns are compiled on first use
    assert steps_of(TEXTS[kind](LARGE)) <= AT_MOST * steps_of(TEXTS[kind](SMALL))


@pytest.mark.parametrize("kind", TEXTS)
def test_every_kind_is_read_or_refused_with_a_message(kind: str) -> None:
    try:
        found = pipeline.analyze(intake.from_bytes(TEXTS[kind](20_000).encode(), "hostile.txt"))
    except UnusableSourceError as fault:
        assert str(fault).startswith("hostile.txt: ")  # noqa: PT017 (either outcome is right)
        return
    assert found.reading.read <= found.reading.normative_units


def read_words(words: str) -> Read:
    document = outline.outline(intake.from_bytes(words.encode(), "hostile.txt"))
    return reading.read(document, definitions.define(document, lexicon.lexicon()))


def test_items_below_a_lead_in_too_long_to_repeat_are_told_as_unread() -> None:
    lead = "You may not use " + "the Model or " * 2_000 + "anything else:\n"
    found = read_words(lead + "(a) sell the Model;\n(b) rent the Model.\n")
    told = {(one.evidence.quote or "").split()[-3]: one.reason for one in found.unread}
    assert told["sell"] == told["rent"] == "its lead-in is too long to be read again with each item"
    assert len(told) == 3


def test_a_lead_in_of_common_length_is_read_with_every_item() -> None:
    found = read_words("You may not:\n(a) sell the Model;\n(b) rent the Model.\n")
    assert [norm.actions for norm in found.norms if norm.leads] == [("sell",), ("rent",)]
