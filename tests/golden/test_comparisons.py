"""Whole comparisons of licenses of our own; `python tests/golden/test_comparisons.py` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import compare, intake, pipeline
from analyzer.render import comparison, comparison_pages, comparison_terminal

HERE = Path(__file__).parent
TEXTS = HERE.parent / "texts"
PAIRS = {
    "acme-northfield": ("acme-open-model-1.0.txt", "northfield-community-1.2.txt"),
    "fernhill-hazel": ("fernhill-research-data-1.0.txt", "hazel-reciprocal-2.0.md"),
}
WIDTH = 100


def shown(name: str) -> dict[str, str]:
    """The comparison as the files of the golden, but for the line with versions."""
    sides = [pipeline.analyze(intake.read(TEXTS / file)) for file in PAIRS[name]]
    told = comparison.page(compare.compare(sides), ["", ""])
    lines = ("".join(words for words, _ in line).rstrip() for line in comparison_terminal.lines(told, WIDTH))
    page = comparison_pages.markdown(told)
    found = {"txt": "\n".join(lines), "md": page}
    paths = sorted((str(TEXTS / file), file) for file in PAIRS[name])
    for ending, text in found.items():
        body = text[: text.rindex("This is not legal advice")].rstrip() + "\n"
        for path, file in paths:
            body = body.replace(path, file)
        found[ending] = body
    return found


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_comparison_reads_as_it_did(name: str, ending: str) -> None:
    golden = (HERE / f"comparison-{name}.{ending}").read_text(encoding="utf-8")
    assert shown(name)[ending] == golden, "read the change, then run: python tests/golden/test_comparisons.py"


def main() -> None:
    """Write the goldens anew."""
    for name in PAIRS:
        for ending, text in shown(name).items():
            (HERE / f"comparison-{name}.{ending}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
