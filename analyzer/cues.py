"""Which sentences count: those that hold a cue of `grammar/cues.yaml`; and which cannot be read.

Comes in: the words of a sentence. Goes out: whether it is normative. Example: "You may not use it" is, by its "may".
"""

from __future__ import annotations

import re
from functools import cache

from analyzer import records, resources
from analyzer.patterns import one_of, regex

MAX_CHARACTERS = 20_000
# A Latin letter beside a Cyrillic one: a word that looks like another, or two that ran together.
_MIXED = regex(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def is_normative(words: str) -> bool:
    """Whether a sentence holds a cue."""
    return _cues().search(words.lower()) is not None


def unreadable(words: str) -> str:
    """Why no reading of a sentence can be trusted; "" where it can."""
    if len(words) > MAX_CHARACTERS:
        return f"longer than {MAX_CHARACTERS} characters"
    if not words.isascii() and (mixed := _MIXED.search(words)):
        return f"a word with letters of two alphabets, at character {mixed.start() + 1}"
    return ""


@cache
def _cues() -> re.Pattern[str]:
    """Any of the cues, in small letters; one that ends in "~" is the beginning of a word."""
    path = resources.folder("grammar") / "cues.yaml"
    cues = resources.compiled("cues", [path], lambda: records.read_yaml(path), list[str])
    stems, whole = [cue[:-1] for cue in cues if cue.endswith("~")], [cue for cue in cues if not cue.endswith("~")]
    return re.compile(rf"\b(?:{one_of(stems)}|(?:{one_of(whole)})\b)")
