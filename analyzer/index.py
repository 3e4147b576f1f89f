"""An index of the word triples of many texts: which of them a text is most like, in milliseconds.

Comes in: names with the hashed triples of their texts. Goes out: an `Index` that msgspec writes and reads, and from it
the nearest names with their Dice likeness. Example: `Shelf(build([("a", grams)])).nearest(grams, 1) == [("a", 1.0)]`.
A sketch (the smallest hashes of a text) stands in where only a digest of the text may be kept.
"""

from __future__ import annotations

import base64
import binascii
import heapq
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate, islice

import msgspec

SKETCH_SIZE = 64
_COMMON = 400
_SAMPLE = 96
# Of a long text about so many triples are looked up; likenesses guessed by them err by less than that, and the texts
# that come near the best guess, but no more than so many, are measured.
_ENOUGH, _ERROR, _LIKELY = 500, 0.1, 60
_ROUNDED = 1e-6
_SOME = 4
_FACTOR = 0x45D9F3B
_BACK = pow(_FACTOR, -1, 1 << 32)
_HASHES, _PLACES, _TEXTS = "I", "I", "H"


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """Sorted hashes, where the texts of each begin, the texts one after another; numbers as little arrays of bytes.

    `triples` are the hashes of each text, text after text.
    """

    names: list[str]
    sizes: list[int]
    hashes: bytes
    places: bytes
    texts: bytes
    triples: bytes


def build(known: Iterable[tuple[str, Iterable[int]]]) -> Index:
    """The index of names and triples, in the order given."""
    names: list[str] = []
    sizes: list[int] = []
    triples = array(_HASHES)
    holders: dict[int, array[int]] = {}
    for at, (name, grams) in enumerate(known):
        own = sorted(set(grams))
        names.append(name)
        sizes.append(len(own))
        triples.extend(own)
        for gram in own:
            if gram in holders:
                holders[gram].append(at)
            else:
                holders[gram] = array(_TEXTS, (at,))
    hashes = array(_HASHES, sorted(holders))
    places = array(_PLACES, (0,))
    texts = array(_TEXTS)
    for gram in hashes:
        texts.extend(holders[gram])
        places.append(len(texts))
    return Index(
        names=names,
        sizes=sizes,
        hashes=hashes.tobytes(),
        places=places.tobytes(),
        texts=texts.tobytes(),
        triples=triples.tobytes(),
    )


