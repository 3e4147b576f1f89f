"""Words to terminals: the phrases of `grammar/lexicon/*.yaml`, inflected, in one index by first word.

Comes in: the lexicon files. Goes out: `Lexicon.match(words, at)`, the longest phrase that begins at a word.
Example: at "large language models" it answers `(3, (Entry("NOUN", "llm"),))`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import cast

import msgspec

from analyzer import records, resources
from analyzer.errors import DataError
from analyzer.patterns import regex

_WORD = regex(r"[^\W_]+(?:[-'’][^\W_]+)*")
_VOWELS = "aeiou"
_CHOICES = regex(r"\[([^\]]*)\]|\(([^)]*)\)")
# Short verbs that double their last letter; longer ones ("transmit", "permit") are named with their forms.
_DOUBLING = regex(r"^[^aeiou]*[aeiou][bdgklmnprt]$")
_ENDING_ISE = regex(r"(?<=.{3})is(?=(?:e|ed|es|ing|ation|ations)$)")
_SPELLED_ISE = regex(
    r"^(?:author|util|commercial|monet|custom|optim|organ|final|recogn|minim|maxim|anonym|harmon|synthes|real)is"
)
_DOUBLED = regex(r"^(?:label|model|cancel|signal|channel|level)(?=l(?:ed|ing)$)")
_SPELLED_OUR = regex(r"^(?:behavi|col|endeav|fav|hon|lab|harb|neighb)our")


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a phrase is: its terminal, its id, and for verbs the form ("base", "s", "ing", "ed", or "" where none)."""

    terminal: str
    id: str
    form: str = ""


Match = tuple[int, tuple[Entry, ...]]
# Of two words the phrase they are alone, and the longer ones by their third word, longest first, with the rest.
_Longer = tuple[Match | None, dict[str, tuple[tuple[tuple[str, ...], Match], ...]]]
# The phrase of a first word alone, and the longer ones by their second word, each unpacked when it is asked for.
Longer = dict[str, _Longer | msgspec.Raw]
_Phrases = tuple[Match | None, Longer]
_NO_PHRASES: _Phrases = (None, {})
_unpack = msgspec.msgpack.Decoder(tuple[Match | None, dict[str, msgspec.Raw]]).decode
_unpack_longer = msgspec.msgpack.Decoder(_Longer).decode
# By first word, not yet unpacked: a text holds a few hundred of the words.
Index = dict[str, msgspec.Raw]


@cache
def canonical(word: str) -> str:
    """The spelling under which a word is looked up: lower case, straight apostrophe, American, no possessive."""
    lowered = word.lower().replace("’", "'")
    if lowered.endswith("'s"):
        lowered = lowered[:-2]
    elif lowered.endswith("'"):
        lowered = lowered[:-1]
    if "licenc" in lowered:
        lowered = lowered.replace("licenc", "licens")
    if _SPELLED_ISE.match(lowered):
        lowered = _ENDING_ISE.sub("iz", lowered)
    if doubled := _DOUBLED.match(lowered):
        lowered = doubled[0] + lowered[doubled.end() + 1 :]
    if _SPELLED_OUR.match(lowered):
        lowered = lowered.replace("our", "or", 1)
    return lowered


