"""Norms to terms: one value, a state and its evidence for each name of the vocabulary, and what contradicts what.

Comes in: norms, unread clauses and definitions. Goes out: `Decided`. The rules are `analyzer/rulebook/terms/*.yaml`;
this module knows only their kinds. Example: the norm of "You may not use the Work to train other models" makes
`output-training-ban` = `any-model`, stated, with that sentence as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from graphlib import TopologicalSorter
from itertools import islice

import msgspec

from analyzer import capture
from analyzer.definitions import Definition, Definitions
from analyzer.norms import Norm, Unread
from analyzer.rules import CITE, DOUBT, NET, Against, Atom, TermRule, matcher, term_rules
from analyzer.spans import Evidence
from analyzer.vocabulary import Modality, State

TermValue = bool | int | str | None | tuple[str, ...] | dict[str, str | int]

_MAX_EVIDENCE = 8
_MAX_CITED = 2
_ASIDE = (
    DOUBT,
    NET,
    CITE,
    "!unless",
    "!join",
    "!against",
    "!defeat",
    "!spare",
    "!needed",
    "!underived",
    "!otherwise",
)  # give no value by themselves
_SHARED_EVIDENCE = 5
_PURPOSES = frozenset({"research", "personal", "evaluation", "non-commercial", "research-noncommercial"})
_MOST_KNOWN = 5_000
_ADDED = frozenset({"added"})  # a fact of a sentence that was added to a known license
_TO_SOME = frozenset({"tells-bound"})  # of leave that is given to some alone
_APPLIES = ("apply",)  # "The limit shall not apply to use for research" limits nothing


class Term(msgspec.Struct, frozen=True):
    """One term of a text. `value` is null only where absent (number, text) or where a clause was half read."""

    name: str
    value: TermValue
    state: State
    evidence: tuple[Evidence, ...] = ()
    norms: tuple[Norm, ...] = ()


class Contradiction(msgspec.Struct, frozen=True):
    """Two clauses that give one term opposite values."""

    terms: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    why: str


class Decided(msgspec.Struct, frozen=True):
    """All terms by name, in the order of their names, and the contradictions."""

    terms: dict[str, Term]
    contradictions: tuple[Contradiction, ...]


_Found = dict[tuple[str, str], list[Norm]]


def decide(
    norms: Sequence[Norm],
    unread: Sequence[Unread],
    definitions: Definitions,
    added: AbstractSet[int] = frozenset(),
) -> Decided:
    """The value of every term of the rulebook; `added` is where sentences begin that a known license has not."""
    rules, silent = term_rules(), silences()
    found = _matches(norms, definitions, added)
    doubts = _doubts(unread, added)
    spoken = {name for name, _ in found}.union(doubts)
    terms: dict[str, Term] = {}
    clashes: list[Contradiction] = []
    for name in _order():
        rule, term = rules[name], silent[name]
        if name not in spoken:
            # Most terms, in every text: no clause is about them, but their value may follow from others.
            terms[name] = _derived(rule, term, terms, found) if rule.derived else term
            continue
        term = _stated(rule, term, found)
        if rule.derived:
            term = _derived(rule, term, terms, found)
        if rule.otherwise and term.state is State.SILENT:
            term = _otherwise(rule, term, found)
            if rule.derived and term.state is not State.SILENT:
                term = _derived(rule, term, terms, found)
        if rule.cites:
            term = _cited(rule, term, found)
        if rule.against:
            term, clash = _contradicted(rule, term, found)
            clashes.extend(clash)
        terms[name] = _doubted(term, found.get((name, DOUBT), ()), doubts.get(name, ()))
    return Decided({name: terms[name] for name in rules}, tuple(clashes))


@cache
def _order() -> tuple[str, ...]:
    """Terms after those that their derived values look at."""
    rules = term_rules()
    graph = {
        name: {atom.term for derived in rule.derived for atom in derived.when if atom.term != name}
        for name, rule in rules.items()
    }
    return tuple(TopologicalSorter(graph).static_order())


def _matches(norms: Sequence[Norm], definitions: Definitions, added: AbstractSet[int]) -> _Found:
    defined: dict[int, set[str]] = {}
    for entry in definitions.entries:
        if entry.thing not in _PURPOSES or _used(entry, norms, definitions):
            defined.setdefault(entry.span.start, set()).add(f"defines-{entry.thing}")
    found: _Found = {}
    match = matcher()
    few = _few(definitions)
    leading = {lead.span for norm in norms for lead in norm.leads}
    for norm in norms:
        leads = bool(leading) and norm.evidence.span in leading
        facts = capture.facts(norm, defined.get(norm.place, ()), leads=leads)
        if norm.evidence.span.start in added:
            facts |= _ADDED
        leave = norm.modality is Modality.PERMISSION and norm.actor != "licensor"
        if few and leave and few.search(norm.evidence.words):
            facts |= _TO_SOME
        left = match.left(norm)
        pairs = match.fits(left, facts)
        lost = _explained(pairs)
        if match.asks_late(left, facts, lost):
            seeming = facts | capture.seeming(norm)
            asked = match.asks_late(left, seeming, lost, seeming=True)
            pairs = match.fits(left, facts | capture.late(norm) if asked else seeming)
        for pair in _told(pairs):
            found.setdefault(pair, []).append(norm)
    return found


def _few(definitions: Definitions) -> re.Pattern[str] | None:
    """The names of those who take the license and are not everybody; None where there are none."""
    names = [re.escape(one.term) for one in definitions.entries if one.some]
    return re.compile(rf"\b(?:{'|'.join(names)})\b") if names else None


def _used(entry: Definition, norms: Sequence[Norm], definitions: Definitions) -> bool:
    """Whether a clause uses a defined word: what only other definitions use limits nothing."""
    places, word = {other.span.start for other in definitions.entries}, entry.term.casefold()
    return any(
        word in norm.evidence.words.casefold()
        for norm in norms
        if (norm.modality is not Modality.PROVISION or norm.place not in places) and norm.actions != _APPLIES
    )


@lru_cache(_MOST_KNOWN)
def _explained(pairs: frozenset[tuple[str, str]]) -> dict[str, bool]:
    """Whether the values of terms explain a norm, so that it is in no doubt."""
    rules = term_rules()
    said = [(rules[term], value) for term, value in pairs if value != "granted" and not value.startswith(_ASIDE)]
    said = [(rule, value) for rule, value in said if rule.settles]
    return {DOUBT: any(rule.group != "duty" for rule, _ in said), NET: any(value != "limited" for _, value in said)}


@lru_cache(_MOST_KNOWN)
def _told(pairs: frozenset[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The pairs that count: none of them is in doubt where a value of some term explains the norm."""
    lost = _explained(pairs)
    kept = [(term, DOUBT if value == NET else value) for term, value in pairs if not lost.get(value)]
    return tuple(dict.fromkeys(kept))


