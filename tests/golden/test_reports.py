"""Whole reports, of a license and of a release of our own writing, as people read them.

To write them anew after a change that was meant: `OPENTERMS_WRITE_GOLDENS=1 pytest tests/golden/test_reports.py`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from analyzer.render import reporting

HERE = Path(__file__).resolve().parent / "reports"
TEXTS = Path(__file__).resolve().parents[1] / "texts"
CARD = """\
---
license: mit
base_model: acme/works-base
extra_gated_fields:
  Company: text
---
# Works 7B

A small model. It may not be used for commercial purposes, whatever its license says.
"""


def without_version(words: str) -> str:
    return re.sub(r"openterms \S+, rulebook [\d.]+", "openterms, rulebook", words)


def compare(name: str, written: str) -> None:
    path = HERE / name
    if os.environ.get("OPENTERMS_WRITE_GOLDENS"):
        path.write_text(without_version(written), "utf-8")
    assert without_version(written) == path.read_text("utf-8")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_report_of_a_license(form: str) -> None:
    ending = {"markdown": "md", "html": "html"}[form]
    compare(f"northfield-community-1.2.{ending}", reporting.text(str(TEXTS / "northfield-community-1.2.txt"), form))


def test_report_of_a_release(tmp_path: Path) -> None:
    place = tmp_path / "works-7b"
    place.mkdir()
    (place / "README.md").write_text(CARD, "utf-8")
    (place / "LICENSE").write_bytes((TEXTS / "acme-open-model-1.0.txt").read_bytes())
    (place / "model.safetensors").write_bytes(b"weights")
    (place / "train.py").write_bytes(b"pass\n")
    compare("works-7b.md", reporting.text(str(place), "markdown"))
