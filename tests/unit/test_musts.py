"""What a text must hold for a pattern to be found in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.idioms import Idiom, idioms
from analyzer.musts import begins, musts


def _holds(pattern: str, words: str) -> bool:
    folded = words.lower()
    return all(any(one in folded for one in group) for group in musts(pattern))


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        (r"\b(?:may|can) .{2,60}? these (?:terms|rules)", [[" these rules", " these terms"], ["can ", "may "]]),
        (r"colou?r", [["color", "colour"]]),
        (r"\w+ing", [["ing"]]),
        (r"(?:one|\w+ two) three", [[" two", "one"], [" three"]]),
        (r"\d+", []),
        (r"(?:maybe)?.", []),
    ],
)
def test_the_strings_that_tell_are_found(pattern: str, groups: list[list[str]]) -> None:
    assert sorted(musts(pattern)) == sorted(groups)


@pytest.mark.parametrize("idiom", idioms(), ids=lambda idiom: idiom.example[:40])
def test_no_example_of_an_idiom_is_passed_over(idiom: Idiom) -> None:
    found = re.search(idiom.say, idiom.example, re.IGNORECASE)
    assert found
    assert _holds(idiom.say, idiom.example)
    assert found.group().lower().startswith(begins(idiom.say) or ("",))


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"^(?:You|They) may", ("they may", "you may")),
        (r"^(?:[\w ]+ )?use", ()),
        (r"^(?:use|copy)\b(?P<rest>.*)", ("copy", "use")),
        (r"^(?:free \w+|freely)", ("free ", "freely")),
        (r"^(?:the )?work", ("the work", "work")),
        (r"^(?:a|\w)", ()),
        (r"may", ()),
    ],
)
def test_with_what_a_match_begins(pattern: str, strings: tuple[str, ...]) -> None:
    assert begins(pattern) == strings


_PATTERNS = st.recursive(
    st.sampled_from(["may", "sell", " it", r"\w+", ".", "(?:a|bc)", "[xy]"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        inner.map(lambda one: f"(?:{one})?"),
        inner.map(lambda one: f"(?:{one}){{1,2}}"),
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(_PATTERNS, st.lists(st.sampled_from(["may", "Sell", " it", "a", "BC", "x", "q "]), max_size=8).map("".join))
def test_what_a_pattern_finds_holds_its_strings(pattern: str, words: str) -> None:
    assert _holds(pattern, words) or re.search(pattern, words, re.IGNORECASE) is None


@given(_PATTERNS, st.lists(st.sampled_from(["may", "Sell", " it", "a", "BC", "x", "q "]), max_size=8).map("".join))
def test_what_a_pattern_finds_at_the_start_begins_as_told(pattern: str, words: str) -> None:
    assert words.lower().startswith(begins(f"^{pattern}") or ("",)) or re.match(pattern, words, re.IGNORECASE) is None
