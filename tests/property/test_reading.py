"""Laws of reading: no cue is lost, every quote is the text's own words, and hostile text is read in linear time.

Checked on the labelled texts (`../shared`), on 200 texts of licensedcode-data, on our own, and on made-up sentences.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import catalog, intake, records, resources
from analyzer.cues import is_normative
from analyzer.definitions import define
from analyzer.errors import UnusableSourceError
from analyzer.intake import Text
from analyzer.lexicon import lexicon
from analyzer.norms import TELLING
from analyzer.outline import Document, outline
from analyzer.reading import Read, read, read_sentence, unit_words
from analyzer.spans import Evidence, Span
from analyzer.terms import decide
from analyzer.vocabulary import Modality

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "texts"
SEED = 20261124
SAMPLE = 200


def sources() -> list[tuple[str, str]]:
    """(kind, name) of every text to check; the held-out texts carry no labels and are never among them."""
    labelled = sorted(path.stem for path in (SHARED / "gold" / "terms").glob("*.yaml"))
    held_out = set(records.read_yaml(ROOT / "tests" / "golden" / "held-out.yaml")["texts"])
    found = [("own", path.name) for path in sorted(OWN.iterdir()) if path.suffix != ".yaml"]
    found += [("labelled", name) for name in labelled if name not in held_out]
    spec = find_spec("licensedcode")
    places = [Path(place) / "data" / "licenses" for place in spec.submodule_search_locations or ()] if spec else []
    keys = sorted(path.stem for place in places for path in place.glob("*.LICENSE"))
    drawn = random.Random(SEED).sample(keys, min(SAMPLE, len(keys)))  # noqa: S311 (a sample, no secret)
    return found + [("known", key) for key in drawn]


SOURCES = sources()
every_text = pytest.mark.parametrize(("kind", "name"), SOURCES, ids=[f"{kind}-{name}" for kind, name in SOURCES])


@cache
def text_of(kind: str, name: str) -> Text | None:
    """One text to check; None where it is empty."""
    if kind == "known":
        return catalog.text_of_key(name)
    return intake.read(OWN / name if kind == "own" else SHARED / "corpus" / f"{name}.txt")


@cache
def read_of(kind: str, name: str) -> tuple[Document, Read]:
    text = text_of(kind, name)
    if text is None:
        pytest.skip(f"{name} is empty")
    return read_text(text)


def read_text(text: Text) -> tuple[Document, Read]:
    document = outline(text)
    return document, read(document, define(document, lexicon()))


def evidence_in(found: Read) -> list[Evidence]:
    of_norms = [place for norm in found.norms for place in (*norm.leads, norm.evidence)]
    return of_norms + [one.evidence for one in found.unread]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts (../shared) are not here")
def test_the_labelled_texts_are_among_those_checked() -> None:
    assert sum(kind == "labelled" for kind, _ in SOURCES) >= 100


@pytest.mark.skipif(find_spec("licensedcode") is None, reason="licensedcode-data is not installed")
def test_two_hundred_known_texts_are_among_those_checked() -> None:
    assert sum(kind == "known" for kind, _ in SOURCES) == SAMPLE


@every_text
def test_no_cue_is_lost(kind: str, name: str) -> None:
    """Architecture, rule 1: every unit with a normative cue has a norm, or is kept as unread."""
    document, found = read_of(kind, name)
    text = document.text
    kept = {norm.evidence.span for norm in found.norms} | {one.evidence.span for one in found.unread}
    cued = [unit for unit in document.units if is_normative(text.reading[unit.span.start : unit.span.end])]
    lost = [text.content[at.start : at.end] for at in (text.original(unit.span) for unit in cued) if at not in kept]
    assert lost == []
    assert found.normative_units >= len(cued)
    unread = [one for one in found.unread if one.reason != TELLING]  # the others hold no cue
    assert found.read_units == found.normative_units - len(unread)


@every_text
def test_every_quote_is_the_text_itself(kind: str, name: str) -> None:
    """Architecture, rule 2: `text[start:end]` is the quote."""
    document, found = read_of(kind, name)
    content = document.text.content
    for place in evidence_in(found):
        assert 0 <= place.span.start < place.span.end <= len(content)
        assert place.quote == content[place.span.start : place.span.end]


@every_text
def test_units_follow_one_another_and_lie_in_the_text(kind: str, name: str) -> None:
    document, _ = read_of(kind, name)
    end = 0
    for unit in document.units:
        assert end <= unit.span.start < unit.span.end <= len(document.text.reading)
        end = unit.span.end


@every_text
def test_a_lead_in_stands_before_its_item_and_a_tail_behind_it(kind: str, name: str) -> None:
    _, found = read_of(kind, name)
    for norm in found.norms:
        starts = [lead.span.start for lead in norm.leads]
        assert starts == sorted(starts)
        own = norm.evidence.span
        # What follows a list and holds for each item stands last.
        assert all(lead.span.end <= own.start for lead in norm.leads[:-1])
        assert all(lead.span.end <= own.start or lead.span.start >= own.end for lead in norm.leads)


@every_text
def test_the_evidence_of_every_term_is_the_text_itself(kind: str, name: str) -> None:
    document, found = read_of(kind, name)
    content = document.text.content
    decided = decide(found.norms, found.unread, define(document, lexicon()))
    for term in decided.terms.values():
        assert all(place.quote == content[place.span.start : place.span.end] for place in term.evidence), term.name


# Made-up sentences ----------------------------------------------------------------------------------------------------


def lexicon_words() -> list[str]:
    """Every word of the lexicon files, as written there."""
    found: set[str] = set()
    for path in sorted((resources.folder("grammar") / "lexicon").glob("*.yaml")):
        for entry in records.read_yaml(path)["entries"]:
            phrases = [*entry.get("say", ()), *entry.get("not", ()), *entry.get("verbs", ())]
            found.update(word for phrase in phrases for word in str(phrase).split())
    return sorted(found)


WORDS = lexicon_words()
MARKS = [
    ", ",
    "; ",
    ": ",
    ". ",
    " (",
    ") ",
    " “",
    "” ",
    ' "',
    " - ",
    "/",
    "\n",
    "\n\n",
    "\n(a) ",
    "\n1. ",
    "\n  (i) ",
    "’s ",
]
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS).map(str.title), st.sampled_from(MARKS), st.just("İß"))
GLUED = st.lists(PIECES, min_size=1, max_size=60).map(" ".join)


def test_the_lexicon_gives_words_to_glue() -> None:
    assert {"may", "not", "distribute"} <= set(WORDS)


@settings(max_examples=300)
@given(GLUED)
def test_any_row_of_words_is_read_or_told_to_be_unread(words: str) -> None:
    folded = " ".join(words.split())
    sentence = read_sentence(folded)
    assert sentence.clauses or sentence.fault or not sentence.normative


@settings(max_examples=150)
@given(st.lists(GLUED, min_size=1, max_size=6).map("\n\n".join))
def test_any_text_made_of_such_rows_keeps_its_quotes(words: str) -> None:
    try:
        text = intake.from_bytes(words.encode(), "made-up.txt")
    except UnusableSourceError:
        assert not words.strip()
        return
    document, found = read_text(text)
    assert all(place.quote == text.content[place.span.start : place.span.end] for place in evidence_in(found))
    assert all(place.span.end <= len(text.content) for place in evidence_in(found))
    assert all(Span(0, len(text.reading)).contains(unit.span) for unit in document.units)


# Hostile text: what counts is that it ends, and that nothing is lost on the way ---------------------------------------

CLAUSE = "You may not sell the Work"
HOSTILE: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda size: CLAUSE + " (" * (size // 2) + ") " * (size // 2) + ".",
    "brackets that never close": lambda size: CLAUSE + "(" * size + ".",
    "one endless sentence": lambda size: CLAUSE + " and You must keep the notices" * (size // 30) + ".",
    "one endless word": lambda size: CLAUSE + " " + "a" * size + ".",
    "opening quotes": lambda size: CLAUSE + " “" * (size // 2) + ".",
    "straight quotes": lambda size: CLAUSE + ' "' * (size // 2 + 1) + ".",
    "opening quotes that open definitions": lambda size: CLAUSE + ' ("the' * (size // 6) + ".",
    "digits": lambda size: CLAUSE + " to more than " + "9" * size + " users.",
    "commas": lambda size: CLAUSE + "," * size + ".",
    "lead-ins": lambda size: "You must not:\n" * (size // 14) + "(a) sell the Work.",
    "markers": lambda size: "".join(f"{at}. (a) (i) You must pay.\n" for at in range(1, size // 30)),
    "markup": lambda size: CLAUSE + " <b>" * (size // 4) + ".",
    "spaces": lambda size: CLAUSE + " " * size + ".",
    "line ends": lambda size: CLAUSE + "\n \n" * (size // 3) + "You must not modify it.",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_read_to_its_end(kind: str) -> None:
    words = HOSTILE[kind](20_000)
    text = intake.from_bytes(words.encode(), "hostile.txt")
    document, found = read_text(text)
    kept = {norm.evidence.span for norm in found.norms} | {one.evidence.span for one in found.unread}
    cued = [unit for unit in document.units if is_normative(unit_words(document, unit))]
    assert cued
    assert all(text.original(unit.span) in kept for unit in cued)
    assert len(document.units) <= len(words) // 10
    assert len(found.norms) <= len(words) // 10


def calls_of(words: str) -> int:
    """How many functions are called while a text is read: work that no clock can blur."""
    count = 0

    def tally(_frame: object, event: str, _given: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    text = intake.from_bytes(words.encode(), "hostile.txt")
    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        read_text(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_hostile_text_is_at_most_about_twice_the_work(kind: str) -> None:
    read_text(intake.from_bytes(CLAUSE.encode(), "warm.txt"))
    half, whole = calls_of(HOSTILE[kind](10_000)), calls_of(HOSTILE[kind](20_000))
    assert whole <= 2.5 * half + 2_000


@pytest.mark.parametrize(
    "row",
    ["(" * 10_000 + ")" * 10_000, "(" * 10_000, "[(" * 5_000, ")" * 10_000, "({" * 5_000],
    ids=["nested", "open", "two kinds", "closing", "curly"],
)
def test_ten_thousand_brackets_leave_the_next_sentence_readable(row: str) -> None:
    text = intake.from_bytes(f"{row}\n\nYou must not sell the Work.\n".encode(), "hostile.txt")
    _, found = read_text(text)
    assert any(norm.modality is Modality.PROHIBITION and "sell" in norm.actions for norm in found.norms)
