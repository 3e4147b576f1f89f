"""Labels are read whole, and the sentence a reader pointed at is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import DataError, UsageError
from analyzer.labels import Sentences, read_openness, read_term_labels
from analyzer.tally import Confusion, Tally, total

TEXT = "1. Grant.\nYou may use\nthe  Model for any purpose. Acme Inc. and You agree.\n\n2. You must not sell it!"


def _sentence(starts: str) -> list[str]:
    return [TEXT[span.start : span.end] for span in Sentences(TEXT).beginning(starts)]


def test_a_sentence_is_found_across_line_ends_and_ends_at_its_stop() -> None:
    assert _sentence("you may use the Model") == ["You may use\nthe  Model for any purpose."]


def test_an_abbreviation_does_not_end_a_sentence_but_a_blank_line_does() -> None:
    assert _sentence("Acme Inc") == ["Acme Inc. and You agree."]


def test_the_last_sentence_reaches_the_end() -> None:
    assert _sentence("You must") == ["You must not sell it!"]


@pytest.mark.parametrize("starts", ["", "...", "You shall"])
def test_words_that_do_not_occur_find_nothing(starts: str) -> None:
    assert _sentence(starts) == []


def test_labels_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for slug in ("b", "a"):
        (tmp_path / f"{slug}.yaml").write_text(
            f"slug: {slug}\nterms:\n  use: {{value: granted, section: '1', starts: You may}}\n"
            "verdict: {open: true, osd-violated: []}\n",
            encoding="utf-8",
        )
    assert [labels.slug for labels in read_term_labels(tmp_path)] == ["a", "b"]


def test_a_broken_label_file_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("slug: a\nterms: {}\nverdikt: {}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.yaml:3:1: unknown key 'verdikt'"):
        read_term_labels(tmp_path)


def test_a_folder_without_labels_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one YAML file a text"):
        read_term_labels(tmp_path)


def test_openness_rows_tell_authority_and_category_apart(tmp_path: Path) -> None:
    table = tmp_path / "open.csv"
    table.write_text("key,authority_open,category_closed,language\nb,0,,en\na,,1,en\nc,1,,fr\n", encoding="utf-8")
    rows = read_openness(table)
    assert [(row.key, row.authority_open, row.category_closed, row.language) for row in rows] == [
        ("a", None, True, "en"),
        ("b", False, False, "en"),
        ("c", True, False, "fr"),
    ]


def test_a_table_without_its_columns_names_them(tmp_path: Path) -> None:
    table = tmp_path / "open.csv"
    table.write_text("key,open\na,1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="columns authority_open, category_closed, language are missing"):
        read_openness(table)


def test_another_value_lowers_precision_and_recall() -> None:
    tally = total([Tally(right=3), Tally(false=1, missed=1)])
    assert (tally.precision, tally.recall, tally.f1, tally.labelled) == (0.75, 0.75, 0.75, 4)


def test_balanced_accuracy_weighs_open_and_closed_alike() -> None:
    counts = Confusion()
    for label, ours in [(True, True), (True, False), (False, False), (False, False), (False, False), (False, True)]:
        counts = counts.with_case(label=label, ours=ours)
    assert counts.open_recall == 0.5
    assert counts.closed_recall == 0.75
    assert counts.balanced_accuracy == 0.625
