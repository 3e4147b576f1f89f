"""The license that gave the project its reason: what `openterms score xai-cla-2025 --format json` must say.

Its text comes from the optional package licensedcode; here stand only values, sections and short display words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from typer.testing import CliRunner

from analyzer import catalog
from analyzer.cli import app

KEY = "xai-cla-2025"
TEXT = catalog.text_of_key(KEY)

pytestmark = pytest.mark.skipif(TEXT is None, reason="licensedcode-data is not installed: pip install openterms[texts]")


@cache
def scored() -> dict[str, Any]:
    done = CliRunner().invoke(app, ["score", KEY, "--format", "json"])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def sections(places: list[dict[str, Any]]) -> list[str]:
    return [place["section"] for place in places]


def evidence_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every place with a quote, wherever it stands."""
    if isinstance(data, dict):
        if "quote" in data:
            yield data
        for item in data.values():
            yield from evidence_in(item)
    elif isinstance(data, list):
        for item in data:
            yield from evidence_in(item)


def test_it_is_recognized_as_the_license_of_its_record() -> None:
    identity = scored()["document"]["identity"]
    assert identity["license"] == "xai-community-license-2025-11"
    assert (identity["similarity"], identity["modified"], identity["changes"]) == (1.0, False, [])


def test_the_training_ban_stands_at_2b_and_is_contradicted() -> None:
    term = scored()["terms"]["output-training-ban"]
    assert (term["value"], term["state"]) == ("foundation-model", "unclear")
    assert sections(term["evidence"]) == ["2.b", "4"]


def test_the_contradiction_with_section_4_is_shown_with_both_quotes() -> None:
    clashes = [one for one in scored()["contradictions"] if "output-training-ban" in one["terms"]]
    assert len(clashes) == 1
    assert sections(clashes[0]["evidence"]) == ["2.b", "4"]
    ban, free = (place["quote"] for place in clashes[0]["evidence"])
    assert "train" in ban
    assert "outputs" in free
    assert clashes[0]["why"]


@pytest.mark.parametrize(
    ("term", "value", "section"),
    [
        ("commercial-use", "limited", "2.a"),
        ("termination-at-will", True, "2.a"),
        ("attribution-display", "Powered by xAI", "3"),
        ("ip-retaliation", True, "7"),
        ("export-control", True, "9"),
    ],
)
def test_a_term_has_its_value_and_section(term: str, value: Any, section: str) -> None:
    found = scored()["terms"][term]
    assert (found["value"], found["state"]) == (value, "stated")
    assert section in sections(found["evidence"])


def test_the_sixth_criterion_of_the_open_source_definition_is_violated_by_the_ban() -> None:
    found = scored()["criteria"]["osd"]
    assert found["answer"] == "violated"
    assert found["items"]["osd-6"]["answer"] == "violated"
    assert "2.b" in sections(found["items"]["osd-6"]["evidence"])


def test_it_is_not_open() -> None:
    verdict = scored()["verdict"]
    assert verdict["open"] is False
    assert verdict["grade"] in {"use-restricted", "conditional", "non-commercial"}
    assert 0 <= verdict["score"] < 100


def test_every_quote_is_the_text_at_its_offsets() -> None:
    assert TEXT is not None
    places = list(evidence_in(scored()))
    assert len(places) > 50
    assert [place for place in places if place["quote"] != TEXT.content[place["start"] : place["end"]]] == []


def test_the_json_says_how_much_was_read() -> None:
    reading = scored()["reading"]
    assert reading["normative_units"] - reading["read"] == len(scored()["unread"])
    assert reading["share"] >= 0.9


def test_the_table_shows_name_ban_and_contradiction() -> None:
    done = CliRunner().invoke(app, ["score", KEY], env={"COLUMNS": "100"})
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "xAI Community License Agreement"
    first = lines.index("Restrictions") + 1
    assert lines[first].startswith("2.b")
    assert "NOT OPEN SOURCE" in done.stdout
    assert "Powered by xAI" in done.stdout
    assert lines.index("Restrictions") < lines.index("Duties") < lines.index("Contradictions")
