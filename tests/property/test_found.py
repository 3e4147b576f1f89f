"""What the fuzzing command found once, and a little of what it looks for: no text breaks a law of reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import laws, texts

FOUND = sorted(path for path in (Path(__file__).parents[1] / "fuzz" / "found").iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_what_broke_a_law_once_breaks_none(path: Path) -> None:
    assert laws.check(path.read_bytes(), path.name) in {True, False}


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(texts.RAW, texts.NAMES)
def test_made_up_licenses_break_no_law(raw: bytes, name: str) -> None:
    assert laws.check(raw, name) in {True, False}
