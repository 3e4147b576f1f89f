"""The report of `evaluate`: totals, each term, openness, how much was read, and the cells that differ.

Comes in: labels, texts and the function that assesses. Goes out: a report as text or as plain data. Example:
`table(measure(labels, texts, analyze, progress), width=100, cells=40)`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from analyzer import catalog
from analyzer.columns import ColumnReport, evaluate_columns, format_of
from analyzer.errors import UsageError
from analyzer.evaluate import Analyze, OpennessReport, TermReport, evaluate_openness, evaluate_terms, texts_of
from analyzer.intake import Text
from analyzer.render import columns
from analyzer.render.quotes import shorten
from analyzer.tally import Tally

if TYPE_CHECKING:
    from analyzer.evaluate import Cell

Report: TypeAlias = "TermReport | OpennessReport | ColumnReport"


def measure(
    labels: Path, texts: Path | None, analyze: Analyze, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Compare with a folder of term labels, or with a CSV file: openness, or columns that a table maps to terms."""
    if labels.is_dir():
        if texts is None:
            raise UsageError(f"{labels}: term labels need --texts FOLDER, the folder with the labelled texts")
        return evaluate_terms(labels, texts, analyze, progress)
    if not labels.is_file():
        raise UsageError(f"{labels}: no such folder or file of labels")
    read = texts_of(texts) if texts else _stored
    known = format_of(labels)
    if known is not None:
        return evaluate_columns(labels, known, read, analyze, progress)
    return evaluate_openness(labels, read, analyze, progress=progress)


def _stored(key: str) -> Text | None:
    return catalog.text_of_key(key)


def table(report: Report, width: int, cells: int) -> str:
    """The report as text that fits a width."""
    if isinstance(report, ColumnReport):
        found = columns.lines(report, width, cells)
    else:
        found = _terms(report, width, cells) if isinstance(report, TermReport) else _openness(report, width, cells)
    return "\n".join(part for line in found for part in _fitted(line.rstrip(), width)) + "\n"


def _fitted(line: str, width: int) -> Iterator[str]:
    """A line of figures cut to a width; tables and what is wrapped already pass as they are."""
    if "\n" in line or len(line) <= width:
        yield line
    else:
        yield from textwrap.wrap(line, width, subsequent_indent="  ", drop_whitespace=True)