def absent_value(rule: TermRule) -> TermValue:
    """What silence means for a term."""
    if rule.kind == "flag":
        return False
    if rule.kind == "choice":
        return rule.absent
    return () if rule.kind == "list" else None


@cache
def silences() -> dict[str, Term]:
    """Each term as it is where no clause speaks of it."""
    return {name: Term(name, absent_value(rule), State.SILENT) for name, rule in term_rules().items()}


def _stated(rule: TermRule, silent: Term, found: _Found) -> Term:
    spared = {id(norm) for norm in found.get((rule.term, "!unless"), ())}
    lost = _lost(rule, found)
    for place, joined in enumerate(rule.joined):
        told = not joined.norms or (rule.term, f"!join-{place}") in found
        apart = _apart(rule.term, joined.both, found, lost) if told else []
        if apart:
            return Term(rule.term, joined.then, State.STATED, evidence_of(apart), tuple(apart))
    for value in rule.values:
        norms = found.get((rule.term, value))
        if not norms:
            continue
        if spared:
            norms = [norm for norm in norms if id(norm) not in spared]
        if value in lost:
            norms = [norm for norm in norms if id(norm) in lost[value]]
        if not norms:
            continue
        if rule.kind == "list":
            return _listed(rule, found, spared)
        taken: TermValue = value
        if rule.kind == "flag":
            taken = True
        elif rule.kind in {"number", "money", "text"}:
            taken, norms = capture.take(rule.take, norms)
            if taken is None:
                continue
        if rule.group == "permission":
            # The clause that grants comes before those that only speak of what is granted.
            norms = sorted(norms, key=lambda norm: "grant" not in norm.mentions)
        return Term(rule.term, taken, State.STATED, evidence_of(norms), tuple(norms))
    return silent


