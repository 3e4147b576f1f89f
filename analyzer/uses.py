"""What kind of use a ban is on, by words that stand close together in any order, of `grammar/uses.yaml`.

Comes in: the words of a sentence that bans. Goes out: the ids of the kinds. Example: "Nobody may leave the choice of
tenants to the Model alone" bans decisions made by a machine, though no phrase of the lexicon says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from analyzer import records, resources
from analyzer.patterns import regex, words_of

_CLOSE = 12  # words among which those of a row must stand
_SHORTEST = 2  # letters of a stem
_LONGEST = 60  # words of a sentence that is not too long to tell one kind
_BARRED = -1  # the group of words that must not stand there
# What is spared: "except to detect fraud", "other than for medical research".
_SPARED = regex(
    r"\b(?:except|excepting|other than|save (?:for|that|where)|apart from|provided|does not include|not including"
    r"|notwithstanding)\b",
    re.IGNORECASE,
)
# In "You may use it for research on fraud, but not to sell it" the ban begins at "but".
_ALLOWS = regex(
    r"\b(?:may|can)\b(?!\s+(?:not|never|only|no\b))|\b(?:permitted|allowed|free) to\b|\bgrants?\b", re.IGNORECASE
)
_BANS = regex(r"\b(?:not|never|no|nor|prohibited|forbidden|cannot|neither|nothing)\b|n['’]t\b", re.IGNORECASE)


class _Row(msgspec.Struct, frozen=True):
    """One way to tell a kind of use, by the number of its groups."""

    kind: str
    size: int


_Asking = list[tuple[int, int]]  # rows by number, with the group of each that a word stands for


class _Uses(msgspec.Struct, frozen=True):
    """The rows; what stands for a group as a whole word, or by how a word begins; the first words of phrases."""

    rows: list[_Row]
    whole: dict[str, _Asking]
    begun: dict[str, _Asking]
    opening: dict[str, int]


def kinds_of_ban(words: str) -> frozenset[str]:
    """The kinds of use that the words of a ban speak of."""
    return frozenset(kind for part in words.split(": ") for kind in _kinds_of(part))


@cache
def told_kinds() -> frozenset[str]:
    """The kinds of use that rows of words may tell."""
    return frozenset(row.kind for row in _uses().rows)


def _kinds_of(words: str) -> Iterator[str]:
    """Those of a lead-in, or of an item without it."""
    if spared := _SPARED.search(words):
        words = words[: spared.start()]
    if (allows := _ALLOWS.search(words)) and (bans := _BANS.search(words)) and allows.start() < bans.start():
        words = words[bans.start() :]
    said, uses = words_of(words.lower()), _uses()
    if len(said) > _LONGEST:
        return
    found: dict[int, dict[int, list[int]]] = {}
    for at in range(len(said)):
        for row, group in _asking(uses, said, at):
            found.setdefault(row, {}).setdefault(group, []).append(at)
    told = ((uses.rows[row], groups) for row, groups in found.items() if _BARRED not in groups)
    yield from (row.kind for row, groups in told if len(groups) == row.size and _are_close(groups))


def _asking(uses: _Uses, said: Sequence[str], at: int) -> _Asking:
    """The rows and groups that a word stands for, alone or with those that follow it."""
    word = said[at]
    found = _told_by(uses, word, _SHORTEST)
    for size in range(2, uses.opening.get(word, 1) + 1):
        found += _told_by(uses, "_".join(said[at : at + size]), len(word) + 1)
    return found


def _told_by(uses: _Uses, word: str, least: int) -> _Asking:
    found = list(uses.whole.get(word, ()))
    for size in range(least, len(word) + 1):
        found += uses.begun.get(word[:size], ())
    return found


def _are_close(groups: Mapping[int, Sequence[int]]) -> bool:
    """Whether some words, one of each group, stand close together."""
    first, *others = sorted(groups.values(), key=len)
    for place in first:
        taken = {place}
        for other in others:
            near = [at for at in other if at not in taken and abs(at - place) <= _CLOSE]
            if not near:
                break
            taken.add(min(near, key=lambda at: abs(at - place)))
        else:
            return True
    return False


@cache
def _uses() -> _Uses:
    path = resources.folder("grammar") / "uses.yaml"
    return resources.compiled("uses", [path], lambda: _compiled(records.read_yaml(path)), _Uses)


def _compiled(listed: Mapping[str, Sequence[str]]) -> _Uses:
    uses = _Uses([], {}, {}, {})
    for kind, rows in listed.items():
        for row in rows:
            told, _, barred = row.partition(" - ")
            groups = told.split(" + ")
            for group, words in [*enumerate(groups), (_BARRED, barred)]:
                for word in words.split():
                    stem = word.removesuffix("*")
                    (uses.whole if stem == word else uses.begun).setdefault(stem, []).append((len(uses.rows), group))
                    first, *more = stem.split("_")
                    if more:
                        uses.opening[first] = max(uses.opening.get(first, 1), len(more) + 1)
            uses.rows.append(_Row(kind, len(groups)))
    return uses
