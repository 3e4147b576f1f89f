"""The part of the ledger on texts that we labelled ourselves: those set aside, further ones, and drafts of our own.

Comes in: folders of labels beside this module, values and sections only (fixed words are `true` or `stated`); their
texts lie beside the checkout or in licensedcode-data, those of our own writing in `tests/drafts/`. Goes out: Markdown
and numbers. Example: `numbers()["held-out, term F1"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer import catalog, intake, pipeline
from analyzer.evaluate import TermReport, evaluate_terms
from analyzer.intake import Text
from tests.golden.columned import HIGHER, LOWER, Number

FOLDER = Path(__file__).parent / "labels"
DRAFTS = Path(__file__).parents[1] / "drafts"
TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
NO_TEXTS = "the texts that we labelled are neither beside the checkout nor in licensedcode-data"


@dataclass(frozen=True, slots=True)
class LabelSet:
    """A folder of labels, and what it is worth as a measure."""

    name: str
    title: str
    means: str


SETS = (
    LabelSet(
        "held-out",
        "Texts set aside",
        "Of the twenty drawn before the first rule (`held-out.yaml`), read by nobody until the rules were frozen, and"
        " labelled before any output for them was looked at.",
    ),
    LabelSet(
        "seen",
        "Texts set aside and seen since",
        "Of the same twenty, but somebody who writes rules has seen it, so that it measures no text of a new kind:"
        " on 30 November 2026, in a list of texts whose terms a change had changed.",
    ),
    LabelSet(
        "further",
        "Further texts",
        "Labelled by reading, without any output in sight; afterwards rules were written with them in sight.",
    ),
    LabelSet(
        "drafts",
        "Drafts",
        "Licenses, policies and terms that we wrote for trial, in wordings of their own and not in those of known"
        " texts, labelled before any output was looked at; afterwards rules were written with them in sight.",
    ),
    LabelSet(
        "drafts-aside",
        "Drafts set aside",
        "The same, but nobody who writes rules has looked at what is wrong in them.",
    ),
)


def text_of(name: str) -> Text | None:
    """A draft of ours or a text beside the checkout by its name, else one of licensedcode-data by its key."""
    path = next((path for folder in (DRAFTS, TEXTS) if (path := folder / f"{name}.txt").is_file()), None)
    return intake.read(path) if path is not None else catalog.text_of_key(name)


@cache
def reports() -> dict[str, TermReport]:
    """The measured sets by name; those whose labels or whose texts are not all at hand are left out."""
    found: dict[str, TermReport] = {}
    for one in SETS:
        slugs = [path.stem for path in sorted((FOLDER / one.name).glob("*.yaml"))]
        if slugs and all(text_of(slug) is not None for slug in slugs):
            found[one.name] = evaluate_terms(FOLDER / one.name, text_of, pipeline.analyze)
    return found


def numbers() -> dict[str, Number]:
    """Every number of the sets that must not get worse."""
    found: dict[str, Number] = {}
    for name, report in reports().items():
        found |= {
            f"{name}, term F1": Number(report.total.f1, HIGHER),
            f"{name}, term precision": Number(report.total.precision, HIGHER),
            f"{name}, term recall": Number(report.total.recall, HIGHER),
            f"{name}, OSD criteria violated, F1": Number(report.osd.f1, HIGHER),
            f"{name}, wrongly called open": Number(report.openness.closed_missed, LOWER),
            f"{name}, open and not called so": Number(report.openness.open_missed, LOWER),
            f"{name}, share read": Number(report.readshare, HIGHER),
        }
    return found


def lines() -> Iterator[str]:
    """The part as Markdown."""
    found = numbers()
    for one in SETS:
        if one.name not in reports():
            continue
        report = reports()[one.name]
        yield from ("", f"## {one.title}", "", f"{len(report.texts)} texts. {one.means}", "")
        yield from ("| what | value | better |", "|---|---|---|")
        for name, number in found.items():
            if name.startswith(f"{one.name}, "):
                value = number.value if isinstance(number.value, int) else f"{number.value:.4f}"
                yield f"| {name} | {value} | {number.better} |"
        yield from ("", "| term | F1 | right | false | missed |", "|---|---|---|---|---|")
        for term, tally in sorted(report.terms.items()):
            if tally.false or tally.missed:
                yield f"| `{term}` | {tally.f1:.4f} | {tally.right} | {tally.false} | {tally.missed} |"
