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

# "You must not: bypass the filter; sell it; or use it for spam": a list without marks in one sentence.
_LISTS = regex(
    r"(?P<lead>[^:;]{0,160}\b(?:must|may|shall|can|will|should|cannot|(?:agrees?|undertakes?) (?:not )?to)"
    r"(?: not| never)?(?: to)?): (?P<items>[^:]*;[^:]*)",
    re.IGNORECASE,
)
_JOINS = regex(r"^(?:and|or|and/or)\s+", re.IGNORECASE)
_MOST_ITEMS = 40
_NO_ACT = frozenset("only when if for in where with unless upon to the a an any all no each it you".split())


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
def _patterns() -> list[tuple[list[str], re.Pattern[str], str]]:
    return [(one.has, regex(one.say, re.IGNORECASE), one.means) for one in idioms()]


@cache
def _words() -> tuple[str, ...]:
    """The words of all idioms: most sentences hold none."""
    return tuple(dict.fromkeys(word for one in idioms() for word in one.has))


def in_plain_words(words: str) -> str:
    """A sentence with its idioms in plain words, and its list spread."""
    if ": " in words and ";" in words:
        words = _spread(words)
    if not any(map(words.__contains__, _words())):
        return words
    for has, said, means in _patterns():
        if any(map(words.__contains__, has)):
            words = said.sub(means, words)
    return words


def _spread(words: str) -> str:
    """The lead before every item of a list in one sentence: "You may not: a; b" says "You may not a; You may not b"."""
    found = _LISTS.fullmatch(words)
    if found is None:
        return words
    items = [_JOINS.sub("", item.strip()) for item in found["items"].split(";") if item.strip(" .")]
    if not 1 < len(items) <= _MOST_ITEMS or not all(map(_is_act, items)):
        return words
    return "; ".join(f"{found['lead']} {item}" for item in items)


def _is_act(item: str) -> bool:
    """Whether an item begins with what is to be done, in small letters."""
    return item[:1].islower() and item.partition(" ")[0] not in _NO_ACT
