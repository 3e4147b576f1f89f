"""The rulebook is whole: every criterion has its fixtures, every id its file, every value its words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import pytest
import yaml

from analyzer import resources, rulebook
from analyzer.errors import DataError
from analyzer.rulebook import criterion_sets, grades, reasons, scoring, version
from analyzer.rules import TermRule, term_rules
from analyzer.vocabulary import Answer, Grade

FOLDER = resources.folder("rulebook")
FIXTURES = Path(__file__).resolve().parents[1] / "criteria"


@pytest.mark.parametrize("name", criterion_sets())
def test_a_criterion_has_a_case_for_each_answer_it_can_give(name: str) -> None:
    lacking = {}
    for one in criterion_sets()[name]:
        path = FIXTURES / name / f"{one.id}.yaml"
        said = {Answer(case["answer"]) for case in yaml.safe_load(path.read_text("utf-8"))} if path.is_file() else set()
        if said != one.answers:
            lacking[one.id] = sorted(one.answers ^ said)
    assert lacking == {}


def test_every_fixture_is_of_a_criterion() -> None:
    fixtures = {(path.parent.name, path.stem) for path in FIXTURES.glob("*/*.yaml")}
    assert fixtures == {(name, one.id) for name, found in criterion_sets().items() for one in found}


def test_ids_are_file_names_and_begin_with_their_set() -> None:
    files = {(path.parent.name, path.stem) for path in (FOLDER / "criteria").glob("*/*.yaml")}
    assert files == {(name, one.id) for name, found in criterion_sets().items() for one in found}
    short = {"open-definition": "od", "eu-ai-act": "eu"}
    assert all(id_.startswith(short.get(name, name) + "-") for name, id_ in files)


def test_places_in_a_set_count_from_one() -> None:
    for found in criterion_sets().values():
        assert [one.place for one in found] == list(range(1, len(found) + 1))


def test_every_value_that_decides_has_its_words() -> None:
    lacking = []
    for one in (one for found in criterion_sets().values() for one in found):
        parts = [part for part in (one.violated_when, one.contested_when) if part]
        for test in (test for part in parts for test in part.tests()):
            said = reasons().get(test.term, {})
            values = test.is_ if isinstance(test.is_, list) else [test.is_] if isinstance(test.is_, str) else []
            wordless = [value for value in values if str(value) not in said and "any" not in said and value != "none"]
            if wordless or not said:
                lacking.append((one.id, test.term, wordless))
    assert lacking == []


def test_tests_name_values_that_the_term_can_have() -> None:
    wrong: list[tuple[object, ...]] = []
    for one in (one for found in criterion_sets().values() for one in found):
        for test in one.tests():
            rule = term_rules()[test.term]
            for given in (test.is_, test.is_not):
                values = given if isinstance(given, list) else [] if given is None else [given]
                known = _values(rule) if rule.kind == "choice" else {True, False}
                wrong.extend((one.id, test.term, value) for value in values if value not in known)
            if test.has and rule.kind == "list" and test.has not in rule.values:
                wrong.append((one.id, test.term, test.has))
    assert wrong == []


def test_every_value_that_costs_points_is_a_value_of_its_term() -> None:
    wrong: list[tuple[object, ...]] = []
    for part in (part for freedom in scoring() for part in freedom.parts):
        rule = term_rules()[part.term]
        known = _values(rule) if rule.kind == "choice" else {"true", "must", "must-not"}
        wrong.extend((part.term, value) for value in part.keeps if value not in known)
    assert wrong == []


def test_every_grade_has_its_rule_in_the_order_of_openness() -> None:
    assert [rule.grade for rule in grades()] == list(Grade)


def test_the_version_has_three_numbers() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())


def test_a_criterion_dropped_into_the_folder_is_found_without_further_edits(tmp_path: Path) -> None:
    root = _copy(tmp_path)
    text = (root / "criteria" / "osd" / "osd-8.yaml").read_text("utf-8")
    (root / "criteria" / "ours").mkdir()
    (root / "criteria" / "ours" / "ours-1.yaml").write_text(text.replace("osd-8", "ours-1"), encoding="utf-8")
    assert [one.id for one in rulebook.read(root).sets["ours"]] == ["ours-1"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("term: purpose-limit, is: other", "term: purpose-limt, is: other", "did you mean 'purpose-limit'"),
        ("id: osd-8", "id: osd-88", "must bear the name of its file"),
        ("{reasons}", "{clauses}", "unknown slot {clauses}"),
        ("is: other}", "is: other, present: true}", "exactly one of is, is-not, present, has"),
        ("place: 8", "place: eight", "osd-8.yaml:"),
        ("contested:", "contestd:", "did you mean 'contested'"),
    ],
)
def test_a_broken_criterion_is_named_with_its_fault(tmp_path: Path, old: str, new: str, message: str) -> None:
    root = _copy(tmp_path)
    path = root / "criteria" / "osd" / "osd-8.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(message)):
        rulebook.read(root)


def test_weights_that_do_not_add_up_are_a_fault(tmp_path: Path) -> None:
    root = _copy(tmp_path)
    path = root / "score.yaml"
    path.write_text(path.read_text("utf-8").replace("weight: 35", "weight: 36"), encoding="utf-8")
    with pytest.raises(DataError, match="add up to 100"):
        rulebook.read(root)


def test_the_compiled_rulebook_is_the_one_in_the_files() -> None:
    read = rulebook.read(FOLDER)
    assert msgspec.msgpack.encode(read.sets) == msgspec.msgpack.encode(criterion_sets())


def _values(rule: TermRule) -> set[object]:
    """The values a choice can have: of the rule, derived, of silence, and those all permissions share."""
    documented = {"other"} if rule.term == "purpose-limit" else set()  # in the vocabulary before a rule reads it
    shared = {"granted", "limited", "denied", "unstated"} if rule.group == "permission" else set()
    return {*rule.values, *(derived.then for derived in rule.derived), rule.absent, *shared, *documented}


def _copy(folder: Path) -> Path:
    root = folder / "rulebook"
    shutil.copytree(FOLDER, root, ignore=shutil.ignore_patterns("terms"))
    return root
