"""Sentences in the manner of real drafting and the norms that a careful reviewer reads in them.

Each `*.yaml` beside this file holds cases of one family. A case is a sentence (`read`) or a short text with its
definitions (`text`), what must be read in it (`norms`: only the slots listed are compared, and each listed id must be
there), what must not be (`never`), and what the text decides (`terms`). `known_gap` says why a case is read wrongly
today; it begins with the gravity of the fault (polarity, lost, value). A gap that is mended fails here, so that the
line is struck out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analyzer import intake, pipeline, records
from analyzer.definitions import define
from analyzer.lexicon import lexicon
from analyzer.norms import Clause, Norm
from analyzer.outline import outline
from analyzer.reading import read, read_sentence

FOLDER = Path(__file__).parent
GRAVITY = ("polarity: ", "lost: ", "value: ")
AT_LEAST = 250
SLOTS = ("actions", "targets", "purposes", "conditions", "exceptions", "manner", "mentions", "subject", "territory")


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A norm in part: a slot that is not given is not compared."""

    modality: str | list[str] = ""
    actor: str | list[str] = ""
    actions: list[str] = []
    targets: list[str] = []
    purposes: list[str] = []
    conditions: list[str] = []
    exceptions: list[str] = []
    manner: list[str] = []
    mentions: list[str] = []
    subject: list[str] = []
    territory: list[str] = []
    partly: bool | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence or text and its reading."""

    case: str
    read: str = ""
    text: str = ""
    norms: list[Expected] = []
    never: list[Expected] = []
    none: bool = False
    terms: dict[str, Any] = {}
    known_gap: str = ""


def cases() -> Iterator[tuple[str, Case]]:
    """(family, case) of every file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        found: list[Case] = records.load(path, list[Case])
        for case in found:
            yield path.stem, case


CASES = tuple(cases())


def norms_of(case: Case) -> tuple[Clause | Norm, ...]:
    """The clauses of a sentence, or the norms of a text."""
    if case.read:
        return read_sentence(case.read).clauses
    document = outline(intake.from_bytes(case.text.encode(), "acme.txt"))
    return read(document, define(document, lexicon())).norms


def fits(expected: Expected, norm: Clause | Norm) -> bool:
    """Whether a norm holds all that is expected of it."""
    if not _one_of(expected.modality, norm.modality.value) or not _one_of(expected.actor, norm.actor):
        return False
    if expected.partly is not None and norm.partly_read is not expected.partly:
        return False
    return all(_holds(getattr(norm, slot), wanted) for slot in SLOTS for wanted in getattr(expected, slot))


def _one_of(wanted: str | list[str], found: str) -> bool:
    return not wanted or found in ([wanted] if isinstance(wanted, str) else wanted)


def _holds(found: Iterable[str], wanted: str) -> bool:
    """Whether a slot has an id, or a verb with its thing ("train other-model")."""
    return any(set(wanted.split()) <= set(item.split()) for item in found)


def faults(case: Case) -> list[str]:
    """What is read otherwise than the case says; nothing where all is well."""
    norms = norms_of(case)
    found = [f"not read: {_said(one)}" for one in case.norms if not any(fits(one, norm) for norm in norms)]
    found += [f"wrongly read: {_said(one)}" for one in case.never if any(fits(one, norm) for norm in norms)]
    if case.none and norms:
        found.append("a norm where there is none")
    if case.terms:
        decided = pipeline.analyze(intake.from_bytes((case.read or case.text).encode(), "acme.txt")).terms
        for name, value in case.terms.items():
            got = decided[name].value
            if (list(got) if isinstance(got, tuple) else got) != value:
                found.append(f"{name} is {got!r}, not {value!r}")
    return [*found, *(f"read: {_shown(norm)}" for norm in norms)] if found else []


def _said(one: Expected) -> str:
    return str({name: value for name, value in msgspec.to_builtins(one).items() if value not in ("", [], None)})


def _shown(norm: Clause | Norm) -> str:
    slots = {name: getattr(norm, name) for name in SLOTS if name != "mentions"}
    full = " ".join(f"{name}={list(value)}" for name, value in slots.items() if value)
    return f"{norm.modality.value} {norm.actor} {full}{' partly' if norm.partly_read else ''}"


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[f"{family}: {case.case}" for family, case in CASES])
def test_a_sentence_is_read_as_a_reviewer_reads_it(case: Case) -> None:
    found = faults(case)
    if case.known_gap:
        assert found, f"the gap is mended; strike out known_gap of {case.case!r}"
    else:
        assert found == [], "\n".join(["", case.read or case.text, *found])


def test_cases_are_many_and_each_is_named_once() -> None:
    names = [case.case for _, case in CASES]
    assert len(names) >= AT_LEAST
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_each_case_has_one_text_and_expects_something() -> None:
    faulty = [
        case.case
        for _, case in CASES
        if bool(case.read) is bool(case.text)
        or not (case.norms or case.never or case.none or case.terms)
        or (case.none and case.norms)
    ]
    assert faulty == []


def test_a_known_gap_tells_how_grave_it_is() -> None:
    assert [case.case for _, case in CASES if case.known_gap and not case.known_gap.startswith(GRAVITY)] == []
