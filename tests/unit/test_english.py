"""Norms said back in English, and what `openterms read` prints of whole texts. All sentences are our own."""

from __future__ import annotations

import io
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.console import Console

from analyzer import catalog, intake, pipeline
from analyzer.norms import Norm
from analyzer.pipeline import Assessment
from analyzer.reading import read_sentence
from analyzer.render.clauses import print_reading, reading_records
from analyzer.render.english import say
from analyzer.render.hostile import printable
from analyzer.spans import Evidence, Span
from analyzer.thresholds import Threshold
from analyzer.vocabulary import Modality, words

PLAIN = Norm(
    modality=Modality.PERMISSION,
    actor="licensee",
    actions=("use",),
    targets=("work",),
    purposes=(),
    conditions=(),
    exceptions=(),
    thresholds=(),
    territory=(),
    strength="may",
    consequence=None,
    mentions=frozenset(),
    evidence=Evidence("", Span(0, 0), ""),
    partly_read=False,
)


def _norms(words_: str) -> list[Norm]:
    """The norms of one sentence."""
    return list(_assessed(words_).norms)


def _assessed(text: str) -> Assessment:
    return pipeline.analyze(intake.from_bytes(text.encode(), "acme.txt"))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "You may use, copy and modify the Works for research purposes, provided that you keep all notices.",
            "You may use, copy and modify the work for research, if you keep the notices.",
        ),
        (
            "You may not use the Works or any output to improve any other model (excluding the Works).",
            "You must not use the work or the outputs to improve other models, except for the work.",
        ),
        (
            "You must not distribute the Works without prior written permission.",
            "You must not distribute the work without written permission.",
        ),
        ("You shall retain all copyright notices.", "You must keep the notices."),
        ("You are not required to accept this license.", "You need not accept this license."),
        ("You are encouraged to share your improvements.", "You should distribute modifications."),
        ("No person may use the Works for military purposes.", "Nobody may use the work for military use."),
        (
            "Third parties may not use the outputs to train large language models.",
            "Third parties must not use the outputs to train language models.",
        ),
        (
            "You may modify the Works unless you compete with the Licensor.",
            "You may modify the work, unless you compete with the licensor.",
        ),
        ("You own the outputs.", "You own the outputs."),
        ("The Licensor reserves all rights not expressly granted.", "The licensor reserves the rights."),
        ("In no event shall the Licensor be liable for any damages.", "Liability is disclaimed."),
        ('The Works are provided "as is".', "Warranties are disclaimed."),
        (
            "This license will terminate automatically if you violate its terms.",
            "This license will end, if you violate this license.",
        ),
        ("Licensor may terminate this agreement at any time.", "The licensor may end this license (at any time)."),
        ("This License is governed by the laws of Ruritania.", "About this license: the governing law."),
        (
            "Licensor grants you a worldwide, royalty-free license to use and distribute the Works.",
            "You may use and distribute the work (worldwide, free of charge).",
        ),
    ],
)
def test_a_sentence_is_said_back(sentence: str, said: str) -> None:
    assert [say(norm) for norm in _norms(sentence)] == [said]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"purposes": ("improve other-model",)}, "You may use the work to improve other models."),
        ({"purposes": ("research",), "mentions": frozenset({"only"})}, "You may use the work only for research."),
        ({"conditions": ("licensee", "register")}, "You may use the work, if you register."),
        ({"conditions": ("licensee", "use", "reproduce work")}, "You may use the work, if you use and copy the work."),
        ({"conditions": ("modify work",)}, "You may use the work, when modifying the work."),
        ({"conditions": ("written-permission",)}, "You may use the work, given written permission."),
        ({"exceptions": ("military",)}, "You may use the work, except for military use."),
        ({"partly_read": True}, "You may use the work (partly read)."),
        ({"territory": ("territory-eu",)}, "You may use the work, naming the European Union."),
        ({"consequence": "terminate rights"}, "You may use the work, or else: end the rights."),
        ({"actor": "anyone"}, "Anyone may use the work."),
        ({"actor": "other", "subject": ("output",)}, "The outputs may use the work."),
        ({"actor": "other"}, "Someone may use the work."),
        ({"actions": (), "targets": ()}, "You may …"),
        ({"modality": Modality.PROHIBITION, "actions": ("use", "sell")}, "You must not use or sell the work."),
        (
            {"modality": Modality.RESERVATION, "actions": (), "targets": ("mark",), "mentions": frozenset({"grant"})},
            "Not granted: trademarks.",
        ),
        (
            {
                "modality": Modality.PROVISION,
                "actor": "licensor",
                "actions": ("own",),
                "mentions": frozenset({"not"}),
                "strength": "must",
            },
            "The licensor does not own the work.",
        ),
    ],
)
def test_each_part_of_a_norm_is_said(changes: dict[str, Any], said: str) -> None:
    assert say(replace(PLAIN, **changes)) == said


