"""The class in the Model Openness Framework: cases of our own, with the tool's class and ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from analyzer import mof
from analyzer.releases import Availability, Component, framework

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "mof" / "classes.yaml").read_text("utf-8")
)
DEPARTING = {"PDDL-1.0", "OpenMDW-1.1"}


def components(case: dict[str, Any]) -> list[Component]:
    """The components of a case."""
    found = {
        kind.name: Component(component=kind.name, availability=Availability.AVAILABLE, license=case["license"])
        for kind in framework().components
        if kind.required and case["from"] and kind.klass >= case["from"]
    }
    for name, what in case.get("change", {}).items():
        states = {"withheld": Availability.WITHHELD, "unknown": Availability.UNKNOWN, "partial": Availability.PARTIAL}
        state = states.get(what, Availability.AVAILABLE)
        found[name] = Component(component=name, availability=state, license=case["license"] if what in states else what)
    return list(found.values())


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_class(case: dict[str, Any]) -> None:
    found = mof.standing(components(case))
    assert (found.tool_number, found.number) == (case["tool"], case["ours"])


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_we_depart_from_the_tool_in_two_licenses_only(case: dict[str, Any]) -> None:
    used = {case["license"], *case.get("change", {}).values()}
    assert case["tool"] == case["ours"] or used & DEPARTING


def test_what_is_missing_for_the_next_class_is_named() -> None:
    case = {"from": 1, "license": "MIT", "change": {"Datasets": "withheld", "Research paper": "CC-BY-NC-4.0"}}
    found = mof.standing(components(case))
    assert found.number == 2
    assert [(one.component, one.why) for one in found.missing] == [
        ("Datasets", "not published"),
        ("Research paper", "Creative Commons Attribution-NonCommercial 4.0 International is not an open license"),
    ]


def test_an_open_license_of_another_kind_counts_with_a_warning() -> None:
    found = mof.standing(components({"from": 3, "license": "MIT"}))
    assert found.number == 3
    assert "Model card" in found.unfit
    assert "Model architecture" not in found.unfit


def test_the_classes_ask_for_six_ten_and_fourteen_components() -> None:
    found = mof.standing([])
    assert found.progress == {3: (0, 6), 2: (0, 10), 1: (0, 14)}
