"""The JSON of an assessment and the schema in the package: made from the records, obeyed by every writer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from analyzer import catalog, intake, pipeline, resources, sources
from analyzer.pipeline import Assessment
from analyzer.render import assessments, clauses, contract
from analyzer.render.encoding import as_json
from analyzer.render.summary import View
from analyzer.sources import Source

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted(path for path in (ROOT / "tests" / "texts").iterdir() if path.suffix != ".yaml")
POEM = "The river carries morning light\nacross the stones below the bridge.\n"
FRENCH = (
    "Licence du modèle\n\nVous pouvez utiliser et modifier le modèle pour la recherche, mais vous ne devez pas le"
    " vendre ni le donner à des tiers sans l'accord de la société qui est titulaire des droits sur le modèle.\n"
)
PLAIN = View()


@cache
def validator() -> jsonschema.Draft202012Validator:
    path = resources.folder("schema") / "openterms-1.json"
    found = json.loads(path.read_bytes())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@cache
def assessed(name: str) -> Assessment:
    if name == "poem":
        return pipeline.analyze(intake.from_bytes(POEM.encode(), "poem.txt"))
    if name == "french":
        return pipeline.analyze(intake.from_bytes(FRENCH.encode(), "licence.txt"))
    if name == "record":
        return pipeline.from_record(next(one for one in catalog.records().values() if one.terms))
    return pipeline.analyze(intake.read(next(path for path in OWN if path.name == name)))


NAMES = [*(path.name for path in OWN), "poem", "french", "record"]


def written(names: list[str], form: str, *, single: bool, view: View = PLAIN) -> bytes:
    """What a writer puts out for assessments."""
    found: list[bytes] = []

    def out(data: bytes | str) -> None:
        found.append(data if isinstance(data, bytes) else data.encode())

    results = ((Source(name, None), assessed(name)) for name in names)
    assert assessments.as_text(results, form, view, single=single, out=out) == 0
    return b"\n".join(found)


def faults(data: Any) -> list[str]:
    return [f"{list(fault.absolute_path)}: {fault.message[:200]}" for fault in validator().iter_errors(data)]


def test_the_schema_in_the_package_is_the_one_of_the_records() -> None:
    stored = (resources.folder("schema") / "openterms-1.json").read_bytes()
    assert stored == as_json(contract.schema()) + b"\n", (
        "generate it anew: python -m analyzer.render.contract > analyzer/schema/openterms-1.json"
    )


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_command_prints_the_schema_the_same_each_time(seed: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "analyzer.render.contract"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert made.stdout == (resources.folder("schema") / "openterms-1.json").read_bytes()


def test_the_schema_lies_in_the_package_so_that_the_wheel_has_it() -> None:
    assert resources.folder("schema") == Path(pipeline.__file__).parent / "schema"


@pytest.mark.parametrize("name", NAMES)
def test_json_of_one_source_is_an_object_that_obeys_the_schema(name: str) -> None:
    assert faults(json.loads(written([name], "json", single=True))) == []


def test_json_of_several_sources_is_an_array_of_such_objects() -> None:
    found = json.loads(written(NAMES, "json", single=False))
    assert len(found) == len(NAMES)
    assert [fault for one in found for fault in faults(one)] == []


def test_json_lines_are_such_objects_one_a_line() -> None:
    lines = written(NAMES, "jsonl", single=False).splitlines()
    assert len(lines) == len(NAMES)
    assert [fault for line in lines for fault in faults(json.loads(line))] == []


def test_json_and_json_lines_hold_the_same() -> None:
    assert json.loads(written(["poem"], "json", single=True)) == json.loads(written(["poem"], "jsonl", single=True))


def test_json_with_remedies_obeys_the_schema_and_json_without_them_has_no_such_key() -> None:
    name = "northfield-community-1.2.txt"
    found = json.loads(written([name], "json", single=True, view=View(remedies=True)))
    assert found["remedies"]["osd"]
    assert faults(found) == []
    assert "remedies" not in json.loads(written([name], "json", single=True))


def test_norms_of_the_command_read_are_those_of_the_schema() -> None:
    norms = [norm for one in clauses.reading_records(assessed(OWN[0].name)) for norm in one.norms]
    found = json.loads(as_json(norms))
    norm_of = validator().evolve(schema={**validator().schema, "$ref": "#/$defs/NormRecord"})
    assert found
    assert [fault.message for norm in found for fault in norm_of.iter_errors(norm)] == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("schema", "openterms/2"),
        ("verdict", {"open": "perhaps", "grade": None, "score": None, "decided_share": 0.0}),
        ("verdict", {"open": True, "grade": None, "score": 101, "decided_share": 0.0}),
        ("reading", {"normative_units": -1, "read": 0, "share": 0.0}),
        ("terms", {"use": {"value": "granted", "state": "maybe", "evidence": []}}),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(key: str, wrong: Any) -> None:
    found = json.loads(written(["poem"], "json", single=True))
    assert faults({**found, key: wrong})


def test_a_record_alone_has_no_quotes_and_says_so_in_null() -> None:
    found = json.loads(written(["record"], "json", single=True))
    places = [place for term in found["terms"].values() for place in term["evidence"]]
    assert places
    assert {place["quote"] for place in places} == {None}


@pytest.mark.parametrize("name", ["poem", "french"])
def test_a_text_that_was_not_judged_has_neither_grade_nor_score(name: str) -> None:
    found = json.loads(written([name], "json", single=True))
    assert found["verdict"] == {"open": "undecidable", "grade": None, "score": None, "decided_share": 0.0}
    assert {one["answer"] for one in found["criteria"].values()} == {"undecidable"}


@pytest.mark.parametrize("name", [path.name for path in OWN])
def test_every_quote_is_the_text_at_its_offsets(name: str) -> None:
    found = json.loads(written([name], "json", single=True))
    content = assessed(name).document.text.content
    places = list(_places(found))
    assert len(places) > 50
    assert [place for place in places if place["quote"] != content[place["start"] : place["end"]]] == []


def _places(data: Any) -> Any:
    if isinstance(data, dict):
        if "quote" in data:
            yield data
        for item in data.values():
            yield from _places(item)
    elif isinstance(data, list):
        for item in data:
            yield from _places(item)


@pytest.mark.parametrize("sign", ["\x7f", "\x9b31m", "\u202e", "\u2066", "\x1b[31m", "\u200f"])
def test_signs_a_terminal_acts_on_are_escaped_and_come_back_as_they_were(sign: str) -> None:
    raw = as_json({"quote": f"a{sign}b"})
    assert sign.encode() not in raw
    assert json.loads(raw) == {"quote": f"a{sign}b"}


def test_a_file_name_that_is_no_utf_8_is_written_with_question_marks(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"license-\xff.txt")
    try:
        path.write_text("You may use the Work.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    text = sources.resolve(str(path)).text
    assert text is not None
    found = json.loads(contract.encode(contract.contract(pipeline.analyze(text))))
    assert found["document"]["name"].endswith("license-?.txt")
