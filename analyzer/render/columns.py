"""The report of `evaluate` on labels by columns: counts of each column, and the cells that differ.

Comes in: a `ColumnReport`. Goes out: lines of text, or plain data. Example: `list(lines(report, width=100, cells=40))`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from analyzer.columns import Agreement, ColumnCell, ColumnReport
from analyzer.render.quotes import shorten


def plain(report: ColumnReport) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "labels": report.labels.name,
        "rows": report.rows,
        "total": _counts(report.total),
        "columns": {name: _counts(found) for name, found in report.columns.items()},
        "left_out": dict(report.labels.left_out),
        "cells": [
            {
                "key": one.key,
                "column": one.column,
                "label": one.label,
                "ours": one.ours,
                "terms": {name: list(value) if isinstance(value, tuple) else value for name, value in one.terms},
                "sections": [place.section for place in one.evidence],
            }
            for one in report.cells
        ],
        "absent": list(report.absent),
    }


def _counts(found: Agreement) -> dict[str, float | int]:
    return {
        "same": found.same,
        "other": found.other,
        "false": found.false,
        "missed": found.missed,
        "f1": round(found.values.f1, 4),
        "precision": round(found.mentions.precision, 4),
        "recall": round(found.mentions.recall, 4),
        "attitude": round(found.attitude, 4),
    }


def lines(report: ColumnReport, width: int, cells: int) -> Iterator[str]:
    """The report as lines of text."""
    from tabulate import tabulate  # noqa: PLC0415 (costs start-up time; only tables need it)

    data = plain(report)
    all_ = data["total"]
    yield f"{report.rows} licenses of {report.labels.name}, {len(report.columns)} columns"
    if report.absent:
        yield from textwrap.wrap("No text for: " + ", ".join(report.absent), width)
    yield ""
    yield f"F1                  {all_['f1']:.4f}  over the values of all columns"
    yield f"Precision           {all_['precision']:.4f}  of what we say, the label speaks of it too"
    yield f"Recall              {all_['recall']:.4f}  of what the label speaks of, we do too"
    yield f"Attitude            {all_['attitude']:.4f}  where both speak, the same value"
    yield ""
    rows = [
        [name, *(f"{one[kind]:.3f}" for kind in ("f1", "precision", "recall", "attitude")), *_four(one)]
        for name, one in data["columns"].items()
    ]
    heads = ["column", "F1", "precision", "recall", "attitude", "same", "other", "false", "missed"]
    yield tabulate(rows, headers=heads, tablefmt="plain", disable_numparse=True, stralign="left")
    yield ""
    for name, why in report.labels.left_out.items():
        yield from textwrap.wrap(f"Left out: {name}. {why}", width, subsequent_indent="  ")
    if cells and report.cells:
        yield ""
        yield f"Cells that differ: {len(report.cells)}; the first {min(cells, len(report.cells))}:"
        for one in report.cells[:cells]:
            yield from _cell(one, width)


def _four(one: dict[str, Any]) -> list[Any]:
    return [one[kind] for kind in ("same", "other", "false", "missed")]


def _cell(one: ColumnCell, width: int) -> Iterator[str]:
    behind = ", ".join(
        f"{name} {str(value).lower() if isinstance(value, bool) else value}" for name, value in one.terms
    )
    told = f" ({behind})" if behind else ""
    head = f"{one.key}, {one.column}: label {one.label}, ours {one.ours}{told}"
    yield from textwrap.wrap(head, width, subsequent_indent="  ")
    for place in one.evidence[:2]:
        yield f"    {place.section or '-'} “{shorten(place.quote or '', max(20, width - 12))}”"
