"""The stages chained: what becomes of a small license from bytes to rating, and of one that is only on record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from analyzer import catalog, intake, pipeline
from analyzer.pipeline import Assessment, Reading
from analyzer.rules import term_rules
from analyzer.spans import Evidence
from analyzer.terms import absent_value
from analyzer.vocabulary import Answer, Grade, Modality, State

GRANT = "Acme grants you a worldwide license to use, copy, modify and distribute the Model for any purpose."
BAN = "You may not use the Model or its outputs to train any other model."
FREE = "This Agreement does not impose any restrictions or obligations with respect to any use of outputs."
OPEN = f"""Works License

{GRANT}

You must keep all copyright notices in copies of the Model.

THE MODEL IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
"""
CONTRARY = f"Acme License\n\n1. Grant\n\n{GRANT}\n\n2. Limits\n\n{BAN}\n\n3. Outputs\n\n{FREE}\n"
MANY = f"""Acme License

1. {GRANT}

2. If you have more than 40 million monthly active users, you must request a license from Acme.

3. If your annual revenue exceeds USD 5 million, you must request a license from Acme.

4. You must prominently display “Made with Acme” on your website.

5. This License is governed by the laws of Norway.

6. You may not use the Model:

   (a) for any military purpose; or

   (b) in violation of any applicable law.
