"""Words to terminals: the phrases of `grammar/lexicon/*.yaml`, inflected, in one index by first word.

Comes in: the lexicon files. Goes out: `Lexicon.match(words, at)`, the longest phrase that begins at a word.
Example: at "large language models" it answers `(3, (Entry("NOUN", "llm"),))`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from analyzer import records, resources
from analyzer.errors import DataError

_VOWELS = "aeiou"
_CHOICES = re.compile(r"\[([^\]]*)\]|\(([^)]*)\)")
# Short verbs that double their last letter; longer ones ("transmit", "permit") are named with their forms.
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")
_ENDING_ISE = re.compile(r"(?<=.{3})is(?=(?:e|ed|es|ing|ation|ations)$)")
_SPELLED_ISE = re.compile(
    r"^(?:author|util|commercial|monet|custom|optim|organ|final|recogn|minim|maxim|anonym|harmon|synthes|real)is"
)
_SPELLED_OUR = re.compile(r"^(?:behavi|col|endeav|fav|hon|lab|harb|neighb)our")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase is: its terminal, its id, and for verbs the form ("base", "s", "ing", "ed", or "" where none)."""

    terminal: str
    id: str
    form: str = ""


Match = tuple[int, tuple[Entry, ...]]


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
    if _SPELLED_OUR.match(lowered):
        lowered = lowered.replace("our", "or", 1)
    return lowered


class Lexicon:
    """All phrases; build it with `lexicon()`."""

    def __init__(self, phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Entry]]]) -> None:
        merged: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
        for first, found in phrases.items():
            rests = merged.setdefault(first, {})
            for rest, entry in found:
                entries = rests.setdefault(rest, [])
                if entry not in entries:
                    entries.append(entry)
        self._index: dict[str, tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]] = {
            first: tuple(sorted(((r, tuple(e)) for r, e in rests.items()), key=lambda pair: -len(pair[0])))
            for first, rests in merged.items()
        }

    def match(self, words: Sequence[str], at: int) -> Match | None:
        """The longest phrase that starts at word `at`: its length in words and what it may be."""
        found = self._index.get(words[at])
        if found is None:
            return None
        for rest, entries in found:
            if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                return 1 + len(rest), entries
        return None

    def phrases(self) -> Iterator[tuple[tuple[str, ...], tuple[Entry, ...]]]:
        """Every phrase with its entries, for tests and generators of sentences."""
        for first, found in self._index.items():
            for rest, entries in found:
                yield (first, *rest), entries


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


def _phrases(paths: Sequence[Path]) -> list[tuple[str, str, str, str]]:
    rows: list[tuple[str, str, str, str]] = []
    for path in paths:
        data = records.read_yaml(path)
        if not isinstance(data, dict) or "terminal" not in data or "entries" not in data:
            raise DataError(f"{path}: a lexicon file has the keys 'terminal' and 'entries'")
        irregular: Mapping[str, Sequence[str]] = data.get("irregular", {})
        for entry in data["entries"]:
            for pattern in entry["say"]:
                for phrase in expand(str(pattern)):
                    for form, words in _inflected(data["terminal"], phrase, irregular):
                        rows.append((words, data["terminal"], entry["id"], form))
    return rows


@cache
def lexicon() -> Lexicon:
    """The lexicon of the project, compiled once."""
    paths = sorted((resources.folder("grammar") / "lexicon").glob("*.yaml"))
    index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    rows = resources.compiled(
        "lexicon", paths, lambda: _phrases(paths), list[tuple[str, str, str, str]], [Path(__file__)]
    )
    for words, terminal, identity, form in rows:
        first, *rest = (canonical(word) for word in words.replace(",", " , ").split())
        index.setdefault(first, []).append((tuple(rest), Entry(terminal, identity, form)))
    return Lexicon(index)
