"""A strange verb behind copies, changes, users or uses; and the verbs that open licenses use there."""

from __future__ import annotations

from itertools import product

import pytest

from analyzer.predicates import strange

SUBJECTS = ("Copies", "All users", "Changed versions", "Derivative works", "Distributors", "Modified copies")
STRANGE = ("carry our ribbon", "live in our store", "are shown to us first", "own a shop", "are never sold")
KNOWN = (
    "must keep this notice",
    "are permitted",
    "include translations",
    "may be sold",
    "are subject to these terms",
    "of the Work need no mark",
)


@pytest.mark.parametrize(("subject", "said"), list(product(SUBJECTS, STRANGE)))
def test_a_strange_verb_is_seen(subject: str, said: str) -> None:
    assert strange(f"{subject} {said}.")


@pytest.mark.parametrize(("subject", "said"), list(product(SUBJECTS, KNOWN)))
def test_the_verbs_of_open_licenses_are_not_strange(subject: str, said: str) -> None:
    assert not strange(f"{subject} {said}.")


@pytest.mark.parametrize("words", ["Selling it ends your rights.", "Hosting the Model is our business."])
def test_an_act_as_the_subject(words: str) -> None:
    assert strange(words)


@pytest.mark.parametrize("words", ["Using it is free.", "Running this software means that you agree.", "Copies: two."])
def test_an_act_of_which_nothing_strange_is_said(words: str) -> None:
    assert not strange(words)
