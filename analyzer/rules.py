"""Term rules: what `analyzer/rulebook/terms/*.yaml` may say, and the matching of one pattern against one norm.

Comes in: the rule files. Goes out: `TermRule` records and `Matcher`, which names the (term, value) pairs a norm speaks
for. Example: `{modality: prohibition, act: use, purpose: [train, improve]}` matches a ban on using the work to train.
What several rules need stands once in `analyzer/rulebook/groups.yaml`: "+paper" is each id of that group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, reduce
from itertools import product
from operator import and_, or_
from pathlib import Path
from typing import Literal

import msgspec

from analyzer import capture, records, resources
from analyzer.errors import DataError
from analyzer.groups import SLOTS, Groups, Ids, Pattern, known, spelled
from analyzer.norms import Norm, Unread
from analyzer.slots import Asked, Given, Slot

Scalar = bool | int | str
DOUBT = "!doubt"
NET = "!net"
CITE = "!cite"
_MOST_KNOWN = 20_000  # ids of one slot whose patterns are remembered


class Atom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A condition on the value of a term: equal, one of, other than, or present at all."""

    term: str
    is_: Scalar | list[Scalar] | None = msgspec.field(default=None, name="is")
    is_not: Scalar | list[Scalar] | None = None
    present: bool | None = None


