"""Labels of others that name no terms of ours: a CSV file of licenses by columns, mapped to terms by a table.

Comes in: the CSV file, and `analyzer/rulebook/columns/<name>.yaml`, which says what terms make which value of a column.
Goes out: a `ColumnReport` of counts by column and of every cell that differs. Example: `Modify: CAN` holds where the
term `modify` is `granted` or `limited`; a blank cell says nothing and is not counted.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from analyzer import records, resources
from analyzer.errors import DataError, UsageError
from analyzer.intake import Text
from analyzer.rules import Atom, term_rules
from analyzer.spans import Evidence
from analyzer.tally import Tally, share, total
from analyzer.terms import Term, holds

if TYPE_CHECKING:
    from analyzer.pipeline import Assessment

KEY = "key"


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A file of labels: for each value of a column, groups of conditions on terms; all of one group must hold.

    `absent` is the value of a license that says nothing; `left_out` names the columns without a counterpart, and why.
    """

    name: str
    means: str
    absent: str
    columns: dict[str, dict[str, list[list[Atom]]]]
    left_out: dict[str, str] = {}

    def says(self, column: str, terms: Mapping[str, Term]) -> tuple[str, tuple[Term, ...]]:
        """The first value of a column that the terms make, with the terms that make it; else the absent value."""
        for value, groups in self.columns[column].items():
            for group in groups:
                if all(holds(atom, terms[atom.term].value) for atom in group):
                    return value, tuple(terms[atom.term] for atom in group)
        return self.absent, ()


class Agreement(msgspec.Struct, frozen=True):
    """Cells of a column: the same value, another one, said by us alone, said by the label alone."""

    same: int = 0
    other: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, more: Agreement) -> Agreement:
        return Agreement(
            self.same + more.same, self.other + more.other, self.false + more.false, self.missed + more.missed
        )

    @property
    def mentions(self) -> Tally:
        """Whether both speak of it at all, whatever they say."""
        return Tally(self.same + self.other, self.false, self.missed)

    @property
    def values(self) -> Tally:
        """Whether both say the same: another value is a false claim and a miss."""
        return Tally(self.same, self.false + self.other, self.missed + self.other)

    @property
    def attitude(self) -> float:
        """Where both speak of it, the share of the same value."""
        return share(self.same, self.same + self.other)


class ColumnCell(msgspec.Struct, frozen=True):
    """A cell that differs: label, ours, the terms behind ours, and their first places."""

    key: str
    column: str
    label: str
    ours: str
    terms: tuple[tuple[str, object], ...]
    evidence: tuple[Evidence, ...]


class ColumnReport(msgspec.Struct, frozen=True):
    """Agreement with a file of columns. `rows` counts what was compared, `absent` names keys without a text."""

    labels: Columns
    rows: int
    columns: dict[str, Agreement]
    cells: tuple[ColumnCell, ...]
    absent: tuple[str, ...]

    @property
    def total(self) -> Agreement:
        """All columns together."""
        return sum(self.columns.values(), Agreement())

    @property
    def f1(self) -> float:
        """Micro F1 over the values of all columns."""
        return total(one.values for one in self.columns.values()).f1


@cache
def formats() -> tuple[Columns, ...]:
    """The files of labels that the rulebook knows, by name; DataError where a table names no term."""
    paths = sorted((resources.folder("rulebook") / "columns").glob("*.yaml"))
    return tuple(_checked(path, records.load(path, Columns)) for path in paths)


def _checked(path: Path, found: Columns) -> Columns:
    if found.name != path.stem:
        raise DataError(f"{path}:1:1: the name {found.name!r} must be that of the file")
    known = term_rules()
    for column, values in found.columns.items():
        for atom in (atom for groups in values.values() for group in groups for atom in group):
            if atom.term not in known:
                near = records.nearest(atom.term, known)
                raise DataError(f"{path}: column {column!r}: no term is called {atom.term!r}{near}")
    return found


def format_of(path: Path) -> Columns | None:
    """The known format whose columns a CSV file has; None where it has those of none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            heads = set(next(csv.reader(lines), ()))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise UsageError(f"{path}: cannot be read as CSV ({fault}); save it as UTF-8 with a header line") from fault
    return next((one for one in formats() if {KEY, *one.columns} <= heads), None)


def evaluate_columns(
    path: Path,
    labels: Columns,
    read: Callable[[str], Text | None],
    analyze: Callable[[Text], Assessment],
    progress: Callable[[int, int], None] | None = None,
) -> ColumnReport:
    """Assess the text of every row; `read` gives the text of a key, `progress` is told how many of how many."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    counts = dict.fromkeys(labels.columns, Agreement())
    cells: list[ColumnCell] = []
    absent: list[str] = []
    for done, row in enumerate(rows, 1):
        text = read(row[KEY])
        if text is None:
            absent.append(row[KEY])
            continue
        terms = analyze(text).terms
        for column in labels.columns:
            label = (row[column] or "").strip()
            if not label:
                continue
            ours, behind = labels.says(column, terms)
            counts[column] += _compared(label, ours, labels.absent)
            if ours != label:
                cells.append(_cell(row[KEY], column, label, ours, behind))
        if progress:
            progress(done, len(rows))
    return ColumnReport(labels, len(rows) - len(absent), counts, tuple(cells), tuple(absent))


def _compared(label: str, ours: str, absent: str) -> Agreement:
    if label == absent:
        return Agreement(false=int(ours != absent))
    if ours == absent:
        return Agreement(missed=1)
    return Agreement(same=int(ours == label), other=int(ours != label))


def _cell(key: str, column: str, label: str, ours: str, behind: Sequence[Term]) -> ColumnCell:
    return ColumnCell(
        key,
        column,
        label,
        ours,
        tuple((term.name, term.value) for term in behind),
        tuple(term.evidence[0] for term in behind if term.evidence),
    )
