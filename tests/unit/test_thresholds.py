"""Sizes in sentences: what is counted, how it is compared, over which time, and what is no size."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from analyzer.thresholds import Threshold, read_thresholds

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
MILLION = 10**6


def only(sentence: str) -> Threshold:
    """The one size of a sentence."""
    (size,) = read_thresholds(sentence)
    return size


def brief(sentence: str) -> list[tuple[str, str, int, str | None]]:
    return [(size.metric, size.comparison, size.amount, size.currency) for size in read_thresholds(sentence)]


def test_every_field_of_a_size_on_the_release_date() -> None:
    sentence = (
        "If, on the Work version release date, the monthly active users of the products made available by or for"
        " Licensee, or Licensee's affiliates, is greater than 40 million monthly active users in the preceding"
        " calendar month, you must ask Acme for a license."
    )
    assert only(sentence) == Threshold("users", "over", 40 * MILLION, None, "month", "release-date", "affiliates")


def test_two_sizes_share_a_product_and_the_verb() -> None:
    sentence = (
        "If the Work is used for any of your products that have more than 30 million monthly active users, or more"
        " than 4 million US dollars (or equivalent in other currencies) in monthly revenue, you shall show its name."
    )
    assert read_thresholds(sentence) == (
        Threshold("users", "over", 30 * MILLION, None, "month", "now", "product"),
        Threshold("revenue", "over", 4 * MILLION, "USD", "month", "now", "product"),
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("an entity with annual revenue exceeding USD $1,000,000", ("revenue", "over", MILLION, "USD")),
        ("a service of over 1 million MAU", ("users", "over", MILLION, None)),
        ("less than 10 million RMB of annual revenue", ("revenue", "under", 10 * MILLION, "CNY")),
        ("Acme exceeds $10,000,000 in annual recurring revenue", ("revenue", "over", 10 * MILLION, "USD")),
        ("a firm of fewer than 250 employees", ("employees", "under", 250, None)),
        ("a start-up that raised more than $5M in funding", ("funding", "over", 5 * MILLION, "USD")),
        ("a Model trained with more than 10^25 tokens", ("tokens", "over", 10**25, None)),
        ("sites with monthly visits of over 1 million", ("users", "over", MILLION, None)),
        ("monthly users must not exceed 2 million", ("users", "under", 2 * MILLION, None)),
        ("total revenue of two million dollars ($2,000,000) or more", ("revenue", "over", 2 * MILLION, "USD")),
        ("a group whose total assets exceed EUR 1 billion", ("other", "over", 10**9, "EUR")),
        ("up to 5,000 devices", ("other", "under", 5_000, None)),
        ("not fewer than 1,000 employees", ("employees", "over", 1_000, None)),
        ("the number of users of your service exceeds 80", ("users", "over", 80, None)),
        ("an organization with fewer than 90 individuals working as employees", ("employees", "under", 90, None)),
        ("a business that employs more than 250 people", ("employees", "over", 250, None)),
        ("once sales grow up to EUR 9,000 or more", ("revenue", "over", 9_000, "EUR")),
    ],
)
def test_kinds_of_size(sentence: str, expected: tuple[str, str, int, str | None]) -> None:
    assert brief(sentence) == [expected]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1.5 million", 1_500_000),
        ("1.5M", 1_500_000),
        ("500k", 500_000),
        ("20mn", 20 * MILLION),
        ("2bn", 2 * 10**9),
        ("one million", MILLION),
        ("seven hundred million", 700 * MILLION),
        ("ten (10) million", 10 * MILLION),
        ("one hundred thousand (100,000)", 100_000),
        ("two hundred and fifty", 250),
        ("twenty-five thousand", 25_000),
        ("half a million", 500_000),
        ("5 crore", 50 * MILLION),
        ("1e9", 10**9),
        ("10**12", 10**12),
    ],
)
def test_ways_to_write_an_amount(written: str, amount: int) -> None:
    assert brief(f"products with more than {written} users") == [("users", "over", amount, None)]


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("USD 5 million", "USD"),
        ("US$5M", "USD"),
        ("U.S. $5,000,000", "USD"),
        ("five million U.S. Dollars", "USD"),
        ("€5 million", "EUR"),
        ("5 million euros", "EUR"),
        ("£5m", "GBP"),
        ("GBP 5 million", "GBP"),
        ("RMB 5 million", "CNY"),
        ("CNY 5 million", "CNY"),
        ("¥5 million", "CNY"),
        ("5 million yuan", "CNY"),
        ("¥5 million JPY", "JPY"),
        ("5 million yen", "JPY"),
        ("KRW 5,000,000", "KRW"),
        ("5 million won", "KRW"),
        ("₹5,000,000", "INR"),
        ("INR 5 million", "INR"),
        ("AUD $5 million", "AUD"),
    ],
)
def test_currencies(written: str, currency: str) -> None:
    assert brief(f"annual revenue of more than {written}") == [("revenue", "over", 5 * MILLION, currency)]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("revenue exceeds $5M for the preceding month", "month"),
        ("revenue exceeds $5M in any twelve (12) month period", "year"),
        ("revenue exceeds $5M (or the equivalent) in total over any consecutive 12 months", "year"),
        ("revenue exceeds $5M over the last fiscal year", "year"),
        ("revenue exceeds $5M per quarter", "quarter"),
        ("quarterly revenue exceeds $5M", "quarter"),
        ("an app of more than 5,000 daily active users", "day"),
        ("an app of more than 5,000 users within any rolling thirty (30) day period", "month"),
        ("within 30 days of exceeding 5 million users", None),
        ("revenue exceeds $5M", None),
    ],
)
def test_periods(sentence: str, period: str | None) -> None:
    assert only(sentence).period == period


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("If at any time you have more than 5,000 users, you must stop.", "any-time"),
        ("if you have more than 5,000 users on the release date", "release-date"),
        ("If your product has more than 5,000 users, you must stop.", "now"),
        ("If your product is used by more than 5,000 users, you may stop at any time.", "now"),
        ("If your yearly revenue exceeds $5,000, you must stop.", "now"),
        ("entities with revenues of at least $5,000", None),
        ("Your revenue must not exceed $5,000.", None),
    ],
)
def test_when_it_is_measured(sentence: str, as_of: str | None) -> None:
    assert only(sentence).as_of == as_of


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("if your company has more than 50 employees", "licensee"),
        ("if your company (or that of your employer) has more than 50 employees", "employer"),
        ("if you and your subsidiaries have more than 50 employees", "affiliates"),
        ("if your product has more than 50 users", "product"),
        ("if all products made available by or for Licensee have more than 50 users", "licensee"),
        ("more than 50 employees", None),
    ],
)
def test_whose_size_it_is(sentence: str, scope: str | None) -> None:
    assert only(sentence).scope == scope


def test_currencies_side_by_side_share_the_comparison() -> None:
    sentence = "annual sales of less than 5 million USD, 4 million EUR, or 400 million JPY"
    assert brief(sentence) == [
        ("revenue", "under", 5 * MILLION, "USD"),
        ("revenue", "under", 4 * MILLION, "EUR"),
        ("revenue", "under", 400 * MILLION, "JPY"),
    ]


def test_the_same_size_said_twice_is_one() -> None:
    assert len(read_thresholds("more than 50 employees or, in other words, more than 50 employees")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Acme's liability to users shall not exceed $100.",
        "In no event shall Acme be liable for lost revenue or damages exceeding $1,000.",
        "Users must be told within thirty (30) days, or more than 12 months before.",
        "As in Section 10 above, users under the age of 13 may not use the Work.",
        "Users under 13 (or 18 for users in some places) may not use the Work.",
        "Users may not pay a fee of more than $500.",
        "You may not earn more than 50% of your revenue from the Work.",
        "The Work may be used by no more than one user at a time.",
        "An offer valid for at least three years to all users.",
        "The Work of 1 January 2024, version 2.0, is licensed under this license. 2. Users must keep it.",
        "Your users may run the Work on more than 10 computers.",
        "You may sell it for more than 5 dollars.",
        "Several million users or more are no number.",
        "Your revenue grows by more than Acme can count.",
        "If you have more users than 10 others, tell them.",
    ],
)
def test_numbers_that_are_no_sizes(sentence: str) -> None:
    assert read_thresholds(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "more than " + "1" * 1_000_000 + " users",
        "more than " + "1," * 200_000 + " users",
        "users of more than " + "5 (" * 60_000,
        "more than " + "million " * 60_000 + "users",
        "more than 5000 users, or " * 10_000,
        "more than " + "$" * 200_000 + "5 in revenue",
        "not " * 100_000 + "more than 5000 users",
    ],
    ids=["digits", "groups", "brackets", "scales", "sizes", "signs", "negations"],
)
def test_hostile_lengths_come_to_an_end(sentence: str) -> None:
    assert len(read_thresholds(sentence)) <= 1


def test_a_number_without_end_is_no_size() -> None:
    assert read_thresholds("more than " + "9" * 5_000 + " users") == ()
    assert read_thresholds("more than 10^99 tokens") == ()


def test_letters_that_only_look_alike_break_nothing() -> None:
    assert read_thresholds("revenue of more than 5 m\u0130ll\u0131on u\u017fd") == ()
    assert brief("more than 5\u212a users") == [("users", "over", 5_000, None)]


def test_a_sentence_without_a_size_builds_no_parser() -> None:
    code = (
        "from analyzer import clauses, thresholds\n"
        "thresholds.read_thresholds('Users may keep the Work for at least 30 days.')\n"
        "assert clauses.parser.cache_info().currsize == 0\n"
        "thresholds.read_thresholds('more than 50 employees')\n"
        "assert clauses.parser.cache_info().currsize == 1\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def labelled() -> list[tuple[str, str, Any, str]]:
    """(license, term, value, sentence) of the labels that name an amount."""
    rows = []
    for path in sorted((SHARED / "gold" / "terms").glob("*.yaml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = SHARED / "corpus" / f"{path.stem}.txt"
        if not text.is_file():
            continue
        words = " ".join(text.read_text(encoding="utf-8-sig").split())
        for term in ("user-threshold", "revenue-threshold"):
            label = record["terms"][term]
            if label["value"] is not None:
                at = words.find(" ".join(label["starts"].split()))
                sentence = re.split(r"(?<=\.)\s+(?=[A-Z])", words[at : at + 1_500])[0]
                rows.append((path.stem, term, label["value"], sentence))
    return rows


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labels of ../shared are not here")
def test_every_labelled_amount_is_read() -> None:
    missed = []
    rows = labelled()
    for name, term, value, sentence in rows:
        found = read_thresholds(sentence)
        users = [size.amount for size in found if size.metric == "users"]
        money = [{"amount": size.amount, "currency": size.currency} for size in found if size.metric == "revenue"]
        if value not in (users if term == "user-threshold" else money):
            missed.append((name, term))
    assert rows
    assert missed == []


@pytest.mark.parametrize("words", ["You may use it for 30 days.", "More users may come.", "It has 900 customers."])
def test_a_size_needs_a_number_a_bound_and_what_is_counted(words: str) -> None:
    assert read_thresholds(words) == ()
