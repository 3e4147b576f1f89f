"""Term rules: what `analyzer/rulebook/terms/*.yaml` may say, and the matching of one pattern against one norm.

Comes in: the rule files. Goes out: `TermRule` records and `Matcher`, which names the (term, value) pairs a norm speaks
for. Example: `{modality: prohibition, act: use, purpose: [train, improve]}` matches a ban on using the work to train.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from analyzer import records, resources
from analyzer.errors import DataError
from analyzer.norms import Norm, Unread
from analyzer.vocabulary import Modality

Ids = str | list[str | list[str]]
Scalar = bool | int | str
DOUBT = "!doubt"
CITE = "!cite"

SLOTS = (
    "modality",
    "actor",
    "subject",
    "act",
    "target",
    "purpose",
    "condition",
    "exception",
    "manner",
    "mention",
    "heading",
    "unit",
)


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a norm must hold, slot by slot: any of the ids of a list; of a list of lists, any of each."""

    modality: Ids = ""
    actor: Ids = ""
    subject: Ids = ""
    act: Ids = ""
    target: Ids = ""
    purpose: Ids = ""
    condition: Ids = ""
    exception: Ids = ""
    manner: Ids = ""
    mention: Ids = ""
    heading: Ids = ""
    unit: Ids = ""
    fact: Ids = ""
    none: dict[str, Ids] = {}


class Atom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A condition on the value of a term: equal, one of, other than, or present at all."""

    term: str
    is_: Scalar | list[Scalar] | None = msgspec.field(default=None, name="is")
    is_not: Scalar | list[Scalar] | None = None
    present: bool | None = None


class Derived(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that follows from other terms: all atoms of `when` hold."""

    then: Scalar
    when: list[Atom]


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
    """Values that different clauses give and that hold together make another value."""

    both: list[str]
    then: str


class TermRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One term: its kind, the value of silence, and the clauses behind each value, the first value that fits first.

    The values of `otherwise` are tried where none of `values` fits and none is derived.
    `cites` names clauses that speak of the term and give no value; they are shown beside those that do.
    `doubt` names clauses that may speak of the term: unread ones, and norms that no value of any term explains.
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
    take: str = ""


@dataclass(frozen=True, slots=True)
class _Compiled:
    gives: tuple[str, str]  # the term, and a value of its rule, or "!unless", "!against-<n>"
    wants: tuple[tuple[str, frozenset[str]], ...]
    bars: tuple[tuple[str, frozenset[str]], ...]


@cache
def term_rules() -> dict[str, TermRule]:
    """All rules by term, in the order of their names."""
    paths = sorted((resources.folder("rulebook") / "terms").glob("*.yaml"), key=lambda path: path.stem)
    return resources.compiled("terms", paths, lambda: _read_rules(paths), dict[str, TermRule], code=[Path(__file__)])


def _read_rules(paths: Iterable[Path]) -> dict[str, TermRule]:
    found = {}
    for path in paths:
        rule = records.load(path, TermRule)
        if rule.term != path.stem:
            raise DataError(f"{path}:1:1: the term {rule.term!r} must bear the name of its file")
        found[rule.term] = rule
    return found


