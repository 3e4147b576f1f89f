r"""What a text must hold for a pattern to be found in it: to look for that first spares most texts the pattern.

Comes in: a regular expression. Goes out: groups of strings in small letters; of each group one stands in every match.
Example: of `\b(?:may|can) .{2,60}? these (?:terms|rules)` the groups are "may " or "can ", and " these terms" or
" these rules".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from re import _constants as sre  # what a pattern consists of is told nowhere else
from re import _parser
from typing import Any

Group = list[str]

_MOST = 24  # strings of a group: more cost as much as the pattern
_GROUPS = 4
_SHORTEST = 3
_EMPTY = frozenset({sre.AT, sre.ASSERT, sre.ASSERT_NOT})
_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT})


def musts(pattern: str) -> list[Group]:
    """The groups of a pattern that tell most for what they cost; none where it may match almost anything."""
    whole, groups = _told(_parts(pattern))
    telling = {tuple(sorted(set(group))) for group in ([whole] if whole is not None else groups)}
    kept = [list(group) for group in telling if _worth(group) >= _SHORTEST]
    return sorted(kept, key=lambda group: (-_worth(group) / len(group), group))[:_GROUPS]


def begins(pattern: str) -> tuple[str, ...]:
    """With which strings whatever a pattern finds at the start of a text begins; none where that is left open."""
    parts = _parts(pattern)
    if parts[:1] != [(sre.AT, sre.AT_BEGINNING)]:
        return ()
    told = sorted(set(_first(parts)))
    return tuple(one for one in told if not one.startswith(tuple({*told} - {one}))) if all(told) else ()


@lru_cache(1)
def _parts(pattern: str) -> list[tuple[Any, Any]]:
    """What a pattern consists of; both questions are asked of one pattern after the other."""
    return list(_parser.parse(pattern, re.IGNORECASE))


def _first(parts: Iterable[tuple[Any, Any]]) -> Group:
    """What a row of parts begins with: as much of it as is told before the first part that may match anything."""
    here = [""]
    for op, given in parts:
        strings, _ = _part(op, given)
        more = strings or (_opens(op, given) if strings is None else [""])
        if len(here) * len(more) > _MOST:
            return here
        here = ["".join(pair) for pair in product(here, more)]
        if strings is None:
            return here
    return here


def _opens(op: Any, given: Any) -> Group:
    """What a part begins with that may match more than some strings."""
    if op is sre.SUBPATTERN:
        return _first(given[-1])
    if op is sre.BRANCH:
        return [one for way in given[1] for one in _first(way)]
    if op in _REPEATS and given[0]:
        return _first(given[2])
    return [""]


def _worth(group: Iterable[str]) -> int:
    """How much a group tells: as much as its shortest string."""
    return min((len(one.strip()) for one in group), default=0)


def _told(parts: Iterable[tuple[Any, Any]]) -> tuple[Group | None, list[Group]]:
    """All that a row of parts can match, or else None and groups of which one string stands in every match."""
    groups: list[Group] = []
    here = [""]  # what the parts since the last open one can match
    for op, given in parts:
        strings, inner = _part(op, given)
        if strings is not None and len(here) * len(strings) <= _MOST:
            here = ["".join(pair) for pair in product(here, strings)]
            continue
        groups += [here, *(inner if strings is None else ())]
        here = strings or [""]
    return (here, []) if not groups else (None, [*groups, here])


def _part(op: Any, given: Any) -> tuple[Group | None, list[Group]]:
    if op is sre.LITERAL:
        return [chr(given).lower()], []
    if op in _EMPTY:
        return [""], []
    if op is sre.SUBPATTERN:
        return _told(given[-1])
    if op is sre.BRANCH:
        return _branch(given[1])
    if op in _REPEATS:
        least, most, parts = given
        strings, inner = _told(parts)
        if strings is not None and (least, most) == (0, 1):
            return ["", *strings], []
        return None, ([strings] if strings is not None else inner) if least else []
    if op is sre.IN and len(given) <= _GROUPS and all(kind is sre.LITERAL for kind, _ in given):
        return [chr(sign).lower() for _, sign in given], []
    return None, []


def _branch(ways: Iterable[Iterable[tuple[Any, Any]]]) -> tuple[Group | None, list[Group]]:
    told = [_told(way) for way in ways]
    strings = [one for whole, _ in told for one in whole or ()]
    if all(whole is not None for whole, _ in told):
        return (strings, []) if len(strings) <= _MOST else (None, [])
    best = [whole if whole is not None else max(groups, key=_worth, default=[""]) for whole, groups in told]
    either = [one for group in best for one in group]
    return None, [either] if len(either) <= _MOST else []
