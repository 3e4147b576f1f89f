"""Lineages over real texts: what a derivative takes over with which clause, and where its own license does not keep it.

The releases are made up; the licenses are texts of the shared corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from analyzer import catalog, inheritance, intake, pipeline
from analyzer.inheritance import Lineage
from analyzer.pipeline import Assessment
from analyzer.releases import WEIGHTS, Base, Component, Dataset, Relation, Release

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


@dataclass(frozen=True)
class Case:
    """A release under a license of its own, what it was made from, the duties it takes over and the conflicts."""

    name: str
    own: str
    bases: dict[str, str]
    duties: set[str]
    conflicts: set[str]
    relation: str = "finetune"
    data: str = ""
    carrier: str = ""
    called: str = "Works-7B"


BOUND = {"license-copy", "pass-through", "share-alike"}
CASES = (
    Case(
        "permissive over a vendor's license",
        "mit",
        {"acme/llama": "llama-3.1-community"},
        {"naming-duty", "license-copy", "notice-retention", "attribution-display"},
        {"naming-duty", "license-copy", "commercial-use", "user-threshold", "aup-reference"},
        carrier="1.b.i",
    ),
    Case(
        "the vendor's own license and name",
        "llama-3.1-community",
        {"acme/llama": "llama-3.1-community"},
        {"naming-duty", "license-copy", "notice-retention", "attribution-display"},
        set(),
        carrier="1.b.i",
        called="acme/Llama-Works-8B",
    ),
    Case(
        "permissive over bans on use that must be passed on",
        "apache-2.0",
        {"acme/rail": "bigscience-openrail-m"},
        {"license-copy", "notice-retention", "change-marking", "pass-through"},
        BOUND | {"field-ban", "aup-reference"},
        carrier="4.a",
    ),
    Case(
        "distilled from a base whose derivatives include that",
        "mit",
        {"acme/gem": "gemma-terms-2025-03-24"},
        {"license-copy", "notice-retention", "change-marking", "pass-through"},
        BOUND | {"aup-reference"},
        relation="distilled",
        carrier="3.1",
    ),
    Case(
        "trained on outputs of a base that forbids it",
        "mit",
        {"acme/llama": "llama-2-community"},
        {"output-training-ban"},
        {"output-training-ban"},
        relation="distilled",
    ),
    Case(
        "copyleft in a merge",
        "apache-2.0",
        {"acme/free": "gpl-3.0"},
        {"share-alike", "license-copy", "notice-retention", "change-marking"},
        {"share-alike", "pass-through"},
        relation="merge",
    ),
    Case(
        "permissive over permissive",
        "mit",
        {"acme/open": "apache-2.0"},
        {"license-copy", "notice-retention", "change-marking"},
        set(),
        relation="quantized",
        carrier="4.a",
    ),
    Case(
        "a base that leaves places, users and uses out",
        "mit",
        {"acme/shapes": "tencent-hunyuan-3d-2.0"},
        {"license-copy", "notice-retention", "change-marking", "pass-through"},
        BOUND
        | {
            "commercial-use",
            "output-training-ban",
            "user-threshold",
            "territory-excluded",
            "hosted-service",
            "field-ban",
            "aup-reference",
        },
        carrier="5.a",
    ),
    Case(
        "a number of users that is not kept",
        "apache-2.0",
        {"acme/qw": "qwen-license-2024"},
        {"license-copy", "notice-retention", "change-marking", "attribution-display"},
        {"license-copy", "commercial-use", "user-threshold"},
        carrier="3.a",
    ),
    Case(
        "a revenue that is not kept",
        "mit",
        {"acme/pictures": "stability-community-2024"},
        {"license-copy", "notice-retention", "change-marking", "attribution-display"},
        {"license-copy", "commercial-use", "output-training-ban", "revenue-threshold", "aup-reference"},
    ),
    Case(
        "data for non-commercial use",
        "mit",
        {"acme/open": "apache-2.0"},
        {"license-copy", "notice-retention", "change-marking", "attribution-display"},
        {"purpose-limit", "commercial-use"},
        data="cc-by-nc-4.0",
    ),
    Case(
        "no derivatives",
        "mit",
        {"acme/still": "cc-by-nd-4.0"},
        {"license-copy", "notice-retention", "attribution-display"},
        {"license-copy", "share-derivatives"},
    ),
    Case(
        "a base of one's own under the same non-commercial terms",
        "flux-1-dev-nc-2024-08",
        {"acme/light": "flux-1-dev-nc-2024-08"},
        {"license-copy", "notice-retention", "change-marking", "pass-through"},
        set(),
        relation="adapter",
    ),
)


@cache
def read(name: str) -> Assessment | None:
    """A license as its text is read."""
    if name == "unknown":
        return None
    path = CORPUS / f"{name}.txt"
    if not path.is_file():
        pytest.skip(f"{path.name} of the shared corpus is not at hand")
    return pipeline.analyze(intake.read(path))


def trace(case: Case) -> Lineage:
    release = Release(
        id="works",
        name=case.called,
        developer="Acme Works",
        date=None,
        source="",
        components=(Component(component=WEIGHTS, license=case.own),),
        bases=tuple(
            Base(model=model, license=terms, relation=Relation(case.relation)) for model, terms in case.bases.items()
        ),
        datasets=(Dataset(name="acme/words", license=case.data),) if case.data else (),
    )
    return inheritance.trace(release, read(case.own), read)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_duties_are_carried_over(case: Case) -> None:
    found = trace(case)
    assert case.duties <= {one.term.name for one in found.carried}
    assert found.unknown == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_conflicts_are_found_and_no_others(case: Case) -> None:
    found = trace(case)
    assert {one.term.name for one in found.conflicts} == case.conflicts
    assert all(one.conflict for one in found.conflicts)


@pytest.mark.parametrize("case", [one for one in CASES if one.carrier], ids=lambda case: case.name)
def test_the_clause_that_carries_stands_where_it_is_said_to(case: Case) -> None:
    carriers = {place.section for one in trace(case).carried for place in one.carrier}
    assert case.carrier in carriers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_clause_is_quoted_from_the_text_of_its_base(case: Case) -> None:
    for one in trace(case).carried:
        read_as = read(one.license)
        assert read_as is not None
        content = read_as.document.text.content
        for place in (*one.term.evidence, *one.carrier):
            assert place.quote == content[place.span.start : place.span.end]


def test_conflicts_are_said_in_sentences_of_names() -> None:
    said = {one.term.name: one.conflict for one in trace(CASES[0]).conflicts}
    record = catalog.find("llama-3.1-community")
    assert record is not None
    assert said["naming-duty"] == "The name must begin with “Llama”; the release is called Works-7B"
    assert said["license-copy"].startswith(f"{record.name} must be passed on")
