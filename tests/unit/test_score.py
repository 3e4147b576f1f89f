"""Grade, score and openness follow from terms in the order that the rulebook prints."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from analyzer import criteria, score
from analyzer.labels import TextLabels, read_term_labels
from analyzer.rules import term_rules
from analyzer.score import Rating
from analyzer.terms import Term, absent_value
from analyzer.vocabulary import Answer, Grade, State

LABELS = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "terms"
RIGHTS = "use modify redistribute share-derivatives commercial-use hosted-service sublicense patent-grant".split()
NON_COMMERCIAL = {
    "purpose-limit": "non-commercial",
    "commercial-use": "denied",
    "use": "limited",
    "modify": "limited",
    "redistribute": "limited",
    "share-derivatives": "limited",
}
FORBIDDEN = {
    **dict.fromkeys(RIGHTS, "denied"),
    "field-ban": True,
    "output-training-ban": "any-model",
    "reverse-engineering-ban": True,
    "termination-at-will": True,
    "unilateral-change": True,
    "remote-control": True,
}


def _terms(values: dict[str, Any], unclear: tuple[str, ...] = ()) -> dict[str, Term]:
    found = {}
    for name, rule in term_rules().items():
        given = values.get(name, absent_value(rule))
        value = tuple(given) if isinstance(given, list) else given
        found[name] = Term(name, value, State.SILENT if value == absent_value(rule) else State.STATED)
    return found | {name: Term(name, None, State.UNCLEAR) for name in unclear}


def _open(**facts: Any) -> dict[str, Any]:
    return dict.fromkeys(RIGHTS, "granted") | {name.replace("_", "-"): value for name, value in facts.items()}


def _rated(values: dict[str, Any], unclear: tuple[str, ...] = ()) -> Rating:
    terms = _terms(values, unclear)
    return score.rate(criteria.judge(terms, judged=True), terms, judged=True)


def test_all_rights_and_no_restriction_is_open_source_with_all_points() -> None:
    assert _rated(_open()) == Rating(True, Grade.OPEN_SOURCE, 100, 1.0)


def test_copyleft_credit_and_patent_retaliation_cost_nothing() -> None:
    facts = _open(share_alike="strong", source_disclosure=True, attribution_display=True, patent_retaliation=True)
    assert _rated(facts) == Rating(True, Grade.OPEN_SOURCE, 100, 1.0)


def test_the_word_irrevocable_adds_nothing() -> None:
    facts = _open(field_ban=True)
    assert _rated(facts | {"irrevocable": True}) == _rated(facts)


def test_a_text_that_forbids_everything_has_no_points() -> None:
    rating = _rated(FORBIDDEN)
    assert (rating.open, rating.grade, rating.score) == (False, Grade.CLOSED, 0)


def test_a_text_that_grants_nothing_has_no_points() -> None:
    rating = _rated({"field-ban": True})
    assert (rating.open, rating.grade, rating.score) == (False, Grade.CLOSED, 0)


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        (_open(modify="denied", redistribute="denied"), Grade.CLOSED),
        (_open() | NON_COMMERCIAL, Grade.NON_COMMERCIAL),
        (_open(purpose_limit="evaluation", user_threshold=5), Grade.NON_COMMERCIAL),
        (_open(user_threshold=700_000_000, field_ban=True), Grade.CONDITIONAL),
        (_open(revenue_threshold={"amount": 1, "currency": "USD"}), Grade.CONDITIONAL),
        (_open(territory_excluded=("Atlantis",)), Grade.CONDITIONAL),
        (_open(commercial_use="limited", registration=True), Grade.CONDITIONAL),
        (_open(commercial_use="limited"), Grade.USE_RESTRICTED),
        (_open(field_ban=True), Grade.USE_RESTRICTED),
        (_open(output_training_ban="competing-model"), Grade.USE_RESTRICTED),
        (_open(share_derivatives="denied"), Grade.USE_RESTRICTED),
        (_open(registration=True), Grade.OPEN_CONTESTED),
        (_open(attribution_display="Built with Acme"), Grade.OPEN_CONTESTED),
    ],
)
def test_the_first_grade_that_fits_is_given(facts: dict[str, Any], grade: Grade) -> None:
    assert _rated(facts).grade is grade


def test_a_contested_criterion_makes_a_text_arguable_and_costs_points() -> None:
    rating = _rated(_open(naming_duty={"must": "Acme"}))
    assert rating.open == "arguable"
    assert rating.score is not None
    assert rating.score < 100


def test_a_half_read_clause_leaves_openness_undecided_and_its_points_unearned() -> None:
    half, stated = _rated(_open(), ("field-ban",)), _rated(_open(field_ban=True))
    assert (half.open, half.grade) == ("undecidable", Grade.UNDECIDABLE)
    assert half.score == stated.score
    assert half.decided_share < stated.decided_share == 1.0


def test_a_half_read_clause_that_may_lower_the_grade_leaves_it_undecided_but_not_openness() -> None:
    rating = _rated(_open(field_ban=True), ("purpose-limit",))
    assert (rating.open, rating.grade) == (False, Grade.UNDECIDABLE)


def test_a_text_that_was_not_judged_has_neither_grade_nor_score() -> None:
    terms = _terms(_open())
    assert score.rate(criteria.judge(terms, judged=False), terms, judged=False) == Rating(
        "undecidable", None, None, 0.0
    )


def test_the_points_of_the_freedoms_add_up_to_the_score() -> None:
    found = score.earned(_terms(_open(reverse_engineering_ban=True)))
    assert [one.freedom for one in found] == ["use", "study", "modify", "share", "permanence"]
    assert sum(one.weight for one in found) == 100
    assert [one.freedom for one in found if one.points < one.weight] == ["study"]


@pytest.fixture(scope="module")
def labelled() -> dict[str, TextLabels]:
    """Labels by text; without them there is nothing to compare with."""
    if not LABELS.is_dir():
        pytest.skip("no labels beside the checkout")
    return {labels.slug: labels for labels in read_term_labels(LABELS)}


def _of_labels(labels: TextLabels) -> dict[str, Any]:
    return {name: label.value for name, label in labels.terms.items()}


def test_labelled_texts_stand_in_the_order_that_readers_expect(labelled: dict[str, TextLabels]) -> None:
    order = (
        "mit kimi-k2-modified-mit bigscience-openrail-m llama-3.1-community llama-2-community"
        " stability-nc-research-2023-12-06"
    ).split()
    points = {slug: _rated(_of_labels(labels)).score or 0 for slug, labels in labelled.items()}
    assert all(points[upper] > points[lower] for upper, lower in pairwise(order))
    assert points["mit"] == points["apache-2.0"] == points["openmdw-1.0"] == 100
    assert points["llama-3.1-community"] > points["xai-community-license-2025-11"]


def test_openness_of_labelled_terms_is_the_labelled_openness(labelled: dict[str, TextLabels]) -> None:
    differ = [
        slug
        for slug, labels in labelled.items()
        if (_rated(_of_labels(labels)).open is True) != (labels.verdict.open is True)
    ]
    assert len(differ) <= len(labelled) * 0.03, differ


def test_no_text_labelled_open_violates_and_the_criteria_agree_with_the_labels(labelled: dict[str, TextLabels]) -> None:
    right = 0
    for slug, labels in labelled.items():
        items = criteria.judge(_terms(_of_labels(labels)), judged=True)["osd"].items
        said = {int(name.removeprefix("osd-")) for name, one in items.items() if one.answer is Answer.VIOLATED}
        if labels.verdict.open is True:
            assert said == set(), slug
        if labels.verdict.open == "arguable":
            said |= {
                number for number in labels.verdict.osd_violated if items[f"osd-{number}"].answer is Answer.CONTESTED
            }
        right += 10 - len(said ^ set(labels.verdict.osd_violated))
    assert right >= 0.95 * 10 * len(labelled)
