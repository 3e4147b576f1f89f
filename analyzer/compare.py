"""Licenses side by side: what differs and which way, gravest first, what is equal, the criteria, and clause by clause.

Comes in: two to six assessments. Goes out: a `Comparison`. Directions are those of the licensee, each text against the
first: `compare([a, b])` says "looser" of b where `compare([b, a])` says "tighter" of a. Example: the first text bans
training and the second does not: `Row("output-training-ban", ..., directions=(None, Direction.LOOSER))`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

import msgspec

from analyzer import records, resources, score
from analyzer.align import Pair, align
from analyzer.criteria import ABSENT, key_of
from analyzer.errors import UsageError
from analyzer.pipeline import FROM_RECORD, Assessment
from analyzer.rules import term_rules
from analyzer.terms import Term, TermValue, absent_value
from analyzer.vocabulary import Answer, State

FEWEST, MOST = 2, 6
_GROUPS = ("restriction", "duty", "permission", "outputs", "stability", "frame")


class Direction(StrEnum):
    """What a change means for the licensee; unclear where a clause was not fully read."""

    LOOSER = "looser"
    TIGHTER = "tighter"
    DIFFERENT = "different"
    EQUAL = "equal"
    UNCLEAR = "unclear"

    @property
    def opposite(self) -> Direction:
        """The same change seen from the other side."""
        turned = {Direction.LOOSER: Direction.TIGHTER, Direction.TIGHTER: Direction.LOOSER}
        return turned.get(self, self)


class Directions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Which values are looser: `analyzer/rulebook/directions.yaml`."""

    groups: dict[str, list[list[str]]]
    terms: dict[str, list[list[str]]]
    larger_is_looser: list[str]
    looser_when_present: list[str]
    neutral: list[str]