class Lexicon:
    """All phrases; build it with `lexicon()`."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._unpacked: dict[str, _Phrases] = {}

    def _phrases(self, first: str) -> _Phrases:
        found = self._unpacked.get(first)
        if found is None:
            packed = self._index.get(first)
            if packed is None:
                return _NO_PHRASES
            found = self._unpacked[first] = cast("_Phrases", _unpack(packed))
        return found

    def match(self, words: Sequence[str], at: int) -> Match | None:
        """The longest phrase that starts at word `at`: its length in words and what it may be."""
        alone, longer = self._phrases(words[at])
        return (longer and at + 1 < len(words) and of_several(longer, words, at)) or alone

    def begins(self, word: str) -> tuple[Match | None, Longer]:
        """What a word is by itself, and the longer phrases it begins."""
        return self._phrases(word)

    def phrases(self) -> Iterator[tuple[tuple[str, ...], tuple[Entry, ...]]]:
        """Every phrase with its entries, for tests and generators of sentences."""
        for first in self._index:
            alone, longer = self._phrases(first)
            for second, found in longer.items():
                pair, thirds = _unpack_longer(found) if isinstance(found, msgspec.Raw) else found
                for third, phrases in thirds.items():
                    for rest, (_, entries) in phrases:
                        yield (first, second, third, *rest), entries
                if pair is not None:
                    yield (first, second), pair[1]
            if alone is not None:
                yield (first,), alone[1]


def of_several(longer: Longer, words: Sequence[str], at: int) -> Match | None:
    """The longest phrase of two words or more that begins at a place; None where none stands there."""
    found = longer.get(words[at + 1])
    if found is None:
        return None
    if isinstance(found, msgspec.Raw):
        found = longer[words[at + 1]] = _unpack_longer(found)
    pair, thirds = found
    if thirds and at + 2 < len(words):
        for rest, match in thirds.get(words[at + 2], ()):
            if not rest or tuple(words[at + 3 : at + 3 + len(rest)]) == rest:
                return match
    return pair


def indexed(phrases: Iterable[tuple[Sequence[str], Entry]]) -> Index:
    """The index of phrases in words; entries of one phrase in the order given, each once."""
    merged: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
    for (first, *rest), entry in phrases:
        entries = merged.setdefault(first, {}).setdefault(tuple(rest), [])
        if entry not in entries:
            entries.append(entry)
    index: Index = {}
    for first, rests in merged.items():
        longer: dict[str, _Longer] = {}
        for words in sorted(filter(None, rests), key=len, reverse=True):
            match = (1 + len(words), tuple(rests[words]))
            pair, thirds = longer.get(words[0], (None, {}))
            if len(words) == 1:
                pair = match
            else:
                thirds[words[1]] = (*thirds.get(words[1], ()), (words[2:], match))
            longer[words[0]] = pair, thirds
        entry_of = ((1, tuple(rests[()])) if () in rests else None, longer)
        index[first] = msgspec.Raw(msgspec.msgpack.encode(entry_of))
    return index


def expand(pattern: str) -> list[str]:
    """A phrase with `[optional]` words and `(one|other)` choices -> the plain phrases it stands for."""
    parts: list[list[str]] = []
    position = 0
    for mark in _CHOICES.finditer(pattern):
        parts.append([pattern[position : mark.start()]])
        inner = mark.group(1)
        parts.append(["", *inner.split("|")] if inner is not None else mark.group(2).split("|"))
        position = mark.end()
    parts.append([pattern[position:]])
    return sorted({" ".join("".join(choice).split()) for choice in product(*parts)})


def verb_forms(base: str) -> dict[str, str]:
    """Regular inflection: form -> word."""
    if base.endswith("e") and not base.endswith("ee"):
        return {"base": base, "s": base + "s", "ing": base[:-1] + "ing", "ed": base + "d"}
    if base.endswith("y") and base[-2] not in _VOWELS:
        return {"base": base, "s": base[:-1] + "ies", "ing": base + "ing", "ed": base[:-1] + "ied"}
    if _DOUBLING.match(base):
        return {"base": base, "s": base + "s", "ing": base + base[-1] + "ing", "ed": base + base[-1] + "ed"}
    ending = "es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return {"base": base, "s": base + ending, "ing": base + "ing", "ed": base + "ed"}


def plural(word: str) -> str:
    """Regular plural of the last word of a noun phrase."""
    if word.endswith("s"):
        return word
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("sh", "ch", "x", "z")) else "s")


def _inflected(terminal: str, phrase: str, irregular: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    first, _, rest = phrase.partition(" ")
    if terminal in {"VERB", "GRANTS", "RESERVES", "DISCLAIMS", "DECLARES", "COMMITS", "ENDS"}:
        forms = verb_forms(first)
        if first in irregular:
            forms = dict(zip(("s", "ing", "ed"), irregular[first], strict=True)) | {"base": first}
        for form, word in forms.items():
            yield form, f"{word} {rest}".strip()
    elif terminal in {"NOUN", "ACT"}:
        yield "", phrase
        head, _, last = phrase.rpartition(" ")
        yield "", f"{head} {plural(last)}".strip()
    else:
        yield "", phrase


def _phrases(paths: Sequence[Path]) -> Iterator[tuple[list[str], Entry]]:
    for path in paths:
        data = records.read_yaml(path)
        if not isinstance(data, dict) or "terminal" not in data or "entries" not in data:
            raise DataError(f"{path}: a lexicon file has the keys 'terminal' and 'entries'")
        irregular: Mapping[str, Sequence[str]] = data.get("irregular", {})
        for entry in data["entries"]:
            for pattern in entry["say"]:
                for phrase in expand(str(pattern)):
                    for form, words in _inflected(data["terminal"], phrase, irregular):
                        spelled = [canonical(word) for word in words.replace(",", " , ").split()]
                        yield spelled, Entry(data["terminal"], entry["id"], form)


@cache
def lexicon() -> Lexicon:
    """The lexicon of the project, compiled once."""
    paths = resources.files_in(resources.folder("grammar") / "lexicon")
    return Lexicon(resources.compiled("lexicon", paths, lambda: indexed(_phrases(paths)), Index, [Path(__file__)]))


@cache
def heading_ids(heading: str) -> frozenset[str]:
    """The vocabulary ids in the words of a heading."""
    return ids_in(heading, lexicon()) if heading else frozenset()


def ids_in(text: str, words: Lexicon) -> frozenset[str]:
    """Every id the lexicon knows in a text, without reading it."""
    folded = [canonical(w) for w in _WORD.findall(text)]
    found: set[str] = set()
    at = 0
    while at < len(folded):
        match = words.match(folded, at)
        if match is None:
            at += 1
        else:
            found.update(entry.id for entry in match[1])
            at += match[0]
    return frozenset(found)
