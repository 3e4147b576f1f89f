"""What is over a cap stays unread and says why; nothing is called open because of it."""

from __future__ import annotations

import pytest

from analyzer import caps, intake, pipeline

MOST = 40
OPEN = (
    "Permission is granted, free of charge, to any person who obtains a copy of the Work to use, copy, modify, publish,"
    " distribute, sublicense and sell it, with or without changes. The above copyright notice and this license must be"
    ' included in all copies of the Work. The Work is provided "as is", without warranty of any kind.'
)
MANY = "\n\n".join(f"You must keep notice {at} in every copy." for at in range(MOST + 20))
LATE = "\n\nYou may not use the Work for commercial purposes.\n"


@pytest.fixture
def few_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of which few sentences are read; the message names the number of the program."""
    monkeypatch.setattr(caps, "MOST_SENTENCES", MOST)


@pytest.mark.usefixtures("few_sentences")
def test_what_comes_after_too_many_sentences_is_unread_and_leaves_no_text_open() -> None:
    result = pipeline.analyze(intake.from_bytes(f"{OPEN}\n\n{MANY}{LATE}".encode(), "LICENSE"))
    assert result.unread
    assert {one.reason for one in result.unread} == {"beyond the first 10000 different sentences of the text"}
    assert result.unread[-1].evidence.quote == LATE.strip()
    assert pipeline.analyze(intake.from_bytes(OPEN.encode(), "LICENSE")).rating.open is True
    assert result.rating.open is not True


@pytest.mark.usefixtures("few_sentences")
def test_a_sentence_said_before_is_read_however_often_it_comes() -> None:
    said = "You may not sell the Work.\n\n"
    result = pipeline.analyze(intake.from_bytes((said * MOST * 3).encode(), "LICENSE"))
    assert result.unread == ()
    assert len(result.norms) == MOST * 3
