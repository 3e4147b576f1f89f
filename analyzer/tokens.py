"""Words of one unit to raw tokens: the longest lexicon phrase at each place, fillers kept with their spans.

Comes in: a sentence. Goes out: `Raw` tokens that cover every word once.
Example: "You may not use it" gives NOUN licensee, MODAL may, NOT not, VERB use, NOUN work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from analyzer.definitions import Bound, Named
from analyzer.lexicon import Entry, Lexicon, Longer, canonical, of_several
from analyzer.patterns import regex

_WORD = regex(r"([^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]|_+)")
_SLASHED = regex(r"\band\s*/\s*or\b", re.IGNORECASE)
# "Out of scope — do not use it": an order after a dash stands for itself.
_DASHED = regex(r"(?<=\s)[—–](?=\s+(?:do\s+not|don['’]t|never|please)\b)", re.IGNORECASE)
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
_NAMES_PAPER = regex(r"\b(?:document|text|licen[cs]e|logo|logotype|trademark|mark)\b", re.IGNORECASE)
_PEOPLE = frozenset({"licensee", "licensor", "anyone", "third-party", "affiliate"})
_STILL = frozenset({"NOUN", "ACT", "SKIP", "NEG", "ONLY", "WORD"})
_NO_OPTIONS: Mapping[str, Entry] = {}
_KEPT_RUNS = 200_000  # runs whose lookup is kept; all texts of a large collection have fewer
_LONGEST_KEPT = 40
_NO_PHRASES: Longer = {}


class Raw(msgspec.Struct, gc=False):
    """One token: what it may be, and the words and characters it covers.

    `still` where no rule of heads or verbs can make something else of it: two thirds of all tokens.
    """

    kind: str
    id: str
    form: str
    start: int
    end: int
    word: str
    options: Mapping[str, Entry] = _NO_OPTIONS
    owns: bool = False  # "the researcher's": what follows is a thing
    still: bool = False


class _Known(NamedTuple):
    """What one word is by itself: the fields of its token, and the longer phrases it begins."""

    kind: str
    id: str
    form: str
    word: str
    options: Mapping[str, Entry]
    owns: bool
    still: bool
    longer: Longer


class _Runs(dict[str, tuple[tuple[int, int, _Known], ...]]):
    """The words of each run of characters without a blank, as it is spelled; looked up once a process."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._words: dict[str, _Known] = {}  # many runs hold the same word, with one mark or another

    def __missing__(self, run: str) -> tuple[tuple[int, int, _Known], ...]:
        if len(self) > _KEPT_RUNS:
            self.clear()
            self._words.clear()
        found = tuple([(*word.span(), self._known(word.group())) for word in _WORD.finditer(run)])
        if len(run) <= _LONGEST_KEPT:
            self[run] = found
        return found

    def _known(self, spelled: str) -> _Known:
        known = self._words.get(spelled)
        if known is None:
            known = self._words[spelled] = self._looked_up(spelled)
        return known

    def _looked_up(self, spelled: str) -> _Known:
        word, owns = canonical(spelled), _owns(spelled)
        alone, longer = self._lexicon.begins(word)
        kind = _PUNCTUATION.get(spelled) or _CONNECTIVES.get(word)
        if alone is None or kind is not None:
            return _Known(kind or "WORD", "", "", word, _NO_OPTIONS, owns, still=True, longer=longer)
        options, first = _options(alone[1], owns=owns)
        still = _STILL.issuperset(options)
        return _Known(first.terminal, first.id, first.form, word, options, owns, still, longer)


@cache
def _known_runs(lexicon: Lexicon) -> _Runs:
    return _Runs(lexicon)


@cache
def _options(entries: tuple[Entry, ...], *, owns: bool) -> tuple[Mapping[str, Entry], Entry]:
    """What a phrase may be, by terminal, and what it is until a rule says otherwise."""
    # "the Institute's consent": a possessive is a thing.
    kept = [entry for entry in entries if not owns or entry.terminal in {"NOUN", "ACT"}] or [_WORD_ONLY]
    options = {entry.terminal: entry for entry in kept}
    return options, options.get("OPEN", kept[0])


def raw_tokens(text: str, lexicon: Lexicon, defined: Bound) -> list[Raw]:
    """Tokens of a unit; `defined` maps the first word of this document's defined terms to (rest, thing id)."""
    if "/" in text:
        text = _SLASHED.sub(_both, text)
    runs = _known_runs(lexicon)
    tokens: list[Raw] = []
    begun: list[tuple[int, Longer]] = []  # where a phrase may begin, with the phrases that its first word begins
    at = 0
    before: Longer = {}
    for run in text.split(" "):
        for start, end, (kind, identity, form, word, options, owns, still, longer) in runs[run]:
            if word in before:
                begun.append((len(tokens) - 1, before))
            before = longer
            tokens.append(Raw(kind, identity, form, at + start, at + end, word, options, owns, still))
        at += len(run) + 1
    if "—" in text or "–" in text:
        ordered = {match.start() for match in _DASHED.finditer(text)}
        tokens = [
            Raw("SEMI", "", "", one.start, one.end, one.word, still=True) if one.start in ordered else one
            for one in tokens
        ]
    words = [token.word for token in tokens]
    if defined:
        named = {place: _NO_PHRASES for place, word in enumerate(words) if word in defined}
        begun = sorted({**named, **dict(begun)}.items()) if named else begun
    tokens = _with_phrases(tokens, words, begun, defined) if begun else tokens
    return _with_names(tokens, text) if " it" in text and _NAMES_PAPER.search(text) else tokens


def _with_names(tokens: list[Raw], text: str) -> list[Raw]:
    """As in "copy this license document, but changing it is not allowed": "it" is the paper, not the work.

    So it is with a mark that nothing else stands before: "The logo cannot be changed, but you may remove it".
    """
    meant, before, first = "", "", True
    for at, token in enumerate(tokens):
        if token.kind != "NOUN" or token.id in _PEOPLE:
            continue
        if meant and token.word == "it":
            options = {"NOUN": Entry("NOUN", meant)}
            tokens[at] = Raw("NOUN", meant, "", token.start, token.end, token.word, options, still=True)
        else:
            named = text[token.start : token.end].lower()
            paper = token.id == "license-text" and (named.endswith(("document", "text")) or before == "copy")
            meant = token.id if paper or (token.id == "mark" and first) else ""
            before, first = token.id, False
    return tokens


def _with_phrases(
    tokens: list[Raw], words: list[str], begun: Sequence[tuple[int, Longer]], defined: Bound
) -> list[Raw]:
    """The tokens where the phrases and defined terms that begin at some of the places are one token each."""
    made: list[Raw] = []
    words.append("")
    past = 0
    for at, longer in begun:
        if at < past:
            continue
        word = words[at]
        own = _defined(words, at, defined[word]) if word in defined else None
        match = of_several(longer, words, at)
        if own is not None and (match is None or match[0] <= own[0]):
            length, identity = own
            options: Mapping[str, Entry] = {"NOUN": Entry("NOUN", identity)}
            first = options["NOUN"]
        elif match is not None:
            length = match[0]
            options, first = _options(match[1], owns=tokens[at + length - 1].owns)
        else:
            continue
        last, still = tokens[at + length - 1], _STILL.issuperset(options)
        made += tokens[past:at]
        start = tokens[at].start
        made.append(Raw(first.terminal, first.id, first.form, start, last.end, word, options, last.owns, still))
        past = at + length
    made += tokens[past:]
    return made


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
