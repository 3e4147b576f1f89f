"""Units to norms: places, lead-ins, what counts as normative, and what is kept as unread."""

from __future__ import annotations

import pytest

from analyzer import intake
from analyzer.definitions import define
from analyzer.lexicon import heading_ids, ids_in, lexicon
from analyzer.outline import Document, outline
from analyzer.reading import Read, read, read_sentence, unit_words
from analyzer.vocabulary import Modality


def document(text: str) -> Document:
    return outline(intake.from_bytes(text.encode(), "acme.txt"))


def reading(text: str) -> Read:
    parts = document(text)
    return read(parts, define(parts, lexicon()))


def test_every_normative_unit_is_read_or_unread() -> None:
    found = reading("You may use the Model.\n\nMust shall may.\n\nThe Model has ten layers.\n\nOnly so.")
    assert found.normative_units == found.read_units + len(found.unread)
    assert found.normative_units == 3


def test_what_is_not_read_keeps_its_words_and_says_why() -> None:
    (lost,) = reading("Solely the purple zebra.").unread
    assert lost.evidence.quote == "Solely the purple zebra."
    assert "no verb" in lost.reason


def test_a_norm_has_its_section_its_place_and_its_words() -> None:
    text = "1. Grant\n\nYou may use the Model.\n\n2. Limits\n\nYou may not sell the Model.\n"
    ban = next(norm for norm in reading(text).norms if norm.modality is Modality.PROHIBITION)
    assert ban.evidence.section.startswith("2")
    assert text[ban.evidence.span.start : ban.evidence.span.end] == ban.evidence.quote == "You may not sell the Model."


def test_an_item_carries_its_lead_in() -> None:
    text = "You must not:\n\n(a) sell the Model;\n\n(b) rent the Model.\n"
    bans = [norm for norm in reading(text).norms if norm.actions]
    assert [norm.modality for norm in bans] == [Modality.PROHIBITION] * 2
    assert [[lead.quote for lead in norm.leads] for norm in bans] == [["You must not:"]] * 2


def test_the_words_of_an_item_are_those_of_its_lead_in_and_its_own() -> None:
    parts = document("You must not:\n\n(a) sell   the\n    Model;\n\n(b) rent it.\n")
    said = [unit_words(parts, unit) for unit in parts.units if unit.leads]
    assert said[0].startswith("You must not: ")
    assert said[0].rstrip(";").endswith("sell the Model")


def test_a_bare_item_under_a_heading_of_bans_is_a_ban() -> None:
    found = reading("# Prohibited Uses\n\n- Generating malware\n- Harassing other people\n")
    assert {norm.modality for norm in found.norms} == {Modality.PROHIBITION}
    assert len(found.norms) == 2


def test_an_order_under_a_heading_of_bans_stays_an_order() -> None:
    found = reading("# Prohibited Uses\n\nComply with all applicable laws.\n")
    assert Modality.PROHIBITION not in {norm.modality for norm in found.norms}


def test_a_heading_gives_its_ids_to_the_norms_below() -> None:
    (norm,) = reading("# Trademarks\n\nYou may not use them.\n").norms
    assert "mark" in norm.heading


def test_a_defined_name_with_a_version_in_its_first_word_is_known() -> None:
    text = '"Orbit-2.x" means the model and its weights.\n\nYou may not sell Orbit-2.x or any copy of it.\n'
    ban = next(norm for norm in reading(text).norms if norm.modality is Modality.PROHIBITION)
    assert "work" in ban.targets


def test_ids_in_a_text_need_no_reading() -> None:
    assert {"mark", "output"} <= ids_in("marks, and the outputs", lexicon())
    assert heading_ids("") == frozenset()


def test_sizes_are_read_with_their_sentence() -> None:
    sentence = read_sentence("If you have more than 5 million monthly active users, you must request a license.")
    assert [(size.metric, size.amount) for size in sentence.thresholds] == [("users", 5_000_000)]


def test_a_sentence_read_twice_is_the_same() -> None:
    words = "You may not use the Model to train other models."
    assert read_sentence(words) is read_sentence(words)


def test_the_same_words_mean_other_things_where_terms_are_defined() -> None:
    first = reading('"Zebra" means the weights.\n\nYou may sell the Zebra.')
    second = reading('"Zebra" means the output of a model.\n\nYou may sell the Zebra.')
    assert [norm.targets for norm in (first.norms[-1], second.norms[-1])] == [("work",), ("output",)]


@pytest.mark.parametrize("words", ["You may use it. " * 2_000, "You may use it and " * 1_000])
def test_a_sentence_too_long_is_unread_and_says_so(words: str) -> None:
    sentence = read_sentence(words.strip())
    assert sentence.clauses == ()
    assert sentence.fault.startswith("longer than")


def test_nothing_is_read_in_nothing() -> None:
    found = reading("Acme")
    assert (found.norms, found.unread, found.normative_units) == ((), (), 0)


def test_a_sentence_whose_cue_plain_words_leave_out_still_counts_as_one_that_may_bind() -> None:
    sentence = read_sentence("Please tell the authors why you stopped so that they can improve the Library.")
    assert sentence.normative
