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


@pytest.mark.parametrize("taker", ["Northfield Bank", "Doug Fernhill", "to Hazelsoft", "Hazelsoft and its group"])
def test_leave_for_one_who_is_named_is_for_nobody_else(taker: str) -> None:
    assert opened(f"Acmesoft hereby grants {taker} a worldwide license to {LEAVE}\n") is not True


@pytest.mark.parametrize("house", ["Acmesoft", "to Acmesoft", "to the Foundation", "the Institute"])
def test_what_contributors_grant_to_a_house_lets_nobody_else_use_it(house: str) -> None:
    assert opened(f"Each contributor hereby grants {house} a worldwide license to {LEAVE}\n") is not True


@pytest.mark.parametrize("taker", ["", "to All ", "the Licensee ", "Everyone ", "each Recipient ", "You "])
def test_leave_for_whoever_comes_names_nobody(taker: str) -> None:
    assert opened(f"Acmesoft hereby grants {taker}a worldwide license to {LEAVE}\n") is True


@pytest.mark.parametrize(
    "who",
    [
        "a student enrolled at a university",
        "the individual student who downloads the Work",
        "an accredited university exercising rights under this license",
        "a non-profit organization that receives the Work",
        "the customer who bought the device",
        "a member of the consortium",
        "an employee of Acme",
        "a resident of Ostland",
    ],
)
def test_you_may_be_some_alone(who: str) -> None:
    assert opened(f'"You" means {who}.\n\nYou may {LEAVE}\n') is not True


@pytest.mark.parametrize(
    "who",
    [
        "an individual or a legal entity exercising rights under this license",
        "the person or company that has obtained the Work",
        "a university, a company or any other person that uses the Work",
    ],
)
def test_you_are_everybody_where_anybody_is_among_them(who: str) -> None:
    assert opened(f'"You" means {who}.\n\nYou may {LEAVE}\n') is True
