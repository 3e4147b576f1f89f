"""Numbers, letters and bullets at the start of a line."""

from __future__ import annotations

import pytest

from analyzer.markers import as_roman, could_be_roman, marker


@pytest.mark.parametrize(
    ("words", "style", "label", "rank"),
    [
        ("1. Grant", "1.", "1", 1),
        ("12) Grant", "1)", "12", 12),
        ("(3) Grant", "1(", "3", 3),
        ("2.10 Grant", "1.1", "2.10", 10),
        ("2.1.4. Grant", "1.1.1", "2.1.4", 4),
        ("(c) You must", "a(", "c", 3),
        ("c. You must", "a.", "c", 3),
        ("c) You must", "a)", "c", 3),
        ("[b] You must", "a(", "b", 2),
        ("(B) You must", "A(", "B", 2),
        ("(iii) You must", "i(", "iii", 3),
        ("IV. Term", "I.", "IV", 4),
        ("xiv) Term", "i)", "xiv", 14),
        ("Section 4. Term", "named", "4", 0),
        ("Section 2.3 Term", "named", "2.3", 0),
        ("ARTICLE II - Term", "named", "Article II", 0),
        ("Exhibit A", "root", "Exhibit A", 0),
        ("§ 2 Grant", "named", "2", 0),
        ("§3.1 Duties", "named", "3.1", 0),
        ("Schedule 2: Uses", "root", "Schedule 2", 0),
        ("5 - Term", "1.", "5", 5),
        ("- keep", "--", "", 0),
        ("• keep", "-•", "", 0),
        ("•keep", "-•", "", 0),
        ("o keep", "-o", "", 0),
        ("ii.Duties", "i.", "ii", 2),
        ("5.Limitation of", "1.", "5", 5),
    ],
)
def test_a_marker_has_a_style_a_label_and_a_rank(words: str, style: str, label: str, rank: int) -> None:
    found = marker(words)
    assert found is not None
    assert (found.style, found.label, found.rank) == (style, label, rank)


@pytest.mark.parametrize(
    ("words", "rest"),
    [("(c) You must", "You must"), ("2.1  Grant", "  Grant"), ("Section 4. Term", "Term"), ("- keep", "keep")],
)
def test_the_length_ends_where_the_words_begin(words: str, rest: str) -> None:
    found = marker(words)
    assert found is not None
    assert words[found.length :].lstrip() == rest.lstrip()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "You must",
        "A party may",
        "I agree",
        "2024 Acme",
        "1.5x faster",
        "10,000 users",
        "(the Model) is",
        "(C)opyright Acme",
        "mix. Then",
        "Sections 3 and 4 survive",
        "-5 degrees",
        "e.g. a model",
    ],
)
def test_words_that_only_begin_alike_are_no_marker(words: str) -> None:
    assert marker(words) is None


def test_i_v_and_x_are_letters_and_numerals() -> None:
    fifth = marker("(v) pay")
    assert fifth is not None
    assert could_be_roman(fifth)
    assert (fifth.style, fifth.rank) == ("a(", 22)
    assert (as_roman(fifth).style, as_roman(fifth).rank, as_roman(fifth).label) == ("i(", 5, "v")


def test_a_number_and_another_letter_are_no_numerals() -> None:
    for words in ("(b) pay", "2. pay", "(iv) pay", "- pay"):
        found = marker(words)
        assert found is not None
        assert not could_be_roman(found)
