"""The measurements that goldens are made of, each run once in a process.

Comes in: the labels and texts beside the checkout. Goes out: a `TermReport` with all assessments, an `OpennessReport`
and `ColumnReport`s; None, or nothing, where the labels or their texts are not at hand. Example: `terms()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer import catalog, intake, pipeline
from analyzer.columns import ColumnReport, evaluate_columns, formats
from analyzer.evaluate import OpennessReport, TermReport, evaluate_openness, evaluate_terms
from analyzer.intake import Text
from analyzer.labels import TextLabels, read_term_labels
from analyzer.pipeline import Assessment

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LABELS = SHARED / "gold" / "terms"
OPENNESS = SHARED / "gold" / "openness.csv"
TEXTS = SHARED / "corpus"
NO_LABELS = "no labels and texts beside the checkout"
NO_TEXTS = "the package licensedcode-data is not installed"
_KNOWN_KEY = "mit"


@dataclass(frozen=True, slots=True)
class Measured:
    """The labelled texts: labels and assessments by name, and how they agree."""

    labels: dict[str, TextLabels]
    assessments: dict[str, Assessment]
    report: TermReport


@cache
def terms() -> Measured | None:
    """The texts whose terms are labelled."""
    if not (LABELS.is_dir() and TEXTS.is_dir()):
        return None
    found: dict[str, Assessment] = {}

    def analyze(text: Text) -> Assessment:
        name = Path(text.name).name.removesuffix(".txt")
        found[name] = pipeline.analyze(text)
        return found[name]

    report = evaluate_terms(LABELS, TEXTS, analyze)
    return Measured({one.slug: one for one in read_term_labels(LABELS)}, found, report)


@cache
def openness() -> OpennessReport | None:
    """The texts that an authority or a curated category calls open or not."""
    if not OPENNESS.is_file() or catalog.text_of_key(_KNOWN_KEY) is None:
        return None
    return evaluate_openness(OPENNESS, catalog.text_of_key, pipeline.analyze)


@cache
def by_columns() -> tuple[ColumnReport, ...]:
    """The files of labels by columns, those that are at hand."""
    if catalog.text_of_key(_KNOWN_KEY) is None:
        return ()
    found = ((LABELS.parent / f"{labels.name}.csv", labels) for labels in formats())
    return tuple(
        evaluate_columns(path, labels, catalog.text_of_key, pipeline.analyze)
        for path, labels in found
        if path.is_file()
    )


def assess(name: str) -> Assessment | None:
    """One text beside the checkout by its name, else one of licensedcode-data by its key; None where neither is."""
    path = TEXTS / f"{name}.txt"
    if path.is_file():
        return _assessed_file(path)
    text = catalog.text_of_key(name)
    return None if text is None else pipeline.analyze(text)


@cache
def _assessed_file(path: Path) -> Assessment:
    return pipeline.analyze(intake.read(path))
