"""Patterns kept in the cache: the same patterns, whatever the cache holds, and none where there is no cache."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer import resources
from analyzer.expressions import Store

PATTERNS = (
    (r"\b(?P<who>you|we) (?:may|must)(?P<not> not)?\b", re.IGNORECASE),
    (r"(?<!\w)§\s*(\d+)(?:\.(\d+))*", 0),
    (r"^\s*[–—•]\s(?=[A-ZÄ])", re.MULTILINE),
    (r"(a)|b(c)?", re.VERBOSE),
)
TEXT = "You may not share it. we MUST.\n§ 12.4 of the law\n  – Äpfel\nbc a"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def _files(cache: Path) -> list[Path]:
    return list(cache.rglob("expressions-*.bin"))


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_kept_pattern_finds_what_a_compiled_one_finds(cache: Path, pattern: str, flags: int) -> None:
    plain = re.compile(pattern, flags)
    first, again = Store(), Store()
    first.compile(pattern, flags)
    first.save()
    assert _files(cache)
    for made in (first.compile(pattern, flags), again.compile(pattern, flags)):
        assert [found.groupdict() for found in made.finditer(TEXT)] == [f.groupdict() for f in plain.finditer(TEXT)]
        assert made.findall(TEXT) == plain.findall(TEXT)
        assert (made.pattern, made.flags, made.groups, made.groupindex) == (
            plain.pattern,
            plain.flags,
            plain.groups,
            plain.groupindex,
        )


@pytest.mark.parametrize("broken", [b"", b"\xff\x00", b"\x81\xa3abc\xc0"])
def test_a_broken_cache_is_no_harm_and_is_written_anew(cache: Path, broken: bytes) -> None:
    pattern, flags = PATTERNS[0]
    store = Store()
    store.compile(pattern, flags)
    store.save()
    (path,) = _files(cache)
    path.write_bytes(broken)
    assert Store().compile(pattern, flags).findall(TEXT) == re.findall(pattern, TEXT, flags)


def test_a_wrong_pattern_is_told_as_by_re(cache: Path) -> None:
    with pytest.raises(re.error):
        Store().compile("(", 0)
    assert not _files(cache)


def test_without_a_cache_nothing_is_written(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "cache_folder", lambda: None)
    store = Store()
    assert store.compile("a+", 0).findall("aa b a") == ["aa", "a"]
    store.save()
    assert not _files(cache)
