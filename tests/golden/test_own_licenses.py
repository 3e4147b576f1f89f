"""Whole licenses of our own writing: what the pipeline says beside what a careful reader says, term by term.

Beside each text in `tests/texts/` lies `<name>.expected.yaml`. Where a reading is not right yet its line there holds
`known_gap: reason` (the value is wrong) or `section_gap: reason` (the value is right, its place is not), and the test
demands that it is still wrong, so that whoever mends it takes the reason out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analyzer import intake, pipeline, records
from analyzer.pipeline import Assessment
from analyzer.rules import term_rules
from analyzer.terms import Term
from analyzer.vocabulary import Answer, State

TEXTS = Path(__file__).parents[1] / "texts"
SUFFIX = ".expected.yaml"
OSD = "osd"


class ExpectedTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value a careful reader gives, the section whose words say so ("" where silence does), and why we fail."""

    value: Any
    section: str = ""
    known_gap: str = ""
    section_gap: str = ""


class ExpectedVerdict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Open or not, and the numbers of the violated criteria of the Open Source Definition."""

    open: bool | str
    osd_violated: list[int] = msgspec.field(name="osd-violated")
    known_gap: str = ""


class ExpectedText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is expected of one text."""

    text: str
    terms: dict[str, ExpectedTerm]
    verdict: ExpectedVerdict


NAMES = sorted(path.name.removesuffix(SUFFIX) for path in TEXTS.glob(f"*{SUFFIX}"))


@cache
def expected(name: str) -> ExpectedText:
    return records.load(TEXTS / f"{name}{SUFFIX}", ExpectedText)


@cache
def assessed(name: str) -> Assessment:
    return pipeline.analyze(intake.read(TEXTS / expected(name).text))


def wrong_value(wanted: ExpectedTerm, found: Term) -> str:
    """What is wrong with the value or the state of a term, "" where nothing is."""
    value = list(found.value) if isinstance(found.value, tuple) else found.value
    same = sorted(value) == sorted(wanted.value) if isinstance(value, list) else value == wanted.value
    if not same or isinstance(value, bool) is not isinstance(wanted.value, bool):
        said = "; ".join(f"{e.section}: {' '.join((e.quote or '').split())}" for e in found.evidence) or "nothing"
        return f"{wanted.value!r} in section {wanted.section or '(silent)'} is read as {value!r} from {said}"
    state = State.STATED if wanted.section else State.SILENT
    return "" if found.state is state else f"{wanted.value!r} should be {state}, is {found.state}"


def wrong_section(wanted: ExpectedTerm, found: Term) -> str:
    """What is wrong with the place of a term that is right, "" where nothing is."""
    sections = {evidence.section for evidence in found.evidence}
    if not wanted.section or wanted.section in sections:
        return ""
    return f"{wanted.value!r} is said in section {wanted.section}, evidence is of {sorted(sections)}"


def hold(fault: str, gap: str, what: str) -> None:
    """Demand what is right, or that a known gap is still open."""
    if gap:
        assert fault, f"{what} is right now: take its gap out ({gap})"
    else:
        assert not fault, f"{what}: {fault}"


@pytest.mark.parametrize(("name", "term"), [(name, term) for name in NAMES for term in expected(name).terms])
def test_a_term_is_what_a_careful_reader_finds(name: str, term: str) -> None:
    wanted, found = expected(name).terms[term], assessed(name).terms[term]
    hold(wrong_value(wanted, found), wanted.known_gap, f"{name}: {term}")
    if not wanted.known_gap:
        hold(wrong_section(wanted, found), wanted.section_gap, f"{name}: section of {term}")


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_is_what_a_careful_reviewer_gives(name: str) -> None:
    wanted, found = expected(name).verdict, assessed(name)
    items = found.verdicts[OSD].items
    violated = [int(key.rpartition("-")[2]) for key, verdict in items.items() if verdict.answer is Answer.VIOLATED]
    given, right = (found.rating.open, violated), (wanted.open, wanted.osd_violated)
    hold("" if given == right else f"expected {right}, is {given}", wanted.known_gap, f"{name}: verdict")


@pytest.mark.parametrize("name", NAMES)
def test_every_term_of_the_vocabulary_is_expected_or_known_as_a_gap(name: str) -> None:
    assert set(expected(name).terms) == set(term_rules())


@pytest.mark.parametrize("name", NAMES)
def test_every_section_that_is_expected_is_printed_in_the_text(name: str) -> None:
    words = " ".join((TEXTS / expected(name).text).read_text(encoding="utf-8").split())
    for wanted in expected(name).terms.values():
        last = wanted.section.rpartition(".")[2] if len(wanted.section) < 20 else wanted.section
        assert last in words, f"{name}: no marker of section {wanted.section!r}"


def test_every_text_has_its_expectations() -> None:
    texts = {path.name for path in TEXTS.iterdir() if not path.name.endswith(".yaml")}
    assert texts == {expected(name).text for name in NAMES}
    assert len(texts) >= 4
