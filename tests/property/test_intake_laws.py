"""Laws of intake: a text or a message comes of anything, and every place of the reading is one of the source."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.edits import Edited, apply, chain, origin
from analyzer.errors import UnusableSourceError
from analyzer.intake import Text, from_bytes
from analyzer.spans import Span

_SIGNS = (
    "## |# |**|__|*|_|`|```\n|[|](https://acme.example/a)|![|](|)|> |\\|&amp;|&rdquo;|&#0;|&#x41;|&notin;|&notit;|&"
)
_TAGS = "<p>|</p>|<ol>|</ol>|<li>|<br/>|<b>|</b>|<!--|-->|<script>|</script>|<|>|<html>"
_OTHERS = "\n|\r\n|\r|\n\n| |\t|\u00ad|\u200b|\u00a0|\ufeff|\x07|You|may| not|1.|- |(a)|.|使用|😀"
_PIECES = st.sampled_from([*f"{_SIGNS}|{_TAGS}|{_OTHERS}".split("|"), "| ", " |\n"])
_MARKED_UP = st.lists(_PIECES, max_size=60).map("".join)
_NAMES = st.sampled_from(["LICENSE", "TERMS.md", "terms.html"])


def _read(raw: bytes, name: str) -> Text | None:
    with contextlib.suppress(UnusableSourceError):
        return from_bytes(raw, name)
    return None


@given(st.binary(max_size=200), _NAMES)
def test_any_bytes_are_a_text_or_a_message(raw: bytes, name: str) -> None:
    text = _read(raw, name)
    if text is None:
        with pytest.raises(UnusableSourceError, match=f"^{name}: .{{20}}"):
            from_bytes(raw, name)
    else:
        assert text.reading.strip()
        assert "\x00" not in text.reading


@given(st.text(max_size=200), _NAMES)
def test_text_in_utf_8_keeps_its_characters(words: str, name: str) -> None:
    text = _read(words.encode("utf-8", "replace"), name)
    if text is not None and not text.content.startswith("\ufeff"):
        assert text.content == words.encode("utf-8", "replace").decode().removeprefix("\ufeff")


@given(_MARKED_UP, _NAMES)
def test_places_of_the_reading_go_up_and_lie_in_the_content(words: str, name: str) -> None:
    text = _read(words.encode(), name)
    if text is None:
        return
    places = [text.original(Span(at, at + 1)) for at in range(len(text.reading))]
    assert all(0 <= place.start < place.end <= len(text.content) for place in places)
    starts = [place.start for place in places]
    assert starts == sorted(starts)


@given(_MARKED_UP, _NAMES)
def test_letters_of_the_reading_are_those_of_the_source(words: str, name: str) -> None:
    text = _read(words.encode(), name)
    for at, letter in enumerate(text.reading if text else ""):
        assert text is not None
        there = text.content[text.original(Span(at, at + 1)).start]
        # A reference stands at its first character; items are numbered, lines broken and blanks filled in.
        assert there in {letter, "&"} or letter in " \n-.0123456789", (at, letter, there)


@given(_MARKED_UP, st.data())
def test_a_span_of_the_reading_is_a_span_of_the_content(words: str, data: st.DataObject) -> None:
    text = _read(words.encode(), "LICENSE")
    if text is None:
        return
    start = data.draw(st.integers(0, len(text.reading)))
    end = data.draw(st.integers(start, len(text.reading)))
    span = text.original(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text.content)
    assert (len(span) == 0) == (start == end)


@given(_MARKED_UP)
def test_reading_the_reading_of_plain_words_changes_nothing(words: str) -> None:
    plain = "".join(char for char in words if char not in "#*_`[]()<>&|\\\u00ad\u200b\u00a0\ufeff\x07-!")
    text = _read(plain.encode(), "LICENSE")
    assert text is None or (text.reading == text.content and text.anchors == ())


@st.composite
def _edits(draw: st.DrawFn, source: str) -> list[tuple[int, int, str]]:
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    words = st.text("xyz", max_size=4)
    return [(left, right, draw(words)) for left, right in zip(cuts[::2], cuts[1::2], strict=False)]


@given(st.text("abc", max_size=30), st.data())
def test_two_rounds_of_edits_lead_back_in_one_step(source: str, data: st.DataObject) -> None:
    first = apply(source, data.draw(_edits(source)))
    second = apply(first.text, data.draw(_edits(first.text)))
    both = chain(first, second)
    assert both.text == second.text
    for at in range(len(second.text)):
        assert origin(both.anchors, at) == origin(first.anchors, origin(second.anchors, at))


@given(st.text("abc", max_size=30))
def test_no_edits_need_no_anchors(source: str) -> None:
    assert apply(source, []) == Edited(source, ())