"""


@cache
def assessed(text: str) -> Assessment:
    return pipeline.analyze(intake.from_bytes(text.encode(), "LICENSE"))


def evidence_of(found: Assessment) -> Iterator[Evidence]:
    """All words that an assessment rests on."""
    for norm in found.norms:
        yield from (norm.evidence, *norm.leads)
    yield from (one.evidence for one in found.unread)
    for term in found.terms.values():
        yield from term.evidence
    for clash in found.contradictions:
        yield from clash.evidence
    for verdicts in found.verdicts.values():
        for verdict in verdicts.items.values():
            yield from verdict.evidence


def test_a_permissive_license_is_open() -> None:
    found = assessed(OPEN)
    assert found.rating.open is True
    assert found.rating.grade is Grade.OPEN_SOURCE
    assert found.verdicts["osd"].answer is Answer.SATISFIED
    assert {found.terms[name].value for name in ("use", "modify", "redistribute", "commercial-use")} == {"granted"}
    assert found.terms["notice-retention"].value is True
    assert found.reading == Reading(3, 3)


def test_a_training_ban_makes_it_not_open() -> None:
    found = assessed(OPEN + f"\n{BAN}\n")
    assert found.rating.open is False
    assert found.terms["output-training-ban"].value == "any-model"
    verdict = found.verdicts["osd"].items["osd-6"]
    assert verdict.answer is Answer.VIOLATED
    assert [place.quote for place in verdict.evidence] == [BAN]


def test_clauses_that_contradict_each_other_leave_the_term_unclear_with_both_quotes() -> None:
    found = assessed(CONTRARY)
    term = found.terms["output-training-ban"]
    assert (term.value, term.state) == ("any-model", State.UNCLEAR)
    assert [(place.section, place.quote) for place in term.evidence] == [("2", BAN), ("3", FREE)]
    assert [clash.terms for clash in found.contradictions] == [("output-training-ban",)]
    assert [place.quote for place in found.contradictions[0].evidence] == [BAN, FREE]
    assert found.contradictions[0].why


def test_a_contradicted_term_is_judged_by_its_stricter_value() -> None:
    found = assessed(CONTRARY)
    assert found.rating.open is False
    assert found.verdicts["osd"].items["osd-6"].answer is Answer.VIOLATED


def test_without_the_ban_there_is_no_contradiction() -> None:
    found = assessed(CONTRARY.replace(BAN, ""))
    assert found.contradictions == ()
    assert found.terms["output-training-ban"].state is State.SILENT


def test_values_are_taken_out_of_the_clauses() -> None:
    values = {name: term.value for name, term in assessed(MANY).terms.items()}
    assert values["user-threshold"] == 40_000_000
    assert values["revenue-threshold"] == {"amount": 5_000_000, "currency": "USD"}
    assert values["attribution-display"] == "Made with Acme"
    assert values["governing-law"] == "Norway"


def test_items_of_a_list_are_read_with_their_lead_in() -> None:
    found = {norm.evidence.section: norm for norm in assessed(MANY).norms if norm.modality is Modality.PROHIBITION}
    for section in ("6.a", "6.b"):
        assert found[section].actions == ("use",)
        assert [lead.quote for lead in found[section].leads] == ["You may not use the Model:"]


def test_what_a_text_is_silent_on_has_the_absent_value_and_no_words() -> None:
    silent = [term for term in assessed(OPEN).terms.values() if term.state is State.SILENT]
    assert len(silent) > 20
    for term in silent:
        assert term.value == absent_value(term_rules()[term.name])
        assert term.evidence == ()


@pytest.mark.parametrize("text", [OPEN, CONTRARY, MANY])
def test_every_term_of_the_rulebook_is_answered_in_order(text: str) -> None:
    assert list(assessed(text).terms) == list(term_rules())


@pytest.mark.parametrize("text", [OPEN, CONTRARY, MANY], ids=["open", "contrary", "many"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_quote_is_the_text_at_its_offsets(text: str, end: str) -> None:
    found = assessed(text.replace("\n", end))
    content = found.document.text.content
    places = list(evidence_of(found))
    assert len(places) > 10
    assert [place for place in places if place.quote != content[place.span.start : place.span.end]] == []


def test_quotes_of_markdown_hold_its_marks_as_they_stand_in_the_file() -> None:
    text = "# Works License\n\nYou **may** use the Model.\n\nYou may _not_ use the Model to train [other](#m) models.\n"
    found = pipeline.analyze(intake.from_bytes(text.encode(), "LICENSE.md"))
    quotes = [place.quote for place in evidence_of(found)]
    assert "You may _not_ use the Model to train [other](#m) models." in quotes
    assert [quote for quote in quotes if not quote or quote not in text] == []


@pytest.mark.parametrize("text", [OPEN, CONTRARY, MANY])
def test_every_stated_term_has_its_words(text: str) -> None:
    stated = [term for term in assessed(text).terms.values() if term.state is not State.SILENT]
    assert stated
    assert [term.name for term in stated if not term.evidence] == []


@pytest.mark.parametrize(
    "text",
    [
        "The river carries morning light across the stones.\n",
        "Shall I compare thee to the night? The moon may rise, the tide shall run.\n",
        "Vous pouvez utiliser le modèle pour la recherche, mais vous ne devez pas le vendre ou le donner à la société.",
        "您可以使用、复制和修改本模型，但不得将本模型用于商业目的。\n",
        "?!\n",
    ],
    ids=["poem", "ode", "french", "chinese", "signs"],
)
def test_a_text_that_grants_and_forbids_nothing_is_not_judged(text: str) -> None:
    found = assessed(text)
    assert (found.rating.open, found.rating.grade, found.rating.score) == ("undecidable", None, None)
    assert {verdicts.answer for verdicts in found.verdicts.values()} == {Answer.UNDECIDABLE}


def test_a_text_of_nothing_to_read_has_a_whole_share() -> None:
    assert Reading(0, 0).share == 1.0
    assert Reading(4, 3).share == 0.75


def test_no_text_is_open_that_only_disclaims() -> None:
    found = assessed('Works Notice\n\nTHE WORKS ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.\n')
    assert found.rating.open is not True


def test_assessing_twice_gives_the_same() -> None:
    text = intake.from_bytes(MANY.encode(), "LICENSE")
    assert pipeline.analyze(text) == pipeline.analyze(text)


def test_the_name_of_a_text_makes_no_difference() -> None:
    one, other = (pipeline.analyze(intake.from_bytes(CONTRARY.encode(), name)) for name in ("LICENSE", "mit.txt"))
    assert (one.terms, one.verdicts, one.rating) == (other.terms, other.verdicts, other.rating)


@pytest.mark.parametrize("record", [one for one in catalog.records().values() if one.terms], ids=lambda one: one.id)
def test_a_record_gives_its_reviewed_terms_without_quotes(record: catalog.LicenseRecord) -> None:
    found = pipeline.from_record(record)
    assert found.document.text.encoding == pipeline.FROM_RECORD
    assert found.identity is not None
    assert found.identity.license == record.id
    assert list(found.terms) == list(term_rules())
    for name, term in found.terms.items():
        given = record.terms.get(name)
        if given is None:
            assert term.state is State.SILENT
        elif term.state is State.STATED:
            assert term.value == (tuple(given.value) if isinstance(given.value, list) else given.value)
            assert [(place.section, place.quote) for place in term.evidence] == [(given.section, None)]


def test_the_record_of_a_restrictive_license_is_not_open() -> None:
    banned = [
        one
        for one in catalog.records().values()
        if "output-training-ban" in one.terms and one.terms["output-training-ban"].value != "none"
    ]
    assert banned
    assert [one.id for one in banned if pipeline.from_record(one).rating.open is True] == []
