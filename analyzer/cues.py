"""What a sentence may hold, told from its words before it is read: a cue of `grammar/cues.yaml`, a size.

Comes in: the words of a sentence. Goes out: whether it is normative, and whether a size may stand in it. Example: "You
may not use it" is normative and holds no size. Both are told in one look at each word, which is kept for the next text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analyzer import records, resources
from analyzer.hints import Hints
from analyzer.thresholds import SIGNS

_ONE, _FIRST = 1, 2
_SIZE = ((1 << len(SIGNS)) - 1) << 2


def told(words: str) -> tuple[bool, bool]:
    """Whether a sentence holds a cue, and whether it may hold a size."""
    hints, longer = _cues()
    found = hints.of(words)
    normative = found & _ONE > 0 or (found & _FIRST > 0 and longer.search(words) is not None)
    return normative, found & _SIZE == _SIZE


def is_normative(words: str) -> bool:
    """Whether a sentence holds a cue of `grammar/cues.yaml`."""
    return told(words)[0]


@cache
def _cues() -> tuple[Hints, re.Pattern[str]]:
    """Which runs of characters are a cue, may begin one of some words, are a sign of a size; the longer cues."""
    path = resources.folder("grammar") / "cues.yaml"
    cues = resources.compiled("cues", [path], lambda: records.read_yaml(path), list[str])
    longer = [cue for cue in cues if " " in cue]
    one, first = _any_of([cue for cue in cues if " " not in cue]), _any_of([cue.split()[0] for cue in longer])
    return Hints(one, first, *SIGNS, fold=str.lower), _any_of(longer)


def _any_of(cues: Sequence[str]) -> re.Pattern[str]:
    parts = [re.escape(w[:-1]) + r"\w*" if w.endswith("~") else re.escape(w) for w in cues]
    return re.compile(r"\b(?:" + "|".join(p.replace(r"\ ", r"\s+") for p in parts) + r")\b", re.IGNORECASE)
