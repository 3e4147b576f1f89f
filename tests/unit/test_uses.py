"""Kinds of use by words that stand close together: told in any order, not over a lead-in, not where they are spared."""

from __future__ import annotations

import pytest

from analyzer import resources
from analyzer.records import read_yaml
from analyzer.uses import kinds_of_ban
from analyzer.vocabulary import groups


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Nobody may leave the choice of tenants to an algorithm alone", {"automated-decision"}),
        ("You must not work out who the anonymised donors are", {"reidentify"}),
        ("You must not fool readers with bogus findings", {"disinformation"}),
        ("You may not use the Model to test software", set()),
        ("You must not break into accounts, except to test your own", {"malware"}),
        ("You must not use it, except to detect those who break into accounts", set()),
        ("You may study how people break into accounts, but not sell the Model", set()),
        ("You may study it, but not break into accounts", {"malware"}),
        ("Do not steal: passwords of the staff", set()),
        ("", set()),
    ],
)
def test_words_close_together_tell_a_kind(words: str, kinds: set[str]) -> None:
    assert kinds_of_ban(words) == kinds


def test_words_far_apart_tell_nothing_and_neither_does_a_sentence_without_end() -> None:
    near = "You must not steal passwords"
    assert kinds_of_ban(near) == {"malware"}
    assert kinds_of_ban(f"You must not steal {'and so on ' * 5}passwords") == set()
    assert kinds_of_ban(f"{near} {'or the like ' * 40}") == set()


def test_every_kind_is_an_id_that_the_rules_know() -> None:
    known = {one for group in groups().values() for one in group}
    assert set(read_yaml(resources.folder("grammar") / "uses.yaml")) <= known
