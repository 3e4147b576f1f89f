"""Licenses side by side: directions for the licensee, weight, sets, sizes, and the pages that show them."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyzer import catalog, compare, intake, pipeline
from analyzer.cli import app
from analyzer.compare import Direction
from analyzer.errors import UsageError
from analyzer.pipeline import Assessment
from analyzer.render import comparison, comparison_pages, comparison_terminal
from analyzer.rules import term_rules
from analyzer.terms import Term, TermValue
from analyzer.vocabulary import State

TEXTS = Path(__file__).parents[1] / "texts"
OWN = sorted(path for path in TEXTS.iterdir() if path.suffix in {".txt", ".md"})
CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
HOSTILE = """\
Acme <script>alert(1)</script> License

1. You may use the Model. You may not use the Model for <img src=x onerror=alert(1)> military purposes.
"""


@cache
def assessed(path: Path) -> Assessment:
    return pipeline.analyze(intake.read(path))


def known(name: str) -> Assessment:
    record = catalog.find(name)
    text = catalog.text_of(record) if record else None
    if text is None and (CORPUS / f"{name}.txt").is_file():
        text = intake.read(CORPUS / f"{name}.txt")
    if text is None:
        pytest.skip(f"the text of {name} is not at hand")
    return pipeline.analyze(text)


def term(name: str, value: TermValue, state: State = State.STATED) -> Term:
    return Term(name, value, state)


@pytest.mark.parametrize(
    ("name", "first", "second", "expected"),
    [
        ("output-training-ban", "other-than-own-family", "none", Direction.LOOSER),
        ("output-training-ban", "foundation-model", "any-model", Direction.TIGHTER),
        ("commercial-use", "granted", "limited", Direction.TIGHTER),
        ("purpose-limit", "research", "non-commercial", Direction.DIFFERENT),
        ("purpose-limit", "research", "research-and-non-commercial", Direction.TIGHTER),
        ("user-threshold", 1_000_000, 700_000_000, Direction.LOOSER),
        ("user-threshold", None, 700_000_000, Direction.TIGHTER),
        ("revenue-threshold", {"amount": 5, "currency": "USD"}, {"amount": 3, "currency": "USD"}, Direction.TIGHTER),
        ("revenue-threshold", {"amount": 5, "currency": "USD"}, {"amount": 3, "currency": "EUR"}, Direction.DIFFERENT),
        ("use-categories", ("illegal",), ("illegal", "minors"), Direction.TIGHTER),
        ("use-categories", ("illegal", "medical"), ("illegal", "minors"), Direction.DIFFERENT),
        ("use-categories", ("minors", "illegal"), ("illegal", "minors"), Direction.EQUAL),
        ("attribution-display", "Built with Acme", None, Direction.LOOSER),
        ("attribution-display", "Built with Acme", "Powered by Acme", Direction.DIFFERENT),
        ("irrevocable", False, True, Direction.LOOSER),
        ("governing-law", None, "Denmark", Direction.DIFFERENT),
    ],
)
def test_the_direction_is_that_of_the_licensee(
    name: str, first: TermValue, second: TermValue, expected: Direction
) -> None:
    assert compare.direction(name, term(name, first), term(name, second)) is expected
    assert compare.direction(name, term(name, second), term(name, first)) is expected.opposite


def test_a_clause_half_read_is_neither_looser_nor_tighter() -> None:
    unread = term("field-ban", None, State.UNCLEAR)
    assert compare.direction("field-ban", term("field-ban", True), unread) is Direction.UNCLEAR
    assert compare.direction("field-ban", unread, unread) is Direction.EQUAL


def test_every_value_of_an_ordered_term_has_its_place() -> None:
    known_rules = compare.directions()
    rules = term_rules()
    for name, order in known_rules.terms.items():
        rule = rules[name]
        values = {rule.absent, *rule.values, *(str(one.then) for one in rule.derived), *(j.then for j in rule.joined)}
        assert values <= {value for row in order for value in row}, name
    named = {*known_rules.terms, *known_rules.larger_is_looser, *known_rules.looser_when_present, *known_rules.neutral}
    assert named <= set(rules)


@pytest.mark.parametrize("path", OWN, ids=[path.stem for path in OWN])
def test_a_license_beside_itself_shows_no_difference(path: Path) -> None:
    found = compare.compare([assessed(path), assessed(path)])
    assert found.rows == ()
    assert not any(row.differs for row in found.criteria)
    assert found.clauses[0] is not None
    assert {pair.kind.value for pair in found.clauses[0]} == {"same"}
    assert "No term differs." in comparison_pages.markdown(comparison.page(found, ["", ""]))


@pytest.mark.parametrize(("one", "other"), [pair for pair in product(OWN, OWN) if pair[0] < pair[1]])
def test_the_other_way_round_is_the_mirror_image(one: Path, other: Path) -> None:
    there = compare.compare([assessed(one), assessed(other)])
    back = compare.compare([assessed(other), assessed(one)])
    assert [row.term for row in there.rows] == [row.term for row in back.rows]
    for row, turned in zip(there.rows, back.rows, strict=True):
        assert row.weight == turned.weight
        assert row.cells == turned.cells[::-1]
        assert row.directions[1] is not None
        assert turned.directions[1] is row.directions[1].opposite
        assert row.only == turned.only[::-1]
    assert there.clauses[0] is not None
    assert back.clauses[0] is not None
    assert sorted(map(repr, there.clauses[0])) == sorted(repr(pair.mirrored()) for pair in back.clauses[0])


def test_rows_stand_by_weight() -> None:
    found = compare.compare([assessed(OWN[0]), assessed(OWN[1]), assessed(OWN[2])])
    weights = [row.weight for row in found.rows]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0
    assert len(found.clauses) == 2


def test_two_to_six_licenses_are_compared() -> None:
    for count in (1, 7):
        with pytest.raises(UsageError, match=f"{count} source"):
            compare.compare([assessed(OWN[0])] * count)


def test_words_of_a_license_are_never_markup() -> None:
    hostile = pipeline.analyze(intake.from_bytes(HOSTILE.encode(), "h.txt"))
    told = comparison.page(compare.compare([assessed(OWN[0]), hostile]), ["", ""])
    html = comparison_pages.html(told)
    assert "<script" not in html
    assert "<img" not in html
    assert "\n<img" not in comparison_pages.markdown(told)


def test_the_terminal_is_never_wider_than_asked() -> None:
    told = comparison.page(compare.compare([assessed(OWN[0]), assessed(OWN[3])]), ["", ""])
    for width in (60, 80, 120):
        rows = ["".join(words for words, _ in line) for line in comparison_terminal.lines(told, width)]
        assert max(map(len, rows)) <= width
        assert any(row.startswith("What differs") for row in rows)


def test_the_command_prints_json_and_refuses_one_source() -> None:
    run = CliRunner()
    found = run.invoke(app, ["compare", str(OWN[0]), str(OWN[1]), "--format", "json"])
    assert found.exit_code == 0
    data = json.loads(found.stdout)
    assert data["schema"] == "openterms-compare/1"
    assert {row["term"] for row in data["differs"]} | set(data["equal"]) == set(term_rules())
    assert run.invoke(app, ["compare", str(OWN[0])]).exit_code == 2
    assert run.invoke(app, ["compare", str(OWN[0]), "no-such-license-at-all"]).exit_code == 2


def changes(first: str, second: str) -> dict[str, tuple[TermValue, TermValue, str, str]]:
    """Value, value and direction, and the section of the first place of the text that states it."""
    found = compare.compare([known(first), known(second)])
    rows = {}
    for row in found.rows:
        sections = [cell.evidence[0].section for cell in row.cells if cell.state is not State.SILENT and cell.evidence]
        place = sections[-1] if sections else ""
        rows[row.term] = (row.cells[0].value, row.cells[1].value, str(row.directions[1]), place)
    return rows


def test_llama_2_to_3_1_training_ban_gone_name_and_display_new() -> None:
    found = changes("llama-2-community", "llama-3.1-community")
    assert found["output-training-ban"] == ("other-than-own-family", "none", "looser", "1.b.v")
    assert found["naming-duty"] == (None, {"must": "Llama"}, "tighter", "1.b.i")
    assert found["attribution-display"] == (None, "Built with Llama", "tighter", "1.b.i")


def test_gemma_2024_to_2025_changes_a_definition_only() -> None:
    found = compare.compare([known("gemma-terms-2024-04-01"), known("gemma-terms-2025-03-24")])
    assert found.rows == ()
    assert found.clauses[0] is not None
    departed = [pair for pair in found.clauses[0] if pair.kind.value not in {"same", "moved"}]
    assert [(pair.kind.value, pair.first and pair.first.evidence.section) for pair in departed] == [
        ("reworded", "1.1.c")
    ]


def test_xai_beside_apache_is_told_by_what_matters() -> None:
    found = changes("apache-2.0", "xai-community-license-2025-11")
    assert found["output-training-ban"][1:] == ("foundation-model", "tighter", "2.b")
    assert found["commercial-use"][:3] == ("granted", "limited", "tighter")
    assert found["attribution-display"][1:] == ("Powered by xAI", "tighter", "3")
