"""Definitions without quotation marks, in sections that explain words."""

from __future__ import annotations

import pytest

from analyzer import definitions, intake, outline
from analyzer.lexicon import lexicon


def things(text: str) -> dict[str, str]:
    """What the terms of a text are bound to, by their words."""
    document = outline.outline(intake.from_bytes(text.encode(), "license.txt"))
    found = definitions.define(document, lexicon())
    return {entry.term: entry.thing for entry in found.entries}


@pytest.mark.parametrize(
    ("heading", "line", "name", "thing"),
    [
        ("1 VOCABULARY", "1.2 Member: the human being who makes use of rights given here.", "Member", "licensee"),
        ("Words", "Keeper: you, whoever holds a copy of the Work.", "Keeper", "licensee"),
        ("2. Meanings", "2.5 The Holder is whoever accepts the Terms.", "Holder", "licensee"),
        ("1. Interpretation", "1.1 The Grantor is Tarn Systems GmbH.", "Grantor", "licensor"),
        ("Glossary", "Outsider: every natural person save the User.", "Outsider", "third-party"),
        ("1. Terms used", '"Variant"   a Controller that somebody has retrained or altered.', "Variant", "derivative"),
        ("Definitions", "Offspring: a recording that is made from the Work.", "Offspring", "derivative"),
        ("1 Dictionary", "1.4 Offshoot. Each alteration of the Work that the User makes.", "Offshoot", "derivative"),
    ],
)
def test_a_line_of_a_glossary_defines_its_first_words(heading: str, line: str, name: str, thing: str) -> None:
    assert things(f"Tarn Open Terms\n\n{heading}\n\n{line}\n\n3 Rights\n\nThe Work may be used by all.")[name] == thing


def test_items_below_a_lead_in_that_explains_words_define() -> None:
    text = (
        "Tarn Terms\n\nArticle 4. In this document:\n\n- the User is the natural person who makes use of the licence;\n"
    )
    assert things(text)["User"] == "licensee"


@pytest.mark.parametrize(
    "text",
    [
        "Tarn Terms\n\n2 Duties\n\nMember: the human being who makes use of rights given here.\n",
        "Tarn Terms\n\nDefinitions\n\nAn Act of War is any action of one country against another.\n",
        "Tarn Terms\n\nDefinitions\n\nIt is whoever accepts the Terms.\n",
    ],
)
def test_elsewhere_and_of_what_is_done_nothing_is_defined(text: str) -> None:
    assert not any(things(text).values())


def test_who_is_given_leave_is_the_licensee_though_nothing_defines_the_name() -> None:
    text = (
        "Tarn licenses the Pilgrim to use and copy the Work. The Pilgrim must keep all notices. "
        "The Pilgrim shall not sell the Work."
    )
    document = outline.outline(intake.from_bytes(text.encode(), "license.txt"))
    bound = definitions.define(document, lexicon()).bound
    assert ("licensee" in {thing for _, thing in bound["pilgrim"]}) is True
