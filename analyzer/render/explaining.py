"""A rule of the rulebook in words: what it asks, its source, what gives each answer, what would change it.

Comes in: the name of a term, a criterion, a set or a grade. Goes out: text. Example: `explain("osd-6", 80)`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from analyzer.errors import UsageError
from analyzer.groups import Ids, Pattern
from analyzer.records import nearest
from analyzer.render.wording import plain, wording
from analyzer.rulebook import Condition, Criterion, GradeRule, criterion, criterion_sets, grades, scoring, version
from analyzer.rules import Atom, TermRule, term_rules
from analyzer.vocabulary import Answer

_INDENT = 2


def explain(name: str, width: int) -> str:
    """The rule of this name; UsageError names the nearest where there is none."""
    rule, one = term_rules().get(name), criterion(name)
    grade = next((found for found in grades() if found.grade.value == name), None)
    if rule is not None:
        found = _term(rule)
    elif one is not None:
        found = _criterion(one)
    elif grade is not None:
        found = _grade(grade)
    elif name in criterion_sets():
        found = _set(name)
    else:
        raise UsageError(f"unknown name {name!r}{nearest(name, _names())}; `openterms list` names terms and criteria")
    lines = [*found, "", f"Rulebook {version()}. This is not legal advice."]
    return "\n".join(_filled(lines, width)) + "\n"


def _names() -> set[str]:
    criteria = {one.id for found in criterion_sets().values() for one in found}
    return {*term_rules(), *criteria, *criterion_sets(), *(rule.grade.value for rule in grades())}


def _filled(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        indent = len(line) - len(line.lstrip())
        yield from textwrap.wrap(
            line, max(30, width), initial_indent="", subsequent_indent=" " * (indent + _INDENT)
        ) or [""]


def _term(rule: TermRule) -> Iterator[str]:
    yield f"{rule.term} ({rule.group})"
    yield rule.means
    yield ""
    silent = {"flag": "false", "list": "empty", "choice": rule.absent}.get(rule.kind, "null")
    yield f"Where no clause speaks of it: {silent}."
    for value, patterns in rule.values.items():
        yield ""
        yield f"{'true' if rule.kind == 'flag' else value}, where a clause is"
        yield from (f"  - {_pattern(pattern)}" for pattern in patterns)
    for derived in rule.derived:
        yield ""
        yield f"{derived.then}, where {_atoms(derived.when)}"
        yield from (f"  and a clause is {_pattern(pattern)}" for pattern in derived.needs)
        yield from (f"  but not with a clause of {_pattern(pattern)}" for pattern in derived.unless)
    for clash in rule.against:
        yield ""
        yield f"Contradicted: {clash.why}"
    used = [
        one.id for found in criterion_sets().values() for one in found if rule.term in {t.term for t in one.tests()}
    ]
    if used:
        yield ""
        yield f"Judged by: {', '.join(used)}."
    freedoms = [one.id for one in scoring() if rule.term in {part.term for part in one.parts}]
    if freedoms:
        yield f"Counts in the score for: {', '.join(freedoms)}."


def _pattern(pattern: Pattern) -> str:
    slots = ("modality", "actor", "subject", "act", "target", "purpose", "condition", "exception", "manner", "mention")
    said = [
        f"{slot} {_ids(getattr(pattern, slot))}"
        for slot in (*slots, "heading", "unit", "fact")
        if getattr(pattern, slot)
    ]
    said.extend(f"no {slot} {_ids(given)}" for slot, given in pattern.none.items())
    return "; ".join(said)


def _ids(given: Ids) -> str:
    if isinstance(given, str):
        return plain(given)
    if any(isinstance(item, list) for item in given):
        return " and ".join(
            "(" + _ids([str(i) for i in item]) + ")" if isinstance(item, list) else item for item in given
        )
    return " or ".join(plain(str(item)) for item in given)


def _atoms(atoms: Iterable[Atom]) -> str:
    return " and ".join(_test(atom.term, atom.is_, atom.is_not, atom.present, "") for atom in atoms)


def _test(term: str, is_: object, is_not: object, present: bool | None, has: str) -> str:
    if present is not None:
        return f"{term} is {'stated' if present else 'not stated'}"
    if has:
        return f"{term} has {has}"
    given, word = (is_, "is") if is_ is not None else (is_not, "is not")
    words = " or ".join(_value(item) for item in given) if isinstance(given, list) else _value(given)
    return f"{term} {word} {words}"


def _value(item: object) -> str:
    return str(item).lower() if isinstance(item, bool) else str(item)


def _criterion(one: Criterion) -> Iterator[str]:
    yield f"{one.id}: {one.name}"
    yield one.question
    yield f"Source: {one.source}."
    parts = (
        ("contested before all else", one.beside_when),
        ("violated", one.violated_when),
        ("contested", one.contested_when),
        ("satisfied", one.satisfied_when),
    )
    for word, condition in parts:
        if condition is not None:
            yield ""
            yield f"{word.capitalize()} where"
            yield from _condition(condition, 1)
    yield ""
    if one.by_nature:
        yield f"Undecidable by nature: {one.explain.undecidable}"
    else:
        yield "Undecidable where a clause that it needs was not fully read."
        yield "Violated goes before undecidable, undecidable before contested, contested before satisfied."
        yield "To change the answer, take away or change the clauses that the verdict quotes: each of the tests above"
        yield "that holds must fail."


def _condition(condition: Condition, depth: int) -> Iterator[str]:
    space = "  " * depth
    if condition.term:
        yield f"{space}- {_test(condition.term, condition.is_, condition.is_not, condition.present, condition.has)}"
        return
    yield f"{space}- {'any of' if condition.any else 'all of'}"
    for part in condition.any or condition.all:
        yield from _condition(part, depth + 1)


def _grade(rule: GradeRule) -> Iterator[str]:
    yield f"{rule.grade.value}: {wording().grades.get(rule.grade.value, rule.grade.value)}"
    yield rule.means
    yield ""
    if rule.osd:
        yield f"Given where the Open Source Definition is {' or '.join(answer.value for answer in rule.osd)}."
    if rule.when is not None:
        yield "Given where"
        yield from _condition(rule.when, 1)
    yield ""
    order = ", ".join(found.grade.value for found in grades())
    yield f"The first grade that fits is given, in this order: {order}."


def _set(name: str) -> Iterator[str]:
    yield f"{name}: {wording().sets.get(name, name)}"
    yield "Violated if any criterion is; else undecidable if reading failed; else contested if any is; else satisfied."
    yield ""
    for one in criterion_sets()[name]:
        nature = f" (by nature {Answer.UNDECIDABLE.value} from a license alone)" if one.by_nature else ""
        yield f"  - {one.id}: {one.name}. {one.question}{nature}"
