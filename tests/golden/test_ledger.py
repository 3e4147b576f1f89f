"""No number of the ledger gets worse, and its pages hold no words of the licenses."""

from __future__ import annotations

import re

import pytest

from analyzer import catalog, columns, records
from analyzer.labels import TextLabels
from analyzer.rules import term_rules
from tests.golden import columned, kinds, ledger, measured, ours, verdicts
from tests.golden.columned import Number
from tests.golden.measured import Measured

AGAIN = "mend it, or read the difference and write the goldens anew: python -m tests.golden"


@pytest.fixture(scope="module")
def found() -> Measured:
    made = measured.terms()
    if made is None:
        pytest.skip(measured.NO_LABELS)
    return made


@pytest.fixture(scope="module")
def written() -> dict[str, Number]:
    return ledger.numbers(ledger.PAGE.read_text(encoding="utf-8"))


def _worse(fresh: dict[str, Number], written: dict[str, Number]) -> list[str]:
    return [
        f"{name}: {one.value:.4f}, was {written[name].value:.4f}"
        for name, one in fresh.items()
        if name in written and one.worse_than(written[name])
    ]


def test_no_number_of_the_labelled_texts_gets_worse(found: Measured, written: dict[str, Number]) -> None:
    fresh = {name: one for name, (one, _) in ledger.of_terms(found).items()}
    assert set(fresh) <= set(written), f"numbers are missing in the ledger; {AGAIN}"
    assert not (worse := _worse(fresh, written)), f"{worse}; {AGAIN}"


def test_no_term_gets_worse(found: Measured, written: dict[str, Number]) -> None:
    fresh = ledger.of_each_term(found)
    assert set(fresh) <= set(written), f"terms are missing in the ledger; {AGAIN}"
    assert not (worse := _worse(fresh, written)), f"{worse}; {AGAIN}"


def test_no_number_of_the_texts_that_authorities_judged_gets_worse(written: dict[str, Number]) -> None:
    report = measured.openness()
    if report is None:
        pytest.skip(measured.NO_TEXTS if measured.OPENNESS.is_file() else measured.NO_LABELS)
    fresh = {name: one for name, (one, _) in ledger.of_openness(report).items()}
    assert set(fresh) <= set(written), f"numbers are missing in the ledger; {AGAIN}"
    assert not (worse := _worse(fresh, written)), f"{worse}; {AGAIN}"


def test_each_text_called_open_against_its_label_is_listed_with_the_clause_in_question() -> None:
    report = measured.openness()
    if report is None:
        pytest.skip(measured.NO_TEXTS if measured.OPENNESS.is_file() else measured.NO_LABELS)
    wrong = {case.key for case in report.cases if case.open is True and case.label != "open"}
    assert wrong == set(ledger.called_open())
    for one in ledger.called_open().values():
        text = catalog.text_of_key(one.key)
        assert text is not None
        assert 0 <= one.start < one.end <= len(text.content)
        assert one.because.endswith(".")


def test_a_number_that_falls_is_noticed() -> None:
    page = "| term F1 | 0.9000 | higher | |\n| wrong | 3 | lower | |\n| use | 0.9000 | 0.8000 | 1.0000 | 4 | 1 | 0 |\n"
    written = ledger.numbers(page)
    better = {"term F1": Number(0.91, "higher"), "wrong": Number(2, "lower"), "use precision": Number(0.8, "higher")}
    worse = {"term F1": Number(0.8999, "higher"), "wrong": Number(4, "lower"), "use recall": Number(0.9, "higher")}
    assert _worse(better, written) == []
    assert len(_worse(worse, written)) == 3


def test_the_table_of_verdicts_names_every_labelled_license(found: Measured) -> None:
    page = verdicts.PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"^\| ([a-z0-9.-]+) \| [a-z-]+ \| \d+ \| \d+% \|", page, re.MULTILINE))
    judged = {name for name, one in found.assessments.items() if one.rating.grade is not None}
    assert named == judged, AGAIN


def test_a_heading_in_words_is_not_repeated_and_a_marker_is() -> None:
    assert ledger.section_of("1.b.iv", 7) == "1.b.iv"
    assert ledger.section_of("Exhibit A.3", 7) == "Exhibit A.3"
    assert ledger.section_of("Use of the Works by others", 7) == "@7"


@pytest.mark.parametrize("labels", columns.formats(), ids=lambda one: one.name)
def test_no_number_of_labels_by_columns_gets_worse(labels: columns.Columns, written: dict[str, Number]) -> None:
    report = report_of(labels.name)
    fresh = {name: one for name, (one, _) in columned.of_columns(report).items()}
    assert set(fresh) <= set(written), f"numbers are missing in the ledger; {AGAIN}"
    assert not (worse := _worse(fresh, written)), f"{worse}; {AGAIN}"


def report_of(name: str) -> columns.ColumnReport:
    found = {report.labels.name: report for report in measured.by_columns()}
    if name not in found:
        pytest.skip(f"the labels {name} or the texts they speak of are not at hand")
    return found[name]


def test_a_label_called_wrong_is_one_that_still_differs_and_the_section_is_where_we_read_it() -> None:
    stale = []
    for one in columned.contradicted().values():
        cells = {(cell.key, cell.column, cell.label): cell for cell in report_of(one.labels).cells}
        cell = cells.get((one.key, one.column, one.label))
        places = {columned.number_of(place.section) for place in cell.evidence} if cell else set()
        if cell is None or (places and one.section not in places):
            stale.append((one.key, one.column, places))
    assert stale == []


def test_a_label_called_wrong_has_a_reason_in_words() -> None:
    found = columned.contradicted().values()
    assert found
    assert all(len(one.because.split()) >= 4 and one.because.endswith(".") for one in found)


@pytest.mark.parametrize("labels", ours.SETS, ids=lambda one: one.name)
def test_no_number_of_the_texts_that_we_labelled_gets_worse(labels: ours.LabelSet, written: dict[str, Number]) -> None:
    if labels.name not in ours.reports():
        pytest.skip(ours.NO_TEXTS)
    fresh = {name: one for name, one in ours.numbers().items() if name.startswith(f"{labels.name}, ")}
    assert set(fresh) <= set(written), f"numbers are missing in the ledger; {AGAIN}"
    assert not (worse := _worse(fresh, written)), f"{worse}; {AGAIN}"


def test_labels_of_ours_hold_values_and_sections_and_no_words_of_the_licenses() -> None:
    paths = sorted(ours.FOLDER.rglob("*.yaml"))
    assert paths
    for path in paths:
        labels = records.load(path, TextLabels)
        assert labels.slug == path.stem
        assert not [name for name, one in labels.terms.items() if one.starts], path.name
        assert all(ledger.section_of(one.section, -1) == one.section for one in labels.terms.values() if one.section)


def test_no_number_of_single_bans_gets_worse(written: dict[str, Number]) -> None:
    fresh = kinds.numbers()
    assert set(fresh) <= set(written), f"numbers are missing in the ledger; {AGAIN}"
    assert not (worse := _worse(fresh, written)), f"{worse}; {AGAIN}"


@pytest.mark.parametrize("name", kinds.SETS)
def test_the_kinds_of_single_bans_are_those_of_the_rulebook_and_each_kind_has_some(name: str) -> None:
    found = kinds.bans(name)
    told = {kind for ban in found for kind in ban.kinds}
    assert told == set(term_rules()["use-categories"].values)
    assert any(not ban.kinds for ban in found)
