"""Clause trees to norms: the modality, whose act it is, and what stands in which slot."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.clauses import parser
from analyzer.lexicon import lexicon
from analyzer.norms import Clause, clauses_of
from analyzer.tagging import tag
from analyzer.vocabulary import Modality


def clauses(words: str) -> list[Clause]:
    return clauses_of(parser("clause.lark").parse(tag(words, lexicon(), {})))


def one(words: str) -> Clause:
    (clause,) = clauses(words)
    return clause


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("You may use the Model", Modality.PERMISSION),
        ("You may not use the Model", Modality.PROHIBITION),
        ("You must keep the notices", Modality.OBLIGATION),
        ("You need not keep the notices", Modality.EXEMPTION),
        ("You are encouraged to share the Model", Modality.ENCOURAGEMENT),
        ("Licensor grants you a license to use the Model", Modality.PERMISSION),
        ("No license is granted to use the marks", Modality.RESERVATION),
        ("Licensor reserves all rights", Modality.RESERVATION),
        ("Licensor disclaims all warranties", Modality.DISCLAIMER),
        ("This license terminates", Modality.TERMINATION),
        ("You will keep the notices", Modality.OBLIGATION),
        ("You will not sell the Model", Modality.PROHIBITION),
        ("Licensor will publish the Model", Modality.PROVISION),
        ("The outputs may contain errors", Modality.PROVISION),
        ("Licensor shall not be liable for damages", Modality.DISCLAIMER),
        ("Your rights will terminate", Modality.TERMINATION),
    ],
)
def test_a_clause_has_its_modality(words: str, modality: Modality) -> None:
    assert one(words).modality is modality


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("You may use the Model", "licensee"),
        ("Licensor may end this license", "licensor"),
        ("Third parties may not use the Model", "third-party"),
        ("Everyone may use the Model", "anyone"),
        ("The Model may be used for research", "licensee"),
        ("Licensor grants you a license to use the Model", "licensee"),
        ("You grant Licensor a license to use your feedback", "licensor"),
        ("Keep the notices", "licensee"),
        ("The outputs may contain errors", "other"),
    ],
)
def test_a_clause_knows_whose_act_it_is(words: str, actor: str) -> None:
    assert one(words).actor == actor


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("You may use and modify the Model", {"actions": ("use", "modify"), "targets": ("work",)}),
        ("You may not use it to train other models", {"actions": ("use",), "purposes": ("train other-model",)}),
        ("You may use it if you keep the notices", {"conditions": ("licensee", "retain notice")}),
        ("You may use it unless you sell it", {"exceptions": ("licensee", "sell work")}),
        ("You may not share it without written consent", {"conditions": ("written-permission",)}),
        ("You may share it except the outputs", {"exceptions": ("output",)}),
        ("The Model may be used for research", {"actions": ("use",), "targets": ("work",), "purposes": ("research",)}),
        ("You may not use it in the European Union", {"territory": ("territory-eu",)}),
    ],
)
def test_words_stand_in_their_slot(words: str, slots: dict[str, Any]) -> None:
    clause = one(words)
    assert {name: getattr(clause, name) for name in slots} == slots


def test_a_clause_without_a_subject_takes_the_one_before() -> None:
    first, second = clauses("Licensor may end this license and may not sell the Model")
    assert (first.actor, second.actor) == ("licensor", "licensor")


def test_strength_follows_the_modality() -> None:
    said = ["You may use it", "You must keep it", "You are encouraged to share it", "You may not sell it"]
    assert [one(words).strength for words in said] == ["may", "must", "should", "must"]


def test_mentions_hold_every_id_whatever_its_place() -> None:
    clause = one("If you train other models, you may not sell the outputs for research")
    assert {"train", "other-model", "sell", "output", "research"} <= clause.mentions


def test_a_head_without_an_act_or_a_thing_is_partly_read() -> None:
    assert one("You may not").partly_read
    assert not one("You may not sell the Model").partly_read


def test_an_order_without_a_subject_is_implied() -> None:
    assert one("Keep the notices").implied
    assert not one("You must keep the notices").implied


def test_only_is_kept_as_a_mention() -> None:
    assert "only" in one("You may use the Model only for research").mentions
    assert "only" not in one("You may use the Model for research").mentions


def test_a_waiver_is_told_from_a_grant() -> None:
    assert "waive" in one("Licensor waives all copyright").mentions
    assert "waive" not in one("Licensor grants all rights").mentions


def test_what_has_no_head_is_no_norm() -> None:
    assert clauses("in source form") == []
