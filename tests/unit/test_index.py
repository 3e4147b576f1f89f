"""The nearest of many texts by their word triples: of long texts only a part is looked up, and the answer is exact."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from analyzer.index import Shelf, build

LONG = 4_000


def triples(seed: int, count: int) -> list[int]:
    return random.Random(seed).sample(range(1 << 32), count)  # noqa: S311 (made-up words)


def dice(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def test_of_near_twins_the_nearer_one_comes_first_with_its_exact_likeness() -> None:
    base = triples(1, LONG)
    twins = {f"twin-{lost:02}": set(base[lost:]) for lost in range(40)}
    shelf = Shelf(build([*twins.items(), ("stranger", triples(2, LONG))]))
    own = set(base[7:])
    assert shelf.nearest(own, 3) == [(name, dice(own, twins[name])) for name in ("twin-07", "twin-06", "twin-08")]


def test_a_stranger_is_near_to_nothing() -> None:
    shelf = Shelf(build([("one", triples(1, LONG)), ("two", triples(2, LONG))]))
    assert shelf.nearest(set(triples(3, LONG)), 1, 0.9) == []


@given(st.integers(0, 99), st.floats(0.0, 1.0), st.sampled_from([40, 700, LONG]))
def test_a_likeness_is_that_of_the_whole_texts(seed: int, kept: float, size: int) -> None:
    base = triples(seed, size)
    own = {*base[: int(size * kept)], *triples(seed + 100, size - int(size * kept))}
    found = Shelf(build([("base", base)])).nearest(own, 1, 0.9)
    whole = dice(own, set(base))
    assert found == ([("base", whole)] if whole >= 0.9 else [])
