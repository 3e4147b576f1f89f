"""Laws of the score and of the verdicts, for any terms a text may have; each test names the law it enforces."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import criteria, score
from analyzer.rulebook import criterion_sets
from analyzer.rules import TermRule, term_rules
from analyzer.score import Rating
from analyzer.terms import Term, absent_value
from analyzer.vocabulary import Answer, Grade, State

LADDER = ["denied", "unstated", "limited", "granted"]
RIGHTS = [name for name, rule in term_rules().items() if rule.group == "permission"]
# Terms that only ever take from the licensee.
BANS: dict[str, Any] = {
    "purpose-limit": "non-commercial",
    "output-training-ban": "any-model",
    "user-threshold": 1000,
    "revenue-threshold": {"amount": 1000, "currency": "EUR"},
    "territory-excluded": ("Atlantis",),
    "threshold-other": "more than 50 employees",
    "attribution-display": "Built with Acme",
    "naming-duty": {"must": "Acme"},
    **dict.fromkeys(
        "field-ban aup-reference compete-ban reverse-engineering-ban benchmark-ban remote-control registration"
        " latest-version termination-at-will unilateral-change export-control indemnity grant-back pass-through"
        " ip-retaliation derivative-includes-distillation".split(),
        True,
    ),
}
RIDERS: dict[str, Any] = {
    **{name: BANS[name] for name in ("purpose-limit", "output-training-ban", "user-threshold", "revenue-threshold")},
    **{
        name: BANS[name] for name in ("territory-excluded", "field-ban", "aup-reference", "compete-ban", "registration")
    },
    **{name: BANS[name] for name in ("termination-at-will", "unilateral-change", "remote-control", "latest-version")},
    **dict.fromkeys(
        ("use", "commercial-use", "modify", "redistribute", "share-derivatives", "hosted-service"), "limited"
    ),
}
OPENNESS: list[bool | str] = [False, "undecidable", "arguable", True]
laws = settings(max_examples=1000)


def _values(name: str, rule: TermRule) -> st.SearchStrategy[Any]:
    if rule.group == "permission":
        return st.sampled_from(LADDER)
    if rule.kind == "flag":
        return st.sampled_from([False, False, False, True])
    others = [value for value in (*rule.values, BANS.get(name)) if value is not None] if rule.kind == "choice" else []
    if rule.kind == "list":
        others = [("illegal",), ("other", "illegal")]
    if rule.kind in {"number", "money", "text"}:
        others = [BANS[name]] if name in BANS else ["Atlantis"]
    return st.sampled_from([absent_value(rule)] * 3 + others)


TEXTS = st.fixed_dictionaries({name: _values(name, rule) for name, rule in term_rules().items()})
UNREAD = st.sets(st.sampled_from(sorted(term_rules())), max_size=3)


def _terms(values: dict[str, Any], unread: set[str]) -> dict[str, Term]:
    found = {}
    for name, rule in term_rules().items():
        silent = values[name] == absent_value(rule)
        found[name] = Term(name, values[name], State.SILENT if silent else State.STATED)
    return found | {name: Term(name, None, State.UNCLEAR) for name in sorted(unread)}


def _rated(terms: dict[str, Term]) -> Rating:
    return score.rate(criteria.judge(terms, judged=True), terms, judged=True)


def _points(rating: Rating) -> int:
    assert rating.score is not None
    return rating.score


def _open() -> dict[str, Any]:
    return {name: "granted" if name in RIGHTS else absent_value(rule) for name, rule in term_rules().items()}


@laws
@given(TEXTS, UNREAD, st.sampled_from(sorted(BANS)))
def test_forbidding_more_never_scores_higher(values: dict[str, Any], unread: set[str], ban: str) -> None:
    rule = term_rules()[ban]
    before = _rated(_terms(values | {ban: absent_value(rule)}, unread - {ban}))
    after = _rated(_terms(values | {ban: BANS[ban]}, unread - {ban}))
    assert _points(after) <= _points(before)
    assert OPENNESS.index(after.open) <= OPENNESS.index(before.open)


@laws
@given(TEXTS, st.sampled_from(sorted(BANS)))
def test_forbidding_more_never_gives_a_better_grade(values: dict[str, Any], ban: str) -> None:
    before = _rated(_terms(values | {ban: absent_value(term_rules()[ban])}, set()))
    after = _rated(_terms(values | {ban: BANS[ban]}, set()))
    assert before.grade is not None
    assert after.grade is not None
    assert list(Grade).index(after.grade) <= list(Grade).index(before.grade)


@laws
@given(TEXTS, UNREAD, st.sampled_from(RIGHTS), st.lists(st.sampled_from(LADDER), min_size=2, max_size=2, unique=True))
def test_granting_more_never_scores_lower(
    values: dict[str, Any], unread: set[str], right: str, steps: list[str]
) -> None:
    less, more = sorted(steps, key=LADDER.index)
    before = _rated(_terms(values | {right: less}, unread - {right}))
    after = _rated(_terms(values | {right: more}, unread - {right}))
    assert _points(after) >= _points(before)


@laws
@given(TEXTS, UNREAD, st.sampled_from(RIGHTS))
def test_silence_never_scores_higher_than_a_grant(values: dict[str, Any], unread: set[str], right: str) -> None:
    silent = _rated(_terms(values | {right: "unstated"}, unread - {right}))
    granted = _rated(_terms(values | {right: "granted"}, unread - {right}))
    assert _points(silent) <= _points(granted)
    assert OPENNESS.index(silent.open) <= OPENNESS.index(granted.open)


@laws
@given(TEXTS, UNREAD, st.randoms(use_true_random=False))
def test_the_order_of_terms_does_not_matter(values: dict[str, Any], unread: set[str], random: Any) -> None:
    terms = _terms(values, unread)
    names = list(terms)
    random.shuffle(names)
    shuffled = {name: terms[name] for name in names}
    assert criteria.judge(shuffled, judged=True) == criteria.judge(terms, judged=True)
    assert _rated(shuffled) == _rated(terms)


@laws
@given(TEXTS, UNREAD, st.sampled_from(sorted(term_rules())))
def test_a_clause_that_cannot_be_read_never_raises_the_score(
    values: dict[str, Any], unread: set[str], name: str
) -> None:
    before = _rated(_terms(values, unread - {name}))
    after = _rated(_terms(values, unread | {name}))
    assert _points(after) <= _points(before)
    assert after.decided_share <= before.decided_share
    assert after.open is not True or before.open is True


@laws
@given(st.sampled_from(sorted(RIDERS)), st.sets(st.sampled_from(sorted(BANS)), max_size=3))
def test_an_open_license_with_a_restrictive_rider_falls_below_open_source(rider: str, more: set[str]) -> None:
    rating = _rated(_terms(_open() | {name: BANS[name] for name in more} | {rider: RIDERS[rider]}, set()))
    assert rating.grade is not Grade.OPEN_SOURCE
    assert _points(rating) < 100


@laws
@given(TEXTS, UNREAD)
def test_all_points_are_for_open_texts_only(values: dict[str, Any], unread: set[str]) -> None:
    rating = _rated(_terms(values, unread))
    assert 0 <= _points(rating) <= 100
    assert 0 <= rating.decided_share <= 1
    assert rating.open is True or _points(rating) < 100
    assert (rating.grade is Grade.OPEN_SOURCE) == (rating.open is True)


@laws
@given(TEXTS)
def test_what_was_read_whole_is_decided(values: dict[str, Any]) -> None:
    found = criteria.judge(_terms(values, set()), judged=True)
    by_nature = {one.id for criteria_of in criterion_sets().values() for one in criteria_of if one.by_nature}
    undecided = {
        name for one in found.values() for name, item in one.items.items() if item.answer is Answer.UNDECIDABLE
    }
    assert undecided == by_nature


@laws
@given(TEXTS, UNREAD)
def test_every_answer_that_objects_says_why(values: dict[str, Any], unread: set[str]) -> None:
    found = criteria.judge(_terms(values, unread), judged=True)
    for item in (item for one in found.values() for item in one.items.values()):
        if item.answer in {Answer.VIOLATED, Answer.CONTESTED}:
            assert item.terms
            assert not item.why.endswith(": .")
        assert "{" not in item.why.replace("{value}", "")
