"""How much of one text is read: what would cost too much stays unread, with the reason.

Comes in: units in order, then their words. Goes out: a sentence with a fault for what is over a cap, so that the time
to read a text stays linear in its length. Example: the 10,001st different sentence of a text.
"""

from __future__ import annotations

from analyzer.cues import MAX_CHARACTERS
from analyzer.outline import Unit
from analyzer.placed import Sentence
from analyzer.spans import Span

MOST_SENTENCES = 10_000  # different ones: a license has some hundreds, the notices of a large product some thousands
_LEADS_BUDGET = 1_000_000  # characters of lead-ins read again with each item: a list of any honest text is far below
_TOO_MUCH = "its lead-in is too long to be read again with each item"


def _unread(fault: str) -> Sentence:
    return Sentence((), frozenset(), (), normative=True, fault=fault)


_OVERLONG = _unread(_TOO_MUCH)
_BEYOND = _unread(f"beyond the first {MOST_SENTENCES} different sentences of the text")


class Caps:
    """What one text has cost so far."""

    def __init__(self) -> None:
        """Nothing has been read yet."""
        self._budget = _LEADS_BUDGET
        self._read: set[str] = set()

    def too_long(self, unit: Unit) -> Sentence | None:
        """What is said of a unit whose lead-ins have been read too often."""
        length = sum(map(len, unit.leads)) + len(unit.tail or ())
        self._budget -= length
        return _OVERLONG if length > MAX_CHARACTERS or self._budget < 0 < length else None

    def with_lead(self, lead: Span) -> Sentence | None:
        """What is said of a unit that gets one more lead-in where that is one too many."""
        self._budget -= len(lead)
        return _OVERLONG if self._budget < 0 else None

    def one_more(self, words: str) -> Sentence | None:
        """What is said of words that are new after too many others."""
        if len(self._read) >= MOST_SENTENCES and words not in self._read:
            return _BEYOND
        self._read.add(words)
        return None
