"""Lineages of our own making: what the base carries over, and where the release's license conflicts."""

from __future__ import annotations

from functools import cache

import pytest

from analyzer import catalog, inheritance, pipeline
from analyzer.inheritance import Lineage
from analyzer.pipeline import Assessment
from analyzer.releases import WEIGHTS, Base, Component, Dataset, Relation, Release


@cache
def read(name: str) -> Assessment | None:
    """A license by its reviewed record, so that these tests need no text."""
    record = catalog.find(name) if name != "unknown" else None
    return pipeline.from_record(record) if record else None


def release(own: str, name: str = "Works-7B", **made: str) -> Release:
    relation = Relation(made.pop("relation", "finetune"))
    data = made.pop("data", "")
    return Release(
        id="works",
        name=name,
        developer="Works",
        date=None,
        source="",
        components=(Component(component=WEIGHTS, license=own),),
        bases=tuple(Base(model=model, license=license_, relation=relation) for model, license_ in made.items()),
        datasets=(Dataset(name="words", license=data),) if data else (),
    )


def trace(made: Release) -> Lineage:
    return inheritance.trace(made, read(made.weights_license), read)


def conflicts(made: Release) -> set[str]:
    return {one.term.name for one in trace(made).conflicts}


def carried(made: Release) -> set[str]:
    return {one.term.name for one in trace(made).carried}


@pytest.mark.parametrize(
    ("case", "made", "expected"),
    [
        ("a name in front is missing", release("mit", acme="llama-3.1-community"), {"naming-duty", "license-copy"}),
        ("bans on use are dropped", release("mit", acme="bigscience-openrail-m"), {"field-ban", "share-alike"}),
        (
            "a commercial license over a non-commercial base",
            release("mit", acme="flux-1-dev-nc-2024-08"),
            {"purpose-limit"},
        ),
        ("copyleft is dropped", release("mit", acme="gpl-3.0"), {"share-alike"}),
        ("no derivatives", release("mit", acme="cc-by-nd-4.0"), {"share-derivatives"}),
        ("a number of users is dropped", release("apache-2.0", acme="qwen-license-2024"), {"user-threshold"}),
        ("excluded places are dropped", release("mit", acme="tencent-hunyuan-3d-2.0"), {"territory-excluded"}),
        (
            "trained on outputs against a ban",
            release("mit", acme="llama-2-community", relation="distilled"),
            {"output-training-ban"},
        ),
        ("data for non-commercial use", release("mit", data="cc-by-nc-4.0"), {"purpose-limit"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_conflicts(case: str, made: Release, expected: set[str]) -> None:
    assert expected <= conflicts(made), case


@pytest.mark.parametrize(
    "made",
    [
        release("apache-2.0", acme="apache-2.0"),
        release("mit", acme="apache-2.0"),
        release("llama-3.1-community", "Llama-Works-8B", acme="llama-3.1-community"),
        release("gpl-3.0", acme="gpl-3.0"),
        release("mit", data="cc-by-4.0"),
    ],
    ids=["same open", "two open ones", "same vendor license and name", "same copyleft", "open data"],
)
def test_what_fits_has_no_conflict(made: Release) -> None:
    assert conflicts(made) == set()


def test_the_duties_of_an_open_base_are_carried() -> None:
    assert {"license-copy", "notice-retention", "change-marking"} <= carried(release("mit", acme="apache-2.0"))


def test_the_clause_that_carries_is_named() -> None:
    found = trace(release("mit", acme="llama-3.1-community")).carried
    assert {one.carrier[0].section for one in found} == {"1.b.i"}


def test_the_name_is_said() -> None:
    found = trace(release("mit", acme="llama-3.1-community")).conflicts
    assert any("must begin with “Llama”" in one.conflict for one in found)


def test_an_unknown_license_carries_nothing_and_is_said_to_be_unknown() -> None:
    found = trace(release("mit", acme="unknown"))
    assert found.carried == ()
    assert found.unknown == ("acme",)


def test_of_a_release_without_a_known_license_no_conflict_is_told() -> None:
    found = trace(release("unknown", "Llama-Works-8B", acme="llama-3.1-community"))
    assert {"license-copy", "notice-retention", "user-threshold"} <= {one.term.name for one in found.carried}
    assert found.conflicts == ()
