"""Telltale words: what a sentence may be about that takes a right away, by the words of `grammar/telltales.yaml`.

Comes in: the words of a sentence. Goes out: the topics they tell of. Example: "Companies pay." tells of people and of
money. This is no reading: where no rule knows what a clause says, such words make it a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from analyzer import records, resources
from analyzer.chatter import by_the_way
from analyzer.passing import in_passing
from analyzer.patterns import regex, words_of
from analyzer.predicates import strange

# "Five seats.", "One machine per key": a number of things, and no verb.
_THINGS = (
    r"(?:up to |max(?:imum|\.)? |at most )?(?:\d{1,6}|an? single|one single"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)"
    r" (?:[a-z-]+ ){0,2}[a-z-]+(?: (?:per|for each|a) (?:[a-z-]+ ){0,2}[a-z-]+)?"
)
_COUNT = regex(rf"\W*(?:(?-i:[A-Z])[\w ]{{2,20}}: )?{_THINGS}(?:, (?:{_THINGS}|no more))?\W*", re.IGNORECASE)
# In "Others: ask." and "Text mining reserved." leave must be asked.
_ASKS = regex(
    r".*[:,–—-]\s*(?:please )?(?:(?:ask|inquire|enquire|apply|negotiable)\b[^.;:]{0,30}|(?:call|phone)(?: us| me)?)\W*",
    re.IGNORECASE,
)
_RESERVED = regex(r"(?!.*\brights?\b)[\w &-]{2,40} reserved\W*", re.IGNORECASE)
# Words of use and ban in scripts without blanks: "commercial", "forbidden", "may not", "only".
_SIGNS = regex("禁|不得|不可|仅|僅|只能|商用|商业|商業|営利|のみ|금지|상업|запре|нельзя|только|коммерч|ممنوع|חינם|אסור")
_FEW = 12
_BY_THE_WAY = frozenset(("tells-aside", "by-the-way"))
_Paired = dict[tuple[str, str], list[tuple[str, str]]]


def topics(sentence: str) -> frozenset[str]:
    """The topics that a sentence tells of, and whether it does so by the way."""
    words = _words(sentence)
    told, said = _named(words), words_of(sentence.lower())
    if words and (by_the_way(sentence, said, told) or in_passing(sentence, said, people="tells-people" in told)):
        return told | _BY_THE_WAY
    return told | _shown(sentence, words)


def hints(sentence: str) -> frozenset[str]:
    """The topics by the words and the shape alone; `topics` is slower, and may find that all is told by the way."""
    words = _words(sentence)
    return _named(words) | _shown(sentence, words)


def foreign(sentence: str) -> bool:
    """Whether words or signs of another language stand in a sentence."""
    signs = not sentence.isascii() and _SIGNS.search(sentence) is not None
    return signs or not _foreign().isdisjoint(words_of(sentence))


def _words(sentence: str) -> Sequence[str]:
    """The words of a sentence; one with a capital is part of a name and tells nothing."""
    words = words_of(sentence)
    if words and words[0].isupper() and words[-1].isupper():
        words = words_of(sentence.lower())  # all of it is in capitals, or nearly so
    if words and (len(words) == 1 or len(words[1]) == 1 or not words[1][0].isupper()):
        words = (words[0].lower(), *words[1:])  # not "Academic Free License"
    return words


def _named(words: Sequence[str]) -> frozenset[str]:
    """The topics of words and phrases."""
    alone, paired = _telltales()
    found = [topic for word in alone.keys() & words for topic in alone[word]]
    for pair in paired.keys() & pairwise(words):
        for phrase, topic in paired[pair]:
            # Of a phrase of two words the pair is the whole.
            if not phrase or phrase in f" {' '.join(words)} ":
                found.append(topic)
    return frozenset(found)


def _shown(sentence: str, words: Sequence[str]) -> frozenset[str]:
    """The topics of what the sentence is as a whole, and of signs in it."""
    found = []
    if _COUNT.fullmatch(sentence):
        found.append("tells-number")
    if "reserved" in words and _RESERVED.fullmatch(sentence):
        found.append("tells-shut")
    if words and len(words) < _FEW and _ASKS.fullmatch(sentence):
        found.append("tells-leave")
    if words and strange(sentence):
        found.append("tells-predicate")
    if words and not sentence.isascii() and _SIGNS.search(sentence):
        found.append("tells-tongue")
    return frozenset(found)


@cache
def _foreign() -> frozenset[str]:
    return frozenset(word for word, told in _telltales()[0].items() if "tells-tongue" in told)


@cache
def _telltales() -> tuple[dict[str, list[str]], _Paired]:
    """The topics of single words, and by their first two words those of phrases, with what longer ones are in full."""
    path = resources.folder("grammar") / "telltales.yaml"
    listed = resources.compiled("telltales", [path], lambda: records.read_yaml(path), dict[str, str])
    alone: dict[str, list[str]] = {}
    paired: _Paired = {}
    for topic, phrases in listed.items():
        for phrase in phrases.split(","):
            words = phrase.split()
            if len(words) == 1:
                alone.setdefault(words[0], []).append(topic)
            else:
                whole = f" {' '.join(words)} " if len(words) > 2 else ""
                paired.setdefault((words[0], words[1]), []).append((whole, topic))
    return alone, paired
