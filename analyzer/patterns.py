r"""Regular expressions that are compiled when they are first used: most texts need few of those a module has.

What is sought often has a quicker way beside it: `words_of`, and what such words are held against.
Comes in: what `re.compile` takes. Goes out: what behaves as its result. Example: `_YEAR = regex(r"\d{4}")` costs
next to nothing; `_YEAR.search("2026")` compiles it, and the next search is as quick as that of a compiled pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, AnyStr, cast

_how: dict[str, Callable[[Any, int], Any]] = {"compile": re.compile}


def compile_by(how: Callable[[Any, int], Any]) -> None:
    """Let something else than `re.compile` make what is used from here on."""
    _how["compile"] = how


class Later:
    """A pattern not yet compiled; what is asked of it once is kept beside it."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called only for a name that was never asked for before."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "_compiled":
            found: Any = _how["compile"](self.pattern, self._flags)
        else:
            found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, on first use."""
    return cast("re.Pattern[AnyStr]", Later(pattern, flags))


# What is no letter, digit or underscore to blanks; of bytes, which is quicker than of characters.
_APART = "".join(chr(at) if chr(at).isalnum() or chr(at) == "_" else " " for at in range(128)).encode().ljust(256)
_LATELY = 16  # sentences whose words are at hand: what looks at one sentence asks for them again and again
_WORD = regex(r"\w+")
_SIGNS = "“”’‘–—•…·©®™§\u00a0"  # those that most often stand in English beside plain letters


@lru_cache(_LATELY)
def words_of(sentence: str) -> tuple[str, ...]:
    """The words of a sentence, without what stands between them: of most sentences quicker than by a pattern."""
    if not sentence.isascii():
        for sign in _SIGNS:
            sentence = sentence.replace(sign, " ")
        if not sentence.isascii():
            return tuple(_WORD.findall(sentence))
    return tuple(sentence.encode().translate(_APART).decode().split())


def one_of(words: Iterable[str]) -> str:
    """An expression for any of some words, the longest first, told by their first letter: few places need a second."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tails.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
