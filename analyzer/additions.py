"""What was added to a known open license: the sentences of a text that stand in none of them, where the rest is one.

Comes in: a document. Goes out: where its added sentences begin. Example: of the MIT text with "Five seats." below it,
that line. There the burden turns: an added sentence that neither a term nor chatter explains is in doubt.
"""

from __future__ import annotations

import base64
import re
from binascii import crc32
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from analyzer import catalog, resources
from analyzer.answers import asks
from analyzer.context import answered
from analyzer.definitions import Definitions
from analyzer.intake import Text
from analyzer.norms import TELLING, Unread
from analyzer.outline import Document, outline
from analyzer.passing import apart
from analyzer.patterns import regex
from analyzer.reading import Read, read_sentence, unit_words
from analyzer.spans import Span

_DIGEST, _GIST, _LENGTH = 5, 4, 2  # bytes of what is kept of a sentence
_MOST = 256**_LENGTH - 1
_BITS = range(8 * _GIST)
_HELD = 0.85  # the share of a known license that a text must hold, by characters
_OWN = 0.4  # the share of a text that must be known
_APART = 7  # the bits by which the gists of a sentence and of the same one in other words may differ
_FEWEST = 9  # words of a sentence whose gist tells
_PRINTED = dict.fromkeys(map(ord, "‘’‚‛“”„‟«»–—―…•·©®™"))  # signs that a printed copy may show for others
_SIGNS = bytes(at for at in range(128) if not chr(at).isalnum())
_NOTICE = regex(r"\W*(?:portions )?(?:copyright\b|©|\(c\))[^.;:]{0,100}(?:\.|all rights reserved|\W)*", re.IGNORECASE)
_SPEAKS = regex(r"\b(?:only|not?|non|for|without|must|may|private|use|personal|commercial)\b", re.IGNORECASE)
_Clauses = dict[bytes, tuple[int, int]]  # the sentences of a license by digest: their gists and lengths


def added(document: Document) -> frozenset[int]:
    """Where the sentences begin, in the text as given, that were added to a known open license."""
    text, known = document.text, _known()
    held: set[bytes] = set()
    new: list[Span] = []
    whole = strange = 0
    for span in _spans(document):
        digest = _digest(text.reading[span.start : span.end])
        length = span.end - span.start
        whole += length
        if digest in known:
            held.add(digest)
        else:
            strange += length
            new.extend(() if _says_nothing(text.reading[span.start : span.end]) else (span,))
    if not held or not new or strange > (1 - _OWN) * whole:
        return frozenset()
    gists = {span: _gist(text.reading[span.start : span.end]) for span in new}
    shared = [(len(held & one.keys()), one) for one in _licenses()]
    for _, one in sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0]):
        missing = [one[digest] for digest in one.keys() - held]
        lost = sum(length for gist, length in missing if not _near(gist, gists.values()))
        if lost <= (1 - _HELD) * sum(length for _, length in one.values()):
            rest = [gist for gist, _ in missing]
            return frozenset(text.original(span).start for span in new if not _near(gists[span], rest))
    return frozenset()


def untold(document: Document, definitions: Definitions, read: Read, places: frozenset[int]) -> tuple[Unread, ...]:
    """The added sentences of which reading made nothing: no norm, and no doubt."""
    if not places:
        return ()
    told = {one.evidence.span.start for one in read.norms} | {one.evidence.span.start for one in read.unread}
    found = []
    stopped = True  # the sentence before did not break off at a comma
    for place, unit in enumerate(document.units):
        at = document.text.original(unit.span)
        quote = document.text.reading[unit.span.start : unit.span.end]
        torn, stopped = not stopped and quote[:1].islower(), not quote.endswith(",")
        if at.start not in places or at.start in told or unit.leads or torn:
            continue
        if not _is_title(quote) and not apart(quote) and not (asks(quote) and answered(document, place, quote)):
            ids = read_sentence(unit_words(document, unit, definitions), definitions.bound).ids
            found.append(Unread(document.text.evidence(unit.section, unit.span), TELLING, ids))
    return tuple(found)


def _says_nothing(words: str) -> bool:
    """Whether words are a copyright notice, or a piece of a torn sentence."""
    said = words.strip()
    return (
        said.endswith(",")
        or (said.isupper() and said[-1:].isalpha())
        or (_NOTICE.fullmatch(said) is not None and _SPEAKS.search(said) is None)
    )


def _is_title(words: str) -> bool:
    """Whether a line only names what follows, "TERMS OF USE", "Submission of Contributions.", or is a torn piece."""
    said = words.split()
    if words[:1].islower() or words.isupper():
        return words.isupper() or words.rstrip()[-1:] not in ".!"
    long = [word for word in said if len(word) > 3 and word[:1].isalpha()]
    capital = sum(word[:1].isupper() for word in long)
    if words.rstrip()[-1:] in ".!":
        return capital == len(long) > 0
    return len(said) > 1 and 2 * capital > len(long)


def clauses(text: Text) -> str:
    """The sentences of a known text as a record keeps them: digests and lengths, no words."""
    document = outline(text)
    kept = []
    for span in _spans(document):
        words = text.reading[span.start : span.end]
        kept.append(_digest(words) + _gist(words).to_bytes(_GIST) + min(len(words), _MOST).to_bytes(_LENGTH))
    return base64.b64encode(b"".join(dict.fromkeys(kept))).decode()


def _spans(document: Document) -> Iterator[Span]:
    """The sentences of a text, each once; a lead-in before its items."""
    seen: set[Span] = set()
    for unit in document.units:
        for span in (*unit.leads, unit.span):
            if span not in seen:
                seen.add(span)
                yield span


def _digest(words: str) -> bytes:
    """Letters and digits alone count, in any case."""
    plain = words if words.isascii() else words.translate(_PRINTED)
    return blake2b(plain.lower().encode().translate(None, _SIGNS), digest_size=_DIGEST).digest()


def _gist(words: str) -> int:
    """A number that differs in few bits from that of a sentence with nearly the same words; 0 of a short one."""
    said = {word.strip(".,;:()\"'").encode() for word in words.lower().split()}
    if len(said) < _FEWEST:
        return 0
    sums = [crc32(word) for word in said]
    half = len(sums) / 2
    return sum(1 << bit for bit in _BITS if sum(one >> bit & 1 for one in sums) > half)


def _near(gist: int, others: Iterable[int]) -> bool:
    return gist != 0 and True in [(gist ^ one).bit_count() <= _APART for one in others]


@cache
def _licenses() -> tuple[_Clauses, ...]:
    """What each open license says whose record tells it."""
    paths = resources.files_in(resources.folder("licenses"))
    packed = resources.compiled("clauses", paths, _packed, list[bytes], code=[Path(__file__)])
    return tuple(dict(_unpacked(one)) for one in packed)


def _unpacked(packed: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    size = _DIGEST + _GIST + _LENGTH
    for at in range(0, len(packed), size):
        one = packed[at : at + size]
        gist, length = one[_DIGEST:-_LENGTH], one[-_LENGTH:]
        yield one[:_DIGEST], (int.from_bytes(gist), int.from_bytes(length))


def _packed() -> list[bytes]:
    return [base64.b64decode("".join(one.clauses.split())) for one in catalog.records().values() if one.clauses]


@cache
def _known() -> frozenset[bytes]:
    return frozenset[bytes]().union(*_licenses())
