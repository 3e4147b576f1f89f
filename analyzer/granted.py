"""What a license is of, where the text calls it by a plain word: "the rules are what the licensor makes available".

Comes in: the reading of a text. Goes out: the words that stand for the work, though the lexicon does not know them as
such. Example: "The recipes are the recipes that the licensor makes available under these terms" makes "recipes" it;
in "the program Tideflow" and "copies of Tideflow" the name stands for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.lexicon import Lexicon, canonical
from analyzer.parties import is_somebody
from analyzer.patterns import regex

_HINT = "available under"
_MOST_SIGNS = 200
_NAMED = regex(
    r"The\s+([a-z]{3,24})\s+(?:is|are|means?)\s[^.]{0,200}?\b(?:makes?|made)\s+available\s+under\s+(?:these|this)\b"
)
# What the lexicon takes such a word for, though a text that licenses it means its own thing.
# A pattern that begins with plain letters finds its places quickly: what stands before them is looked at then.
# "The software Tideflow", and "use Tideflow", "copies of Tideflow": a name that stands for the work.
_SORTS = r"(?:software|program|model|library|dataset|corpus|database|font|tool|package|game)"
_CALLED = regex(rf"h(?<=\b[Tt]h)(?:e|is)\s{_SORTS}\s[\"“]?([A-Z][a-z][\w+-]{{2,30}})[\"”]?(?=[\s,.;)])")
_HANDLED = r"\b(?:use|uses|using|modify|adapt|copy|distribute|redistribute|run|install|(?:copies|parts?)\sof)\s"
_MISTAKEN = frozenset({"law"})
# "You may install and run the Runtime": a word with a capital, named often, that the acts of a license are done to.
_CAPITAL = regex(r"he\s(?=[A-Z])(?<=\b[Tt]he\s)([A-Z][a-z]{3,23})\b(?!\s[A-Z])(?![\w’'-])")
_ACTS = r"(?:use|install|execute|run|copy|distribute|redistribute|modify|adapt|reproduce|share|download|alter)"
_DONE = r"(?:used|installed|copied|distributed|redistributed|modified|adapted|shared|downloaded|altered)"
_OFTEN = 3
_NO_WORK = frozenset(
    "service services site sites website websites platform account portal network system internet university institute"
    " windows java value marketplace organization".split()
)


def granted_words(reading: str, lexicon: Lexicon) -> Iterator[str]:
    """The words, as they stand in the text, that name what is licensed."""
    for name in sorted(set(_CALLED.findall(reading))):
        known = canonical(name)
        if lexicon.match([known], 0) is None and re.search(_HANDLED + re.escape(name) + r"\b", reading):
            yield known
    yield from _capitals(reading, lexicon)
    if _HINT not in reading:
        return
    for found in sorted({canonical(name) for name in _names(reading)}):
        match = lexicon.match([found], 0)
        if match is None or all(entry.terminal == "NOUN" and entry.id in _MISTAKEN for entry in match[1]):
            yield found


def _capitals(reading: str, lexicon: Lexicon) -> Iterator[str]:
    """Words with a capital that no definition explains and that licensees use, copy or share."""
    counts = Counter(_CAPITAL.findall(reading))
    for name in sorted(name for name, count in counts.items() if count >= _OFTEN):
        known = canonical(name)
        if known in _NO_WORK or lexicon.match([known], 0) is not None or _is_quoted(name, reading):
            continue
        if is_somebody(name, reading):
            continue
        acted = rf"\b(?:may|to|and|or|not|shall|you)\s{_ACTS}\b[^.;:()]{{0,60}}?\bthe\s{name}\b"
        acted += rf"|\bThe\s{name}\smay\sbe\s{_DONE}\b"
        if re.search(acted, reading):
            yield known


def _is_quoted(name: str, reading: str) -> bool:
    return any(f"{opens}{name}{shuts}" in reading for opens in "\"“‘'" for shuts in "\"”’'")


def _names(reading: str) -> Iterator[str]:
    """The names at the beginning of a line or a sentence."""
    found = _NAMED.search(reading)
    while found:
        opens = _opens(reading, found.start())
        if opens:
            yield found.group(1)
        found = _NAMED.search(reading, found.end() if opens else found.start() + 1)


def _opens(reading: str, at: int) -> bool:
    """Whether only signs stand between a place and the end of the line or sentence before it."""
    for sign in reversed(reading[max(0, at - _MOST_SIGNS) : at]):
        if sign in "\n.":
            return True
        if sign.isalnum() or sign == "_":
            return False
    return at <= _MOST_SIGNS
