"""What a few words name by themselves: acts, or what acts are done to.

Comes in: words of a sentence that leaves out its verb. Goes out: "acts", "verb" or "".
"""

from __future__ import annotations

from analyzer.lexicon import canonical, lexicon
from analyzer.patterns import regex

_WORD = regex(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_DONE_TO = frozenset(
    ("it", "them", "the", "this", "these", "our", "any", "a", "output", "outputs", "copies", "derivatives", "results")
)
_LINKS = frozenset(("and", "or", "any", "all", "further", "its"))


def kind_of(words: str) -> str:
    """What words name: "acts" and nothing that they are done to, as "resale or rental"; a "verb" first; or ""."""
    known, folded, at = lexicon(), [canonical(word) for word in _WORD.findall(words)], 0
    while at < len(folded):
        match = known.match(folded, at)
        entries = match[1] if match is not None else ()
        bid = folded[1:2] and (folded[1] in _DONE_TO or folded[1].endswith("ly"))  # "use it", but "use in schools"
        noun = any(entry.terminal == "ACT" for entry in entries)
        if not at and any(entry.form == "base" for entry in entries) and (bid or not noun):
            return "verb"
        if match is not None and any(entry.terminal == "ACT" or entry.form == "ing" for entry in entries):
            at += match[0]
        elif folded[at] in _LINKS:
            at += 1
        else:
            return ""
    return "acts" if folded else ""
