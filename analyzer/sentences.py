"""Where sentences end: not after "Inc." or "e.g.", not inside a quotation, not in a version number.

Comes in: the words of a block. Goes out: half-open offsets of its sentences; which of them are samples for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from analyzer.patterns import regex
from analyzer.spans import Span

# Full stops before what may begin a sentence; the group is the space between, none where it was left out after a full
# stop: "under this License.Your rights", "THIS AGREEMENT.IF YOU".
_STOP = regex(
    r"(?:[.!?]++[\"”’')\]]*+|\?[*_]{1,3})(?:(\s++)(?=[\"“‘'(\[]?(?:[A-Z0-9§*]|[a-z][A-Z])"
    r"|\([b-h]\)\s(?:Neither|If|All|No|Any|In no)\s)"
    r"|(?<=[a-z]{3}\.)"
    r"(?=(?:Your?|The|This|These|If|Any|All|No|In|For|Each|By|Such|We|Licensee|Licensor|(?!Net|Com|Org|Info)[A-Z][a-z]+\s(?:hereby|shall|will|may|must))\s)"
    r"|(?<=[a-z]{3}\.)(?=\d{1,2}\.\s[A-Z][a-z])"
    r"|(?<=[A-Z]{3}\.)(?=(?:YOUR?|THE|THIS|THESE|IF|ANY|ALL|NO|IN|FOR|EACH|BY|SUCH|WE|LICENSEE|LICENSOR)\s))"
)
_ABBREVIATION = regex(
    r"(?:\b(?:inc|ltd|corp|co|llc|no|nos|rs|secs?|arts?|para|v|vs|e\.g|i\.e|u\.s|u\.s\.a|u\.k|eu|et al|al|dr|mr|mrs|ms"
    r"|prof|st|jr|sr|dept|fig|cf|viz|approx|b\.v|s\.a|s\.r\.l|gmbh|pte|pty|cir|seq|etc|e\.\s?g|i\.\s?e|c\.f\.r|u\.s\.c|d\.f\.a\.r\.s|f\.a\.r"
    r"|ver|vol|ed|rev|hon)"
    r"|(?<![\w)])(?<!annex )(?<!exhibit )(?<!schedule )(?<!appendix )(?<!attachment )(?-i:[A-Z])"
    r"|^[\s(]*(?:[a-z]|\d{1,2}|[ivx]{1,4}))\.[\"”’')\]]*$",
    re.IGNORECASE,
)
# How the longer ones of these end: only behind one of them, or a mark, need be looked for more.
_LAST = frozenset(["corp", "para", "prof", "dept", "prox", "gmbh", *map("".join, product("ivx", repeat=4))])
_QUOTE_CAP = 2_000
_WHOLE = regex(r"“[^“”]+”[.\s]*|\"[^\"]+\"[.\s]*")
# What authors are told to put into their own works.
_SAMPLE = regex(
    r"\b(?:authors?|licensors?|copyright holders?) who (?:want|wish)\b[^.;:]{0,120}\b(?:put|include|add|attach|use)"
    r" the following (?:statement|notice|text|line|paragraph)s?\b[^.;:]{0,80}:$",
    re.IGNORECASE,
)


def sentences(words: str, *, quoted: bool = False) -> list[tuple[int, int]]:
    """Offsets of the sentences of `words`, white space between them left out.

    Where `words` may stand in quotation marks as a whole (`quoted`), these do not hold them together.
    """
    found: list[tuple[int, int]] = []
    start = 1 if quoted and _WHOLE.fullmatch(words) else 0
    for end in _STOP.finditer(words):
        before, after = end.span(1) if end[1] else (end.end(), end.end())
        if words[before - 1] not in "!?" and _abbreviates(words, start, before):
            continue
        if before - start < _QUOTE_CAP and _open_quote(words, start, before):
            continue
        found.append((start, before))
        start = after
    if start < len(words):
        found.append((start, len(words)))
    return found


def _abbreviates(words: str, start: int, stop: int) -> bool:
    """Whether a full stop belongs to an abbreviation or a label."""
    last = words[max(start, stop - 5) : stop - 1]
    if len(last) == 4 and last.isalpha() and last.isascii() and last.lower() not in _LAST:
        return False
    return _ABBREVIATION.search(words[max(start, stop - 16) : stop]) is not None


def _open_quote(words: str, start: int, stop: int) -> bool:
    opened = words.count("“", start, stop) - words.count("”", start, stop)
    if opened > 0:
        return words.find("”", stop, stop + _QUOTE_CAP) >= 0
    straight = words.count('"', start, stop)
    return straight % 2 == 1 and words.find('"', stop, stop + _QUOTE_CAP) >= 0


def samples(reading: str, sentences: Iterable[Span]) -> frozenset[int]:
    """Where the sentences of samples begin: what authors are told to put into their own works binds nobody here."""
    found: list[int] = []
    sample, past = False, 0
    for one in sentences:
        goes = sample and (reading.startswith("Copyright", one.start) or "\n" not in reading[past : one.start])
        found += [one.start] if goes else []
        ends = reading[one.end - 1 : one.end] == ":"
        sample = goes or (ends and _SAMPLE.search(reading, one.start, one.end) is not None)
        past = one.end
    return frozenset(found)
