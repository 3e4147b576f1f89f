"""Every record in `licenses/` and `seeds/`: sources, digests of the texts they speak of, values terms can take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer import catalog, intake, likeness, records, resources
from analyzer.catalog import LicenseRecord
from analyzer.rules import TermRule, term_rules

RECORDS = catalog.records()
SEEDS = sorted(resources.folder("seeds").glob("*.yaml"))
TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
LONGEST_DISPLAY = 200

# The Model Openness Framework 1.0 names these components.
COMPONENTS = {
    "Model architecture",
    "Model parameters (Final)",
    "Model parameters (Intermediate)",
    "Model metadata",
    "Model card",
    "Technical report",
    "Research paper",
    "Evaluation results",
    "Evaluation code",
    "Evaluation data",
    "Sample model outputs",
    "Data card",
    "Datasets",
    "Data preprocessing code",
    "Training code",
    "Inference code",
    "Supporting libraries and tools",
}


def fits(rule: TermRule, value: Any) -> bool:
    """Whether a term can take a value."""
    if rule.kind == "flag":
        return isinstance(value, bool)
    if rule.kind == "choice":
        derived = {one.then for one in rule.derived} | {one.then for one in rule.joined}
        rights = {"granted", "limited", "denied", "unstated"} if rule.group == "permission" else set()
        unread = {"other"} if rule.term == "purpose-limit" else set()  # in the vocabulary, though no rule reads it
        return value in {rule.absent, *rule.values, *derived, *rights, *unread}
    if rule.kind == "list":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if rule.kind == "number":
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    if rule.kind == "money":
        return value is None or (isinstance(value, dict) and set(value) == {"amount", "currency"})
    if isinstance(value, dict):
        return set(value) <= {"must", "must-not"}
    return value is None or value is True or (isinstance(value, str) and len(value) < LONGEST_DISPLAY)


def test_the_best_known_licenses_are_here() -> None:
    names = """
        MIT Apache-2.0 BSD-2-Clause BSD-3-Clause ISC GPL-2.0-only GPL-3.0-only LGPL-2.1-only AGPL-3.0-only MPL-2.0
        EPL-2.0 CC0-1.0 CC-BY-4.0 CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-ND-4.0 OpenMDW-1.0 openmdw-1.1 MG0 grok2-community
        llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 gemma bigscience-openrail-m creativeml-openrail-m
        bigscience-bloom-rail-1.0 SSPL-1.0 BUSL-1.1 Elastic-2.0""".split()
    assert [name for name in names if catalog.find(name) is None] == []


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_a_record_has_a_digest_and_a_public_address(record: LicenseRecord) -> None:
    assert record.digest
    assert record.source.startswith(("https://", "http://"))
    assert record.sources.facts


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_reviewed_terms_hold_values_the_terms_can_take(record: LicenseRecord) -> None:
    rules = term_rules()
    wrong = {name: term.value for name, term in record.terms.items() if not fits(rules[name], term.value)}
    assert wrong == {}


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_the_digest_is_that_of_the_text_the_record_speaks_of(record: LicenseRecord) -> None:
    text = catalog.text_of(record)
    if text is not None:
        assert likeness.digest(text.reading) == record.digest
        return
    path = TEXTS / f"{record.id}.txt"
    if record.scancode or not path.is_file():
        pytest.skip(f"the text of {record.id} is not at hand")
    assert likeness.digest(intake.read(path).reading) == record.digest


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_a_seed_names_components_licenses_and_sources(path: Path) -> None:
    seed = records.read_yaml(path)
    assert seed["id"] == path.stem
    assert [claim for claim in seed["claims"] if not claim["source"].startswith("https://")] == []
    assert {one["component"] for one in seed["components"]} == COMPONENTS
    for one in seed["components"]:
        assert one["availability"] in {"available", "partial", "withheld", "unknown"}
        assert one["license"] == "unknown" or one["license"] in RECORDS
        assert one["availability"] == "unknown" or one["source"].startswith("https://")
