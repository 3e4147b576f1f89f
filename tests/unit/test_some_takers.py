"""Leave given to some alone, by a word that is defined elsewhere: no such license is open."""

from __future__ import annotations

import pytest

from analyzer import intake, pipeline

LEAVE = "use, copy, modify, distribute and sell the Work for any purpose."


def opened(text: str) -> bool | str:
    """Whether a license of these words is open."""
    return pipeline.analyze(intake.from_bytes(text.encode(), "x")).rating.open


@pytest.mark.parametrize(
    "definition",
    [
        '"Member" means a person who has paid the fee.',
        '"Member" means a company with fewer than ten employees.',
        '"Member" means any enterprise whose annual revenue is below five million dollars.',
        '"Member" means an institution that is located in Ostland.',
        '"Member" means a company that Acme has listed on its website.',
        '"Member" means a natural person who has signed a contract with Acme.',
    ],
)
@pytest.mark.parametrize("grant", ["Acme grants each Member a license to", "A Member may"])
def test_a_word_for_some_makes_no_open_license(definition: str, grant: str) -> None:
    assert opened(f"{definition}\n\n{grant} {LEAVE}\n") is not True


def test_a_name_of_several_words_is_for_some_and_so_is_the_licensee_where_that_is_told() -> None:
    some = '"Eligible Party" means a natural person resident in Ostland.'
    assert opened(f"{some}\n\nAcme grants every Eligible Party a license to {LEAVE}\n") is not True
    assert opened(f'"Licensee" means an academic institution.\n\nThe Licensee may {LEAVE}\n') is not True
    assert opened(f'Persons wanting to use the Program ("Users") may freely {LEAVE}\n') is True


def test_some_may_be_named_in_small_letters_and_be_part_of_a_group() -> None:
    assert opened(f'The persons who have registered with us ("members") may {LEAVE}\n') is not True
    group = '"You" means the person who receives the Work. "Group" means you and your affiliates.'
    small = '"Small Firm" means a Group whose turnover did not exceed EUR 4,000,000 in the last year.'
    assert opened(f"{group}\n\n{small}\n\nA Small Firm may {LEAVE}\n") is not True


@pytest.mark.parametrize(
    "definition",
    [
        '"Member" means a person who has accepted this license.',
        '"Member" means anyone who receives a copy of the Work.',
    ],
)
def test_a_word_for_whoever_takes_the_license_leaves_it_open(definition: str) -> None:
    assert opened(f"{definition}\n\nAcme grants each Member a worldwide license to {LEAVE}\n") is True


@pytest.mark.parametrize(
    "bound", ["any purpose approved by Acme", "all fields named in Annex A", "any purpose of teaching"]
)
def test_a_purpose_that_is_told_more_closely_bounds_the_license(bound: str) -> None:
    assert opened(f"You may {LEAVE}\n\nThe license covers {bound}.\n") is not True
