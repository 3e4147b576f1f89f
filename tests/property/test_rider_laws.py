"""Laws of the score for clauses as people write them: our open license, and what a rider does to it.

A restrictive rider takes an open license below `open-source` wherever it stands; the order of sections changes
nothing; a clause that cannot be read never raises the score.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import intake, pipeline
from analyzer.pipeline import Assessment
from analyzer.vocabulary import Grade

TEXT = (Path(__file__).parents[1] / "texts" / "acme-open-model-1.0.txt").read_text(encoding="utf-8")
END = "END OF TERMS"
RIDERS = {
    "purpose-limit": [
        "You may use the Model Package for non-commercial purposes only.",
        "The Model Package shall be used solely for academic research.",
        "Use of the Model Package is limited to personal, non-commercial use.",
        "The rights granted in section 2 are for evaluation and testing only and do not extend to production use.",
        "You may not use the Model Package for commercial purposes.",
        "Commercial use of the Model Package is prohibited without a separate written license from the Licensor.",
        "Any commercial use of the Model Package requires a separate license from the Licensor.",
    ],
    "size": [
        "If the products or services You offer have more than 100 million monthly active users, You must request a"
        " license from the Licensor, and You may not exercise any right under this License until it is granted.",
        "If Your annual revenue exceeds USD 10 million, You must obtain a separate commercial license from the Licensor"
        " before You use the Model Package.",
    ],
    "place": [
        "This License does not apply in the European Union, and You may not use the Model Package there.",
        "The rights granted in this License do not extend to persons domiciled in the United Kingdom.",
    ],
    "field-ban": [
        "You may not use the Model Package for military purposes or to develop weapons.",
        "You shall not use the Model Package to give medical advice or to interpret medical results.",
        "You agree not to use the Model Package or Derivatives to generate or spread false information in order to harm"
        " others.",
        "The Model Package must not be used in the administration of justice, law enforcement or immigration.",
        "You will not use, and will not permit others to use, the Model Package to track or identify people by their"
        " faces.",
    ],
    "use-policy": [
        "Your use of the Model Package must comply with the Acceptable Use Policy of the Licensor, which is incorporated"
        " by reference into this License.",
        "You may not use the Model Package for any purpose listed in the restrictions of Attachment A.",
    ],
    "training-ban": [
        "You may not use the Model Package or its Output to train any other language model.",
        "You will not use Output to develop or improve models that compete with the Model Package.",
        "Output shall not be used to improve any other large language model, except for the Model Package and"
        " Derivatives.",
    ],
    "compete-ban": [
        "You may not use the Model Package to build a product or service that competes with those of the Licensor.",
    ],
    "hosting": [
        "You may not offer the Model Package to third parties as a hosted service or through an API.",
    ],
    "sharing": [
        "You may not distribute the Model Package or Derivatives to any third party.",
        "You may not sell copies of the Model Package.",
        "You may not distribute Derivatives of the Model Package.",
    ],
    "change": [
        "You may not modify the Model Package.",
    ],
    "permanence": [
        "The Licensor may terminate this License at any time, for any reason or for none.",
        "The Licensor may amend these terms at any time, and Your continued use means that You accept the changes.",
        "The Licensor may restrict Your use of the Model Package, remotely or otherwise, at any time.",
        "You must always use the latest version of the Model Package.",
    ],
    "registration": [
        "Before You use the Model Package You must register with the Licensor and give Your name and purpose.",
        "You must notify the Licensor of each product in which You use the Model Package.",
    ],
    "marks": [
        'You must prominently display "Built with Acme" on every website and user interface that uses the Model Package.',
        'If You distribute a Derivative, its name must begin with "Acme".',
    ],
}
EVERY = [rider for riders in RIDERS.values() for rider in riders]
UNREADABLE = [
    "The Model Package may not be glimmed, nor may it be sloven by any grantee, save as the Steward shall hallow.",
    "No holder shall, in so far as concerns the foregoing, the same, or any such, howsoever, do or let be done aught.",
    "Subject as aforesaid, whoso ports must, whereof need be, ere each quarter-day, tell forth the tally thereof.",
    "It is prohibited for what is under Annex Z in the wise of paragraph nine bis to be so dealt with.",
    "Must not, the Model Package, and who otherwise, if ever and to whom, be.",
]
laws = settings(max_examples=1000, deadline=None, derandomize=True)


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
@given(st.sampled_from(EVERY), st.sampled_from(PLACES))
def test_an_open_license_with_a_restrictive_rider_falls_below_open_source(rider: str, place: int) -> None:
    found = assessed(with_clause(rider, place))
    assert found.rating.open is not True, rider
    assert found.rating.grade is not Grade.OPEN_SOURCE, rider
    assert points(found) < points(assessed(TEXT)), rider


@laws
@given(st.sampled_from(EVERY), st.sampled_from(EVERY), st.sampled_from(PLACES))
def test_a_second_rider_never_raises_the_score(first: str, second: str, place: int) -> None:
    one = assessed(with_clause(first, place))
    both = assessed(with_clause(f"{first}\n\n   {second}", place))
    assert points(both) <= points(one), (first, second)


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
