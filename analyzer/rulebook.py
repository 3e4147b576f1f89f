"""The rulebook of judging: sets of criteria, grades, weights of the score, reasons in words, and its version.

Comes in: `analyzer/rulebook/` (all but `terms/`). Goes out: `criterion_sets()`, `grades()`, `scoring()`, `reasons()`,
`version()`. Example: `criterion_sets()["osd"][5].name` is "No discrimination against fields". The folder is the
registry: a file `criteria/<set>/<id>.yaml` is a criterion, its id the name of the file.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from analyzer import records, resources
from analyzer.errors import DataError
from analyzer.rules import Scalar, term_rules
from analyzer.vocabulary import Answer, Grade

SLOTS = {"violated": "reasons", "contested": "reasons", "undecidable": "terms"}


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A test of one term (`is`, `is-not`, `present`, or `has` an item or key), or `any` or `all` of several tests."""

    term: str = ""
    is_: Scalar | list[Scalar] | None = msgspec.field(default=None, name="is")
    is_not: Scalar | list[Scalar] | None = None
    present: bool | None = None
    has: str = ""
    any: list[Condition] = []
    all: list[Condition] = []

    def tests(self) -> Iterator[Condition]:
        """The tests of single terms in it."""
        if self.term:
            yield self
        for part in chain(self.any, self.all):
            yield from part.tests()


class Explain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence an answer; {reasons} stands for what the clauses say, {terms} for what was not fully read."""

    beside: str = ""
    satisfied: str = ""
    violated: str = ""
    contested: str = ""
    undecidable: str


class Criterion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One criterion of a published definition. `place` is its position in the set, from 1.

    `beside_when` tells a text that is not the license the criterion asks about: contested, whatever else holds.
    """

    id: str
    name: str
    place: int
    question: str
    source: str
    beside_when: Condition | None = None
    violated_when: Condition | None = None
    contested_when: Condition | None = None
    satisfied_when: Condition | None = None
    by_nature: bool = False
    explain: Explain

    @property
    def answers(self) -> frozenset[Answer]:
        """The answers it can give."""
        found = {Answer.UNDECIDABLE}
        if self.violated_when:
            found.add(Answer.VIOLATED)
        if self.contested_when or self.beside_when:
            found.add(Answer.CONTESTED)
        if self.satisfied_when:
            found.add(Answer.SATISFIED)
        return frozenset(found)

    @property
    def conditions(self) -> list[Condition]:
        """What it asks, in the order in which it asks it."""
        asked = (self.beside_when, self.violated_when, self.contested_when, self.satisfied_when)
        return [condition for condition in asked if condition]

    def tests(self) -> Iterator[Condition]:
        """All tests of single terms it makes."""
        for condition in self.conditions:
            yield from condition.tests()


class GradeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grade and when it fits: the answer of the Open Source Definition is one of `osd`, or the terms are as said."""

    grade: Grade
    means: str
    osd: list[Answer] = []
    when: Condition | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one term leaves of a freedom: the share kept at each value, or where it is `present`; else all is kept."""

    term: str
    keeps: dict[str, float] = {}
    present: float = 1.0

    @property
    def least(self) -> float:
        """The share kept at the worst value."""
        return min([self.present, *self.keeps.values()])


