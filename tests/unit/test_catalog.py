"""Known licenses: found by every name, texts where at hand, and a text recognised for what it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analyzer import catalog, likeness
from analyzer.errors import DataError
from analyzer.intake import Text

NEEDS_TEXTS = pytest.mark.skipif(
    catalog.text_of_key("mit") is None, reason="the texts are not installed (openterms[texts])"
)

RECORD = """\
id: {id}
name: The {id} License
huggingface: [{tag}]
source: https://example.org/{id}
sources: {{facts: 'https://example.org/{id}', huggingface: 'https://example.org/tags'}}
"""

OWN = """\
Works License

Copyright (c) 2024 Acme Works

You may use, copy and share the Model for any purpose. You must keep this notice.
"""


def text(content: str) -> Text:
    return Text(name="t", content=content, sha256="", encoding="utf-8", reading=content)


def content_of(key: str) -> str:
    found = catalog.text_of_key(key)
    assert found is not None
    return found.content


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mit", "mit"),
        ("Apache-2.0", "apache-2.0"),
        ("GPL-3.0-only", "gpl-3.0"),
        ("gpl-3.0-OR-later", "gpl-3.0"),
        ("BSD-3-Clause", "bsd-new"),
        ("bsd-new", "bsd-new"),
        ("llama3.1", "llama-3.1-community"),
        ("llama-3.1-license-2024", "llama-3.1-community"),
        ("Llama 3.1  Community License Agreement", "llama-3.1-community"),
        ("xai-cla-2025", "xai-community-license-2025-11"),
        ("grok2-community", "xai-community-license-2025-11"),
        ("LicenseRef-scancode-xai-cla-2025", "xai-community-license-2025-11"),
    ],
)
def test_a_license_is_found_by_any_of_its_names_in_any_case(name: str, expected: str) -> None:
    record = catalog.find(name)
    assert record is not None
    assert record.id == expected


def test_an_undated_name_means_the_newest_text_and_the_older_ones_are_told() -> None:
    record = catalog.find("gemma")
    assert record is not None
    assert record.id == "gemma-terms-2025-03-24"
    assert catalog.older(record) == ("gemma-terms-2024-04-01",)


def test_an_unknown_name_gives_nothing_and_names_near_it() -> None:
    assert catalog.find("aapache-2.0") is None
    assert "apache-2.0" in catalog.nearest("aapache-2.0")
    assert catalog.nearest("zzzzzzzzzz") == []


def test_a_name_that_looks_like_a_path_is_no_key() -> None:
    assert catalog.text_of_key("../licenses/mit") is None
    assert catalog.text_of_key("") is None


def test_a_name_given_twice_is_refused_with_its_place(tmp_path: Path) -> None:
    paths = []
    for name in ("acme-1", "works-1"):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(RECORD.format(id=name, tag="shared-tag"), encoding="utf-8")
    with pytest.raises(DataError) as fault:
        catalog.read_records(paths)
    assert str(fault.value).startswith(f"{paths[1]}:3: 'shared-tag' is given in acme-1.yaml too")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("scancod: acme", ":6:1: unknown key 'scancod'; did you mean 'scancode'?"),
        ("date: last year", ":6:1: "),
        ("digest: 0123", ":6:1: "),
        ("successor: acme-9", ":6: unknown successor 'acme-9'"),
        ("terms: {output-rigths: {value: licensee, date: '2026-01-01'}}", ":6: unknown term 'output-rigths'; did you"),
        ("approved_by: [{body: acme, source: s}]", ":6:16: "),
    ],
)
def test_a_wrong_field_is_refused_with_file_and_line(tmp_path: Path, wrong: str, told: str) -> None:
    path = tmp_path / "acme-1.yaml"
    path.write_text(RECORD.format(id="acme-1", tag="acme") + wrong + "\n", encoding="utf-8")
    with pytest.raises(DataError) as fault:
        catalog.read_records([path])
    assert f"{path}{told}" in str(fault.value)


def test_facts_without_a_source_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "acme-1.yaml"
    record = RECORD.format(id="acme-1", tag="acme").replace(", huggingface: 'https://example.org/tags'", "")
    path.write_text(record, encoding="utf-8")
    with pytest.raises(DataError, match=r"acme-1\.yaml:3: 'huggingface' has no source"):
        catalog.read_records([path])


def test_a_record_bears_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(RECORD.format(id="acme-1", tag="acme"), encoding="utf-8")
    with pytest.raises(DataError, match=r"other\.yaml:1: the id 'acme-1' is not the file's name"):
        catalog.read_records([path])


@pytest.mark.parametrize(
    "same",
    [
        OWN.upper(),
        OWN.replace(" ", "   ").replace("\n", "\r\n\r\n"),
        OWN.replace("2024 Acme Works", "2031 Someone Else"),
        OWN.replace("Works License\n", ""),
        OWN.replace(".", " ;"),
    ],
)
def test_case_space_punctuation_copyright_and_title_do_not_count(same: str) -> None:
    assert likeness.digest(same) == likeness.digest(OWN)


@pytest.mark.parametrize(
    "other",
    [
        OWN.replace("any purpose", "any noble purpose"),
        OWN.replace("Acme Works\n", "Acme Works. You may not sell it.\n"),
        OWN.replace("Works License\n", "Works License, for research only\n"),
        OWN + "No right to train other models is granted.\n",
    ],
)
def test_a_rider_counts_wherever_it_hides(other: str) -> None:
    assert likeness.digest(other) != likeness.digest(OWN)


def test_gaps_tell_what_was_put_in_taken_out_and_replaced() -> None:
    known = "you may use copy and share the model for any purpose if you keep this notice in every copy".split()
    own = "you may use and share the model for one purpose if you keep this notice in every copy not in trade".split()
    found = [(" ".join(own[a:b]), " ".join(known[c:d])) for a, b, c, d in likeness.gaps(own, known)]
    assert found == [("", "copy"), ("one", "any"), ("not in trade", "")]


@NEEDS_TEXTS
def test_the_same_text_under_another_holder_is_the_known_license() -> None:
    found = catalog.identify(text("MIT License\n\nCopyright (c) 2024 Acme\n\n" + content_of("mit").upper()))
    assert found == catalog.Identity("mit", 1.0, modified=False)


@NEEDS_TEXTS
def test_a_rider_is_shown_as_a_change_of_the_known_license() -> None:
    rider = "You may not train other models with it"
    content = f"{content_of('mit')}\n\n{rider}.\n"
    found = catalog.identify(text(content))
    assert found is not None
    assert (found.license, found.modified) == ("mit", True)
    assert catalog.ALIKE <= found.similarity < 1
    assert [change.added for change in found.changes] == [rider]
    span = found.changes[0].span
    assert content[span.start : span.end] == rider


@NEEDS_TEXTS
def test_texts_of_one_family_are_told_apart() -> None:
    for key, expected in {"llama-3.2-license-2024": "llama-3.2-community", "cc-by-sa-4.0": "cc-by-sa-4.0"}.items():
        found = catalog.identify(text(content_of(key)))
        assert found is not None
        assert (found.license, found.modified) == (expected, False)


@pytest.mark.parametrize("content", ["", "Nothing.", OWN, "The cat sat on the mat. " * 300])
def test_a_text_nobody_knows_is_nobodys(content: str) -> None:
    assert catalog.identify(text(content)) is None


@NEEDS_TEXTS
def test_the_front_matter_of_a_stored_text_is_no_part_of_it() -> None:
    record = catalog.find("apache-2.0")
    assert record is not None
    found = catalog.text_of(record)
    assert found is not None
    assert found.name == "apache-2.0"
    assert "spdx_license_key" not in found.content
    assert found.content.lstrip().startswith("Apache License")


@NEEDS_TEXTS
def test_a_key_without_a_record_still_has_a_text() -> None:
    assert catalog.find("zpl-2.1") is None
    assert catalog.text_of_key("ZPL-2.1") is not None


def test_names_are_found_without_importing_the_package_of_texts() -> None:
    code = (
        "import sys; from analyzer import catalog; catalog.find('mit'); catalog.text_of_key('mit');"
        " sys.exit('licensedcode' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
