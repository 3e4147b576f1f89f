"""Where sentences end: not after "Inc." or "e.g.", not inside a quotation, not in a version number.

Comes in: the words of a block. Goes out: half-open offsets of its sentences.
"""

from __future__ import annotations

import re

from analyzer.patterns import regex

# What may end a sentence is sought by its first signs alone, which is quick; what follows tells whether it does.
_STOP = regex(r"[.!?]+[\"”’')\]]*")
_NEXT = regex(r"\s+(?=[\"“‘'(\[]?(?:[A-Z0-9§*]|[a-z][A-Z]))")
# A space left out after a full stop: "under this License.Your rights".
_GLUED = regex(r"(?<=[a-z]{3}\.)(?:Your?|The|This|These|If|Any|All|No|In|For|Each|By|Such|We|Licensee|Licensor)(?=\s)")
_ABBREVIATION = regex(
    r"(?:\b(?:inc|ltd|corp|co|llc|no|nos|sec|art|para|v|vs|e\.g|i\.e|u\.s|u\.s\.a|u\.k|eu|et al|al|dr|mr|mrs|ms|prof|st"
    r"|jr|sr|dept|fig|cf|viz|approx|b\.v|s\.a|s\.r\.l|gmbh|pte|pty|cir|seq|etc|e\.\s?g|i\.\s?e|c\.f\.r|u\.s\.c|d\.f\.a\.r\.s|f\.a\.r"
    r"|ver|vol|ed|rev|hon)|(?<![\w)])(?-i:[A-Z])|^[\s(]*(?:[a-z]|\d{1,2}|[ivx]{1,4}))\.[\"”’')\]]*$",
    re.IGNORECASE,
)
_QUOTE_CAP = 2_000


def sentences(words: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of `words`, white space between them left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _STOP.finditer(words):
        stop = end.end()
        after = _NEXT.match(words, stop)
        if after is None and not _GLUED.match(words, stop):
            continue
        tail = words[max(start, stop - 16) : stop]
        if words[stop - 1] not in "!?" and _ABBREVIATION.search(tail):
            continue
        if stop - start < _QUOTE_CAP and _open_quote(words, start, stop):
            continue
        found.append((start, stop))
        start = after.end() if after else stop
    if start < len(words):
        found.append((start, len(words)))
    return found


def _open_quote(words: str, start: int, stop: int) -> bool:
    opened = words.count("“", start, stop) - words.count("”", start, stop)
    if opened > 0:
        return words.find("”", stop, stop + _QUOTE_CAP) >= 0
    straight = words.count('"', start, stop)
    return straight % 2 == 1 and words.find('"', stop, stop + _QUOTE_CAP) >= 0
