"""What rules take out of clauses beside ids: numbers, amounts, quoted words, names, the law of a place; and facts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from analyzer.capture import facts, take
from analyzer.norms import Norm
from analyzer.spans import Evidence, Span
from analyzer.thresholds import read_thresholds
from analyzer.vocabulary import Modality

NORM = Norm(
    modality=Modality.OBLIGATION,
    actor="licensee",
    actions=("display",),
    targets=(),
    purposes=(),
    conditions=(),
    exceptions=(),
    thresholds=(),
    territory=(),
    strength="must",
    consequence=None,
    mentions=frozenset(),
    evidence=Evidence("1", Span(0, 0), ""),
    partly_read=False,
)


def norm(quote: str, *, modality: Modality = Modality.OBLIGATION, partly: bool = False) -> Norm:
    evidence = Evidence("1", Span(0, len(quote)), quote)
    return replace(NORM, evidence=evidence, thresholds=read_thresholds(quote), modality=modality, partly_read=partly)


def taken(what: str, quote: str) -> object:
    return take(what, [norm(quote)])[0]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("You must display “Made with Acme” on your website.", "Made with Acme"),
        ('You must display "Made with Acme," on your website.', "Made with Acme"),
        ("You must display “Made with\n   Acme” on your website.", "Made with Acme"),
        ("You must display 'Made with Acme' on your website.", "Made with Acme"),
    ],
)
def test_quoted_words_are_taken_without_their_marks_on_one_line(quote: str, words: str) -> None:
    assert taken("quoted", quote) == words


@pytest.mark.parametrize(
    "quote", ["You must display the Acme logo.", "You must name Acme's and the Works' authors.", "“A”"]
)
def test_a_credit_without_quoted_words_is_just_true(quote: str) -> None:
    assert taken("quoted", quote) is True


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("If you have more than 700 million monthly active users, you must ask Acme.", 700_000_000),
        ("If you have more than 5,000 users or more than 100 million monthly active users", 5_000),
        ("If you have customers, you must ask Acme.", None),
    ],
)
def test_the_smallest_number_of_users_is_taken(quote: str, number: int | None) -> None:
    assert taken("users", quote) == number


@pytest.mark.parametrize(
    ("quote", "amount"),
    [
        ("If your annual revenue exceeds USD 20 million", {"amount": 20_000_000, "currency": "USD"}),
        ("if your annual revenue exceeds €1,000,000", {"amount": 1_000_000, "currency": "EUR"}),
        ("If you earn money", None),
    ],
)
def test_revenue_is_taken_with_its_currency(quote: str, amount: dict[str, object] | None) -> None:
    assert taken("revenue", quote) == amount


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("This License is governed by the laws of Norway.", "Norway"),
        (
            "This License is governed by the laws of the State of Oregon, without regard to conflicts.",
            "State of Oregon",
        ),
        ("The laws in force in Ireland govern this License.", "Ireland"),
        ("Swiss law applies to this License.", "Swiss"),
        ("This Agreement is governed by the laws of Japan excluding its conflict rules.", "Japan"),
    ],
)
def test_the_law_of_a_place_is_taken(quote: str, place: str) -> None:
    assert taken("law", quote) == place


def test_a_law_without_a_place_is_its_sentence_and_a_sentence_without_a_law_is_nothing() -> None:
    assert taken("law", "The law at Acme's seat governs.") == "The law at Acme's seat governs."
    assert taken("law", "The courts at Acme's seat decide.") is None


def test_a_name_that_must_or_must_not_be_used_is_told_apart() -> None:
    assert take("naming", [norm("You must put “Acme” before the name.")])[0] == {"must": "Acme"}
    ban = norm("You may not call it “Acme”.", modality=Modality.PROHIBITION)
    assert take("naming", [ban])[0] == {"must-not": "Acme"}
    other = norm('Changed works shall be named differently than "Acme".')
    assert take("naming", [other])[0] == {"must-not": "Acme"}


def test_long_words_are_cut_between_words() -> None:
    found = taken("words", "If you " + "employ and " * 40 + "pay")
    assert isinstance(found, str)
    assert len(found) < 100
    assert found.endswith(" …")
    assert found.removesuffix(" …").split()[-1] in {"employ", "and"}


def test_the_norm_a_value_was_taken_from_comes_first() -> None:
    without, holding = norm("You must ask Acme."), norm("If you have more than 9 million users, ask.")
    assert take("users", [without, holding]) == (9_000_000, [holding, without])
    assert take("users", [without]) == (None, [without])


def test_facts_tell_sizes_quotes_and_half_reading() -> None:
    found = facts(
        norm("If you have more than 9 million users, display “Made with Acme”.", partly=True), ["defines-output"]
    )
    assert {"users-threshold", "quoted", "partly", "defines-output", "has-act"} <= found
    assert "quoted" not in facts(norm("You must ask."), [])


@pytest.mark.parametrize("quote", ["You may not use the Work:", "You may use the Work for", "You agree not to —"])
def test_a_lead_in_is_told_from_a_whole_sentence(quote: str) -> None:
    assert "leads-in" in facts(norm(quote), [])
    assert "bare" not in facts(norm(quote), [])


def test_a_clause_without_purpose_condition_or_manner_is_bare() -> None:
    assert "bare" in facts(norm("You may not share the Work."), [])
    limited = replace(norm("You may not share the Work for money."), purposes=("commercial",))
    assert "bare" not in facts(limited, [])
    assert "has-purpose" in facts(limited, [])
