"""Seeds and the openness of releases: every fact has a source, the flagship cases say what they must."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import catalog, openness, releases
from analyzer.errors import DataError
from analyzer.releases import UNKNOWN, Availability, Component, Release, framework
from analyzer.vocabulary import Answer, Grade

SEED = """\
id: works-7b
name: Works 7B
developer: Acme Works
source: https://acme.example/works
"""


def with_text(name: str) -> None:
    record = catalog.find(name)
    if record is None or not catalog.has_text(record):
        pytest.skip(f"the text of {name} is not at hand")


def made(**parts: str) -> Release:
    """A release with some components available under a license each."""
    names = {kind.name.casefold().replace(" ", "_").strip("()"): kind.name for kind in framework().components}
    given = [
        Component(component=names[key], availability=Availability.AVAILABLE, license=name)
        for key, name in parts.items()
    ]
    given = [*given, Component(component=releases.WEIGHTS, availability=Availability.AVAILABLE, license="mit")]
    components = tuple(releases.resolved(given, {}))
    return Release(id="w", name="W", developer="", date=None, source="", components=components)


def test_there_are_forty_seeds() -> None:
    assert len(releases.seeds()) >= 40


@pytest.mark.parametrize("name", releases.seeds())
def test_every_stated_fact_has_a_source(name: str) -> None:
    seed = releases.seeds()[name]
    for one in seed.components:
        assert one.availability is Availability.UNKNOWN or one.source.startswith("https://")
        assert one.license == UNKNOWN or one.source.startswith("https://")
    sources = [one.source for one in seed.claims] + [one.source for one in seed.licenses]
    sources += [one.source for one in seed.base_models] + [one.source for one in seed.datasets]
    assert [one for one in sources if not one.startswith("https://")] == []


def test_the_named_families_are_there() -> None:
    names = " ".join(releases.seeds())
    wanted = (
        "grok-1 grok-2.5 llama-2 llama-3 llama-4 gemma qwen deepseek mistral olmo pythia falcon bloom starcoder phi"
    )
    wanted += " kimi stable-diffusion flux"
    assert [one for one in wanted.split() if one not in names] == []


def test_a_release_is_found_by_any_of_its_names() -> None:
    found = {name: releases.find(name) for name in ("grok-2.5", "Grok 2", "XAI-ORG/grok-2")}
    assert {one.id for one in found.values() if one} == {"grok-2.5"}
    assert releases.find("no such model") is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("components: [{component: Weights}]", "unknown component 'Weights'"),
        ("components: [{component: Model card, availability: available}]", "no public source"),
        ("components: [{component: Model card, availabilty: available}]", "did you mean 'availability'"),
        ("components: [{component: Model card, availability: there}]", "Invalid enum value 'there'"),
        ("components: []\nlicenses: [{license: works-9, source: 'https://acme.example'}]", "unknown license 'works-9'"),
        ("components: []\nbase_models: [{model: acme/one}]", "no public source"),
        ("components: []\nclaims: [{claim: open, by: Acme, source: a blog}]", "https://"),
    ],
)
def test_a_broken_seed_is_told_with_its_fault(tmp_path: Path, words: str, message: str) -> None:
    path = tmp_path / "works-7b.yaml"
    path.write_text(SEED + words + "\n", "utf-8")
    with pytest.raises(DataError, match=r"works-7b\.yaml") as fault:
        releases.read_seeds([path])
    assert message in str(fault.value)


def test_licenses_resolve_from_the_component_then_its_kind_then_the_distribution() -> None:
    there = Availability.AVAILABLE
    given = [
        Component(component="Training code", availability=there, license="mit"),
        Component(component="Inference code", availability=there),
        Component(component="Model card", availability=there),
        Component(component="Data card"),
    ]
    found = {one.component: one.license for one in releases.resolved(given, {"code": "isc", "distribution": "cc0-1.0"})}
    assert (found["Training code"], found["Inference code"], found["Model card"]) == ("mit", "isc", "cc0-1.0")
    assert found["Data card"] == UNKNOWN


def test_a_claim_stands_against_the_finding() -> None:
    with_text("xai-community-license-2025-11")
    release = releases.find("grok-2.5")
    assert release is not None
    found = openness.judge(release)
    assert found.claims[0].sentence == "Announced as open source by Elon Musk on 2025-08-23; violates OSD 6."
    assert found.claims[0].answer is Answer.VIOLATED
    assert found.osaid_answer is Answer.VIOLATED
    assert found.standing.number == 0
    assert {one.component for one in found.standing.missing} >= {"Data card", "Model parameters (Final)"}


def test_the_grade_is_capped_by_what_is_needed_to_run_it() -> None:
    found = openness.judge(made(inference_code="cc-by-nc-4.0"))
    assert found.grade is Grade.NON_COMMERCIAL


def test_weights_alone_are_open_weights_and_no_more() -> None:
    found = openness.judge(made())
    assert found.kind == "open weights"
    answers = {one.criterion: one.answer for one in found.osaid}
    assert answers["osaid-parameters"] is Answer.SATISFIED
    assert answers["osaid-code"] is Answer.UNDECIDABLE


def test_a_license_nobody_knows_is_not_judged() -> None:
    release = Release(id="w", name="W", developer="", date=None, source="", components=())
    found = openness.judge(release)
    assert found.weights is None
    assert found.grade is None
    assert found.osaid_answer is Answer.UNDECIDABLE