class Row(msgspec.Struct, frozen=True):
    """One term of all texts; `weight` is how many points of the score hang on the difference.

    `directions` holds None for the first text; `only` holds, for lists, what a text has and not all others have.
    """

    term: str
    weight: float
    cells: tuple[Term, ...]
    directions: tuple[Direction | None, ...]
    only: tuple[tuple[str, ...], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether any text says something else than the first."""
        return any(one not in {None, Direction.EQUAL} for one in self.directions)


class CriterionRow(msgspec.Struct, frozen=True):
    """One criterion, or a whole set where `criterion` is "", and its answer for each text."""

    known_set: str
    criterion: str
    answers: tuple[Answer, ...]

    @property
    def differs(self) -> bool:
        """Whether the answers are not all the same."""
        return len(set(self.answers)) > 1


class Comparison(msgspec.Struct, frozen=True):
    """Texts side by side; `clauses` holds the pairs of each text but the first with the first, None without texts."""

    sides: tuple[Assessment, ...]
    rows: tuple[Row, ...]
    equal: tuple[Row, ...]
    criteria: tuple[CriterionRow, ...]
    clauses: tuple[tuple[Pair, ...] | None, ...]


def compare(sides: Sequence[Assessment]) -> Comparison:
    """The comparison of all with the first; UsageError where there are too few or too many."""
    checked(len(sides))
    rows = [_row(name, [side.terms[name] for side in sides]) for name in term_rules()]
    first, *others = sides
    return Comparison(
        sides=tuple(sides),
        rows=tuple(sorted((row for row in rows if row.differs), key=_rank)),
        equal=tuple(row for row in rows if not row.differs),
        criteria=tuple(_criteria(sides)),
        clauses=tuple(_clauses(first, other) for other in others),
    )


def checked(count: int) -> None:
    """UsageError where so many texts are too few or too many."""
    if not FEWEST <= count <= MOST:
        raise UsageError(f"{count} source{'s' if count != 1 else ''} to compare; name {FEWEST} to {MOST}")


def _clauses(first: Assessment, other: Assessment) -> tuple[Pair, ...] | None:
    if FROM_RECORD in {first.document.text.encoding, other.document.text.encoding}:
        return None
    return align(first.norms, other.norms)


def _rank(row: Row) -> tuple[float, int, str]:
    return (-row.weight, _GROUPS.index(term_rules()[row.term].group), row.term)


def _row(name: str, cells: Sequence[Term]) -> Row:
    directions = tuple(direction(name, cells[0], cell) if at else None for at, cell in enumerate(cells))
    kept = [
        _points(name, None if cell.value in ABSENT else key_of(cell.value), unread=_is_unread(cell)) for cell in cells
    ]
    # Two limits of one kind cost the same points; they weigh half of what such a limit costs.
    weight = max(max(kept) - min(kept), (_points(name, None, unread=False) - min(kept)) / 2)
    only: tuple[tuple[str, ...], ...] = ()
    if term_rules()[name].kind == "list":
        held = [set(_items(cell.value)) for cell in cells]
        shared = set.intersection(*held)
        only = tuple(tuple(sorted(items - shared)) for items in held)
    return Row(name, round(weight, 6), tuple(cells), directions, only)


def direction(name: str, first: Term, other: Term) -> Direction:
    """What the change from the first value to the other means for the licensee."""
    one, two = first.value, other.value
    if _is_unread(first) or _is_unread(other):
        return Direction.EQUAL if _is_unread(first) and _is_unread(other) else Direction.UNCLEAR
    if one == two:
        return Direction.EQUAL
    known = directions()
    if name in known.neutral:
        return Direction.DIFFERENT
    rule = term_rules()[name]
    order = known.terms.get(name) or known.groups.get(rule.group)
    if order:
        places = [_place(order, value) for value in (one, two)]
        return _turned(places[1] - places[0]) if -1 not in places else Direction.DIFFERENT
    if rule.kind == "list":
        before, after = set(_items(one)), set(_items(two))
        if before == after:
            return Direction.EQUAL
        return _turned((after > before) - (after < before))
    if one in ABSENT or two in ABSENT:
        tighter = (one in ABSENT) is not (name in known.looser_when_present)
        return Direction.TIGHTER if tighter else Direction.LOOSER
    if name in known.larger_is_looser:
        return _sizes(one, two)
    return Direction.DIFFERENT


def _turned(difference: int) -> Direction:
    """Tighter where it grew."""
    if not difference:
        return Direction.DIFFERENT
    return Direction.TIGHTER if difference > 0 else Direction.LOOSER


def _sizes(one: TermValue, two: TermValue) -> Direction:
    """Two thresholds as numbers; those in different currencies are not weighed."""
    if isinstance(one, Mapping) and isinstance(two, Mapping) and one.get("currency") == two.get("currency"):
        one, two = one.get("amount"), two.get("amount")
    if isinstance(one, int) and isinstance(two, int):
        return _turned(one - two)
    return Direction.DIFFERENT


def _place(order: Sequence[Sequence[str]], value: TermValue) -> int:
    return next((at for at, row in enumerate(order) if value in row), -1)


def _items(value: TermValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _is_unread(term: Term) -> bool:
    return term.state is State.UNCLEAR and term.value is None


@cache
def _points(name: str, key: str | None, *, unread: bool) -> float:
    """The score of a text that grants everything and restricts nothing, but for one term; None where that is absent."""
    free = {
        rule.term: Term(rule.term, "granted" if rule.group == "permission" else absent_value(rule), State.SILENT)
        for rule in term_rules().values()
    }
    if unread:
        free[name] = Term(name, None, State.UNCLEAR)
    elif key is not None:
        free[name] = Term(name, True if key == "true" else key, State.STATED)
    return sum(one.points for one in score.earned(free))


def _criteria(sides: Sequence[Assessment]) -> list[CriterionRow]:
    rows = []
    for known, verdict in sides[0].verdicts.items():
        rows.append(CriterionRow(known, "", tuple(side.verdicts[known].answer for side in sides)))
        rows.extend(
            CriterionRow(known, item, tuple(side.verdicts[known].items[item].answer for side in sides))
            for item in verdict.items
        )
    return rows


@cache
def directions() -> Directions:
    """The rules of direction."""
    path = resources.folder("rulebook") / "directions.yaml"
    return resources.compiled("directions", [path], lambda: records.load(path, Directions), Directions)
