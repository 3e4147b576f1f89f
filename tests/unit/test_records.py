"""A broken data file is reported with the place of every fault."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer import records
from analyzer.errors import DataError


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    share: int = 1


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    parts: tuple[Part, ...] = ()
    by_name: dict[str, Part] = {}
    main: Part | None = None
    other_name: str = msgspec.field(default="", name="other-name")


def faults(text: str) -> list[str]:
    with pytest.raises(DataError) as fault:
        records.loads(text, "a.yaml", Record)
    return str(fault.value).splitlines()


def test_a_record_is_read_with_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "id: a\nparts:\n  - name: x\n    share: 2\nby_name: {y: {name: y}}\nmain: {name: z}\nother-name: q\n",
        encoding="utf-8",
    )
    assert records.load(path, Record) == Record(
        id="a",
        parts=(Part(name="x", share=2),),
        by_name={"y": Part(name="y")},
        main=Part(name="z"),
        other_name="q",
    )


def test_a_key_misspelt_is_named_with_line_column_and_the_right_one() -> None:
    assert faults("id: a\nother-nme: b\n") == ["a.yaml:2:1: unknown key 'other-nme'; did you mean 'other-name'?"]


def test_a_key_nothing_resembles_gets_no_suggestion() -> None:
    assert faults("id: a\nzzz: b\n") == ["a.yaml:2:1: unknown key 'zzz'"]


def test_all_faults_of_a_file_come_at_once() -> None:
    assert faults("parts:\n  - name: x\n    share: many\n  - shar: 3\nmain:\n  name: 3\nby_name:\n  y: {}\n") == [
        "a.yaml:3:5: Expected 'int', got 'str'",
        "a.yaml:4:5: unknown key 'shar'; did you mean 'share'?",
        "a.yaml:4:5: key 'name' is missing",
        "a.yaml:6:3: Expected 'str', got 'int'",
        "a.yaml:8:3: key 'name' is missing",
        "a.yaml:1:1: key 'id' is missing",
    ]


def test_a_list_where_a_record_belongs_is_a_fault_at_the_top() -> None:
    assert faults("- id: a\n")[0].startswith("a.yaml:1:1: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: a\nid: b\n", "a.yaml:2:1: key 'id' is given twice"),
        ("id: a\nmain: {name: x, name: y}\n", "a.yaml:2:17: key 'name' is given twice"),
        ("id: &x a\nother-name: *x\n", "a.yaml:2: aliases (*name) are not read; write the value out"),
        ("id: [a\n", "a.yaml:2:1: broken YAML: "),
        ("id: a: b\n", "a.yaml:1:6: broken YAML: mapping values are not allowed in this context"),
        ("", "a.yaml: empty; a data file holds at least one key"),
        ("# only a remark\n", "a.yaml: empty; a data file holds at least one key"),
        ("id: " + "[" * 60 + "]" * 60, "a.yaml:1: nested deeper than 50 levels"),
        ("id: \x07\n", "a.yaml"),
    ],
)
def test_broken_yaml_is_named_with_its_place(text: str, message: str) -> None:
    assert faults(text)[0].startswith(message)


def test_a_tag_that_would_run_code_is_refused() -> None:
    assert "broken YAML: could not determine a constructor" in faults("id: !!python/object/apply:os.getcwd []\n")[0]


def test_a_missing_file_says_why_it_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.yaml: cannot be read \(No such file or directory\)"):
        records.load(tmp_path / "absent.yaml", Record)


def test_a_file_that_is_not_utf_8_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("id: caf\xe9\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"a\.yaml: not UTF-8 at byte 7; save the file as UTF-8"):
        records.load(path, Record)


def test_a_file_too_large_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (records.MAX_BYTES + 1))
    with pytest.raises(DataError, match="4000001 bytes; a data file holds at most 4000000"):
        records.load(path, Record)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: a\n")
    assert records.load(path, Record).id == "a"
    assert records.read_yaml(path) == {"id": "a"}


def test_the_nearest_word_is_offered_only_where_one_is_near() -> None:
    assert records.nearest("licens", ["license", "lexicon"]) == "; did you mean 'license'?"
    assert records.nearest("zebra", ["license", "lexicon"]) == ""
