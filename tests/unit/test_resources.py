"""Data folders are found, and what is compiled from them is kept while they stay the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from analyzer import __version__, resources
from analyzer.errors import DataError


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setitem(resources._switch, "cache", True)  # noqa: SLF001 (the switch has no way back by design)
    return tmp_path / "cache" / "openterms" / __version__


def test_bytecode_is_kept_in_the_cache_where_none_may_lie_beside_the_sources(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(resources, "__spec__", SimpleNamespace(cached=str(kept / "none.pyc")))
    resources.keep_bytecode()
    assert (sys.pycache_prefix, sys.dont_write_bytecode) == (str(kept / "bytecode"), False)


def test_bytecode_beside_the_sources_is_left_in_use(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(resources, "__spec__", SimpleNamespace(cached=__file__))
    resources.keep_bytecode()
    assert (sys.pycache_prefix, sys.dont_write_bytecode) == (None, True)
    assert not kept.exists()


class Builder:
    """Counts how often it had to build."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        self.times += 1
        return [self.times]


@pytest.mark.parametrize("name", ["grammar", "licenses", "seeds", "rulebook"])
def test_every_data_folder_holds_something(name: str) -> None:
    assert any(resources.folder(name).iterdir())


def test_a_missing_data_folder_says_to_reinstall() -> None:
    with pytest.raises(DataError, match="the data folder 'no-such-data' is missing; reinstall openterms"):
        resources.folder("no-such-data")


def test_the_cache_lies_in_the_users_folder_under_the_version(kept: Path) -> None:
    assert resources.cache_folder() == kept
    assert kept.is_dir()


def test_without_a_cache_nothing_is_written(kept: Path, tmp_path: Path) -> None:
    build = Builder()
    source = _source(tmp_path)
    resources.disable_cache()
    assert resources.cache_folder() is None
    assert [resources.compiled("list", [source], build, list[int]) for _ in range(2)] == [[1], [2]]
    assert not kept.exists()


def test_what_is_compiled_is_built_once_and_again_when_a_source_changes(kept: Path, tmp_path: Path) -> None:
    build = Builder()
    source = _source(tmp_path)
    made = _compile(build, source)
    assert [made(), made()] == [[1], [1]]
    source.write_text("b", encoding="utf-8")
    assert made() == [2]
    assert len(list(kept.glob("list-*.bin"))) == 2


def test_a_change_of_code_builds_anew(kept: Path, tmp_path: Path) -> None:
    build = Builder()
    source, code = _source(tmp_path), tmp_path / "code.py"
    code.write_text("1", encoding="utf-8")
    first = resources.compiled("list", [source], build, list[int], code=[code])
    code.write_text("2", encoding="utf-8")
    assert (first, resources.compiled("list", [source], build, list[int], code=[code])) == ([1], [2])
    assert kept.is_dir()


@pytest.mark.parametrize("broken", [b"", b"\xc1", b"\xa1x", b"\x91\xa1x"])
def test_a_broken_cache_is_built_anew(kept: Path, tmp_path: Path, broken: bytes) -> None:
    build = Builder()
    made = _compile(build, _source(tmp_path))
    made()
    (path,) = kept.glob("list-*.bin")
    path.write_bytes(broken)
    assert [made(), made()] == [[2], [2]]


def test_a_cache_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setitem(resources._switch, "cache", True)  # noqa: SLF001 (as above)
    build = Builder()
    assert resources.cache_folder() is None
    assert _compile(build, _source(tmp_path))() == [1]


def test_a_full_disk_is_no_error_and_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.bin"
    resources.write_atomic(path, b"whole")
    monkeypatch.setattr(os, "fdopen", full)
    resources.write_atomic(path, b"half")
    assert path.read_bytes() == b"whole"


def test_the_digest_tells_names_and_contents_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "ab", tmp_path / "a"
    one.write_bytes(b"c")
    two.write_bytes(b"bc")
    assert resources.digest_of([one]) != resources.digest_of([two])
    assert resources.digest_of([one, two]) != resources.digest_of([two, one])
    assert resources.digest_of([one]) == resources.digest_of([one])


@pytest.mark.parametrize("ago", [0, 3_600_000_000_000])
def test_a_change_shows_in_the_digest(tmp_path: Path, ago: int) -> None:
    """Just made, two changes within a tick of the clock of the disk may bear one time; of old files the time tells."""
    path = _source(tmp_path)
    made = path.stat().st_mtime_ns - ago
    os.utime(path, ns=(made, made))
    before = resources.digest_of([path])
    path.write_text("b", encoding="utf-8")
    os.utime(path, ns=(made + (1 if ago else 0), made + (1 if ago else 0)))
    assert resources.digest_of([path]) != before


def test_what_else_is_told_builds_anew_and_is_swept_like_the_rest(kept: Path, tmp_path: Path) -> None:
    build = Builder()
    source = _source(tmp_path)
    made = [resources.compiled("list", [source], build, list[int], code=[also]) for also in "aab"]
    assert made == [[1], [1], [2]]
    for also in "cdefg":
        resources.compiled("list", [source], build, list[int], code=[also])
    assert len(list(kept.glob("list-*.bin"))) == 4


def test_files_come_in_the_order_of_their_names_without_the_ending(tmp_path: Path) -> None:
    for name in ("a-b.yaml", "a.yaml", "B.yaml", "a.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in resources.files_in(tmp_path)] == ["B.yaml", "a.yaml", "a-b.yaml"]


def _source(folder: Path) -> Path:
    path = folder / "source.yaml"
    path.write_text("a", encoding="utf-8")
    return path


def _compile(build: Builder, source: Path) -> Callable[[], list[int]]:
    return lambda: resources.compiled("list", [source], build, list[int])
