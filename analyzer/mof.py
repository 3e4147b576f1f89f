"""The class of a release in the Model Openness Framework: by the Model Openness Tool's rule, and by ours.

Comes in: the components of a release. Goes out: a `Standing` with the class, what is missing for the next one, and the
tool's class where it differs. A component counts if it can be had under an open license: approved by OSI or FSF, or on
the tool's list of open data licenses. We depart in two licenses that the tool misses; `licenses/lists` names them.
Example: all required components but the datasets under open licenses is class II, "Datasets" is missing for class I.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from analyzer import records, resources
from analyzer.releases import UNKNOWN, Availability, Component, Kind, framework, license_of

_APPROVED = frozenset({"osi", "fsf"})
NONE = 0


class _Lists(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    open: list[str]
    also_open: dict[str, str]
    fit: dict[str, list[str]]


class Lack(msgspec.Struct, frozen=True):
    """A component that does not count, and why: not there, not known, no license, a license that is not open."""

    component: str
    why: str


class Standing(msgspec.Struct, frozen=True):
    """The class (1 to 3, 0 for none) by our rule and by the tool's, and what is missing for the next class."""

    number: int
    tool_number: int
    label: str
    next_label: str
    missing: tuple[Lack, ...]
    unfit: tuple[str, ...]
    progress: dict[int, tuple[int, int]]


def standing(components: Sequence[Component]) -> Standing:
    """The standing of a release."""
    given = {one.component: one for one in components}
    number, missing = _class(given, ours=True)
    labels = {one.number: f"{one.name}, {one.means}" for one in framework().classes}
    following = number - 1 if number else 3
    unfit = tuple(
        kind.name for kind in framework().components if _lack(kind, given, ours=True) is None and not _fits(kind, given)
    )
    return Standing(
        number=number,
        tool_number=_class(given, ours=False)[0],
        label=labels.get(number, "no class"),
        next_label=labels.get(following, ""),
        missing=missing,
        unfit=unfit,
        progress={one.number: _progress(one.number, given) for one in framework().classes},
    )


def is_open(name: str, *, ours: bool = True) -> bool:
    """Whether a license counts: by the tool's lists, or (`ours`) also by the two licenses it misses."""
    record = license_of(name)
    if record and any(one.body in _APPROVED for one in record.approved_by):
        return True
    ids = _ids(name)
    listed = {one.casefold() for one in (*_lists().open, *(_lists().also_open if ours else ()))}
    return bool(ids & listed)


def _class(given: dict[str, Component], *, ours: bool) -> tuple[int, tuple[Lack, ...]]:
    """The best class whose components all count, and what is missing for the next."""
    reached = NONE
    for number in (3, 2, 1):
        missing = _missing(number, given, ours=ours)
        if missing:
            return reached, missing
        reached = number
    return reached, ()


def _missing(number: int, given: dict[str, Component], *, ours: bool) -> tuple[Lack, ...]:
    """What does not count of all that a class needs, lower classes included."""
    needed = [kind for kind in framework().components if kind.required and kind.klass >= number]
    lacks = {kind.name: _lack(kind, given, ours=ours) for kind in needed}
    kinds = {kind.name: kind for kind in framework().components}
    for name, other in framework().instead_of.items():
        absent = given.get(name, Component(component=name)).availability in {
            Availability.WITHHELD,
            Availability.UNKNOWN,
        }
        if lacks.get(name) and _lack(kinds[other], given, ours=ours) is None and (absent or number > 1):
            lacks[name] = None
    return tuple(lack for lack in lacks.values() if lack)


def _progress(number: int, given: dict[str, Component]) -> tuple[int, int]:
    total = sum(kind.required and kind.klass >= number for kind in framework().components)
    return total - len(_missing(number, given, ours=True)), total


def _lack(kind: Kind, given: dict[str, Component], *, ours: bool) -> Lack | None:
    one = given.get(kind.name)
    if one is None or one.availability is Availability.UNKNOWN:
        return Lack(kind.name, "not known to be available")
    if one.availability is Availability.WITHHELD:
        return Lack(kind.name, "not published")
    if one.availability is Availability.PARTIAL:
        return Lack(kind.name, "published in part only")
    if one.license == UNKNOWN or not one.license or one.license == "unlicensed":
        return Lack(kind.name, "no license known")
    if not is_open(one.license, ours=ours):
        record = license_of(one.license)
        why = f"{record.name} is not an open license" if record else f"{one.license} is not on a list of open licenses"
        return Lack(kind.name, why)
    return None


def _fits(kind: Kind, given: dict[str, Component]) -> bool:
    one = given.get(kind.name)
    return one is None or bool(_ids(one.license) & {name.casefold() for name in _lists().fit[kind.kind]})


def _ids(name: str) -> set[str]:
    record = license_of(name)
    found = {name, record.spdx, record.id} if record else {name}
    return {one.casefold() for one in found if one}


@cache
def _lists() -> _Lists:
    path = resources.folder("licenses") / "lists" / "model-openness.yaml"
    return resources.compiled("mof-licenses", [path], lambda: records.load(path, _Lists), _Lists)
