"""What a license is of, where the text calls it by a plain word: "the rules are what the licensor makes available".

Comes in: the reading of a text. Goes out: the words that stand for the work, though the lexicon does not know them as
such. Example: "The recipes are the recipes that the licensor makes available under these terms" makes "recipes" it.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.lexicon import Lexicon, canonical
from analyzer.patterns import regex

_HINT = "available under"
_NAMED = regex(
    r"(?:^|[\n.])\W*The\s+([a-z]{3,24})\s+(?:is|are|means?)\s[^.]{0,200}?\b(?:makes?|made)\s+available\s+under\s+(?:these|this)\b"
)
# What the lexicon takes such a word for, though a text that licenses it means its own thing.
_MISTAKEN = frozenset({"law"})


def granted_words(reading: str, lexicon: Lexicon) -> Iterator[str]:
    """The words, as they stand in the text, that name what is licensed."""
    if _HINT not in reading:
        return
    for found in sorted({canonical(match.group(1)) for match in _NAMED.finditer(reading)}):
        match = lexicon.match([found], 0)
        if match is None or all(entry.terminal == "NOUN" and entry.id in _MISTAKEN for entry in match[1]):
            yield found
