"""Terms to verdicts: the answer of each criterion of each set, with the clauses behind it.

Comes in: the terms of a text and whether it was judged at all. Goes out: a `SetVerdict` a set. Example: the term
`purpose-limit` = `non-commercial` violates `osd-6`, its evidence is the clause that says so. A term of which a clause
was half read makes each criterion that needs it undecidable; a contradicted term is judged by its value, the stricter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import itemgetter

import msgspec

from analyzer.rulebook import Condition, Criterion, criterion_sets, reasons
from analyzer.spans import Evidence
from analyzer.terms import Term, TermValue, silences
from analyzer.vocabulary import Answer, State

NOT_JUDGED = "The text was not judged: it is not in a language that is read, or no sentence in it grants or forbids."
SILENT = " No clause says otherwise, so there are no words to quote."
ABSENT: tuple[TermValue, ...] = (None, False, (), "none", "unstated")
_MOST_KNOWN = 5_000


class Verdict(msgspec.Struct, frozen=True):
    """The answer of one criterion; `terms` are those that decided it, `evidence` their clauses, gravest first."""

    criterion: str
    answer: Answer
    evidence: tuple[Evidence, ...]
    why: str
    terms: tuple[str, ...] = ()


class SetVerdict(msgspec.Struct, frozen=True):
    """The answer of a set, and each of its criteria by id, in printed order."""

    answer: Answer
    items: dict[str, Verdict]


class _Found(msgspec.Struct, frozen=True):
    """An answer before its clauses: the terms that decide it, why, and what to add where no clause stands behind it."""

    answer: Answer
    terms: tuple[str, ...]
    why: str
    silent: str = ""


_State = tuple[type, TermValue | tuple[tuple[str, str | int], ...]] | None


class _States(dict[str, _State]):
    """The states of terms by name, None of one that is not there."""

    def __missing__(self, name: str) -> None:
        return None


class _Memory(msgspec.Struct, frozen=True):
    """What a criterion answered so far, by the states of the terms it asks for: these alone decide.

    With each answer stands its verdict where no clause is behind it.
    """

    criterion: Criterion
    names: frozenset[str]
    asked: Callable[[_States], Hashable]
    answers: dict[Hashable, tuple[_Found, Verdict]]


_SILENCE = "silence"
_memories: dict[str, _Memory] = {}


def judge(terms: Mapping[str, Term], *, judged: bool) -> dict[str, SetVerdict]:
    """The verdict of every set; all undecidable where the text was not judged."""
    states = _states(terms) if judged else _States()
    spoken, found = _spoken(terms), {}
    for name, criteria in criterion_sets().items():
        items = {one.id: _verdict(one, terms, states, spoken) if judged else _not_judged(one) for one in criteria}
        found[name] = SetVerdict(_combined(criteria, items) if judged else Answer.UNDECIDABLE, items)
    return found


def answer(criterion: Criterion, terms: Mapping[str, Term]) -> Verdict:
    """What one criterion answers: contested beside the license, then violated, undecidable, contested, satisfied."""
    return _verdict(criterion, terms, _states(terms), _spoken(terms))


def _spoken(terms: Mapping[str, Term]) -> frozenset[str]:
    """The terms of which a clause speaks, or may; a criterion that asks for no such term always answers the same."""
    return frozenset([name for name, silent in silences().items() if terms.get(name) is not silent])


def _states(terms: Mapping[str, Term]) -> _States:
    """What a test can see of each term: the value with its type (True is not 1), None where a clause was half read."""
    found = _States()
    for name, term in terms.items():
        value = term.value
        if value is None and term.state is State.UNCLEAR:
            found[name] = None
        else:
            found[name] = (type(value), tuple(value.items()) if isinstance(value, dict) else value)
    return found


def _verdict(criterion: Criterion, terms: Mapping[str, Term], states: _States, spoken: frozenset[str]) -> Verdict:
    memory = _memories.get(criterion.id)
    if memory is None or memory.criterion is not criterion:
        asked = dict.fromkeys(test.term for test in criterion.tests())
        asks = itemgetter(*asked) if asked else _nothing
        memory = _memories[criterion.id] = _Memory(criterion, frozenset(asked), asks, {})
    silent = memory.names.isdisjoint(spoken)
    key = _SILENCE if silent else memory.asked(states)
    known = memory.answers.get(key)
    if known is None:
        if len(memory.answers) >= _MOST_KNOWN:
            memory.answers.clear()
        found = _answer(criterion, terms)
        known = (found, Verdict(criterion.id, found.answer, (), found.why + found.silent, found.terms))
        memory.answers[key] = known
    found, bare = known
    if silent:
        return bare
    evidence = _evidence(found.terms, terms) if found.terms else ()
    return Verdict(criterion.id, found.answer, evidence, found.why, found.terms) if evidence else bare


def _nothing(_: _States) -> None:
    """What a criterion without tests asks for."""


def _answer(criterion: Criterion, terms: Mapping[str, Term]) -> _Found:
    violated, contested, satisfied = criterion.violated_when, criterion.contested_when, criterion.satisfied_when
    if criterion.beside_when and meets(criterion.beside_when, terms):
        names = tuple(name for name, _ in _deciding(criterion.beside_when, terms))
        return _Found(Answer.CONTESTED, names, criterion.explain.beside)
    if violated and meets(violated, terms):
        return _because(criterion, Answer.VIOLATED, _deciding(violated, terms))
    if criterion.by_nature:
        return _Found(Answer.UNDECIDABLE, (), criterion.explain.undecidable)
    doubted = [name for part in (violated, contested, satisfied) if part for name in _doubted(part, terms)]
    if doubted:
        return _unread(criterion, doubted)
    if contested and meets(contested, terms):
        return _because(criterion, Answer.CONTESTED, _deciding(contested, terms))
    if satisfied and meets(satisfied, terms):
        names = tuple(name for name, _ in _deciding(satisfied, terms))
        return _Found(Answer.SATISFIED, names, criterion.explain.satisfied, SILENT)
    return _unread(criterion, [test.term for test in criterion.tests()])


def meets(condition: Condition, terms: Mapping[str, Term]) -> bool | None:
    """Whether a condition holds; None where a clause it depends on was half read."""
    if condition.term:
        term = terms.get(condition.term)
        if term is None or (term.value is None and term.state is State.UNCLEAR):
            return None
        return _tested(condition, term.value)
    decisive, half = bool(condition.any), False
    for part in condition.any or condition.all:
        result = meets(part, terms)
        if result is decisive:
            return decisive
        half = half or result is None
    return None if half else not decisive


def _tested(test: Condition, value: TermValue) -> bool:
    if test.present is not None:
        return (value not in ABSENT) is test.present
    if test.has:
        return isinstance(value, tuple | dict) and test.has in value
    if test.is_ is not None:
        return value in (test.is_ if isinstance(test.is_, list) else [test.is_])
    return value not in (test.is_not if isinstance(test.is_not, list) else [test.is_not])


def _deciding(condition: Condition, terms: Mapping[str, Term]) -> list[tuple[str, TermValue]]:
    """The terms whose tests make the condition hold, each once."""
    if condition.term:
        return [(condition.term, terms[condition.term].value)]
    parts = [part for part in (*condition.any, *condition.all) if meets(part, terms)]
    found = {name: value for part in parts for name, value in _deciding(part, terms)}
    return list(found.items())


def _doubted(condition: Condition, terms: Mapping[str, Term]) -> list[str]:
    """The half-read terms on which it depends whether the condition holds."""
    if condition.term:
        return [condition.term] if meets(condition, terms) is None else []
    parts = [*condition.any, *condition.all]
    if condition.all and meets(condition, terms) is False:
        return []
    return [name for part in parts for name in _doubted(part, terms)]


def _because(criterion: Criterion, given: Answer, found: Sequence[tuple[str, TermValue]]) -> _Found:
    said = dict.fromkeys(sentence for name, value in found if (sentence := reason(name, value)))
    why = getattr(criterion.explain, given.value).format(reasons="; ".join(said))
    return _Found(given, tuple(name for name, _ in found), why)


def _unread(criterion: Criterion, names: Sequence[str]) -> _Found:
    once = tuple(dict.fromkeys(names))
    return _Found(Answer.UNDECIDABLE, once, criterion.explain.undecidable.format(terms=", ".join(once)))


def _not_judged(criterion: Criterion) -> Verdict:
    return Verdict(criterion.id, Answer.UNDECIDABLE, (), NOT_JUDGED)


def _evidence(names: Iterable[str], terms: Mapping[str, Term]) -> tuple[Evidence, ...]:
    found = {}
    for name in names:
        term = terms.get(name)
        if term is not None:
            for one in term.evidence:
                found[one.span.start, one.span.end] = one
    return tuple(found.values())


def _combined(criteria: Iterable[Criterion], items: Mapping[str, Verdict]) -> Answer:
    answers = {
        items[one.id].answer for one in criteria if not (one.by_nature and items[one.id].answer is Answer.UNDECIDABLE)
    }
    for worst in (Answer.VIOLATED, Answer.UNDECIDABLE, Answer.CONTESTED):
        if worst in answers:
            return worst
    return Answer.SATISFIED


def reason(name: str, value: TermValue) -> str:
    """What the value of a term means to the licensee, in words; "" where the rulebook has none."""
    said = reasons().get(name, {})
    sentence = said.get(key_of(value)) or said.get("any", "")
    return sentence.replace("{value}", _shown(value))


def key_of(value: TermValue) -> str:
    """The word under which the rulebook files a value: the value itself, "true", or the first key of a mapping."""
    if isinstance(value, dict):
        return next(iter(value), "")
    return "true" if value is True else value if isinstance(value, str) else ""


def _shown(value: TermValue) -> str:
    if isinstance(value, dict):
        amount, currency = value.get("amount"), value.get("currency")
        if isinstance(amount, int):
            return f"{currency} {amount:,}" if currency else f"{amount:,}"
        return ", ".join(str(item) for item in value.values())
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
