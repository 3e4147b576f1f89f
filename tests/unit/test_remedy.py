"""What would make it open: the fewest clauses, and after the change the criterion is not violated."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import criteria, remedy
from analyzer.remedy import Remedy, Step
from analyzer.rulebook import criterion, criterion_sets
from analyzer.rules import term_rules
from analyzer.spans import Evidence, Span
from analyzer.terms import Term, absent_value
from analyzer.vocabulary import Answer, State

RIGHTS = [name for name, rule in term_rules().items() if rule.group == "permission"]
SIZED: dict[str, Any] = {"user-threshold": 1000, "revenue-threshold": {"amount": 5, "currency": "EUR"}}
VIOLATING = [one.id for known in criterion_sets().values() for one in known if one.violated_when]


def clause(place: int) -> Evidence:
    return Evidence(str(place), Span(place * 10, place * 10 + 5), f"clause {place}")


def terms_of(facts: dict[str, Any], clauses: dict[str, int] | None = None) -> dict[str, Term]:
    """All rights granted but for these facts, each in a clause of its own unless `clauses` puts some together."""
    values = {
        name: facts.get(name, "granted" if name in RIGHTS else absent_value(rule))
        for name, rule in term_rules().items()
    }
    places = {name: (clauses or {}).get(name, at) for at, name in enumerate(values, 100)}
    return {
        name: Term(name, value, State.SILENT)
        if value == absent_value(term_rules()[name])
        else Term(name, value, State.STATED, (clause(places[name]),))
        for name, value in values.items()
    }


def mended(facts: dict[str, Any], name: str, clauses: dict[str, int] | None = None) -> Remedy:
    one = criterion(name)
    assert one is not None
    terms = terms_of(facts, clauses)
    assert criteria.answer(one, terms).answer is Answer.VIOLATED
    return remedy.remedy(one, terms)


def test_a_ban_is_to_be_removed() -> None:
    found = mended({"field-ban": True}, "osd-6")
    (change,) = found.changes
    assert (change.term, change.step, change.now, change.wanted) == ("field-ban", Step.REMOVE, True, False)
    assert (found.then, found.others) == (Answer.SATISFIED, ())


def test_a_limited_right_is_to_be_widened_and_a_missing_one_to_be_added() -> None:
    limited = mended({"redistribute": "limited"}, "osd-1").changes[0]
    missing = mended({"redistribute": "unstated"}, "osd-1").changes[0]
    assert (limited.step, limited.wanted, len(limited.evidence)) == (Step.WIDEN, "granted", 1)
    assert (missing.step, missing.wanted, missing.evidence) == (Step.ADD, "granted", ())


def test_all_clauses_that_violate_must_change_and_no_others() -> None:
    found = mended({"purpose-limit": "research", "aup-reference": True, "indemnity": True}, "osd-6")
    assert {change.term for change in found.changes} == {"purpose-limit", "aup-reference"}
    assert len(found.clauses) == 2


def test_terms_of_one_clause_count_as_one_clause() -> None:
    facts = {"purpose-limit": "non-commercial", "commercial-use": "denied", "use": "limited"}
    found = mended(facts, "osd-6", dict.fromkeys(facts, 4))
    assert len(found.changes) == 3
    assert [one.section for one in found.clauses] == ["4"]


def test_of_several_ways_the_one_with_fewest_clauses_is_taken() -> None:
    facts = {"pass-through": True, "field-ban": True, "aup-reference": True}
    found = mended(facts, "fsf-2")
    assert [change.term for change in found.changes] == ["pass-through"]
    assert found.others == ()


def test_ways_that_are_just_as_short_are_told_as_well() -> None:
    found = mended({"commercial-use": "limited", "registration": True}, "eu-no-monetisation")
    ways = {tuple(change.term for change in way) for way in (found.changes, *found.others)}
    assert ways == {("commercial-use",), ("registration",)}


def test_what_stays_in_dispute_is_told() -> None:
    assert mended({"user-threshold": 1000, "threshold-other": "50 employees"}, "osd-5").then is Answer.CONTESTED


def test_an_open_text_needs_no_remedy() -> None:
    terms = terms_of({})
    found = remedy.remedies(terms, criteria.judge(terms, judged=True))
    assert list(found) == list(criterion_sets())
    assert not any(found.values())


@pytest.mark.parametrize("name", VIOLATING)
def test_every_criterion_can_be_mended_where_everything_is_denied(name: str) -> None:
    facts: dict[str, Any] = dict.fromkeys(RIGHTS, "denied") | SIZED | {"territory-excluded": ("Atlantis",)}
    facts |= {term: True for term, rule in term_rules().items() if rule.kind == "flag"}
    facts |= {"purpose-limit": "research", "output-training-ban": "any-model", "share-alike": "strong"}
    facts |= {"output-rights": "licensor"}
    found = mended(facts, name)
    assert found.changes
    assert found.then is not Answer.VIOLATED


VALUES = st.fixed_dictionaries(
    {right: st.sampled_from(["granted", "limited", "denied", "unstated"]) for right in RIGHTS}
    | {
        name: st.sampled_from([absent_value(rule), True if rule.kind == "flag" else next(iter(rule.values))])
        for name, rule in term_rules().items()
        if rule.kind in {"flag", "choice"} and name not in RIGHTS
    }
)


@settings(max_examples=1000)
@given(VALUES)
def test_after_its_remedy_no_criterion_is_violated_and_no_part_of_it_suffices(facts: dict[str, Any]) -> None:
    terms = terms_of(facts)
    for ones in remedy.remedies(terms, criteria.judge(terms, judged=True)).values():
        for found in ones:
            rule = criterion(found.criterion)
            assert rule is not None
            free = {change.term: Term(change.term, change.wanted, State.STATED) for change in found.changes}
            assert criteria.answer(rule, terms | free).answer is found.then is not Answer.VIOLATED
            for kept in free:
                part = {name: term for name, term in free.items() if name != kept}
                assert criteria.answer(rule, terms | part).answer is Answer.VIOLATED