class Derived(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that follows from other terms: all atoms of `when` hold, and no clause fits a pattern of `unless`.

    Where there are `needs`, some clause fits one of them.
    """

    then: Scalar
    when: list[Atom]
    needs: list[Pattern] = []
    unless: list[Pattern] = []


class Against(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Clauses that say the opposite of a value: the pair is a contradiction."""

    why: str
    norms: list[Pattern]
    values: list[Scalar] = []


class Defeat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Clauses that take a value away wherever they stand: a commercial grant beside a non-commercial one.

    Where `spares` fits a clause, its value stays: a contradiction, not one purpose of several.
    """

    why: str
    norms: list[Pattern]
    values: list[Scalar]
    spares: list[Pattern] = []


class Joined(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Values that different clauses give and that hold together make another value; of `norms` one must be there."""

    both: list[str]
    then: str
    norms: list[Pattern] = []


class TermRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One term: its kind, the value of silence, and the clauses behind each value, the first value that fits first.

    The values of `otherwise` are tried where none of `values` fits and none is derived.
    `cites` names clauses that speak of the term and give no value; they are shown beside those that do.
    `doubt` names clauses that may speak of the term: unread ones, and norms that no value of any term explains.
    `nets` names clauses that hold telltale words; they are in doubt unless a value settles what the clause says.
    A value of a term that does not `settle` leaves open what else its clause says.
    `common` names patterns of `groups.yaml` that belong to it as well, by value, by "otherwise-<value>" or "unless".
    """

    term: str
    means: str
    group: Literal["permission", "restriction", "duty", "stability", "outputs", "frame"]
    kind: Literal["flag", "choice", "list", "number", "money", "text"]
    values: dict[str, list[Pattern]]
    absent: str = ""
    unless: list[Pattern] = []
    derived: list[Derived] = []
    against: list[Against] = []
    defeated: list[Defeat] = []
    joined: list[Joined] = []
    otherwise: dict[str, list[Pattern]] = {}
    cites: list[Pattern] = []
    doubt: list[Pattern] = []
    nets: list[Pattern] = []
    settles: bool = True
    common: dict[str, list[str]] = {}
    take: str = ""


def term_rules() -> dict[str, TermRule]:
    """All rules by term, in the order of their names."""
    return _compiled().rules


@cache
def _compiled() -> _Compiled:
    """The rules and their matcher, from one look at the files."""
    folder = resources.folder("rulebook")
    paths, shared = resources.files_in(folder / "terms"), folder / "groups.yaml"

    def build() -> _Compiled:
        rules = _read_rules(paths, records.load(shared, Groups))
        return _Compiled(rules, Matcher(rules.values()).filed())

    code = [Path(__file__).with_name(name) for name in ("rules.py", "groups.py", "slots.py")]
    return resources.compiled("terms", [*paths, shared], build, _Compiled, code=code)


def _read_rules(paths: Iterable[Path], groups: Groups) -> dict[str, TermRule]:
    found = {}
    for path in paths:
        rule = with_groups(records.load(path, TermRule), groups, str(path))
        if rule.term != path.stem:
            raise DataError(f"{path}:1:1: the term {rule.term!r} must bear the name of its file")
        found[rule.term] = rule
    return found


def with_groups(rule: TermRule, groups: Groups, where: str) -> TermRule:
    """The rule with the ids of each group it names, and with the patterns it has in common with others."""
    values, otherwise, unless = dict(rule.values), dict(rule.otherwise), list(rule.unless)
    for key, names in rule.common.items():
        for name in names:
            known(name, groups.common, where)
        norms = [norm for name in names for norm in groups.common[name].norms]
        value = key.removeprefix("otherwise-")
        if key == "unless":
            unless += norms
        else:
            of = values if key == value else otherwise
            of[value] = [*of.get(value, []), *norms]
    told = msgspec.structs.replace(rule, values=values, otherwise=otherwise, unless=unless, common={})
    plain = msgspec.to_builtins(told)
    return msgspec.convert(spelled(plain, groups.ids, where), TermRule)


class _Filed(msgspec.Struct):
    """What is read back of a matcher."""

    gives: list[tuple[str, str]]
    slots: dict[str, Asked]


class _Compiled(msgspec.Struct):
    """What is kept of the files of the rulebook's terms."""

    rules: dict[str, TermRule]
    filed: _Filed


class Matcher:
    """All patterns of all rules, side by side: each slot of a norm leaves some over, and what all leave over fits.

    What a slot leaves over is remembered, since the same few ids stand in it again and again.
    """

    def __init__(self, rules: Iterable[TermRule] = (), filed: _Filed | None = None) -> None:
        self._slots = {slot: Slot() for slot in (*SLOTS, "fact")}
        # The term, and a value of its rule, or "!unless", "!against-<n>".
        self._gives: list[tuple[str, str]] = filed.gives if filed else []
        for slot, asked in filed.slots.items() if filed else ():
            self._slots[slot].take(asked)
        for rule in rules:
            for value, pattern in _patterns(rule):
                self._file(rule, value, pattern)
        for asked_for in self._slots.values():
            asked_for.lay(len(self._gives))
        facts, late = self._slots["fact"], capture.is_late
        doubts, nets = (facts.asking(late) & self._giving(kind) for kind in (DOUBT, NET))
        sure = facts.asking(late) & ~self._giving(DOUBT, NET)
        # What may ask for late facts, by whether a doubt of either kind is lost.
        self._asking = {
            (doubt, net): sure | (0 if doubt else doubts) | (0 if net else nets)
            for doubt, net in product((False, True), repeat=2)
        }
        self._early, self._open = facts.without(late, wants=True), facts.without(late)
        self._early.lay(len(self._gives), facts.asking(late))
        self._open.lay(len(self._gives), facts.asking(late))
        self._told: dict[int, frozenset[tuple[str, str]]] = {}

    def filed(self) -> _Filed:
        """The patterns as they are kept between two runs."""
        return _Filed(self._gives, {slot: found.filed() for slot, found in self._slots.items()})

    def _file(self, rule: TermRule, value: str, pattern: Pattern) -> None:
        bit = 1 << len(self._gives)
        self._gives.append((rule.term, value))
        for slot, found in self._slots.items():
            found.want(bit, _groups(getattr(pattern, slot)))
        for slot, given in pattern.none.items():
            if slot not in self._slots:
                raise DataError(f"rulebook/terms/{rule.term}.yaml: unknown slot {slot!r} under 'none'")
            for ids in _groups(given):
                self._slots[slot].bar(bit, ids)

    def left(self, norm: Norm) -> int:
        """The patterns that a norm fits but for its facts, as bits."""
        slots = self._slots
        return (
            slots["modality"][(norm.modality.value,)]
            & slots["actor"][(norm.actor,)]
            & slots["act"][norm.actions]
            & slots["target"][norm.targets]
            & slots["subject"][norm.subject]
            & slots["purpose"][norm.purposes]
            & slots["condition"][norm.conditions]
            & slots["exception"][norm.exceptions]
            & slots["manner"][norm.manner]
            & slots["mention"].of(norm.mentions)
            & slots["heading"][norm.heading]
            & slots["unit"].of(norm.unit)
        )

    def of(self, norm: Norm, facts: frozenset[str]) -> frozenset[tuple[str, str]]:
        """The (term, value) pairs whose patterns a norm fits."""
        return self.fits(self.left(norm), facts)

    def fits(self, left: int, facts: frozenset[str]) -> frozenset[tuple[str, str]]:
        """The (term, value) pairs of those of some patterns that facts fit."""
        return self._pairs(left & self._slots["fact"][facts])

    def asks_late(self, left: int, facts: frozenset[str], lost: Mapping[str, bool], *, seeming: bool = False) -> bool:
        """Whether late facts may matter to some patterns; with `seeming` those are given that a quick look finds.

        They do not matter to a kind of doubt that is `lost`.
        """
        asking = self._asking[bool(lost.get(DOUBT)), bool(lost.get(NET))]
        return bool(left & asking & (self._open if seeming else self._early)[facts])

    def _giving(self, *values: str) -> int:
        return reduce(or_, [1 << at for at, (_, value) in enumerate(self._gives) if value in values], 0)

    def of_unread(self, unread: Unread, facts: frozenset[str]) -> frozenset[tuple[str, str]]:
        """The pairs for a clause that was not read, of which only the ids are known."""
        given: dict[str, Given] = {"mention": unread.ids, "unit": unread.ids, "fact": facts}
        return self._pairs(reduce(and_, [found[given.get(slot, ())] for slot, found in self._slots.items()]))

    def _pairs(self, left: int) -> frozenset[tuple[str, str]]:
        found = self._told.get(left)
        if found is None:
            if len(self._told) >= _MOST_KNOWN:
                self._told.clear()
            found = self._told[left] = frozenset([self._gives[place] for place in _places(left)])
        return found


@cache
def matcher() -> Matcher:
    """The matcher of the rulebook, compiled once."""
    return Matcher(filed=_compiled().filed)


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set; few of many are."""
    while bits:
        place = bits.bit_length() - 1
        yield place
        bits ^= 1 << place


def _patterns(rule: TermRule) -> Iterator[tuple[str, Pattern]]:
    groups = [*rule.values.items(), ("!unless", rule.unless)]
    groups.extend((f"!against-{place}", against.norms) for place, against in enumerate(rule.against))
    groups.extend((f"!join-{place}", joined.norms) for place, joined in enumerate(rule.joined))
    groups.extend((f"!defeat-{place}", defeat.norms) for place, defeat in enumerate(rule.defeated))
    groups.extend((f"!spare-{place}", defeat.spares) for place, defeat in enumerate(rule.defeated))
    groups.extend((f"!underived-{place}", derived.unless) for place, derived in enumerate(rule.derived))
    groups.extend((f"!needed-{place}", derived.needs) for place, derived in enumerate(rule.derived))
    groups.extend((f"!otherwise-{value}", patterns) for value, patterns in rule.otherwise.items())
    groups.append((CITE, rule.cites))
    groups.append((DOUBT, rule.doubt))
    groups.append((NET, rule.nets))
    return ((value, pattern) for value, patterns in groups for pattern in patterns)


def _groups(given: Ids) -> list[frozenset[str]]:
    if not given:
        return []
    if isinstance(given, str):
        return [frozenset({given})]
    if any(isinstance(item, list) for item in given):
        return [frozenset(item if isinstance(item, list) else [item]) for item in given]
    return [frozenset(str(item) for item in given)]
