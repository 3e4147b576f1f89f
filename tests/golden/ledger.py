"""The ledger of accuracy: every number that must not get worse, beside the marks of others.

Comes in: measurements. Goes out: Markdown, and the numbers that stand in committed Markdown. Example:
`numbers(page)["term F1"]` is `Number(0.91, "higher")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from analyzer import records
from analyzer.columns import ColumnReport
from analyzer.evaluate import OpennessReport, TextResult
from analyzer.rulebook import version
from analyzer.tally import Confusion, share
from analyzer.terms import TermValue
from analyzer.vocabulary import Answer
from tests.golden import columned, kinds, ours
from tests.golden.columned import HIGHER, LOWER, Number
from tests.golden.measured import Measured

PAGE = Path(__file__).with_name("accuracy.md")
CALLED_OPEN = Path(__file__).with_name("called-open.yaml")
OSD = "osd"
_ROW = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<value>-?[\d.]+) \| (?P<better>higher|lower) \|", re.MULTILINE)
_TERM = re.compile(
    r"^\| (?P<name>[a-z-]+) \| (?P<f1>[\d.]+) \| (?P<precision>[\d.]+) \| (?P<recall>[\d.]+) \| \d+ \|", re.MULTILINE
)
_MARKED = re.compile(r"^(?:[A-Z][a-z]+ )?[A-Za-z0-9]{1,5}(?:\.[A-Za-z0-9()]{1,5})*$")


class CalledOpen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that we call open against its label: the clause in question, and why it does not stand in the way."""

    key: str
    section: str = ""
    start: int
    end: int
    because: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    texts: list[CalledOpen]


@cache
def called_open() -> dict[str, CalledOpen]:
    """The texts that we call open against their labels, by key."""
    return {one.key: one for one in records.load(CALLED_OPEN, _File).texts}


def of_terms(found: Measured) -> dict[str, tuple[Number, str]]:
    """Numbers of the labelled texts, each with the mark of others."""
    report = found.report
    total, osd = report.total, report.osd
    agreeing, cells = _osd_cells(found)
    return {
        "term F1": (Number(total.f1, HIGHER), "0.78 by some 200 regular expressions"),
        "term precision": (Number(total.precision, HIGHER), "0.87; LiDetector 0.933 on its terms; LISCAN.AI 0.929"),
        "term recall": (Number(total.recall, HIGHER), "0.71"),
        "evidence at the labelled sentence": (Number(report.placesshare, HIGHER), ""),
        "openness of labelled texts, balanced": (Number(report.openness.balanced_accuracy, HIGHER), ""),
        "labelled texts right on open or not": (Number(_plain_share(report.openness), HIGHER), ""),
        "labelled texts wrongly called open": (Number(report.openness.closed_missed, LOWER), "7"),
        "labelled texts open and not called so": (Number(report.openness.open_missed, LOWER), ""),
        "OSD criteria violated, F1": (Number(osd.f1, HIGHER), ""),
        "OSD cells that agree": (Number(share(agreeing, cells), HIGHER), "0.95 to 0.99 between two people"),
        "labelled texts, share read": (Number(report.readshare, HIGHER), ""),
    }


def of_openness(report: OpennessReport) -> dict[str, tuple[Number, str]]:
    """Numbers of the texts that authorities or categories speak of."""
    authority = report.authority
    return {
        "openness by authorities, balanced": (
            Number(authority.balanced_accuracy, HIGHER),
            "0.70; ScanCode's curated category 0.867; a law firm's curated list 0.906",
        ),
        "open by authorities and called so": (Number(authority.open_right, HIGHER), ""),
        "refused by authorities and called open": (Number(authority.closed_missed, LOWER), ""),
        "closed categories called open, share": (Number(report.category_openshare, LOWER), "0.17"),
        "texts not decided": (Number(len(report.undecidable), LOWER), ""),
        "all texts, share read": (Number(report.readshare, HIGHER), ""),
    }


def of_each_term(found: Measured) -> dict[str, Number]:
    """F1, precision and recall of each term."""
    return {
        f"{name} {kind}": Number(getattr(tally, kind), HIGHER)
        for name, tally in found.report.terms.items()
        for kind in ("f1", "precision", "recall")
    }


def numbers(page: str) -> dict[str, Number]:
    """The numbers of a committed page."""
    read = {row["name"]: Number(float(row["value"]), row["better"]) for row in _ROW.finditer(page)}
    for row in _TERM.finditer(page):
        read |= {f"{row['name']} {kind}": Number(float(row[kind]), HIGHER) for kind in ("f1", "precision", "recall")}
    return read


def page(found: Measured, openness: OpennessReport | None, others: Sequence[ColumnReport] = ()) -> str:
    """The ledger as Markdown; without the part of authorities where their texts are not at hand."""
    parts = [*_lines(found, openness), *ours.lines(), *kinds.lines(), *columned.lines(others)]
    return "\n".join(parts) + "\n"


