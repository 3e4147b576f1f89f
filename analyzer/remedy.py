"""What would make it open: for each violated criterion the fewest clauses whose removal or change mends it.

Comes in: the terms of a text and its verdicts. Goes out: a `Remedy` for each violated criterion, in printed order.
Example: of a text for research only, `osd-6` needs one change: `purpose-limit` from `research` to `none`, with the
clause that says so as evidence. A right that no clause grants has no clause to change: one must be added.

Terms that rest on the same clause change together, so ways are compared by their clauses, then by their terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product

import msgspec
from msgspec.structs import replace

from analyzer import criteria
from analyzer.criteria import SetVerdict, meets
from analyzer.rulebook import Condition, Criterion, criterion_sets
from analyzer.rules import term_rules
from analyzer.spans import Evidence
from analyzer.terms import Term, TermValue, absent_value
from analyzer.vocabulary import Answer, State

GRANTED = "granted"
_PERMISSION = "permission"
_Sets = frozenset[frozenset[str]]
_NOTHING: _Sets = frozenset({frozenset()})


class Step(StrEnum):
    """What is to be done about a term."""

    REMOVE = "remove"
    WIDEN = "widen"
    ADD = "add"


class Change(msgspec.Struct, frozen=True):
    """One term that must change, from what to what; `evidence` are its clauses, none where one must be added."""

    term: str
    step: Step
    now: TermValue
    wanted: TermValue
    evidence: tuple[Evidence, ...]


class Remedy(msgspec.Struct, frozen=True):
    """The fewest changes after which a criterion is not violated, the answer it then gives, and ways just as short."""

    criterion: str
    changes: tuple[Change, ...]
    then: Answer
    others: tuple[tuple[Change, ...], ...] = ()

    @property
    def clauses(self) -> tuple[Evidence, ...]:
        """The clauses behind the changes, each once, in the order of the text."""
        return clauses_of(self.changes)


def remedies(terms: Mapping[str, Term], verdicts: Mapping[str, SetVerdict]) -> dict[str, tuple[Remedy, ...]]:
    """The remedies of each set; an empty tuple where nothing is violated."""
    return {
        name: tuple(
            remedy(one, terms)
            for one in known
            if name in verdicts and verdicts[name].items[one.id].answer is Answer.VIOLATED
        )
        for name, known in criterion_sets().items()
    }


def remedy(criterion: Criterion, terms: Mapping[str, Term]) -> Remedy:
    """The remedy of one violated criterion."""
    ways = sorted(_ways(criterion.violated_when, terms), key=lambda way: (*_cost(way, terms), sorted(way)))
    first, others = (ways[0], ways[1:]) if ways else (frozenset[str](), [])
    changed = {name: _freed(terms[name]) if name in first else terms[name] for name in terms}
    return Remedy(
        criterion.id,
        _changes(first, terms),
        criteria.answer(criterion, changed).answer,
        tuple(_changes(way, terms) for way in others if _cost(way, terms) == _cost(first, terms)),
    )


def clauses_of(changes: Iterable[Change]) -> tuple[Evidence, ...]:
    """The clauses behind changes, each once, in the order of the text."""
    found = {(one.span.start, one.span.end): one for change in changes for one in change.evidence}
    return tuple(found[key] for key in sorted(found))


def _ways(condition: Condition | None, terms: Mapping[str, Term]) -> _Sets:
    """The smallest sets of terms that must be freed for a condition not to hold; none where nothing helps."""
    if condition is None or meets(condition, terms) is not True:
        return _NOTHING
    if condition.term:
        freed = {**terms, condition.term: _freed(terms[condition.term])}
        return frozenset() if meets(condition, freed) else frozenset({frozenset({condition.term})})
    parts = [_ways(part, terms) for part in (*condition.any, *condition.all)]
    if condition.all:
        return _smallest(way for part in parts for way in part)
    return _smallest(frozenset[str]().union(*chosen) for chosen in product(*parts))


def _smallest(ways: Iterable[frozenset[str]]) -> _Sets:
    """Those of which no part is a way by itself."""
    every = frozenset(ways)
    return frozenset(way for way in every if not any(other < way for other in every))


def _cost(way: frozenset[str], terms: Mapping[str, Term]) -> tuple[int, int]:
    """How many clauses must change or be added, and how many terms."""
    changes = _changes(way, terms)
    added = sum(not change.evidence for change in changes)
    return len(clauses_of(changes)) + added, len(changes)


def _changes(way: frozenset[str], terms: Mapping[str, Term]) -> tuple[Change, ...]:
    found = []
    for name in terms:
        if name in way:
            term, free = terms[name], _freed(terms[name])
            found.append(Change(name, _step(term), term.value, free.value, term.evidence))
    return tuple(found)


def _step(term: Term) -> Step:
    if term_rules()[term.name].group != _PERMISSION:
        return Step.REMOVE
    return Step.WIDEN if term.evidence else Step.ADD


def _freed(term: Term) -> Term:
    """The term as the most open text has it: a right granted, anything else absent."""
    rule = term_rules()[term.name]
    if rule.group == _PERMISSION:
        return replace(term, value=GRANTED, state=State.STATED)
    return replace(term, value=absent_value(rule), state=State.SILENT)