def _cited(rule: TermRule, term: Term, found: _Found) -> Term:
    """The first clauses that speak of a stated term without giving its value, beside those that do."""
    norms = found.get((rule.term, CITE))
    if not norms or term.state is not State.STATED:
        return term
    shown = {(e.span.start, e.span.end): e for e in term.evidence}
    cited = [e for e in evidence_of(norms) if (e.span.start, e.span.end) not in shown][:_MAX_CITED]
    evidence = sorted((*term.evidence, *cited), key=lambda e: (e.span.start, e.span.end))
    return Term(term.name, term.value, term.state, tuple(evidence), term.norms)


def _lost(rule: TermRule, found: _Found) -> dict[str, set[int]]:
    """The values that another clause takes away, each with the norms for which it stands all the same."""
    lost: dict[str, set[int]] = {}
    for place, defeat in enumerate(rule.defeated):
        if found.get((rule.term, f"!defeat-{place}")):
            kept = {id(norm) for norm in found.get((rule.term, f"!spare-{place}"), ())}
            for value in defeat.values:
                lost[str(value)] = kept & lost.get(str(value), kept)
    return lost


def _otherwise(rule: TermRule, term: Term, found: _Found) -> Term:
    """What a clause says by the way: "You may not change it for sale" supposes that one may change it.

    A value that is the absent one bars those after it: where use is granted, "you may use it for research" limits none.
    """
    for value in rule.otherwise:
        norms = found.get((rule.term, f"!otherwise-{value}"))
        if norms and value == term.value:
            return term
        if norms:
            return Term(rule.term, value, State.STATED, evidence_of(norms), tuple(norms))
    return term


def _apart(term: str, values: Sequence[str], found: _Found, lost: Mapping[str, set[int]]) -> list[Norm]:
    """A clause of each value that gives none of the others; nothing where one value has no such clause."""
    if not lost.keys().isdisjoint(values):
        return []
    hits = {value: {id(norm): norm for norm in found.get((term, value), ())} for value in values}
    chosen = []
    for value in values:
        others = {key for other in values if other != value for key in hits[other]}
        own = [norm for key, norm in hits[value].items() if key not in others]
        if not own:
            return []
        chosen.extend(own[:2])
    return chosen


def _listed(rule: TermRule, found: _Found, spared: set[int]) -> Term:
    items: list[str] = []
    norms: list[Norm] = []
    for value in rule.values:
        hits = [norm for norm in found.get((rule.term, value), ()) if id(norm) not in spared]
        if hits:
            items.append(value)
            norms.extend(hits[:2])
    return Term(rule.term, tuple(items), State.STATED, evidence_of(norms, limit=40), tuple(norms))


