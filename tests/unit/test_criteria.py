"""Each criterion answers as its fixtures say, and shows the words behind the answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analyzer import criteria, records
from analyzer.rulebook import criterion, criterion_sets
from analyzer.rules import term_rules
from analyzer.spans import Evidence, Span
from analyzer.terms import Term, TermValue, absent_value, silences
from analyzer.vocabulary import Answer, State

FIXTURES = Path(__file__).resolve().parents[1] / "criteria"
RIGHTS = "use modify redistribute share-derivatives commercial-use hosted-service sublicense patent-grant".split()


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Values of terms, and the answer: `base` open has all rights and no restriction, silence has nothing at all."""

    case: str
    answer: Answer
    base: str = "open"
    facts: dict[str, Any] = {}
    unclear: list[str] = []
    because: list[str] = []


def place(name: str) -> Evidence:
    """Words in a text of which each term has its own place."""
    at = sorted(term_rules()).index(name)
    return Evidence(str(at), Span(at, at + 1), "x")


def text_of(facts: Mapping[str, Any], base: str = "open", unclear: tuple[str, ...] = ()) -> dict[str, Term]:
    """The terms of a text that says `facts` and is else open, or else silent."""
    found: dict[str, Term] = {}
    for name, rule in term_rules().items():
        value: TermValue = absent_value(rule)
        if base == "open" and name in RIGHTS:
            value = "granted"
        value = facts.get(name, value)
        value = tuple(value) if isinstance(value, list) else value
        silent = value == absent_value(rule)
        found[name] = Term(name, value, State.SILENT if silent else State.STATED, () if silent else (place(name),))
    for name in unclear:
        found[name] = Term(name, None, State.UNCLEAR, (place(name),))
    return found


def _cases() -> list[Any]:
    paths = sorted(FIXTURES.glob("*/*.yaml"))
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case.case}")
        for path in paths
        for case in records.load(path, list[Case])
    ]


@pytest.mark.parametrize(("name", "case"), _cases())
def test_a_criterion_answers_as_its_fixture_says(name: str, case: Case) -> None:
    found = criterion(name)
    assert found is not None
    verdict = criteria.answer(found, text_of(case.facts, case.base, tuple(case.unclear)))
    assert verdict.answer is case.answer
    if case.because:
        assert list(verdict.terms) == case.because


def test_a_violation_shows_the_clauses_of_the_terms_that_violate_and_no_others() -> None:
    terms = text_of({"field-ban": True, "aup-reference": True, "share-alike": "strong"})
    verdict = criteria.judge(terms, judged=True)["osd"].items["osd-6"]
    assert verdict.evidence == (place("field-ban"), place("aup-reference"))
    assert "kinds of use are banned" in verdict.why
    assert "use policy" in verdict.why


def test_satisfied_by_silence_quotes_nothing_and_says_so() -> None:
    verdict = criteria.judge(text_of({}), judged=True)["osd"].items["osd-5"]
    assert (verdict.answer, verdict.evidence) == (Answer.SATISFIED, ())
    assert "no words to quote" in verdict.why


def test_satisfied_by_a_grant_quotes_the_grant() -> None:
    verdict = criteria.judge(text_of({}), judged=True)["osd"].items["osd-1"]
    assert verdict.evidence == (place("redistribute"),)


def test_a_contradicted_term_is_judged_by_its_stricter_value() -> None:
    terms = text_of({}) | {"field-ban": Term("field-ban", True, State.UNCLEAR, (place("field-ban"),))}
    assert criteria.judge(terms, judged=True)["osd"].items["osd-6"].answer is Answer.VIOLATED


def test_a_half_read_clause_is_shown_and_leaves_the_set_undecidable() -> None:
    found = criteria.judge(text_of({"registration": True}, unclear=("field-ban",)), judged=True)["osd"]
    assert found.answer is Answer.UNDECIDABLE
    assert found.items["osd-6"].evidence == (place("field-ban"),)
    assert "field-ban" in found.items["osd-6"].why


def test_a_violation_elsewhere_outweighs_what_could_not_be_read() -> None:
    found = criteria.judge(text_of({"territory-excluded": ["Atlantis"]}, unclear=("field-ban",)), judged=True)
    assert found["osd"].answer is Answer.VIOLATED


def test_what_only_a_release_can_answer_does_not_spoil_the_set() -> None:
    found = criteria.judge(text_of({}), judged=True)
    assert found["osd"].items["osd-2"].answer is Answer.UNDECIDABLE
    assert {one.answer for one in found.values()} == {Answer.SATISFIED}


def test_a_text_that_was_not_judged_is_undecidable_everywhere() -> None:
    found = criteria.judge(text_of({"field-ban": True}), judged=False)
    assert {item.answer for one in found.values() for item in one.items.values()} == {Answer.UNDECIDABLE}
    assert {one.answer for one in found.values()} == {Answer.UNDECIDABLE}
    assert "not judged" in found["osd"].items["osd-6"].why


def test_a_term_nobody_gave_is_as_one_that_was_not_read() -> None:
    assert criteria.judge({}, judged=True)["osd"].answer is Answer.UNDECIDABLE


def test_amounts_are_said_in_words() -> None:
    terms = text_of({"revenue-threshold": {"amount": 5_000_000, "currency": "USD"}, "user-threshold": 700_000})
    why = criteria.judge(terms, judged=True)["osd"].items["osd-5"].why
    assert "USD 5,000,000" in why
    assert "700,000 users" in why


@pytest.mark.parametrize(
    ("facts", "violated"),
    [
        ({"user-threshold": 700_000_000, "aup-reference": True, "commercial-use": "limited"}, {"osd-5", "osd-6"}),
        ({"field-ban": True, "pass-through": True, "share-alike": "weak"}, {"osd-6"}),
        ({"share-alike": "strong", "source-disclosure": True, "patent-retaliation": True}, set()),
        ({"share-derivatives": "denied", "attribution-display": True}, {"osd-3"}),
    ],
)
def test_the_open_source_definition_is_violated_where_reviewers_found_it(
    facts: dict[str, Any], violated: set[str]
) -> None:
    items = criteria.judge(text_of(facts), judged=True)["osd"].items
    assert {name for name, one in items.items() if one.answer is Answer.VIOLATED} == violated


def test_a_narrow_policy_is_contested_in_the_eu_and_violates_the_open_source_definition() -> None:
    found = criteria.judge(text_of({"aup-reference": True}), judged=True)
    assert found["eu-ai-act"].answer is Answer.CONTESTED
    assert found["osd"].answer is Answer.VIOLATED


def test_sets_and_criteria_come_in_printed_order() -> None:
    found = criteria.judge(text_of({}), judged=True)
    assert list(found) == ["osd", "osaid", "fsf", "dfsg", "open-definition", "eu-ai-act"]
    assert list(found["osd"].items) == [f"osd-{number}" for number in range(1, 11)]
    assert [len(one) for one in criterion_sets().values()] == [10, 7, 4, 12, 10, 5]


def test_a_term_that_nobody_speaks_of_is_judged_by_what_it_says_and_not_by_whose_record_it_is() -> None:
    copies = {name: msgspec.structs.replace(term) for name, term in silences().items()}
    for _ in range(2):
        assert criteria.judge(silences(), judged=True) == criteria.judge(copies, judged=True)
