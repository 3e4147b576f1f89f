"""Findings of a report with the words behind them: each section once, each quote once in a list.

Comes in: phrases with the terms they say, or evidence. Goes out: `Item`s and `Cited`s. Example: two findings on one
clause give its words with the first, and with the second its section and a link to the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from analyzer.patterns import regex
from analyzer.render import highlight
from analyzer.render.hostile import printable
from analyzer.render.quotes import shorten
from analyzer.render.wording import Phrase, phrase_of
from analyzer.spans import Evidence
from analyzer.terms import Term
from analyzer.vocabulary import State

QUOTE = 360
CONTRADICTED = "contradicted"
# "Exhibit A.1" names itself, "2.b", "A" and "IV.2" do not.
_NAMED = regex(r"(?![IVXLC]+\b)[^\W\d_]{3,}")


class Cited(msgspec.Struct, frozen=True):
    """Words behind a finding: section, the words (None from a record alone), the anchor of their place in the text.

    `again` says that the same words stand with an earlier finding.
    """

    section: str
    quote: str | None
    anchor: str
    again: bool = False

    @property
    def where(self) -> str:
        """The section as it is called: "section 2.b", "Exhibit A.1", "" where the text has none."""
        name = self.section if "(" in self.section else self.section.rstrip(")")
        return name if not name or _NAMED.match(name) else f"section {name}"


class Item(msgspec.Struct, frozen=True):
    """One finding of a report, its words, and why it is not certain."""

    phrase: str
    cited: tuple[Cited, ...]
    doubt: str = ""
    term: str = ""


def items(phrases: Sequence[Phrase], terms: dict[str, Term], most: int) -> tuple[Item, ...]:
    """What the phrases find in the terms, each with the words of so many sections at most."""
    found = []
    for phrase in phrases:
        said = phrase_of(phrase, terms)
        if not said:
            continue
        term = terms[phrase.term]
        contradicted = term.state is State.UNCLEAR
        # Evidence of both sides is behind a contradicted term; the other side is shown with the contradiction.
        places = cited(term.evidence, phrase.words)[: 1 if contradicted else most]
        found.append(Item(printable(said), places, CONTRADICTED if contradicted else "", term.name))
    return without_repeats(found)


def without_repeats(found: Iterable[Item]) -> tuple[Item, ...]:
    """The findings, words that stood with an earlier one marked as such."""
    seen: set[tuple[str, str]] = set()
    made = []
    for one in found:
        places = tuple(replace(place, again=bool(place.quote) and _key(place) in seen) for place in one.cited)
        seen.update(_key(place) for place in places if place.quote)
        made.append(replace(one, cited=places))
    return tuple(made)


def cited(evidence: Sequence[Evidence], words: Sequence[str] = ()) -> tuple[Cited, ...]:
    """The words, those that hold most of what matters first, and of each section the first ones only."""

    def weight(one: Evidence) -> int:
        quote = (one.quote or "").lower()
        return -sum(word.lower() in quote for word in words)

    found: dict[str, Cited] = {}
    for one in sorted(evidence, key=weight):
        place = Cited(
            printable(one.section),
            None if one.quote is None else shorten(printable(one.quote), QUOTE, list(words)),
            highlight.anchor(one.span) if one.quote is not None else "",
        )
        found.setdefault(place.section or f"{place.anchor} {place.quote}", place)
    return tuple(found.values())


def by_phrase(found: Iterable[tuple[str, Evidence]]) -> tuple[Item, ...]:
    """One finding for each phrase, with all the words it was said of."""
    grouped: dict[str, list[Cited]] = {}
    for phrase, one in found:
        grouped.setdefault(printable(phrase), []).extend(cited([one]))
    return tuple(Item(phrase, tuple(places)) for phrase, places in grouped.items())


def sections(evidence: Sequence[Evidence]) -> str:
    """The sections in a row, each once."""
    return ", ".join(dict.fromkeys(printable(one.section) for one in evidence if one.section))


def quote(evidence: Sequence[Evidence]) -> str:
    """The first words of some evidence, "" where there are none."""
    return next((shorten(printable(one.quote), QUOTE) for one in evidence if one.quote), "")


def _key(place: Cited) -> tuple[str, str]:
    return place.section, place.quote or ""
