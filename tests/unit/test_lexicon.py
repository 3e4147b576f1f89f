"""Phrases and their forms: what a word is looked up as, and the longest phrase at a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import records, resources
from analyzer.lexicon import Entry, Lexicon, canonical, expand, indexed, lexicon, plural, verb_forms


def ids(words: str) -> tuple[int, set[str]]:
    """Length in words and ids of the phrase at the beginning."""
    match = lexicon().match([canonical(word) for word in words.split()], 0)
    return (match[0], {entry.id for entry in match[1]}) if match else (0, set())


@pytest.mark.parametrize(
    ("written", "looked_up"),
    [
        ("Licence", "license"),
        ("LICENCES", "licenses"),
        ("Licensee’s", "licensee"),
        ("licensees'", "licensees"),
        ("authorised", "authorized"),
        ("utilise", "utilize"),
        ("organisations", "organizations"),
        ("labour", "labor"),
        ("can’t", "can't"),
    ],
)
def test_a_word_is_looked_up_in_one_spelling(written: str, looked_up: str) -> None:
    assert canonical(written) == looked_up


@pytest.mark.parametrize("word", ["advise", "exercise", "promise", "hour", "our", "four", "likewise", "raise"])
def test_words_that_only_look_british_are_left(word: str) -> None:
    assert canonical(word) == word


@given(st.text(max_size=20))
def test_what_is_looked_up_has_its_own_spelling(word: str) -> None:
    once = canonical(word)
    assert canonical(word) == once
    assert once == once.lower() or not word.isascii()


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("copy", ["copy"]),
        ("[large] model", ["large model", "model"]),
        ("(other|another) model", ["another model", "other model"]),
        ("[a|the] (big|small) model", sorted(f"{a}{b} model" for a in ("", "a ", "the ") for b in ("big", "small"))),
    ],
)
def test_a_pattern_stands_for_its_phrases(pattern: str, phrases: list[str]) -> None:
    assert expand(pattern) == sorted(phrases)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("train", ["train", "trains", "training", "trained"]),
        ("use", ["use", "uses", "using", "used"]),
        ("modify", ["modify", "modifies", "modifying", "modified"]),
        ("copy", ["copy", "copies", "copying", "copied"]),
        ("ship", ["ship", "ships", "shipping", "shipped"]),
        pytest.param(
            "guarantee",
            ["guarantee", "guarantees", "guaranteeing", "guaranteed"],
            marks=pytest.mark.xfail(strict=True, reason="a verb on -ee gets a third e in the past"),
        ),
        ("publish", ["publish", "publishes", "publishing", "published"]),
        ("display", ["display", "displays", "displaying", "displayed"]),
    ],
)
def test_regular_verbs_are_inflected(base: str, forms: list[str]) -> None:
    assert list(verb_forms(base).values()) == forms


@pytest.mark.parametrize(
    ("one", "many"), [("copy", "copies"), ("work", "works"), ("library", "libraries"), ("patch", "patches")]
)
def test_nouns_have_a_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_the_longest_phrase_is_taken() -> None:
    assert ids("large language models may") == (3, {"llm"})


def test_irregular_verbs_are_known_in_all_their_forms() -> None:
    assert [ids(word)[1] & {"sell"} for word in ("sell", "sells", "selling", "sold")] == [{"sell"}] * 4


def test_a_word_may_be_several_things_at_once() -> None:
    match = lexicon().match(["use"], 0)
    assert match is not None
    assert {entry.terminal for entry in match[1]} >= {"VERB", "ACT"}


def test_a_word_that_is_in_no_file_is_no_phrase() -> None:
    assert lexicon().match(["xylophone"], 0) is None


def test_of_two_phrases_the_longer_wins_whatever_the_order() -> None:
    short, long = (["open"], Entry("NOUN", "work")), (["open", "license"], Entry("NOUN", "license-text"))
    for rows in ([short, long], [long, short]):
        assert Lexicon(indexed(rows)).match(["open", "license"], 0) == (2, (long[1],))


FILES = sorted((resources.folder("grammar") / "lexicon").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_phrase_of_a_file_is_found_under_its_id(path: Path) -> None:
    data = records.read_yaml(path)
    lost = []
    for entry in data["entries"]:
        for phrase in (phrase for pattern in entry["say"] for phrase in expand(str(pattern))):
            words = [canonical(word) for word in phrase.replace(",", " , ").split()]
            match = lexicon().match(words, 0)
            found = {(one.terminal, one.id) for one in match[1]} if match and match[0] == len(words) else set()
            if (data["terminal"], entry["id"]) not in found:
                lost.append((phrase, entry["id"]))
    assert lost == []
