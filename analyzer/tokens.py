"""Words of one unit to raw tokens: the longest lexicon phrase at each place, fillers kept with their spans.

Comes in: a sentence. Goes out: `Raw` tokens that cover every word once.
Example: "You may not use it" gives NOUN licensee, MODAL may, NOT not, VERB use, NOUN work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from analyzer.definitions import Bound, Named
from analyzer.lexicon import Entry, Lexicon, canonical

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]|_+")
_SLASHED = re.compile(r"\band\s*/\s*or\b", re.IGNORECASE)
_PUNCTUATION = {
    ",": "COMMA",
    ";": "SEMI",
    ":": "COLON",
    "(": "LPAR",
    "[": "LPAR",
    "{": "LPAR",
    ")": "RPAR",
    "]": "RPAR",
    "}": "RPAR",
    "“": "QOPEN",
    "”": "QCLOSE",
    '"': "QUOTE",
    "/": "AND",
}
_CONNECTIVES = {"and": "AND", "or": "AND", "to": "TO", "but": "AND", "&": "AND", "then": "THEN", "nor": "AND"}
_DETERMINERS = frozenset(
    "the a an any all such this these those each every its their your our his her own some same no said of".split()
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_CONTRACTED = frozenset({"it", "that", "there", "here", "what", "who", "let", "he", "she"})
_WORD_ONLY = Entry("WORD", "")
MAX_WORDS = 2_000


class Raw(msgspec.Struct, gc=False):
    """One token: what it may be, and the words and characters it covers."""

    kind: str
    id: str
    form: str
    start: int
    end: int
    word: str
    options: Mapping[str, Entry] = {}
    owns: bool = False  # "the researcher's": what follows is a thing


def raw_tokens(text: str, lexicon: Lexicon, defined: Bound) -> list[Raw]:
    """Tokens of a unit; `defined` maps the first word of this document's defined terms to (rest, thing id)."""
    if "/" in text:
        text = _SLASHED.sub(_both, text)
    found = _WORD.findall(text)
    words = [canonical(word) for word in found]
    starts, ends = _places(text, found)
    tokens: list[Raw] = []
    at, count = 0, len(words)
    while at < count:
        lowered, start = words[at], starts[at]
        own = _defined(words, at, defined[lowered]) if lowered in defined else None
        match = lexicon.match(words, at)
        if own is not None and (match is None or match[0] <= own[0]):
            length, identity = own
            options = {"NOUN": Entry("NOUN", identity)}
            owns = _owns(found[at + length - 1])
            tokens.append(Raw("NOUN", identity, "", start, ends[at + length - 1], lowered, options, owns))
            at += length
            continue
        kind = _PUNCTUATION.get(found[at]) or _CONNECTIVES.get(lowered)
        if match is not None and (kind is None or match[0] > 1):
            length, entries = match
            owns = _owns(found[at + length - 1])
            # "the Institute's consent": a possessive is a thing.
            kept = [entry for entry in entries if not owns or entry.terminal in {"NOUN", "ACT"}] or [_WORD_ONLY]
            options = {entry.terminal: entry for entry in kept}
            first = options.get("OPEN", kept[0])
            end = ends[at + length - 1]
            tokens.append(Raw(first.terminal, first.id, first.form, start, end, lowered, options, owns))
            at += length
        else:
            tokens.append(Raw(kind or "WORD", "", "", start, ends[at], lowered, owns=_owns(found[at])))
            at += 1
    return tokens


def _places(text: str, found: Sequence[str]) -> tuple[list[int], list[int]]:
    """Where the words of a text begin and end; nothing but white space lies between them."""
    starts, ends, end = [], [], 0
    for word in found:
        start = text.index(word, end)
        end = start + len(word)
        starts.append(start)
        ends.append(end)
    return starts, ends


def _both(found: re.Match[str]) -> str:
    return "or".ljust(len(found.group()))


def _defined(words: list[str], at: int, named: Named) -> tuple[int, str] | None:
    for rest, identity in named:
        if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
            return 1 + len(rest), identity
    return None


def _owns(word: str) -> bool:
    """Whether a word is a possessive: "licensee's", "authors'"; not "it's"."""
    return word.endswith(_POSSESSIVE) and word[:-2].lower() not in _CONTRACTED


def is_determiner(token: Raw) -> bool:
    """Whether a noun is to be expected after this token."""
    return token.owns or (token.kind in {"SKIP", "WORD", "NEG"} and token.word in _DETERMINERS)
