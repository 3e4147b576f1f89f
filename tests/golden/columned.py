"""The part of the ledger on labels of others, which have columns instead of terms.

Comes in: reports of `analyzer.columns`, and `contradicted.yaml`, the labels that the text of the license contradicts.
Goes out: Markdown and numbers. Example: `of_columns(report)["choosealicense, F1"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from analyzer import records
from analyzer.columns import ColumnCell, ColumnReport

HIGHER, LOWER = "higher", "lower"
CONTRADICTED = Path(__file__).with_name("contradicted.yaml")
_NUMBER = re.compile(r"^[A-Za-z0-9]{1,3}(?:\.[A-Za-z0-9]{1,3})*$")
_MARKS = {
    "choosealicense, F1": "0.91 by some 200 regular expressions; bar 0.95",
    "lidetector, precision": "0.933 by its own authors; bar 0.90",
    "lidetector, attitude": "0.911 by its own authors, 0.854 between two layers of people; bar 0.95",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A measured number and which way is better."""

    value: float
    better: str

    def worse_than(self, other: Number) -> bool:
        """Whether this is worse, in the digits that are written down."""
        mine, theirs = round(self.value, 4), round(other.value, 4)
        return mine < theirs if self.better == HIGHER else mine > theirs


class Contradicted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label that the text contradicts: file, license, column, label; the section that does so, and how."""

    labels: str
    key: str
    column: str
    label: str
    section: str = ""
    because: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cells: list[Contradicted]


@cache
def contradicted() -> dict[tuple[str, str, str, str], Contradicted]:
    """The labels that the text contradicts, by file, license, column and label."""
    found = records.load(CONTRADICTED, _File).cells
    return {(one.labels, one.key, one.column, one.label): one for one in found}


def of_columns(report: ColumnReport) -> dict[str, tuple[Number, str]]:
    """Numbers of one file of labels, all together and by column."""
    name, whole = report.labels.name, report.total
    figures = {
        f"{name}, F1": report.f1,
        f"{name}, precision": whole.mentions.precision,
        f"{name}, recall": whole.mentions.recall,
        f"{name}, attitude": whole.attitude,
    }
    found = {key: (Number(value, HIGHER), _MARKS.get(key, "")) for key, value in figures.items()}
    for column, one in report.columns.items():
        counts = f"same {one.same}, other {one.other}, false {one.false}, missed {one.missed}"
        told = f"precision {one.mentions.precision:.4f}, attitude {one.attitude:.4f}; {counts}"
        found[f"{name}, {column}, F1"] = (Number(one.values.f1, HIGHER), told)
    return found


def lines(reports: Sequence[ColumnReport]) -> Iterator[str]:
    """The part of the ledger as lines of Markdown."""
    for report in reports:
        name = report.labels.name
        yield from ("", f"## Labels of {name}", "")
        yield f"{report.rows} licenses; the columns are mapped to terms by `analyzer/rulebook/columns/{name}.yaml`."
        yield "F1 asks for the same value; precision and recall ask whether both speak of it; attitude is the share of"
        yield "the same value where both do. Left out, for they have no counterpart:"
        yield ", ".join(report.labels.left_out) + "."
        yield from ("", "| what | value | better | mark or counts |", "|---|---|---|---|")
        for key, (one, mark) in of_columns(report).items():
            yield f"| {key} | {one.value:.4f} | {one.better} | {mark} |"
        yield from (
            "",
            "| license | column | label | ours | because of | against the label |",
            "|---|---|---|---|---|---|",
        )
        for cell in report.cells:
            wrong = contradicted().get((name, cell.key, cell.column, cell.label))
            why = f"{wrong.section} {wrong.because}".strip() if wrong else ""
            yield f"| {cell.key} | {cell.column} | {cell.label} | {cell.ours} | {_behind(cell)} | {why} |"


def _behind(cell: ColumnCell) -> str:
    """The terms behind our value and where they stand, by offset where no number is printed."""
    places = dict.fromkeys(number_of(place.section) or f"@{place.span.start}" for place in cell.evidence)
    return ", ".join([*(name for name, _ in cell.terms), *places]) or "silent"


def number_of(section: str) -> str:
    """The printed number or letter of a section; "" for a heading in words, which belongs to the license."""
    return section if _NUMBER.match(section) else ""
