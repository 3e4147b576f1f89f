"""Laws of the score for clauses as people write them: our open license, and what a rider does to it.

A restrictive rider takes an open license below `open-source` wherever it stands; the order of sections changes
nothing; a clause that cannot be read never raises the score.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import intake, pipeline, records
from analyzer.pipeline import Assessment
from analyzer.vocabulary import Grade

TEXT = (Path(__file__).parents[1] / "texts" / "acme-open-model-1.0.txt").read_text(encoding="utf-8")
END = "END OF TERMS"
UNREADABLE = [
    "The Model Package may not be glimmed, nor may it be sloven by any grantee, save as the Steward shall hallow.",
    "No holder shall, in so far as concerns the foregoing, the same, or any such, howsoever, do or let be done aught.",
    "Subject as aforesaid, whoso ports must, whereof need be, ere each quarter-day, tell forth the tally thereof.",
    "It is prohibited for what is under Annex Z in the wise of paragraph nine bis to be so dealt with.",
    "Must not, the Model Package, and who otherwise, if ever and to whom, be.",
]


class Rider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A restrictive clause, what it is about, why it is not noticed yet, and what wrongly raises its score."""

    about: str
    say: str
    known_gap: str = ""
    softened_by: list[str] = []


RIDERS = records.load(Path(__file__).with_name("riders.yaml"), list[Rider])
EVERY = [rider.say for rider in RIDERS]
NOTICED = [rider.say for rider in RIDERS if not rider.known_gap]
laws = settings(max_examples=1000)


def _parts() -> list[str]:
    """The preamble, the sections with their numbers, the end."""
    return re.split(r"(?m)^(?=[1-8]\. |END OF TERMS)", TEXT)


PLACES = list(range(2, len(_parts())))


@cache
def assessed(text: str) -> Assessment:
    return pipeline.analyze(intake.from_bytes(text.encode(), "acme"))


def with_clause(clause: str, place: int) -> str:
    """The license with a clause as the last paragraph before a part."""
    parts = _parts()
    return "".join([*parts[:place], f"   {clause}\n\n", *parts[place:]])


def points(found: Assessment) -> int:
    assert found.rating.score is not None
    return found.rating.score


def test_the_license_without_a_rider_is_open_source() -> None:
    assert assessed(TEXT).rating.grade is Grade.OPEN_SOURCE
    assert points(assessed(TEXT)) == 100


@laws
@given(st.sampled_from(NOTICED), st.sampled_from(PLACES))
def test_an_open_license_with_a_restrictive_rider_falls_below_open_source(rider: str, place: int) -> None:
    found = assessed(with_clause(rider, place))
    assert found.rating.open is not True, rider
    assert found.rating.grade is not Grade.OPEN_SOURCE, rider
    assert points(found) < points(assessed(TEXT)), rider


@pytest.mark.parametrize("rider", [rider for rider in RIDERS if rider.known_gap], ids=lambda rider: rider.say)
def test_a_rider_of_a_known_gap_is_still_not_noticed(rider: Rider) -> None:
    found = [assessed(with_clause(rider.say, place)) for place in PLACES]
    missed = [one for one in found if one.rating.open is True or points(one) == points(assessed(TEXT))]
    assert missed, f"noticed now: take its gap out ({rider.known_gap})"


@laws
@given(st.sampled_from(RIDERS), st.sampled_from(RIDERS), st.sampled_from(PLACES))
def test_a_second_rider_never_raises_the_score(first: Rider, second: Rider, place: int) -> None:
    if second.about not in first.softened_by:
        assert _raised(first, second, place) <= 0, (first.say, second.say)


@pytest.mark.parametrize("rider", [rider for rider in RIDERS if rider.softened_by], ids=lambda rider: rider.say)
def test_a_rider_that_others_soften_is_still_softened(rider: Rider) -> None:
    for about in rider.softened_by:
        raised = [_raised(rider, second, PLACES[-1]) for second in RIDERS if second.about == about]
        assert max(raised) > 0, f"no longer softened by {about}: take it out"


def _raised(first: Rider, second: Rider, place: int) -> int:
    one = assessed(with_clause(first.say, place))
    both = assessed(with_clause(f"{first.say}\n\n   {second.say}", place))
    return points(both) - points(one)


@laws
@given(st.sampled_from(["", *EVERY]), st.permutations(_parts()[1:-1]))
def test_the_order_of_sections_changes_nothing(rider: str, order: list[str]) -> None:
    first, *_, last = _parts()
    clause = f"9. Rider\n\n   {rider}\n\n" if rider else ""
    found = assessed("".join([first, *order, clause, last]))
    given_order = assessed("".join([first, *_parts()[1:-1], clause, last]))
    assert found.rating == given_order.rating
    assert {name: term.value for name, term in found.terms.items()} == {
        name: term.value for name, term in given_order.terms.items()
    }


@laws
@given(st.sampled_from(["", *EVERY]), st.sampled_from(UNREADABLE), st.sampled_from(PLACES))
def test_a_clause_that_cannot_be_read_never_raises_the_score(rider: str, clause: str, place: int) -> None:
    before = assessed(with_clause(rider, place)) if rider else assessed(TEXT)
    after = assessed(with_clause(f"{rider}\n\n   {clause}" if rider else clause, place))
    assert points(after) <= points(before)
    assert after.rating.open is not True or before.rating.open is True
    assert after.rating.decided_share <= before.rating.decided_share
