"""Who speaks in a text where no definition says it."""

from __future__ import annotations

import pytest

from analyzer.defined import nicknames
from analyzer.lexicon import lexicon
from analyzer.parties import addressed, grantors, owners, takes


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I will not share the data.", "You will not share the data."),
        ("I am a member of my institute.", "You are a member of your institute."),
        ("They are given to me; I've read them.", "They are given to you; You've read them."),
        ("See Section I of this agreement.", "See Section I of this agreement."),
        ("(i) use it; (ii) share it", "(i) use it; (ii) share it"),
    ],
)
def test_one_who_agrees_is_spoken_to(said: str, meant: str) -> None:
    assert addressed(said) == meant


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I request access to the scans and agree to these terms.", True),
        ("Whoever signs: I will not attempt to identify anyone.", True),
        ("You agree to these terms.", False),
        ("I agree that this is odd, but I grant you a license.", False),
        ("I wrote this program. I understand that it has faults.", False),
    ],
)
def test_the_first_person_is_the_licensee_only_where_nothing_is_given(text: str, answer: bool) -> None:
    assert takes(text) is answer


def test_a_licensor_is_known_by_what_it_does() -> None:
    text = "Zwei Labs hereby grants you a license. Fjordlab reserves the right to end it."
    assert grantors(text) == {"zwei labs"}
    assert owners(text, lexicon()) == {"fjordlab"}


def test_a_thing_that_one_uses_is_no_licensor() -> None:
    assert owners("You may use Acmebot. Acmebot will not be responsible for losses.", lexicon()) == set()


def test_a_name_in_brackets_needs_no_quotation_marks() -> None:
    found = [name for name, _ in nicknames("made by Acme Networks, Inc. (Acme) in a lab (Building)")]
    assert found == ["Acme"]


@pytest.mark.parametrize("between", [" ", "The rest of this page says nothing of anyone. " * 8])
def test_licensors_are_found_near_each_other_and_far_apart(between: str) -> None:
    said = ["Hazelbrook hereby grants you a license.", "Tarnfield Works grants the Licensee more.", "", ""]
    assert grantors(between.join(said)) == {"hazelbrook", "tarnfield works"}
    said = ["Hazelbrook reserves the right to stop.", "Tarnfield disclaims all warranties.", "", ""]
    assert owners(between.join(said), lexicon()) == {"hazelbrook", "tarnfield"}


def test_an_ending_in_i_is_nobody() -> None:
    assert not takes("PART II agree to it.")
