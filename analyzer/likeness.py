"""How like two texts are: the words that count, their digest, their word triples, and where two texts part.

Comes in: characters of a text. Goes out: folded words with places, a sha256, hashed triples, stretches of change. Case,
white space, punctuation, the numbering of clauses, copyright lines and title lines do not count.
Example: `digest("Copyright 2024 Acme" + chr(10) + "Be kind.") == digest("be  kind")`.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from analyzer.patterns import regex

_WORD = regex(r"[^\W_]+")
_LINE = regex(r"[^\r\n]+")
_COPYRIGHT = regex(
    r"\W*(?:portions\s+)?(?:(?:\(c\)|©)\s*copyright\b|copyright\s*(?:\(c\)|©|\d{4}|[\[<{])|(?:\(c\)|©)\s*[\d\[<{]"
    r"|all rights reserved\W*$)",
    re.IGNORECASE,
)
_SPEAKING = regex(
    r"\b(?:may|must|shall|will|can|cannot|not|no|non\w*|only|solely|unless|except|without|provided|subject|permission"
    r"|permitted|granted|prohibited|forbidden|restricted|excluded|use[ds]?|using|commercial|research|modified|custom)\b",
    re.IGNORECASE,
)
_TITLE = regex(r"\blicen[cs]e\b", re.IGNORECASE)
_LONGEST_NOTICE, _LONGEST_TITLE = 20, 8
_CONJUNCTION = regex(r"[ \t]+(?:and|or)[ \t]")
_LABEL = r"(?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})"
# "2.1 Grant", "(a) keep", "b) keep", "iv. keep" where a line or a sentence begins; "Section 4(a)" wherever it stands.
# A number before a word that goes on in lower case ("version / 2.1 of") is no label, nor is the "(c)" of a copyright.
_NUMBERING = regex(
    r"(?:^[ \t]*(?:[-*•·][ \t]+)?|(?<=[.;,:])[ \t]+(?:(?:and|or)[ \t]+)?)(?!\([cC]\)[ \t]*(?:[Cc]opyright|[\d\[<{]))"
    rf"(?:(?:\({_LABEL}\))+|[a-zA-Z][.)]|[ivxIVX]{{1,5}}[.)]|\d{{1,2}}\))(?=\s|$)"
    r"|^[ \t]*\d{1,2}(?:\.\d{1,2}){0,3}\.?(?:\([a-z]\))?(?=[ \t]+[\"“A-Z]|\s*$)"
    r"|(?<=[.;])[ \t]+\d{1,2}(?:\.\d{1,2}){0,3}\.(?=[ \t]+[\"“A-Z])"
    rf"|(?<=\b[sS]ection)s?\s{{1,3}}{_LABEL}(?:\({_LABEL}\))*(?!\w)",
    re.MULTILINE,
)
# Where a label may begin, behind these: to look there alone is quicker than to try every character.
_BEFORE_LABEL = regex(r"[\n.;,:](?=[ \t]*(?:(?:[-*•·]|and|or)[ \t]+)?(?:[(\d]|[a-zA-Z]{1,5}[.)]))")
_BEFORE_POINTED = regex(r"ection(?=s?\s{1,3}[a-zA-Z\d])")
_NOTICES = ("copyright", "(c)", "©", "all rights reserved")
_END_OF_TERMS = ("end", "of", "terms", "and", "conditions")
_LINE_END = regex(r"[\r\n]|$")
# A run of labels; words that point to a clause; words before a number that counts or names a version.
_LABELS = regex(rf"{_LABEL}(?:[\s.,()]+(?:and|or)?\s*{_LABEL})*", re.IGNORECASE)
_POINTING = regex(
    r"\b(?:sections?|articles?|clauses?|paragraphs?|subsections?|part)\s+(?:[\w.()]+,?\s+(?:and|or)\s+)?\(?$",
    re.IGNORECASE,
)
_COUNTING = regex(
    r"(?:\b(?:version|v|than|to|of|at|least|most|exceeds?|exceeding|for|within|by|is|are|usd|eur)\.?|[$€£])\s*\(?$",
    re.IGNORECASE,
)
_CLOSED = regex(r"[.)](?:\s|$)|\.\d|\s+[A-Z\"“]|\s*$")
_TELLING = regex(
    r"\b(?:evaluat\w*|personal\w*|internal\w*|academic\w*|educat\w*|train\w*|if|when|but|for)\b", re.IGNORECASE
)
_ASCII = frozenset(map(chr, range(128)))
# Capitals to small letters, what is neither letter nor digit to blanks; the bytes of other letters stay.
_APART = bytes(ord(chr(at).lower()) if chr(at).isalnum() else ord(" ") for at in range(128)) + bytes(range(128, 256))
_FEW_SIGNS = 60
_ARTICLES = frozenset({"a", "an", "the"})
_HEAD, _LONGEST_ASIDE = 600, 12


class Words(msgspec.Struct, frozen=True):
    """The words of a text that count, folded, and the half-open offsets of each."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def words(content: str) -> Words:
    """The words that count; a copyright line counts where it says more than whose and when."""
    content = _unnumbered(content)
    found = [word for start, end in _stretches(content) for word in _WORD.finditer(content, start, end)]
    told = [word[0] for word in found]
    return Words(_folded(told), tuple([word.start() for word in found]), tuple([word.end() for word in found]))


