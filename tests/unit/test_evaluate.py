"""Agreement with labels: what counts as right, false and missed, and which sentence is shown for a wrong cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyzer import intake, pipeline
from analyzer.errors import UsageError
from analyzer.evaluate import TermReport, compare_term, evaluate_openness, evaluate_terms, texts_of
from analyzer.render import evaluation
from analyzer.tally import Tally

OPEN = """Works License

1. You may use, copy, modify, distribute and sell the Works for any purpose.

2. You must keep all copyright notices.
"""
CLOSED = OPEN + "\n3. You may not use the Works to train other models.\n"
LABELS: dict[str, str] = {
    "open": """slug: open
terms:
  use: {value: granted, section: '1', starts: You may use}
  notice-retention: {value: true, section: '2', starts: You must keep}
  output-training-ban: {value: none}
verdict: {open: true, osd-violated: []}
""",
    "closed": """slug: closed
terms:
  use: {value: granted, section: '1', starts: You may use}
  notice-retention: {value: false}
  output-training-ban: {value: foundation-model, section: '3', starts: You may not use the Works to train}
  indemnity: {value: true, section: '2', starts: You must keep all}
verdict: {open: false, osd-violated: [6]}
""",
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    labels, texts = tmp_path / "labels", tmp_path / "texts"
    for folder in (labels, texts):
        folder.mkdir()
    for name, words in LABELS.items():
        (labels / f"{name}.yaml").write_text(words, encoding="utf-8")
    for name, words in (("open", OPEN), ("closed", CLOSED)):
        (texts / f"{name}.txt").write_text(words, encoding="utf-8")
    return labels, texts


@pytest.fixture
def report(folders: tuple[Path, Path]) -> TermReport:
    return evaluate_terms(*folders, pipeline.analyze)


@pytest.mark.parametrize(
    ("term", "label", "ours", "counts"),
    [
        ("use", "granted", "granted", (1, 0, 0)),
        ("use", "granted", "limited", (0, 1, 1)),
        ("use", "granted", "unstated", (0, 0, 1)),
        ("use", "unstated", "granted", (0, 1, 0)),
        ("use", "unstated", "unstated", (0, 0, 0)),
        ("indemnity", True, True, (1, 0, 0)),
        ("indemnity", False, True, (0, 1, 0)),
        ("indemnity", True, None, (0, 0, 1)),
        ("user-threshold", 1, True, (0, 1, 1)),
        ("user-threshold", 700, 700, (1, 0, 0)),
        ("governing-law", "Norway", "Kingdom of Norway", (1, 0, 0)),
        ("attribution-display", "Made with Acme", True, (1, 0, 0)),
        ("territory-excluded", ["Atlantis", "Lyonesse"], ("lyonesse", "atlantis"), (1, 0, 0)),
        ("use-categories", ["illegal", "minors"], ("illegal", "spam"), (1, 1, 1)),
        ("use-categories", [], ("illegal",), (0, 1, 0)),
        ("use-categories", ["illegal"], None, (0, 0, 1)),
    ],
)
def test_a_cell_counts_as_right_false_missed_or_both(
    term: str, label: Any, ours: Any, counts: tuple[int, int, int]
) -> None:
    assert compare_term(term, label, ours) == Tally(*counts)


def test_the_totals_are_those_of_the_cells(report: TermReport) -> None:
    assert report.terms["use"] == Tally(right=2)
    assert report.terms["notice-retention"] == Tally(right=1, false=1)
    assert report.terms["output-training-ban"] == Tally(false=1, missed=1)
    assert report.terms["indemnity"] == Tally(missed=1)
    assert report.total == Tally(right=3, false=2, missed=2)


def test_a_wrong_cell_shows_the_sentence_in_question(report: TermReport) -> None:
    found = {(cell.text, cell.term): cell for cell in report.cells}
    assert set(found) == {("closed", term) for term in ("notice-retention", "output-training-ban", "indemnity")}
    ban = found["closed", "output-training-ban"]
    assert (ban.fault, ban.label, ban.ours, ban.section) == ("other value", "foundation-model", "any-model", "3")
    assert ban.sentence == "You may not use the Works to train other models."
    assert ban.span is not None
    assert CLOSED[ban.span.start : ban.span.end].strip() == ban.sentence
    kept = found["closed", "notice-retention"]
    assert (kept.fault, kept.sentence) == ("false", "You must keep all copyright notices.")
    assert found["closed", "indemnity"].fault == "missed"


def test_openness_and_criteria_are_compared(report: TermReport) -> None:
    assert (report.openness.open_right, report.openness.closed_right) == (1, 1)
    assert report.openness.balanced_accuracy == 1.0
    assert report.osd == Tally(right=1)


def test_places_and_the_read_share_are_counted(report: TermReport) -> None:
    assert report.placesshare == 1.0
    assert report.readshare == 1.0
    assert [(text.name, text.normative_units) for text in report.texts] == [("closed", 3), ("open", 2)]


def test_a_right_term_with_words_elsewhere_is_misplaced(folders: tuple[Path, Path]) -> None:
    labels, texts = folders
    moved = LABELS["open"].replace("starts: You may use", "starts: You must keep")
    (labels / "open.yaml").write_text(moved, encoding="utf-8")
    report = evaluate_terms(labels, texts, pipeline.analyze)
    assert [(place.text, place.term, place.section) for place in report.misplaced] == [("open", "use", "1")]
    assert report.placesshare < 1


def test_a_disputed_term_is_not_scored(folders: tuple[Path, Path]) -> None:
    labels, texts = folders
    disputed = LABELS["closed"] + "disputed: [indemnity, output-training-ban]\n"
    (labels / "closed.yaml").write_text(disputed, encoding="utf-8")
    report = evaluate_terms(labels, texts, pipeline.analyze)
    assert {cell.term for cell in report.cells} == {"notice-retention"}


def test_a_labelled_text_that_is_missing_is_named(folders: tuple[Path, Path]) -> None:
    labels, texts = folders
    (texts / "open.txt").unlink()
    report = evaluate_terms(labels, texts, pipeline.analyze)
    assert report.absent == ("open",)
    assert len(report.texts) == 1


def test_where_no_text_is_found_the_message_says_how_texts_are_named(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(UsageError, match=r"holds the text of no label; .* such as closed\.txt"):
        evaluate_terms(folders[0], tmp_path / "other", pipeline.analyze)


def test_progress_is_told(folders: tuple[Path, Path]) -> None:
    told: list[tuple[int, int]] = []
    evaluate_terms(*folders, pipeline.analyze, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_front_matter_of_a_license_file_is_no_part_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "works.LICENSE").write_text(f"---\nkey: works\n---\n\n{OPEN}", encoding="utf-8")
    read: Callable[[str], Any] = texts_of(tmp_path)
    assert read("works").content == OPEN
    assert read("others") is None


OPENNESS = """key,authority_open,category_closed,language
open,1,0,en
closed,0,0,en
trade,,1,en
wrong,1,0,en
gone,1,0,en
autre,1,0,fr
"""


@pytest.fixture
def openness(tmp_path: Path) -> Path:
    path = tmp_path / "openness.csv"
    path.write_text(OPENNESS, encoding="utf-8")
    return path


def texts(key: str) -> intake.Text | None:
    known = {"open": OPEN, "closed": CLOSED, "trade": OPEN, "wrong": CLOSED}
    return intake.from_bytes(known[key].encode(), key) if key in known else None


def test_openness_is_measured_by_authorities_and_closed_categories(openness: Path) -> None:
    report = evaluate_openness(openness, texts, pipeline.analyze)
    assert (report.authority.open_right, report.authority.open_missed) == (1, 1)
    assert (report.authority.closed_right, report.authority.closed_missed) == (1, 0)
    assert (report.category_closed, report.category_open, report.category_openshare) == (1, 1, 1.0)
    assert report.absent == ("gone",)


def test_a_case_that_differs_shows_criteria_and_words(openness: Path) -> None:
    cases = {case.key: case for case in evaluate_openness(openness, texts, pipeline.analyze).cases}
    assert set(cases) == {"trade", "wrong"}
    assert cases["trade"].label == "closed category"
    assert "osd-6 violated" in cases["wrong"].criteria
    quotes = [place.quote for place in cases["wrong"].objections]
    assert "You may not use the Works to train other models." in quotes


@pytest.mark.parametrize("width", [80, 120])
def test_the_reports_are_printed_in_the_width(openness: Path, folders: tuple[Path, Path], width: int) -> None:
    of_openness = evaluate_openness(openness, texts, pipeline.analyze)
    of_terms = evaluate_terms(*folders, pipeline.analyze)
    shown = [evaluation.table(of_openness, width, 40), evaluation.table(of_terms, width, 40)]
    assert [line for report in shown for line in report.splitlines() if len(line) > width] == []
    assert "closed, output-training-ban: other value" in shown[1]