def test_a_size_takes_the_place_of_what_it_measures() -> None:
    sizes = (
        Threshold("users", "over", 5_000_000, None, "month", "release-date", "affiliates"),
        Threshold("revenue", "over", 20_000_000, "USD", "year", None, None),
    )
    said = say(replace(PLAIN, thresholds=sizes, conditions=("licensee", "mau")))
    assert said == (
        "You may use the work, if you … more than 5,000,000 users a month on the release date, affiliates counted in;"
        " more than USD 20,000,000 in revenue a year."
    )


def test_where_words_were_lost_nothing_is_claimed() -> None:
    (norm,) = _norms("If you are outside the Territory, you may not use the Works.")
    assert say(norm) == "You must not use the work, if you … the territory."


def test_who_does_what_is_unknown_leaves_no_blank_before_the_comma() -> None:
    said = say(replace(PLAIN, modality=Modality.PERMISSION, exceptions=("contributor", "licensee", "accept")))
    assert said == "You may use the work, unless contributors …, unless you accept."


IDS = st.sampled_from(sorted(words()))
ITEMS = st.lists(st.one_of(IDS, st.tuples(IDS, IDS).map(" ".join)), max_size=3).map(tuple)


@settings(max_examples=300)
@given(
    st.sampled_from(Modality),
    st.sampled_from(["licensee", "licensor", "third-party", "contributor", "affiliate", "anyone", "other"]),
    st.tuples(ITEMS, ITEMS, ITEMS, ITEMS, ITEMS),
    st.frozensets(st.sampled_from(["grant", "not", "only", "waive", "without", "warranty"])),
)
def test_any_norm_is_one_sentence(
    modality: Modality, actor: str, items: tuple[tuple[str, ...], ...], mentions: frozenset[str]
) -> None:
    targets, purposes, conditions, exceptions, manner = items
    actions = tuple(item.split()[0] for item in targets)
    said = say(
        replace(
            PLAIN,
            modality=modality,
            actor=actor,
            actions=actions,
            targets=targets,
            purposes=purposes,
            conditions=conditions,
            exceptions=exceptions,
            manner=manner,
            mentions=mentions,
        )
    )
    assert re.fullmatch(r"[^\s].*[.…]", said)
    assert "  " not in said
    assert " ," not in said


@pytest.mark.parametrize("modality", [Modality.PROHIBITION, Modality.PERMISSION])
def test_a_ban_is_never_said_as_a_right(modality: Modality) -> None:
    said = say(replace(PLAIN, modality=modality))
    assert ("must not" in said) is (modality is Modality.PROHIBITION)


LICENSE = """Acme Works License

1. Grant. You may use and copy the Works, provided that you keep all copyright notices.

2. Duties. You must give any third party a copy of this License. The Works weigh little.

3. Bans. You may not use the Works to train any other model.
"""


def _printed(text: str, *, everything: bool = False, width: int = 80) -> str:
    out = io.StringIO()
    print_reading(_assessed(text), Console(file=out, width=width), everything=everything)
    return out.getvalue()


def test_each_sentence_stands_above_its_norms() -> None:
    lines = [line.strip() for line in _printed(LICENSE, width=120).splitlines()]
    at = lines.index("3        You may not use the Works to train any other model.")
    assert lines[at + 1] == "prohibition    You must not use the work to train other models."