class Shelf:
    """An index unpacked for use."""

    def __init__(self, index: Index) -> None:
        self.names = index.names
        self._sizes = index.sizes
        self._hashes = array(_HASHES, index.hashes)
        self._places = array(_PLACES, index.places)
        self._texts = array(_TEXTS, index.texts)
        self._triples = array(_HASHES, index.triples)
        self._ends = list(accumulate(index.sizes, initial=0))

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(self._hashes)

    def nearest(self, grams: AbstractSet[int], count: int, least: float = 0.0) -> list[tuple[str, float]]:
        """Up to `count` names with their Dice likeness of at least `least`, the most alike first, then by name."""
        # Of a text with n triples, a text that is alike by d holds at least n * d / (2 - d).
        if least:
            # Of many triples some tell, in an order that their hashes give: half of what is needed, by far too few.
            some = list(islice(grams, _SAMPLE))
            if len(some) == _SAMPLE and 2 * sum(map(self._known.__contains__, some)) < _SAMPLE * least / (2 - least):
                return []
            if len(grams - self._known) > len(grams) * (1 - least / (2 - least)) + 1:
                return []
            fitting = self._fitting(len(grams), least)
            alike = {at: self._dice(at, grams) for at in fitting if self._may_be(at, grams, least)}
        else:
            alike = self._guessed(grams, count)
        best = heapq.nsmallest(
            count, ((-dice, self.names[at]) for at, dice in alike.items() if dice >= least and dice > 0)
        )
        return [(name, -dice) for dice, name in best]

    def _fitting(self, size: int, least: float) -> list[int]:
        """The texts whose size lets them be alike by so much with one of so many triples."""
        smallest = size * least / (2 - least) - _ROUNDED
        largest = size * (2 - least) / least + _ROUNDED
        return [at for at, other in enumerate(self._sizes) if smallest <= other <= largest]

    def _may_be(self, at: int, grams: AbstractSet[int], least: float) -> bool:
        """Whether some triples of a known text leave it open that a text is alike by so much: of few too many lack."""
        start, end = self._ends[at], self._ends[at + 1]
        some = self._triples[start : start + (end - start) // _SOME]
        lacking = len(some) - sum(map(grams.__contains__, some))
        return lacking <= (end - start) - least * (end - start + len(grams)) / 2 + _ROUNDED

    def _guessed(self, grams: AbstractSet[int], count: int) -> dict[int, float]:
        """How alike the texts are that share triples; those of a long text that come near the best are measured."""
        own = sorted(grams)
        step = max(1, len(own) // _ENOUGH)
        shared = self._shared(own[::step])
        guessed = {at: 2 * held * step / (self._sizes[at] + len(own)) for at, held in shared.items()}
        if step == 1:
            return guessed
        # A part of the triples of a long text tells the likely ones, and only these are measured.
        likely = heapq.nlargest(_LIKELY, guessed, key=lambda at: (guessed[at], -at))
        bound = (guessed[likely[0]] if likely else 0.0) - _ERROR
        near = likely[:count] + [at for at in likely[count:] if guessed[at] > bound]
        return {at: self._dice(at, grams) for at in near}

    def _dice(self, at: int, grams: AbstractSet[int]) -> float:
        """How alike a text and one of the known ones are."""
        theirs = self._triples[self._ends[at] : self._ends[at + 1]]
        return 2 * sum(map(grams.__contains__, theirs)) / (len(theirs) + len(grams))

    def _shared(self, own: Sequence[int]) -> Counter[int]:
        """How many of some triples each known text holds."""
        lists = self._lists(own)
        # Triples that hundreds of texts share tell little: they are counted only for the texts that others point to.
        held: list[int] = []
        for first, last in lists:
            if last - first <= _COMMON:
                held.extend(self._texts[first:last])
        shared = Counter(held)
        common = [pair for pair in lists if pair[1] - pair[0] > _COMMON]
        if common:
            likely = {at for at, _ in shared.most_common(_COMMON)} if shared else None
            for first, last in common:
                texts = self._texts[first:last]
                shared.update(texts if likely is None else likely.intersection(texts))
        return shared

    def _lists(self, own: Sequence[int]) -> list[tuple[int, int]]:
        """Where the texts of each known triple stand."""
        found = []
        at, end = 0, len(self._hashes)
        hashes, places = self._hashes, self._places
        for gram in own:
            at = bisect_left(hashes, gram, at, end)
            if at < end and hashes[at] == gram:
                found.append((places[at], places[at + 1]))
        return found


def sketch(grams: Iterable[int]) -> str:
    """The smallest hashes of a text, mixed so that they are a fair sample, as base64 of big-endian numbers."""
    return base64.b64encode(b"".join(value.to_bytes(4, "big") for value in least(grams))).decode("ascii")


def least(grams: Iterable[int]) -> tuple[int, ...]:
    """The numbers of the sketch of a text, rising."""
    return tuple(heapq.nsmallest(SKETCH_SIZE, set(_mixed(grams))))


def sketched(words: str) -> tuple[int, ...]:
    """The hashes of a sketch; ValueError where it is none."""
    try:
        raw = base64.b64decode("".join(words.split()), validate=True)
    except binascii.Error as fault:
        raise ValueError(str(fault)) from fault
    found = tuple(int.from_bytes(raw[at : at + 4], "big") for at in range(0, len(raw), 4))
    if not found or len(raw) % 4 or len(found) > SKETCH_SIZE or list(found) != sorted(set(found)):
        raise ValueError(f"not a sketch of up to {SKETCH_SIZE} rising numbers")
    return found


def sketch_likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated Dice likeness of two texts from their sketches."""
    size = min(SKETCH_SIZE, max(len(one), len(other)))
    smallest = sorted({*one, *other})[:size]
    if not smallest:
        return 0.0
    both = set(one).intersection(other)
    jaccard = sum(value in both for value in smallest) / len(smallest)
    return 2 * jaccard / (1 + jaccard)


def unmixed(value: int) -> int:
    """The checksum behind a number of a sketch."""
    for _ in range(2):
        value = (value ^ (value >> 16)) * _BACK & 0xFFFFFFFF
    return value ^ (value >> 16)


def _mixed(grams: Iterable[int]) -> list[int]:
    """Checksums spread over all 32 bits; the same on every machine."""
    once = [(gram ^ (gram >> 16)) * _FACTOR & 0xFFFFFFFF for gram in grams]
    twice = [(gram ^ (gram >> 16)) * _FACTOR & 0xFFFFFFFF for gram in once]
    return [gram ^ (gram >> 16) for gram in twice]
