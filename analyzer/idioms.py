"""Wordings whose grammar hides what they say, said in plain words: the idioms of `grammar/idioms.yaml`.

Comes in: the words of a sentence. Goes out: the words to be read in their place. Example: "Use in paid services falls
outside the scope of this license" is read as "Use in paid services is not permitted under this license".
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from analyzer import records, resources
from analyzer.patterns import regex


class Idiom(msgspec.Struct, frozen=True, rename={"example": "as"}):
    """One family of wordings: one of the words `has` occurs in it, and `means` takes the place of the pattern `say`."""

    has: list[str]
    say: str
    means: str
    example: str


@cache
def idioms() -> list[Idiom]:
    """All idioms, in the order of their file."""
    path = resources.folder("grammar") / "idioms.yaml"
    return resources.compiled(
        "idioms", [path], lambda: msgspec.convert(records.read_yaml(path), list[Idiom]), list[Idiom], [Path(__file__)]
    )


@cache
def _by_word() -> list[tuple[str, re.Pattern[str], str]]:
    return [(word, regex(one.say, re.IGNORECASE), one.means) for one in idioms() for word in one.has]


@cache
def _words() -> tuple[str, ...]:
    """The words of all idioms: most sentences hold none."""
    return tuple(dict.fromkeys(word for word, _, _ in _by_word()))


def in_plain_words(words: str) -> str:
    """A sentence with its idioms in plain words."""
    if not any(map(words.__contains__, _words())):
        return words
    for word, said, means in _by_word():
        if word in words:
            words = said.sub(means, words)
    return words