def plain(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    if isinstance(report, ColumnReport):
        return columns.plain(report)
    if isinstance(report, OpennessReport):
        return {
            "language": report.language,
            "authority": _confusion(report.authority),
            "category": {"closed": report.category_closed, "called_open": report.category_open},
            "cases": [
                {"key": one.key, "label": one.label, "open": one.open, "criteria": list(one.criteria)}
                for one in report.cases
            ],
            "undecidable": list(report.undecidable),
            "absent": list(report.absent),
            "reading": {"normative_units": report.normative_units, "read": report.read, "share": report.readshare},
        }
    return {
        "texts": len(report.texts),
        "total": _tally(report.total),
        "terms": {name: _tally(tally) for name, tally in report.terms.items()},
        "places": report.placesshare,
        "openness": _confusion(report.openness),
        "osd": _tally(report.osd),
        "reading": {
            "normative_units": sum(text.normative_units for text in report.texts),
            "read": sum(text.read for text in report.texts),
            "share": report.readshare,
        },
        "wrong_open": [text.name for text in report.texts if text.open is True and text.label_open is not True],
        "missed_open": [text.name for text in report.texts if text.open is not True and text.label_open is True],
        "cells": [
            {"text": c.text, "term": c.term, "fault": c.fault, "label": c.label, "ours": c.ours, "section": c.section}
            for c in report.cells
        ],
        "absent": list(report.absent),
    }


def _tally(tally: Tally) -> dict[str, float | int]:
    return {
        "right": tally.right,
        "false": tally.false,
        "missed": tally.missed,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }


def _confusion(found: Any) -> dict[str, Any]:
    return {
        "open_right": found.open_right,
        "open_missed": found.open_missed,
        "closed_right": found.closed_right,
        "closed_called_open": found.closed_missed,
        "balanced_accuracy": round(found.balanced_accuracy, 4),
    }


def _terms(report: TermReport, width: int, cells: int) -> Iterator[str]:
    from tabulate import tabulate  # noqa: PLC0415 (costs start-up time; only tables need it)

    data = plain(report)
    yield f"{data['texts']} labelled texts"
    yield from _absent(report.absent, width)
    yield ""
    total = data["total"]
    yield f"Term F1             {total['f1']:.4f}  (precision {total['precision']:.4f}, recall {total['recall']:.4f})"
    yield f"At the sentence     {report.placesshare:.4f}  (right terms whose evidence touches the labelled sentence)"
    yield from _open_lines(data["openness"])
    osd = data["osd"]
    counts = f"right {osd['right']}, false {osd['false']}, missed {osd['missed']}"
    yield f"OSD violated        {osd['f1']:.4f}  F1 over criteria ({counts})"
    read = data["reading"]
    yield f"Read                {read['share']:.4f}  ({read['read']} of {read['normative_units']} normative units)"
    if data["wrong_open"]:
        yield from textwrap.wrap("Called open, labelled not: " + ", ".join(data["wrong_open"]), width)
    if data["missed_open"]:
        yield from textwrap.wrap("Labelled open, not called so: " + ", ".join(data["missed_open"]), width)
    yield ""
    rows = [
        [name, f"{t['f1']:.3f}", f"{t['precision']:.3f}", f"{t['recall']:.3f}", t["right"], t["false"], t["missed"]]
        for name, t in sorted(data["terms"].items(), key=lambda pair: (pair[1]["f1"], pair[0]))
    ]
    heads = ["term", "F1", "precision", "recall", "right", "false", "missed"]
    yield tabulate(rows, headers=heads, tablefmt="plain", disable_numparse=True, stralign="left")
    yield from _cells(report.cells, width, cells)


def _cells(found: Sequence[Cell], width: int, cells: int) -> Iterator[str]:
    if not cells or not found:
        return
    yield ""
    yield f"Wrong cells: {len(found)}; the first {min(cells, len(found))}:"
    for one in found[:cells]:
        place = f" at {one.section}" if one.section else ""
        head = f"{one.text}, {one.term}: {one.fault}; label {_shown(one.label)}, ours {_shown(one.ours)}{place}"
        yield from textwrap.wrap(head, width, subsequent_indent="  ")
        if one.sentence:
            yield f"    “{shorten(one.sentence, max(20, width - 6))}”"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return "[" + ", ".join(str(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) or value is None else shorten(str(value), 60)


def _open_lines(found: Mapping[str, Any]) -> Iterator[str]:
    opened = f"open {found['open_right']} right, {found['open_missed']} missed"
    closed = f"not open {found['closed_right']} right, {found['closed_called_open']} called open"
    yield f"Openness            {found['balanced_accuracy']:.4f}  balanced accuracy ({opened}; {closed})"


def _absent(names: Sequence[str], width: int) -> Iterator[str]:
    if names:
        yield from textwrap.wrap("No text for: " + ", ".join(names), width)


def _openness(report: OpennessReport, width: int, cells: int) -> Iterator[str]:
    data = plain(report)
    yield from _open_lines(data["authority"])
    yield (
        f"Closed categories   {report.category_openshare:.4f}  called open "
        f"({report.category_open} of {report.category_closed})"
    )
    yield f"Read                {report.readshare:.4f}  ({report.read} of {report.normative_units} normative units)"
    yield from _absent(report.absent, width)
    if report.undecidable:
        yield from textwrap.wrap(f"Not decided ({len(report.undecidable)}): " + ", ".join(report.undecidable), width)
    if not cells or not report.cases:
        return
    yield ""
    yield f"Cases that differ: {len(report.cases)}; the first {min(cells, len(report.cases))}:"
    for one in report.cases[:cells]:
        criteria = f" ({', '.join(one.criteria)})" if one.criteria else ""
        yield from textwrap.wrap(f"{one.key}: label {one.label}, ours {_shown(one.open)}{criteria}", width)
        for place in one.objections[:2]:
            yield f"    {place.section or '-'} “{shorten(place.quote or '', max(20, width - 12))}”"
