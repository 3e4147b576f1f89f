r"""What stands at the foot or the head of each page and got into the text: "Acme Use Policy 3", "Page 3 of 7".

Comes in: a text. Goes out: the places of such lines. Example: of "b. spam;\nAcme Use Policy 3\n\nc. worms;", where
"Acme Use Policy 2" stood before, the line with the 3 goes, and the list goes on. A title that counts ("Annex 2") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.edits import Edit
from analyzer.patterns import regex

_ENDS = regex(r"\d[ \t]*$", re.MULTILINE)
_LONGEST = 100
_NUMBERED = regex(r"(?P<title>[A-Z][^.;:?!]{7,}?)\s+(?:[Pp]age\s+)?(?P<page>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?")
_ALONE = regex(r"\W{0,2}page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W{0,2}", re.IGNORECASE)
_COUNTS = regex(
    r"\b(?:section|article|exhibit|attachment|schedule|appendix|annex|addendum|clause|part|chapter|paragraph|version"
    r"|level|option|tier|step|note|phase)s?(?:\s+[A-Z])?$",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and at by for from in of on or the to with".split())


def pages(text: str) -> list[Edit]:
    """The lines to leave out, in their order."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    alone: list[tuple[int, int, int]] = []
    for start, end in _lines(text):
        line = text[start:end].strip()
        if _ALONE.fullmatch(line):
            alone.append((start, end, 0))
        elif (one := _NUMBERED.fullmatch(line)) and _is_title(one["title"]):
            found.setdefault(one["title"], []).append((start, end, int(one["page"])))
    lines = [line for group in found.values() if _counted([page for _, _, page in group]) for line in group]
    return [(start, end, "") for start, end, _ in sorted([*lines, *(alone if len(alone) > 1 else [])])]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that end in a number and are short."""
    for end in _ENDS.finditer(text):
        start = text.rfind("\n", max(end.start() - _LONGEST, 0), end.start()) + 1
        if start or end.start() <= _LONGEST:
            yield start, end.end()


def _is_title(words: str) -> bool:
    """Whether words are in capitals as a title is, and no heading that counts."""
    said = words.split()
    return (
        len(said) > 2 and _COUNTS.search(words) is None and all(word[:1].isupper() or word in _SMALL for word in said)
    )


def _counted(numbers: list[int]) -> bool:
    """Whether numbers count on, one for each page."""
    return len(numbers) > 1 and all(later == one + 1 for one, later in pairwise(numbers))
