"""Telltale words: what a sentence may be about that takes a right away, by the words of `grammar/telltales.yaml`.

Comes in: the words of a sentence. Goes out: the topics they tell of. Example: "Companies pay." tells of people and of
money. This is no reading: where no rule knows what a clause says, such words make it a doubt.
"""

from __future__ import annotations

from functools import cache

from analyzer import records, resources
from analyzer.patterns import regex

_WORD = regex(r"\w+")
# What is no letter, digit or underscore to blanks: words, quicker than by a pattern.
_APART = "".join(chr(at) if chr(at).isalnum() or chr(at) == "_" else " " for at in range(128))

_Phrases = dict[str, list[tuple[str, str]]]


def words_of(sentence: str) -> list[str]:
    """The words of a sentence, without what stands between them."""
    return sentence.translate(_APART).split() if sentence.isascii() else _WORD.findall(sentence)


def topics(sentence: str) -> frozenset[str]:
    """The topics that a sentence tells of; a word with a capital is part of a name and tells nothing."""
    words = words_of(sentence)
    if not words:
        return frozenset()
    if words[0].isupper() and words[-1].isupper():
        words = words_of(sentence.lower())  # all of it is in capitals, or nearly so
    if len(words) == 1 or len(words[1]) == 1 or words[1][0].islower():
        words[0] = words[0].lower()  # not "Academic Free License"
    phrases, firsts = _telltales()
    hits = firsts.intersection(words)
    if not hits:
        return frozenset()
    joined = f" {' '.join(words)} "
    return frozenset([topic for hit in hits for phrase, topic in phrases[hit] if f" {phrase} " in joined])


@cache
def _telltales() -> tuple[_Phrases, frozenset[str]]:
    """Phrases with their topics by first word, and these first words."""
    path = resources.folder("grammar") / "telltales.yaml"
    listed = resources.compiled("telltales", [path], lambda: records.read_yaml(path), dict[str, str])
    phrases: _Phrases = {}
    for topic, words in listed.items():
        for phrase in words.split(","):
            phrases.setdefault(phrase.split()[0], []).append((" ".join(phrase.split()), topic))
    return phrases, frozenset(phrases)