def test_the_count_and_the_warning_close_the_page() -> None:
    *_, count, warning = _printed(LICENSE).splitlines()
    assert re.fullmatch(r"Read: 3 of 3 sentences that permit, forbid or demand \(100%\); not read: 0\.", count)
    assert warning == "This is not legal advice."


def test_sentences_that_order_nothing_are_left_out_unless_everything_is_asked_for() -> None:
    heading = "Preamble follows here.\n\nAcme made this with love.\n\n" + LICENSE
    assert "love" not in _printed(heading)
    assert "love" in _printed(heading, everything=True)


def test_no_line_is_wider_than_the_console_and_no_word_is_lost() -> None:
    narrow = _printed(LICENSE, width=44)
    assert max(len(line) for line in narrow.splitlines()) <= 44
    assert "provided" in narrow
    assert "notices" in narrow


def test_what_was_not_read_is_marked_with_its_reason() -> None:
    endless = "You may use the Works" + " and the Works" * 2_000 + "."
    printed = _printed(f"{LICENSE}\n4. More. {endless}\n")
    assert re.search(r"not read\s+longer than 20000 characters", printed)
    assert "not read: 1." in printed


def test_an_item_stands_with_its_lead_in() -> None:
    printed = _printed("Acme License\n\n1. You must:\n\n(a) keep the notices; and\n\n(b) pay a fee.\n")
    assert re.search(r"\(You must:\)\s+keep the notices", printed)


def test_records_hold_the_exact_words_of_the_text() -> None:
    found = reading_records(_assessed(LICENSE))
    assert all(LICENSE[one.start : one.end] == one.quote for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_records_hold_norms_with_their_sentences() -> None:
    ban = next(one for one in reading_records(_assessed(LICENSE)) if one.section == "3" and one.norms)
    assert [norm.modality for norm in ban.norms] == [Modality.PROHIBITION]
    assert ban.said == ["You must not use the work to train other models."]
    assert ban.unread is None
    data = msgspec.json.decode(msgspec.json.encode(ban))
    assert list(data) == ["section", "start", "end", "quote", "norms", "said", "unread"]


def test_escape_sequences_of_a_text_never_reach_the_terminal() -> None:
    hostile = LICENSE.replace("You may use", "You may\x1b]0;owned\x07\x9b31m use\u202e \x1b[2J[red]now[/red]")
    printed = _printed(hostile, everything=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
    assert "]0;owned" not in printed
    assert "0;owned" in printed
    assert "[red]now[/red]" in printed


@pytest.mark.parametrize(
    ("given_", "left"),
    [
        ("You\x1b[8m may\n copy", "You may copy"),
        ("a \x1b]8;;http://acme.test\x1b\\b", "a 8;;http://acme.testb"),
        ("You may \x1b]not\x07 copy", "You may not copy"),
        ("\x1b", ""),
        ("one\ttwo\r\nthree", "one two three"),
        ("zero\u200bwidth", "zerowidth"),
        ("Übung 日本 “quoted”", "Übung 日本 “quoted”"),
    ],
)
def test_words_are_made_printable(given_: str, left: str) -> None:
    assert printable(given_) == left


@given(st.text())
def test_printable_words_hold_no_control_character(text: str) -> None:
    assert "\x1b" not in printable(text)
    assert printable(text).isprintable()


def test_a_record_without_text_says_so() -> None:
    out = io.StringIO()
    record = next(iter(catalog.records().values()))
    print_reading(pipeline.from_record(record), Console(file=out, width=100), everything=False)
    assert "Only the reviewed record of this license is at hand" in out.getvalue()


def test_a_text_in_another_language_says_so() -> None:
    german = "Lizenz. Sie dürfen das Werk nicht verändern und müssen alle Hinweise behalten. " * 5
    assert "The text is in German, which is not read" in _printed(german)


def test_a_sentence_alone_is_read_as_in_a_text() -> None:
    sentence = "You may not remove any notices."
    (clause,) = read_sentence(sentence).clauses
    (norm,) = _norms(sentence)
    assert (clause.modality, clause.actions) == (norm.modality, norm.actions)
