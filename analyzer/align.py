"""Clauses of one license beside those of another: the same, moved, reworded, added or removed.

Comes in: the norms of two texts. Goes out: a `Pair` a clause, in the order of the texts, each change marked word by
word. Clauses are paired by what they mean (modality, actor, acts, things, purposes, conditions, sizes) and by their
words. Example: a ban on training that only the first text has is `Pair("removed", clause, None)`.

The same pairs come out whichever text is first: `align(b, a)` is `align(a, b)` seen in a mirror.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from analyzer.norms import Norm
from analyzer.patterns import regex
from analyzer.spans import Evidence
from analyzer.vocabulary import Modality

LEAST = 0.45
"""Below this likeness (0 to 1) two clauses are strangers."""

_WORD = regex(r"[^\W_]+(?:'[^\W_]+)*")
_PIECE = regex(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_PLAIN = str.maketrans("‘’“”", "''\"\"")
_LONGEST_DIFF = 1500
_SHORTEST = 3
_MEANING = 0.5
_ASIDE = frozenset(
    "the and for any you your this that with from such not may shall will must are has have been".split()
)


class Kind(StrEnum):
    """What became of a clause between two texts."""

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


class Clause(msgspec.Struct, frozen=True):
    """The words of a sentence or item and the norms read from it."""

    evidence: Evidence
    norms: tuple[Norm, ...]

    @property
    def modality(self) -> Modality:
        """The gravest thing the clause does."""
        return min((norm.modality for norm in self.norms), key=_GRAVITY.index)


class Stretch(msgspec.Struct, frozen=True):
    """A run of words: in both texts ("="), only in the first ("-") or only in the second ("+")."""

    sign: str
    words: str


class Pair(msgspec.Struct, frozen=True):
    """A clause of the first text and its counterpart in the second; `meaning` tells whether both were read alike."""

    kind: Kind
    first: Clause | None
    second: Clause | None
    meaning: bool = True
    words: tuple[Stretch, ...] = ()

    def mirrored(self) -> Pair:
        """The same pair with the texts changed about."""
        kind = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}.get(self.kind, self.kind)
        signs = {"+": "-", "-": "+"}
        words = _ordered(Stretch(signs.get(one.sign, one.sign), one.words) for one in self.words)
        return Pair(kind, self.second, self.first, self.meaning, tuple(words))


class _Marked(msgspec.Struct, frozen=True):
    """A clause with its folded words and, as bits of one number, what it means and which words it holds."""

    clause: Clause
    modality: Modality
    words: tuple[str, ...]
    features: frozenset[str]
    meaning: int
    content: int


_GRAVITY = (
    Modality.PROHIBITION,
    Modality.OBLIGATION,
    Modality.TERMINATION,
    Modality.RESERVATION,
    Modality.PERMISSION,
    Modality.EXEMPTION,
    Modality.ENCOURAGEMENT,
    Modality.DISCLAIMER,
    Modality.PROVISION,
)


def clauses(norms: Iterable[Norm]) -> tuple[Clause, ...]:
    """The norms by the words they were read from, in the order of the text."""
    found: dict[tuple[int, int], list[Norm]] = {}
    for norm in norms:
        found.setdefault((norm.evidence.span.start, norm.evidence.span.end), []).append(norm)
    return tuple(Clause(found[place][0].evidence, tuple(found[place])) for place in sorted(found))


def align(first: Sequence[Norm], second: Sequence[Norm]) -> tuple[Pair, ...]:
    """Every clause of both texts once, in the order of the second; removed ones where they stood in the first."""
    bits: dict[str, int] = {}
    one = [_marked(clause, bits) for clause in clauses(first)]
    other = [_marked(clause, bits) for clause in clauses(second)]
    partners = dict(_partners(one, other))
    pairs = {at: _pair(one[at], other[to]) for at, to in partners.items()}
    taken = {to: at for at, to in partners.items()}
    # The place of a pair is where it stands in either text, so that the order is the same seen from both sides.
    placed: list[tuple[float, int, Pair]] = []
    for at, mark in enumerate(one):
        here = (at + 0.5) / len(one)
        if at in pairs:
            placed.append(((here + (partners[at] + 0.5) / len(other)) / 2, at + partners[at], pairs[at]))
        else:
            placed.append((here, at, Pair(Kind.REMOVED, mark.clause, None, meaning=False)))
    for at, mark in enumerate(other):
        if at not in taken:
            placed.append(((at + 0.5) / len(other), at, Pair(Kind.ADDED, None, mark.clause, meaning=False)))
    placed.sort(key=lambda item: (round(item[0], 9), item[1], item[2].kind in {Kind.ADDED, Kind.REMOVED}))
    return tuple(pair for _, _, pair in placed)


def features(norms: Iterable[Norm]) -> frozenset[str]:
    """What norms mean, as marks that can be counted: "act:use", "modality:prohibition", "size:users 700000000"."""
    return frozenset(feature for norm in norms for feature in _features(norm))


def _features(norm: Norm) -> Iterator[str]:
    yield f"modality:{norm.modality.value}"
    yield f"actor:{norm.actor}"
    slots = {
        "act": norm.actions,
        "target": (*norm.targets, *norm.subject),
        "purpose": norm.purposes,
        "condition": norm.conditions,
        "exception": norm.exceptions,
        "place": norm.territory,
    }
    for slot, items in slots.items():
        for item in items:
            yield from (f"{slot}:{word}" for word in item.split())
    for one in norm.thresholds:
        yield f"size:{one.metric} {one.comparison} {one.amount} {one.currency or ''}"
    if norm.consequence:
        yield f"consequence:{norm.consequence}"


def _marked(clause: Clause, bits: dict[str, int]) -> _Marked:
    words = tuple(_WORD.findall(_folded(clause.evidence.words)))
    found = features(clause.norms)
    content = {word for word in words if len(word) >= _SHORTEST and word not in _ASIDE} or set(words)
    return _Marked(clause, clause.modality, words, found, _as_bits(found, bits), _as_bits(content, bits))


def _as_bits(items: Iterable[str], bits: dict[str, int]) -> int:
    number = 0
    for item in items:
        number |= 1 << bits.setdefault(item, len(bits))
    return number


def _partners(one: Sequence[_Marked], other: Sequence[_Marked]) -> Iterator[tuple[int, int]]:
    """Places that belong together: equal words first, then the most alike, none twice."""
    left, right = set(range(len(one))), set(range(len(other)))
    ranked = [
        (-alike, round(abs((at + 0.5) / len(one) - (to + 0.5) / len(other)), 9), at + to, at, to)
        for at, mark in enumerate(one)
        for to, mate in enumerate(other)
        if (alike := _likeness(mark, mate)) >= LEAST
    ]
    # Two pairs that quarrel over a clause differ in the sum of their places, so no order of the texts decides.
    for _, _, _, at, to in sorted(ranked):
        if at in left and to in right:
            left.discard(at)
            right.discard(to)
            yield at, to


def _likeness(one: _Marked, other: _Marked) -> float:
    """0 to 1; 1 only for the same words read alike."""
    words = _dice(one.content, other.content)
    if one.modality is not other.modality and words < _MEANING:
        return 0.0
    meaning = _dice(one.meaning, other.meaning)
    if one.words == other.words:
        return 0.999 + meaning / 1000
    return min(0.99, _MEANING * meaning + (1 - _MEANING) * words)


def _dice(one: int, other: int) -> float:
    total = one.bit_count() + other.bit_count()
    return 2 * (one & other).bit_count() / total if total else 0.0


def _pair(one: _Marked, other: _Marked) -> Pair:
    meaning = one.features == other.features
    if one.words == other.words:
        section, new = one.clause.evidence.section, other.clause.evidence.section
        # A heading that stands for a number bears the version's name; that is no move.
        still = section == new or " " in section or " " in new or not (section and new)
        return Pair(Kind.SAME if still else Kind.MOVED, one.clause, other.clause, meaning)
    first, second = one.clause.evidence.words, other.clause.evidence.words
    return Pair(Kind.REWORDED, one.clause, other.clause, meaning, stretches(first, second))


def stretches(first: str, second: str) -> tuple[Stretch, ...]:
    """Both texts as one row of stretches: what both have, what only the first has, what only the second has."""
    pieces, others = _pieces(first), _pieces(second)
    if pieces == others:
        return (Stretch("=", "".join(pieces)),) if pieces else ()
    # The one order in which difflib is asked, so that the mirror image is the same.
    if (len(pieces), pieces) > (len(others), others):
        return Pair(Kind.REWORDED, None, None, words=stretches(second, first)).mirrored().words
    if len(pieces) + len(others) > _LONGEST_DIFF:
        return (Stretch("-", first), Stretch("+", second))
    found: list[Stretch] = []
    same = difflib.SequenceMatcher(None, [_folded(p) for p in pieces], [_folded(p) for p in others], autojunk=False)
    for _, start, end, other_start, other_end in same.get_opcodes():
        own, new = "".join(pieces[start:end]), "".join(others[other_start:other_end])
        if [_folded(p) for p in pieces[start:end]] == [_folded(p) for p in others[other_start:other_end]]:
            found.append(Stretch("=", own if own == new else " ".join(own.split()) or " "))
        else:
            found.extend(Stretch(sign, words) for sign, words in (("-", own), ("+", new)) if words)
    return tuple(_ordered(found))


def _ordered(found: Iterable[Stretch]) -> list[Stretch]:
    """What is gone before what came, wherever both stand side by side."""
    row: list[Stretch] = []
    for one in found:
        if one.sign == "-" and row and row[-1].sign == "+":
            row.insert(len(row) - 1, one)
        else:
            row.append(one)
    return row


def _pieces(quote: str) -> list[str]:
    """Words with the blanks and signs that follow them."""
    found: list[str] = []
    for piece in _PIECE.findall(" ".join(quote.split())):
        if piece.isspace() and found:
            found[-1] += " "
        else:
            found.append(piece)
    return found


def _folded(piece: str) -> str:
    return piece.strip().translate(_PLAIN).casefold()
