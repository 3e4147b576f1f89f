from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.intake import Text
from analyzer.spans import Span


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(5, 3)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@given(st.integers(0, 50), st.integers(0, 50))
def test_plain_text_keeps_its_offsets(start: int, length: int) -> None:
    text = Text("a", "x" * 200, "", "utf-8", "x" * 200)
    assert text.original(Span(start, start + length)) == Span(start, start + length)


def test_markup_is_mapped_back() -> None:
    text = Text("a", "<p>You may</p>", "", "utf-8", "You may", ((0, 3),))
    span = text.original(Span(4, 7))
    assert text.content[span.start : span.end] == "may"