def section_of(section: str, start: int) -> str:
    """A printed marker, else the offset: a heading in words belongs to the license."""
    return section if _MARKED.match(section) else f"@{start}"


def _lines(found: Measured, openness: OpennessReport | None) -> Iterator[str]:
    yield "# Accuracy"
    yield ""
    yield f"Rulebook {version()}. Written by `python -m tests.golden`; no number may get worse (`test_ledger.py`)."
    yield f"{len(found.report.texts)} licenses are labelled term by term; marks are those of the labels' README."
    yield ""
    yield from ("| what | value | better | mark |", "|---|---|---|---|")
    rows = of_terms(found) | (of_openness(openness) if openness else {})
    yield from (f"| {name} | {_shown(one.value)} | {one.better} | {mark} |" for name, (one, mark) in rows.items())
    yield from (
        "",
        "## Terms",
        "",
        "| term | F1 | precision | recall | right | false | missed |",
        "|---|---|---|---|---|---|---|",
    )
    for name, tally in sorted(found.report.terms.items()):
        figures = f"{tally.f1:.4f} | {tally.precision:.4f} | {tally.recall:.4f}"
        yield f"| {name} | {figures} | {tally.right} | {tally.false} | {tally.missed} |"
    yield from _wrong(found, openness)
    yield from _cells(found)


def _wrong(found: Measured, openness: OpennessReport | None) -> Iterator[str]:
    yield from ("", "## Open or not: the texts that differ", "")
    texts = found.report.texts
    wrong = _named(text.name for text in texts if text.open is True and text.label_open is not True)
    missed = _named(text.name for text in texts if text.open is not True and text.label_open is True)
    yield f"- labelled not open, called open: {wrong}"
    yield f"- labelled open, not called so: {missed}"
    if openness is not None:
        for label in ("open", "not open"):
            keys = _named(case.key for case in openness.cases if case.label == label)
            yield f"- by authorities {label}, ours differs: {keys}"
        yield from (
            "",
            "Called open against the label:",
            "",
            "| text | section | offsets | because |",
            "|---|---|---|---|",
        )
        for case in openness.cases:
            if case.open is True and (one := called_open().get(case.key)):
                yield f"| {one.key} | {one.section} | {one.start}-{one.end} | {one.because} |"


def _cells(found: Measured) -> Iterator[str]:
    yield from ("", "## Criteria of the Open Source Definition that differ from the label", "")
    yield from ("| license | criterion | label | ours | because |", "|---|---|---|---|---|")
    for result in found.report.texts:
        for number, label in _differing(found, result):
            verdict = found.assessments[result.name].verdicts[OSD].items[f"osd-{number}"]
            because = ", ".join(_because(found, result.name, term) for term in verdict.terms)
            yield f"| {result.name} | {number} | {label} | {verdict.answer.value} | {because} |"


def _because(found: Measured, name: str, term: str) -> str:
    one = found.assessments[name].terms[term]
    places = dict.fromkeys(section_of(place.section, place.span.start) for place in one.evidence)
    labelled = found.labels[name].terms.get(term)
    wrong = "" if labelled is None or term in found.labels[name].disputed else _misread(labelled.value, one.value)
    return f"{term} {value_of(one.value)}{wrong} ({', '.join(places) or 'silent'})"


def _misread(label: object, ours: TermValue) -> str:
    """What the label of the term says where it differs, so that reading and judging can be told apart."""
    same = (list(ours) if isinstance(ours, tuple) else ours) == label
    return "" if same else f", labelled {value_of(label)}"


def value_of(value: object) -> str:
    """A value in one word; fixed words of a license are not repeated."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "+".join(map(str, value)) or "none"
    if isinstance(value, dict):
        return "+".join(map(str, value))
    if isinstance(value, str) and not re.fullmatch(r"[a-z-]+", value):
        return "present"
    return "none" if value is None else str(value)


def _differing(found: Measured, result: TextResult) -> Iterator[tuple[int, str]]:
    labels = found.labels[result.name].verdict
    for number in range(1, 11):
        answer = found.assessments[result.name].verdicts[OSD].items[f"osd-{number}"].answer
        labelled = number in labels.osd_violated
        said = answer is Answer.VIOLATED or (labelled and labels.open == "arguable" and answer is Answer.CONTESTED)
        if said is not labelled:
            yield number, "violated" if labelled else "not violated"


def _osd_cells(found: Measured) -> tuple[int, int]:
    differing = sum(1 for result in found.report.texts for _ in _differing(found, result))
    cells = 10 * len(found.report.texts)
    return cells - differing, cells


def _plain_share(found: Confusion) -> float:
    right = found.open_right + found.closed_right
    return share(right, right + found.open_missed + found.closed_missed)


def _named(names: Iterator[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _shown(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"