class Freedom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A freedom, the points it is worth, and the terms that take from it."""

    id: str
    means: str
    weight: int
    parts: list[Part]


class _Grades(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    grades: list[GradeRule]


class _Score(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    freedoms: list[Freedom]


class _About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: str
    sets: list[str]


class _Reasons(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reasons: dict[str, dict[str, str]]


class _Rulebook(msgspec.Struct, frozen=True, kw_only=True):
    about: _About
    sets: dict[str, tuple[Criterion, ...]]
    grades: tuple[GradeRule, ...]
    freedoms: tuple[Freedom, ...]
    reasons: dict[str, dict[str, str]]


def criterion_sets() -> dict[str, tuple[Criterion, ...]]:
    """The criteria by set, sets and criteria in printed order."""
    return _rulebook().sets


def criterion(name: str) -> Criterion | None:
    """The criterion of this id, None where there is none."""
    return next((one for found in criterion_sets().values() for one in found if one.id == name), None)


def grades() -> tuple[GradeRule, ...]:
    """The rules of the grades; the first that fits gives the grade."""
    return _rulebook().grades


def scoring() -> tuple[Freedom, ...]:
    """The freedoms that make up the score; their weights add up to 100."""
    return _rulebook().freedoms


def reasons() -> dict[str, dict[str, str]]:
    """What a value of a term means to the licensee, by term and value ("any": whatever the value)."""
    return _rulebook().reasons


def version() -> str:
    """The version of the rulebook, printed in every output."""
    return _rulebook().about.version


@cache
def _rulebook() -> _Rulebook:
    root = resources.folder("rulebook")
    paths = [*_sheets(root), *sorted((root / "criteria").glob("*/*.yaml"))]
    return resources.compiled("rulebook", paths, lambda: read(root), _Rulebook, code=[Path(__file__)])


def _sheets(root: Path) -> list[Path]:
    return [root / f"{name}.yaml" for name in ("rulebook", "grades", "score", "reasons")]


def read(root: Path) -> _Rulebook:
    """The rulebook in a folder, read and checked; DataError names the file and the fault."""
    about_path, grades_path, score_path, reasons_path = _sheets(root)
    about = records.load(about_path, _About)
    found: dict[str, list[Criterion]] = {}
    for path in sorted((root / "criteria").glob("*/*.yaml")):
        one = records.load(path, Criterion)
        _check_criterion(path, one)
        found.setdefault(path.parent.name, []).append(one)
    missing = [name for name in about.sets if name not in found]
    if missing:
        raise DataError(f"{about_path}: no criteria of {', '.join(missing)}; they lie in criteria/<set>/<id>.yaml")
    order = [*about.sets, *(name for name in sorted(found) if name not in about.sets)]
    rules, score = records.load(grades_path, _Grades).grades, records.load(score_path, _Score).freedoms
    for rule in rules:
        _check_tests(grades_path, [rule.when] if rule.when else [])
    _check_score(score_path, score)
    said = records.load(reasons_path, _Reasons).reasons
    for term in said:
        _check_term(reasons_path, term)
    return _Rulebook(
        about=about,
        sets={name: tuple(sorted(found[name], key=lambda one: one.place)) for name in order},
        grades=tuple(rules),
        freedoms=tuple(score),
        reasons=said,
    )


def _check_criterion(path: Path, one: Criterion) -> None:
    if one.id != path.stem:
        raise DataError(f"{path}:1:1: the criterion {one.id!r} must bear the name of its file")
    _check_tests(path, one.conditions)
    if one.by_nature == bool(one.satisfied_when):
        raise DataError(f"{path}: either by_nature is true or satisfied_when says what satisfies, not both or neither")
    for answer in sorted(one.answers):
        sentence = getattr(one.explain, answer.value)
        if not sentence:
            raise DataError(f"{path}: explain has no sentence for {answer.value!r}, an answer this criterion can give")
        slots = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        if not slots <= {SLOTS.get(answer.value)}:
            raise DataError(f"{path}: unknown slot {{{min(slots)}}} in explain.{answer.value}; see rulebook.SLOTS")


def _check_tests(path: Path, conditions: Sequence[Condition]) -> None:
    for condition in conditions:
        if sum(bool(given) for given in (condition.term, condition.any, condition.all)) != 1:
            raise DataError(f"{path}: a condition holds exactly one of term, any, all")
        if condition.term:
            asked = (condition.is_, condition.is_not, condition.present, condition.has or None)
            if sum(given is not None for given in asked) != 1:
                raise DataError(f"{path}: a test of {condition.term!r} holds exactly one of is, is-not, present, has")
            _check_term(path, condition.term)
        _check_tests(path, [*condition.any, *condition.all])


def _check_score(path: Path, freedoms: Sequence[Freedom]) -> None:
    if sum(one.weight for one in freedoms) != 100:
        raise DataError(f"{path}: the weights of the freedoms must add up to 100")
    for part in (part for one in freedoms for part in one.parts):
        _check_term(path, part.term)
        if not all(0 <= share <= 1 for share in (part.present, *part.keeps.values())):
            raise DataError(f"{path}: {part.term}: a share kept lies between 0 and 1")


def _check_term(path: Path, term: str) -> None:
    if term not in term_rules():
        raise DataError(f"{path}: unknown term {term!r}{records.nearest(term, term_rules())}")
