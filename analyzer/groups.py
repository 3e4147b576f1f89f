"""What a pattern of a term rule asks for, and what several rules have in common: groups of ids, and of patterns.

Comes in: the ids of patterns as a rule names them, and `analyzer/rulebook/groups.yaml`. Goes out: `Pattern` with plain
ids. Example: in `none: {unit: [+paper, fee]}` "+paper" is notice, license-text and each other id of that group.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from analyzer import records
from analyzer.errors import DataError

Ids = str | list[str | list[str]]


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


SLOTS = tuple(name for name in Pattern.__struct_fields__ if name not in {"fact", "none"})


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ids that rules name together, as "+" and the name of the group."""

    means: str
    ids: list[str]


class Common(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Patterns that speak for the same value of several terms."""

    means: str
    norms: list[Pattern]


class Groups(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What several rules need: ids by the name of their group, patterns by the name under which terms ask for them."""

    ids: dict[str, Group]
    common: dict[str, Common]


def spelled(data: object, ids: dict[str, Group], where: str) -> object:
    """Lists with the ids of the groups that are named in them."""
    if isinstance(data, dict):
        return {key: spelled(value, ids, where) for key, value in data.items()}
    if isinstance(data, str) and data.startswith("+"):
        return spelled([data], ids, where)
    if not isinstance(data, list):
        return data
    listed: list[object] = []
    for item in data:
        if isinstance(item, str) and item.startswith("+"):
            known(item[1:], ids, where)
            listed.extend(one for one in ids[item[1:]].ids if one not in listed)
        else:
            listed.append(spelled(item, ids, where))
    return listed


def known(name: str, names: Iterable[str], where: str) -> None:
    """DataError where a group is not among the names."""
    if name not in names:
        raise DataError(f"{where}: unknown group {name!r}{records.nearest(name, names)}; see rulebook/groups.yaml")
