"""Norms to terms: the first value that fits, what silence means, what an unread or an opposite clause does."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from analyzer import terms
from analyzer.definitions import define
from analyzer.groups import Pattern
from analyzer.intake import from_bytes
from analyzer.lexicon import lexicon
from analyzer.norms import Norm, Unread
from analyzer.outline import outline
from analyzer.rules import Atom, Matcher, TermRule, term_rules
from analyzer.spans import Evidence, Span
from analyzer.terms import Decided, TermValue, absent_value, evidence_of, holds
from analyzer.vocabulary import Modality, State

NOWHERE = Evidence("", Span(0, 0), "")
PLAIN = Norm(
    modality=Modality.PROHIBITION,
    actor="licensee",
    actions=("use",),
    targets=("work",),
    purposes=(),
    conditions=(),
    exceptions=(),
    thresholds=(),
    territory=(),
    strength="must",
    consequence=None,
    mentions=frozenset({"use", "work"}),
    evidence=NOWHERE,
    partly_read=False,
    unit=frozenset({"use", "work"}),
)


def norm(start: int = 0, section: str = "1", **changes: object) -> Norm:
    """A ban on using the work, or what the changes make of it, with a place."""
    made = replace(PLAIN, evidence=Evidence(section, Span(start, start + 5), "words"), **changes)
    ids = frozenset((*made.actions, *made.targets, *(word for one in made.purposes for word in one.split())))
    return replace(made, mentions=made.mentions | ids, unit=made.unit | ids | made.mentions)


TRAINING = {"purposes": ("train other-model",)}
FREE_OUTPUTS = {
    "modality": Modality.PROVISION,
    "actor": "other",
    "actions": ("impose",),
    "targets": ("output",),
    "mentions": frozenset({"impose", "output", "no-restriction"}),
}


def decided(*norms: Norm, unread: tuple[Unread, ...] = ()) -> Decided:
    nothing = define(outline(from_bytes(b"Acme.", "x")), lexicon())
    return terms.decide(norms, unread, nothing)


def test_a_norm_gives_its_term_a_value_with_its_words() -> None:
    ban = norm(7, "2.b", **TRAINING)
    found = decided(ban).terms["output-training-ban"]
    assert (found.value, found.state) == ("any-model", State.STATED)
    assert found.evidence == (ban.evidence,)
    assert found.norms == (ban,)


def test_without_norms_every_term_is_silent_with_its_absent_value() -> None:
    found = decided()
    assert list(found.terms) == list(term_rules())
    assert {term.state for term in found.terms.values()} == {State.SILENT}
    assert all(term.value == absent_value(term_rules()[term.name]) for term in found.terms.values())
    assert found.contradictions == ()


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("use", "unstated"),
        ("output-training-ban", "none"),
        ("export-control", False),
        ("use-categories", ()),
        ("user-threshold", None),
        ("governing-law", None),
    ],
)
def test_silence_is_an_absent_value_of_the_kind_of_the_term(term: str, value: TermValue) -> None:
    assert absent_value(term_rules()[term]) == value


def test_an_opposite_clause_makes_the_term_unclear_and_keeps_its_stricter_value() -> None:
    ban, free = norm(7, "2", **TRAINING), norm(40, "4", **FREE_OUTPUTS)
    found = decided(ban, free)
    term = found.terms["output-training-ban"]
    assert (term.value, term.state) == ("any-model", State.UNCLEAR)
    assert term.evidence == (ban.evidence, free.evidence)
    assert [(clash.terms, clash.evidence) for clash in found.contradictions] == [
        (("output-training-ban",), (ban.evidence, free.evidence))
    ]


def test_an_opposite_clause_alone_contradicts_nothing() -> None:
    found = decided(norm(40, "4", **FREE_OUTPUTS))
    assert found.contradictions == ()
    assert found.terms["output-training-ban"].state is State.SILENT


def test_evidence_stands_in_the_order_of_the_text_each_place_once() -> None:
    late, early = norm(50, "3", **TRAINING), norm(5, "1", **TRAINING)
    lead = Evidence("1", Span(1, 4), "you")
    found = evidence_of([late, replace(early, leads=(lead,)), late])
    assert [place.span.start for place in found] == [1, 5, 50]


def test_a_clause_that_only_speaks_of_a_term_is_shown_beside_the_one_that_gives_it() -> None:
    grant = norm(1, modality=Modality.PERMISSION)
    speaks = norm(
        9, modality=Modality.OBLIGATION, actions=("retain",), targets=("notice",), conditions=("distribute work",)
    )
    words = speaks.unit | {"provide", "product-service"}
    about = replace(speaks, conditions=("provide product-service",), mentions=words, unit=words)
    found = decided(grant, about).terms["hosted-service"]
    assert [evidence.span.start for evidence in found.evidence] == [1, 9]
    assert [evidence.span.start for evidence in decided(grant, speaks).terms["hosted-service"].evidence] == [1]
    assert decided(about).terms["hosted-service"].state is State.SILENT


def test_evidence_of_a_term_is_limited() -> None:
    found = decided(*(norm(10 * at, str(at), **TRAINING) for at in range(1, 30)))
    assert 1 < len(found.terms["output-training-ban"].evidence) < 12


def test_a_list_gathers_the_items_of_all_clauses() -> None:
    rule = TermRule(
        term="use-categories",
        means="m",
        group="restriction",
        kind="list",
        values=term_rules()["use-categories"].values,
    )
    assert len(rule.values) > 5
    found = decided(
        norm(1, "1", purposes=("military",), mentions=frozenset({"military"})),
        norm(
            20, "2", conditions=("law",), mentions=frozenset({"law", "violate"}), actions=("violate",), targets=("law",)
        ),
    ).terms["use-categories"]
    assert isinstance(found.value, tuple)
    assert list(found.value) == [value for value in rule.values if value in found.value]


@pytest.fixture
def doubting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rulebook, with a rule that doubts its silence where an unread clause speaks of export."""
    rules = dict(term_rules())
    rules["export-control"] = msgspec.structs.replace(
        rules["export-control"], doubt=[Pattern(fact="unread", unit="export")]
    )
    monkeypatch.setattr(terms, "term_rules", lambda: rules)
    monkeypatch.setattr(terms, "matcher", lambda: Matcher(rules.values()))


