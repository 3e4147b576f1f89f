"""Which sentences count: those that hold a cue of `grammar/cues.yaml`.

Comes in: the words of a sentence. Goes out: whether it is normative. Example: "You may not use it" is, by its "may".
"""

from __future__ import annotations

import re
from functools import cache

from analyzer import records, resources
from analyzer.patterns import one_of


def is_normative(words: str) -> bool:
    """Whether a sentence holds a cue."""
    return _cues().search(words.lower()) is not None


@cache
def _cues() -> re.Pattern[str]:
    """Any of the cues, in small letters; one that ends in "~" is the beginning of a word."""
    path = resources.folder("grammar") / "cues.yaml"
    cues = resources.compiled("cues", [path], lambda: records.read_yaml(path), list[str])
    stems, whole = [cue[:-1] for cue in cues if cue.endswith("~")], [cue for cue in cues if not cue.endswith("~")]
    return re.compile(rf"\b(?:{one_of(stems)}|(?:{one_of(whole)})\b)")