class Matcher:
    """All patterns of all rules, indexed by one id that each cannot do without."""

    def __init__(self, rules: Iterable[TermRule]) -> None:
        # By modality ("" for what was not read), then by id; under the id "" those that do not ask for any.
        self._by_id: dict[str, dict[str, list[_Compiled]]] = {modality: {} for modality in ("", *Modality)}
        for rule in rules:
            for pattern in _patterns(rule):
                self._file(pattern)

    def _file(self, pattern: _Compiled) -> None:
        keyed = [ids for slot, ids in pattern.wants if slot not in {"modality", "actor", "fact"}]
        modalities = [ids for slot, ids in pattern.wants if slot == "modality"]
        for modality, by_id in self._by_id.items():
            if all(modality in ids for ids in modalities):
                for identity in min(keyed, key=len) if keyed else ("",):
                    by_id.setdefault(identity, []).append(pattern)

    def of(self, norm: Norm, facts: frozenset[str]) -> frozenset[tuple[str, str]]:
        """The (term, value) pairs whose patterns a norm fits."""
        return self._fitting(_slots(norm, facts))

    def of_unread(self, unread: Unread, facts: frozenset[str]) -> frozenset[tuple[str, str]]:
        """The pairs for a clause that was not read, of which only the ids are known."""
        slots = {slot: frozenset[str]() for slot in SLOTS}
        return self._fitting({**slots, "mention": unread.ids, "unit": unread.ids, "fact": facts})

    def _fitting(self, slots: dict[str, frozenset[str]]) -> frozenset[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        by_id = self._by_id[next(iter(slots["modality"]), "")]
        for identity in by_id.keys() & {"", *slots["unit"], *slots["heading"], *slots["mention"]}:
            for pattern in by_id[identity]:
                if pattern.gives not in found and _fits(pattern, slots):
                    found.add(pattern.gives)
        return frozenset(found)


@cache
def matcher() -> Matcher:
    """The matcher of the rulebook."""
    return Matcher(term_rules().values())


def _patterns(rule: TermRule) -> Iterator[_Compiled]:
    groups = [*rule.values.items(), ("!unless", rule.unless)]
    groups.extend((f"!against-{place}", against.norms) for place, against in enumerate(rule.against))
    groups.extend((f"!defeat-{place}", defeat.norms) for place, defeat in enumerate(rule.defeated))
    groups.extend((f"!spare-{place}", defeat.spares) for place, defeat in enumerate(rule.defeated))
    groups.extend((f"!otherwise-{value}", patterns) for value, patterns in rule.otherwise.items())
    groups.append((CITE, rule.cites))
    groups.append((DOUBT, rule.doubt))
    for value, patterns in groups:
        for pattern in patterns:
            wants = tuple((slot, ids) for slot in (*SLOTS, "fact") for ids in _groups(getattr(pattern, slot)))
            bars = tuple((slot, ids) for slot, given in pattern.none.items() for ids in _groups(given))
            for slot, _ in bars:
                if slot not in (*SLOTS, "fact"):
                    raise DataError(f"rulebook/terms/{rule.term}.yaml: unknown slot {slot!r} under 'none'")
            yield _Compiled((rule.term, value), wants, bars)


def _groups(given: Ids) -> list[frozenset[str]]:
    if not given:
        return []
    if isinstance(given, str):
        return [frozenset({given})]
    if any(isinstance(item, list) for item in given):
        return [frozenset(item if isinstance(item, list) else [item]) for item in given]
    return [frozenset(str(item) for item in given)]


def _slots(norm: Norm, facts: frozenset[str]) -> dict[str, frozenset[str]]:
    return {
        "modality": frozenset({norm.modality.value}),
        "actor": frozenset({norm.actor}),
        "subject": frozenset(norm.subject),
        "act": frozenset(norm.actions),
        "target": frozenset(norm.targets),
        "purpose": _flat(norm.purposes),
        "condition": _flat(norm.conditions),
        "exception": _flat(norm.exceptions),
        "manner": _flat(norm.manner),
        "mention": norm.mentions,
        "heading": norm.heading,
        "unit": norm.unit,
        "fact": facts,
    }


def _flat(found: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for item in found for word in item.split())


def _fits(pattern: _Compiled, slots: dict[str, frozenset[str]]) -> bool:
    # Loops, since this is asked some two hundred times a norm and generators cost more than the tests.
    for slot, ids in pattern.wants:
        if ids.isdisjoint(slots[slot]):
            return False
    for slot, ids in pattern.bars:  # noqa: SIM110 (as above)
        if not ids.isdisjoint(slots[slot]):
            return False
    return True