def evidence_of(norms: Iterable[Norm], limit: int = _MAX_EVIDENCE) -> tuple[Evidence, ...]:
    """The places of norms, each once, a lead-in before its item; the first `limit` norms."""
    places: dict[tuple[int, int], Evidence] = {}
    for norm in islice(norms, limit):
        shown = (norm.leads[0], norm.leads[-1], norm.evidence) if norm.leads else (norm.evidence,)
        for evidence in shown:
            places.setdefault((evidence.span.start, evidence.span.end), evidence)
    return tuple([places[key] for key in sorted(places)])


def _derived(rule: TermRule, term: Term, terms: Mapping[str, Term], found: _Found) -> Term:
    for place, derived in enumerate(rule.derived):
        if (rule.term, f"!underived-{place}") in found:
            continue
        if derived.needs and (rule.term, f"!needed-{place}") not in found:
            continue
        behind: list[Term] = []
        for atom in derived.when:
            other = term if atom.term == rule.term else terms[atom.term]
            if (other.value is None and other.state is State.UNCLEAR) or not holds(atom, other.value):
                break  # what was half read proves nothing
            behind.append(other)
        else:
            # The term's own clauses first: a grant, then what narrows it.
            others = sorted(behind, key=lambda other: other.name != rule.term)
            evidence = {(e.span.start, e.span.end): e for other in others for e in other.evidence[:_SHARED_EVIDENCE]}
            evidence = dict(list(evidence.items())[:_MAX_EVIDENCE])
            norms = tuple(norm for other in others for norm in other.norms)
            value: TermValue = derived.then
            state = State.SILENT if value == absent_value(rule) and not evidence else State.STATED
            shown = tuple(evidence[key] for key in sorted(evidence))[:_MAX_EVIDENCE]
            return Term(rule.term, value, state, shown or term.evidence, norms or term.norms)
    return term


def holds(atom: Atom, value: TermValue) -> bool:
    """Whether a value meets a condition of the rulebook."""
    if atom.present is not None:
        return (value not in (None, False, (), "none", "unstated")) is atom.present
    if atom.is_ is not None:
        return value in (atom.is_ if isinstance(atom.is_, list) else [atom.is_])
    return value not in (atom.is_not if isinstance(atom.is_not, list) else [atom.is_not])


def _contradicted(rule: TermRule, term: Term, found: _Found) -> tuple[Term, list[Contradiction]]:
    if term.state is not State.STATED:
        return term, []
    clashes = []
    for place, against in enumerate(rule.against):
        norms = found.get((rule.term, f"!against-{place}"), [])
        if norms and _applies(against, term):
            evidence = evidence_of(norms)
            clashes.append(Contradiction((rule.term,), (*term.evidence[:2], *evidence[:2]), against.why))
            both = {(e.span.start, e.span.end): e for e in (*term.evidence, *evidence)}
            shown = tuple(both[key] for key in sorted(both))
            term = Term(term.name, term.value, State.UNCLEAR, shown, (*term.norms, *norms))
    return term, clashes


def _applies(against: Against, term: Term) -> bool:
    return not against.values or term.value in against.values


def _doubts(unread: Sequence[Unread], added: AbstractSet[int]) -> dict[str, list[Evidence]]:
    """The clauses that were not read, by the terms they may speak of."""
    found: dict[str, list[Evidence]] = {}
    match = matcher()
    for one in unread:
        facts = capture.facts_of_unread(one)
        if one.evidence.span.start in added:
            facts |= _ADDED
        for term, value in match.of_unread(one, facts):
            if value in {DOUBT, NET}:
                found.setdefault(term, []).append(one.evidence)
    return found


def _doubted(term: Term, norms: Sequence[Norm], about: Sequence[Evidence]) -> Term:
    """A silent term of which a clause speaks that was not read, or whose words no value explains, is unclear."""
    if term.state is not State.SILENT or not (norms or about):
        return term
    places = {(one.span.start, one.span.end): one for one in (*evidence_of(norms), *about)}
    evidence = tuple(places[key] for key in sorted(places))
    return Term(term.name, None, State.UNCLEAR, evidence[:_MAX_EVIDENCE])
