"""What a text calls its parties and things."""

from __future__ import annotations

import pytest

from analyzer import intake
from analyzer.definitions import Definitions, define
from analyzer.lexicon import lexicon
from analyzer.outline import outline


def defined(text: str) -> Definitions:
    return define(outline(intake.from_bytes(text.encode(), "acme.txt")), lexicon())


def things(text: str) -> dict[str, str]:
    return {entry.term: entry.thing for entry in defined(text).entries}


@pytest.mark.parametrize(
    ("text", "term", "thing"),
    [
        ('"Artifacts" means the weights and the code.', "Artifacts", "work"),
        ("“Artifacts” means the weights and the code.", "Artifacts", "work"),
        ('"Acme" means Acme Robotics Inc.', "Acme", "licensor"),
        ('"Acme" means Acme Robotics, Inc.', "Acme", "licensor"),
        ('"Acme" refers to Acme Robotics, Inc., which grants this license.', "Acme", "licensor"),
        ('This License is given by Acme Works Ltd. ("Acme").', "Acme", "licensor"),
        ('"Tester" means the person that uses the Model under this License.', "Tester", "licensee"),
        ('"Completions" means the output of the Model.', "Completions", "output"),
        ("NonCommercial means not intended for commercial advantage.", "NonCommercial", "non-commercial"),
        ('"Licensor", "we" or "us" means Acme.', "we", "licensor"),
        ('"You" means an individual exercising rights under this License.', "You", "licensee"),
        ('"Notices" means the statements that came with the Program.', "Notices", ""),
        ('"Acme Confidential Information" means the source code of the Program.', "Acme Confidential Information", ""),
        ('"Fees" means what is due for the Program.', "Fees", ""),
        ('"Acme License" is a mark of Acme Robotics Inc.', "Acme License", ""),
        ('The entity that agrees to these terms ("Customer") is bound.', "Customer", "licensee"),
        ('"Agreement" means the terms set out herein.', "Agreement", "license-text"),
        ('"Study Purposes" means academic research only.', "Study Purposes", "research"),
        ('This work comes from the Acme Research Laboratory ("ARL").', "ARL", "licensor"),
        ('This Non-Profit Open License ("Non-Profit OL") covers the Work.', "Non-Profit OL", "license-text"),
    ],
)
def test_a_defined_term_is_bound_to_its_thing(text: str, term: str, thing: str) -> None:
    assert things(text)[term] == thing


def test_the_index_is_by_the_first_word_with_singular_and_plural() -> None:
    bound = defined('"Acme Artifacts" means the weights and the code.').bound
    assert {rest for rest, _ in bound["acme"]} == {("artifacts",), ("artifact",)}


def test_the_first_definition_of_a_term_holds() -> None:
    text = '"Zebra" means the weights.\n\n"Zebra" means the output of the weights.'
    assert things(text) == {"Zebra": "work"}


def test_a_word_the_lexicon_reads_that_way_already_is_not_bound_again() -> None:
    assert "software" not in defined('"Software" means the code.').bound


def test_a_defined_verb_stays_a_verb() -> None:
    assert "distribute" not in defined('"Distribute" means to make the Model available.').bound


def test_a_term_of_which_nothing_is_known_is_kept_without_a_thing() -> None:
    found = defined('"Quokka" means a small animal of the west.')
    assert [(entry.term, entry.thing) for entry in found.entries] == [("Quokka", "")]
    assert "quokka" not in found.bound


def test_quoted_words_that_define_nothing_are_no_definition() -> None:
    assert things('You must show "Made with Acme" on your page.') == {}


def test_a_text_without_definitions_binds_nothing() -> None:
    assert defined("You may use the Model.").bound == {}


def test_texts_with_other_definitions_bind_other_things() -> None:
    one, other = defined('"Zebra" means the weights.'), defined('"Zebra" means the output.')
    assert one.bound != other.bound


def test_the_place_is_that_of_the_sentence() -> None:
    text = 'Terms.\n\n"Zebra" means the weights.'
    (entry,) = defined(text).entries
    assert text[entry.span.start : entry.span.end] == '"Zebra" means the weights.'


@pytest.mark.parametrize("text", ['"' * 20_000, "(" * 20_000, '("' * 10_000, "“A” " * 5_000])
def test_hostile_quotation_marks_come_to_an_end(text: str) -> None:
    assert isinstance(defined(text), Definitions)


def test_who_grants_is_the_licensor_though_nothing_defines_the_name() -> None:
    assert defined("Zorblax hereby grants you a license.").bound["zorblax"] == (((), "licensor"),)
    assert not defined("This License grants you the right to use it.").bound