def folded_words(content: str) -> tuple[str, ...]:
    """`words(content).folded`, without the places: they cost more than the words."""
    return tuple(folded_bytes(content).decode().split())


def folded_bytes(content: str) -> bytes:
    """The folded words as UTF-8, a blank between each two: the digest and the triples need no more."""
    content = _unnumbered(content)
    told = " ".join([content[start:end] for start, end in _stretches(content)])
    if not told.isascii():
        # What is no letter goes before case is folded: folding may add marks, which are part of their word.
        signs = [sign for sign in {*told} - _ASCII if not sign.isalnum()]
        if len(signs) > _FEW_SIGNS:
            told = " ".join(_WORD.findall(told))
        else:
            for sign in signs:
                told = told.replace(sign, " ")
        told = told.casefold()
    return b" ".join(told.encode().translate(_APART).split())


def _folded(told: list[str]) -> tuple[str, ...]:
    return tuple("\n".join(told).casefold().split("\n")) if told else ()


def _stretches(content: str) -> Iterator[tuple[int, int]]:
    """Offsets of what lies between the lines that do not count."""
    begin, first = 0, True
    for start, end in _weighed(content):
        # Behind the first words only a notice can be left out.
        if not first and not _COPYRIGHT.match(content, start, end):
            continue
        count = len(_WORD.findall(content, start, end))
        if count and count <= _LONGEST_NOTICE and _is_aside(content[start:end], count, first=first):
            yield begin, start
            begin = end
        elif count:
            first = False
    yield begin, len(content)


def _weighed(content: str) -> Iterator[tuple[int, int]]:
    """The lines that may not count, in their order: those above and among the first words, and those with a notice."""
    end = 0
    for line in _LINE.finditer(content):
        end = line.end()
        yield line.span()
        count = len(_WORD.findall(line[0]))
        if count and not (count <= _LONGEST_NOTICE and _is_aside(line[0], count, first=True)):
            break
    folded = content.lower()
    if len(folded) != len(content):
        yield from (line.span() for line in _LINE.finditer(content, end))
        return
    found: set[tuple[int, int]] = set()
    for sign in _NOTICES:
        floor, at = end, folded.find(sign, end)
        while at >= 0:
            start = max(floor - 1, content.rfind("\n", floor, at), content.rfind("\r", floor, at)) + 1
            ending = _LINE_END.search(content, at)
            floor = ending.start() if ending else len(content)
            found.add((start, floor))
            at = folded.find(sign, floor)
    yield from sorted(found)


def _unnumbered(content: str) -> str:
    """The text with blanks for the labels of clauses."""
    places = [0, *[found.end() for found in _BEFORE_LABEL.finditer(content)]]
    if "ection" in content:
        places += [found.end() for found in _BEFORE_POINTED.finditer(content)]
        places.sort()
    parts: list[str] = []
    done = 0
    for place in places:
        found = _NUMBERING.match(content, place) if place >= done else None
        if found:
            parts += (content[done:place], _blank(found))
            done = found.end()
    return "".join([*parts, content[done:]]) if parts else content


def _blank(numbering: re.Match[str]) -> str:
    """As many blanks, so that offsets hold; a conjunction before a label stays."""
    found = numbering[0]
    kept = _CONJUNCTION.match(found)
    return kept[0].ljust(len(found)) if kept else " " * len(found)


def _is_aside(line: str, count: int, *, first: bool) -> bool:
    """A copyright line, or a title above the first words; one that says more than a name is neither."""
    named = count <= _LONGEST_NOTICE and _COPYRIGHT.match(line) is not None
    titled = first and count <= _LONGEST_TITLE and _TITLE.search(line) is not None
    return (named or titled) and not _SPEAKING.search(line)


