"""Labels by columns: which files are known, what counts as the same, and what is shown where they differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyzer import columns, intake, pipeline, resources
from analyzer.cli import app
from analyzer.columns import Agreement, ColumnReport, Columns, evaluate_columns, format_of, formats
from analyzer.errors import DataError, UsageError
from analyzer.render import evaluation
from analyzer.rules import Atom, term_rules

OPEN = "You may use, copy, modify and distribute the Works for any purpose.\n\nYou must keep all copyright notices.\n"
CLOSED = "You may use the Works. You may not modify the Works.\n"
TEXTS = {"open": OPEN, "closed": CLOSED}
LABELS = Columns(
    name="made-up",
    means="Two acts and a duty.",
    absent="SILENT",
    columns={
        "Modify": {
            "CAN": [[Atom(term="modify", is_="granted")]],
            "CANNOT": [[Atom(term="modify", is_="denied")]],
        },
        "Notices": {"MUST": [[Atom(term="notice-retention", is_=True)], [Atom(term="license-copy", is_=True)]]},
    },
    left_out={"Color": "No term speaks of it."},
)
FILE = """key,Modify,Notices,Color
open,CAN,SILENT,red
closed,CAN,MUST,red
open,,MUST,
gone,CAN,MUST,red
"""


def text_of(key: str) -> intake.Text | None:
    return intake.from_bytes(TEXTS[key].encode(), key) if key in TEXTS else None


@pytest.fixture
def report(tmp_path: Path) -> ColumnReport:
    path = tmp_path / "made-up.csv"
    path.write_text(FILE, encoding="utf-8")
    return evaluate_columns(path, LABELS, text_of, pipeline.analyze)


def test_cells_are_counted_by_column_and_a_blank_one_is_not(report: ColumnReport) -> None:
    assert report.columns == {"Modify": Agreement(same=1, other=1), "Notices": Agreement(same=1, false=1, missed=1)}
    assert (report.rows, report.absent) == (3, ("gone",))


def test_precision_asks_whether_both_speak_and_attitude_whether_they_say_the_same(report: ColumnReport) -> None:
    whole = report.total
    assert (whole.mentions.precision, whole.mentions.recall) == (3 / 4, 3 / 4)
    assert whole.attitude == pytest.approx(2 / 3)
    assert report.f1 == pytest.approx(2 * 2 / (2 * 2 + 2 + 2))


def test_a_cell_that_differs_shows_the_terms_and_the_words_behind_ours(report: ColumnReport) -> None:
    cells = {(cell.key, cell.column): cell for cell in report.cells}
    assert set(cells) == {("open", "Notices"), ("closed", "Modify"), ("closed", "Notices")}
    modify = cells["closed", "Modify"]
    assert (modify.label, modify.ours, modify.terms) == ("CAN", "CANNOT", (("modify", "denied"),))
    assert [place.quote for place in modify.evidence] == ["You may not modify the Works."]
    assert cells["closed", "Notices"].evidence == ()


@pytest.mark.parametrize("width", [60, 100])
def test_the_report_says_what_is_left_out_and_why(report: ColumnReport, width: int) -> None:
    shown = evaluation.table(report, width, 40)
    assert "Left out: Color. No term speaks of it." in shown
    assert "closed, Modify: label CAN, ours CANNOT (modify denied)" in " ".join(shown.split())


def test_the_report_as_data_names_every_wrong_cell(report: ColumnReport) -> None:
    data = evaluation.plain(report)
    assert data["labels"] == "made-up"
    assert {(cell["key"], cell["column"]) for cell in data["cells"]} == {(one.key, one.column) for one in report.cells}
    assert data["columns"]["Modify"]["attitude"] == 0.5


def test_a_file_is_known_by_its_columns(tmp_path: Path) -> None:
    for known in formats():
        path = tmp_path / "any name.csv"
        path.write_text(",".join(["key", *known.columns, "more"]) + "\n", encoding="utf-8")
        assert format_of(path) is known
    path.write_text("key,authority_open,category_closed,language\n", encoding="utf-8")
    assert format_of(path) is None


def test_a_file_that_is_no_csv_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(b"key,\xff\xfe\n")
    with pytest.raises(UsageError, match=r"labels\.csv: cannot be read as CSV"):
        format_of(path)


@pytest.mark.parametrize("known", formats(), ids=lambda one: one.name)
def test_a_table_speaks_of_values_that_the_terms_can_have(known: Columns) -> None:
    rules = term_rules()
    for values in known.columns.values():
        atoms = [atom for groups in values.values() for group in groups for atom in group]
        assert atoms
        for atom in atoms:
            wanted = atom.is_ if isinstance(atom.is_, list) else [atom.is_]
            rule = rules[atom.term]
            can = set(rule.values) | ({"granted", "limited", "denied"} if rule.group == "permission" else set())
            assert rule.kind != "choice" or set(map(str, wanted)) <= can, f"{known.name}: {atom}"
    assert not set(known.columns) & set(known.left_out)


def test_a_table_that_names_no_term_is_refused_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "columns").mkdir()
    faulty = "name: x\nmeans: y\nabsent: '0'\ncolumns: {A: {'1': [[{term: modifi, is: granted}]]}}\n"
    (tmp_path / "columns" / "x.yaml").write_text(faulty, encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda _: tmp_path)
    columns.formats.cache_clear()
    try:
        with pytest.raises(DataError, match="no term is called 'modifi'; did you mean 'modify'"):
            columns.formats()
    finally:
        columns.formats.cache_clear()


def test_the_command_reads_a_file_of_columns(tmp_path: Path) -> None:
    known = next(one for one in formats() if one.name == "lidetector")
    labels = tmp_path / "labels.csv"
    row = ["open", *("CAN" if name in {"Distribute", "Modify"} else "" for name in known.columns)]
    labels.write_text(",".join(["key", *known.columns]) + "\n" + ",".join(row) + "\n", encoding="utf-8")
    (tmp_path / "open.txt").write_text(OPEN, encoding="utf-8")
    said = CliRunner().invoke(app, ["evaluate", str(labels), "--texts", str(tmp_path), "--format", "json"])
    assert said.exit_code == 0
    total = json.loads(said.stdout)["total"]
    assert (total["same"], total["precision"], total["attitude"]) == (2, 1.0, 1.0)