@pytest.mark.usefixtures("doubting")
def test_an_unread_clause_about_a_silent_term_makes_it_unclear_and_is_shown() -> None:
    unread = Unread(Evidence("9", Span(3, 9), "export"), "no reading", frozenset({"export", "law"}))
    term = decided(unread=(unread,)).terms["export-control"]
    assert (term.value, term.state) == (None, State.UNCLEAR)
    assert term.evidence == (unread.evidence,)


@pytest.mark.usefixtures("doubting")
def test_an_unread_clause_about_something_else_changes_nothing() -> None:
    unread = Unread(NOWHERE, "no reading", frozenset({"law"}))
    assert decided(unread=(unread,)).terms["export-control"].state is State.SILENT


@pytest.mark.usefixtures("doubting")
def test_an_unread_clause_does_not_undo_what_another_clause_says() -> None:
    said = norm(
        1,
        modality=Modality.OBLIGATION,
        actions=("comply",),
        targets=("export-law",),
        mentions=frozenset({"export-law", "export"}),
    )
    unread = Unread(NOWHERE, "no reading", frozenset({"export"}))
    assert decided(said, unread=(unread,)).terms["export-control"].value in {True, None}


@pytest.mark.parametrize(
    ("atom", "value", "wanted"),
    [
        (Atom(term="t", is_="granted"), "granted", True),
        (Atom(term="t", is_="granted"), "limited", False),
        (Atom(term="t", is_=["a", "b"]), "b", True),
        (Atom(term="t", is_=True), True, True),
        (Atom(term="t", is_=False), False, True),
        (Atom(term="t", is_not="none"), "research", True),
        (Atom(term="t", is_not=["none", "research"]), "research", False),
        (Atom(term="t", present=True), 700, True),
        (Atom(term="t", present=True), None, False),
        (Atom(term="t", present=True), (), False),
        (Atom(term="t", present=False), "unstated", True),
        (Atom(term="t", present=False), {"must": "Acme"}, False),
    ],
)
def test_a_condition_of_the_rulebook_holds_or_not(atom: Atom, value: TermValue, wanted: bool) -> None:
    assert holds(atom, value) is wanted