def digest(content: str) -> str:
    """sha256 of the words of a text that count."""
    return digest_of(folded_bytes(content))


def digest_of(folded: Sequence[str] | bytes) -> str:
    """sha256 of folded words."""
    return hashlib.sha256(_joined(folded)).hexdigest()


def grams(folded: Sequence[str] | bytes) -> frozenset[int]:
    """The word triples of a text as 32-bit hashes, the same on every machine."""
    words = _joined(folded).split(b" ")
    # No loop of our own: every text goes through here.
    return frozenset(map(zlib.crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))


def _joined(folded: Sequence[str] | bytes) -> bytes:
    return folded if isinstance(folded, bytes) else " ".join(folded).encode()


def is_numbering(content: str, start: int, end: int) -> bool:
    """Whether a run of characters is the number of a clause or of one that is pointed to, and no number that counts."""
    before, after = content[max(0, start - 40) : start], content[end : end + 12]
    if content[start:end].casefold() in _ARTICLES:
        return True
    if not _LABELS.fullmatch(content, start, end):
        return False
    if _POINTING.search(before):
        return True
    counts = _COUNTING.search(before) or (before.rstrip().endswith(":") and "." not in content[start:end])
    return not counts and bool(_CLOSED.match(after) if not before.endswith("(") else after[:1] == ")")


def is_aside(content: str, start: int, *, first: bool) -> bool:
    """Whether words that only one text has are a title or a copyright notice and say nothing else."""
    if _SPEAKING.search(content) or _TELLING.search(content):
        return False
    size = len(_WORD.findall(content))
    return (
        (start < _HEAD and size <= _LONGEST_ASIDE)
        or (size <= _LONGEST_NOTICE and bool(_COPYRIGHT.match(content)))
        or (first and size <= _LONGEST_NOTICE)
    )


def gaps(own: Sequence[str], known: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches (own start, end, known start, end) between what both have alike.

    Between anchors both run on as far as they agree, so the cost grows with the texts and not with their product.
    """
    here, there = _run(own, known, 0, 0)
    for start, known_start in (*_anchors(own, known), (len(own), len(known))):
        if start < here or known_start < there:
            continue
        end, known_end = start, known_start
        while end > here and known_end > there and own[end - 1] == known[known_end - 1]:
            end, known_end = end - 1, known_end - 1
        if end > here or known_end > there:
            yield here, end, there, known_end
        here, there = _run(own, known, start, known_start)


def _run(own: Sequence[str], known: Sequence[str], here: int, there: int) -> tuple[int, int]:
    while here < len(own) and there < len(known) and own[here] == known[there]:
        here, there = here + 1, there + 1
    return here, there


def _anchors(own: Sequence[str], known: Sequence[str]) -> list[tuple[int, int]]:
    """Places of word triples that stand once in each text: the longest row of them that runs the same way in both."""
    places = _once(known)
    pairs = [(at, places[triple]) for triple, at in _once(own).items() if triple in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        # Most run the same way in both.
        size = len(ends) if not ends or place > ends[-1] else bisect_left(ends, place)
        before.append(last[size - 1] if size else -1)
        ends[size : size + 1] = [place]
        last[size : size + 1] = [at]
    row: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, str, str], int]:
    """The triples that stand once in a text and where, in its order."""
    triples = list(zip(words, words[1:], words[2:], strict=False))
    last = dict(zip(triples, range(len(triples)), strict=True))
    if len(last) < len(triples):
        for triple in {triple for at, triple in enumerate(triples) if last[triple] != at}:
            del last[triple]
    return last


def is_plain(reading: str, words: Words, start: int, end: int) -> bool:
    """Whether words that the other text lacks carry no terms: none at all, a clause's number, a title or a notice."""
    if start == end:
        return True
    first, last = words.starts[start], words.ends[end - 1]
    if is_numbering(reading, first, last):
        return True
    return is_aside(reading[first:last], first, first=start == 0)


def end_of_terms(known: Sequence[str]) -> int:
    """Where the terms end and an appendix on how to apply them begins, which copies leave out."""
    for at in range(len(known) - len(_END_OF_TERMS), -1, -1):
        if known[at] == _END_OF_TERMS[0] and tuple(known[at : at + len(_END_OF_TERMS)]) == _END_OF_TERMS:
            return at
    return len(known) + 1
