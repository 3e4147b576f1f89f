"""Definitions without quotation marks, as sections such as "Definitions" and "Vocabulary" hold them.

Comes in: the units of a document in order. Goes out: the name that a unit defines, with the words that define it.
Example: under "Words" the line "Keeper: you, whoever holds a copy" defines "Keeper", and "The Holder is whoever accepts
these Terms" defines "Holder".
"""

from __future__ import annotations

import re

from analyzer.outline import Document, Unit
from analyzer.patterns import regex

# "1 VOCABULARY", "Clause 2. Meanings", "Chapter II. Words with a fixed meaning", "Terms used".
_TITLE = regex(
    r"[\W\d]*(?:(?:part|clause|chapter|article|section|title|annex|schedule)\s+[\w.]+[\W]*)?(?:[ivx\d]+[.)]\s*)?"
    r"(?:(?:some|the|key|what the|how|our|other|certain)\s+)?"
    r"(?:definitions?|vocabulary|dictionary|glossary|interpretations?|meanings?|terminology|expressions?|words?"
    r"|defined\s+terms|terms\s+(?:used|defined)|who\s+and\s+what|who\s+is\s+who|what\s+(?:we|the\s+words)\s+mean"
    r"|words\s+and\s+(?:their\s+)?meanings?|(?:words|terms|expressions)\s+(?:used|with|that|and|in|we)\b[\w ,]{0,40}"
    r"|vocabulary\s+and\s+\w+|definitions?\s+(?:and|of)\s+[\w ]{2,40}|meaning\s+of\s+\w+)\W*",
)
_LEAD = regex(
    r"\W*(?:in|for the purposes? of|under|within)\s+(?:this|these|the)\s+(?:[\w-]+\s*){1,3}?"
    r"(?:the following\b[^:]{0,60})?:\s*"
    r"|\W*(?:the following|these)\s+(?:words|terms|expressions|definitions)\b[^:]{0,80}:\s*"
)
_LONGEST_TITLE, _LONGEST_LEAD = 60, 120
_MOST = 400
# Words that begin a sentence, and name nothing.
_NO_NAME = "Nor If When Where While Two It This That These Those There What Any All Each No In On For To By You We"
_NAME = (
    rf"(?!(?:{_NO_NAME.replace(' ', '|')})\b)(?:(?:[Tt]he|[Aa]n?)\s+)?"
    r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:of\s+|and\s+)?[A-Z\d][\w’'-]*){0,3})"
)
_ASIDE = r"(?:\s*\([^()]{1,60}\))?"
# "Member: the human being who ...", "Home communities: people who ...".
_COLON = regex(rf"\W*{_NAME}(?P<more>(?:\s+[a-z]+){{0,2}}){_ASIDE}\s*(?::|\s[—–-]\s)\s*(?=\S)")
# "The Holder is whoever accepts the Terms", "Tavi denotes the large language models".
_IS = regex(
    rf"\W*{_NAME}{_ASIDE},?\s+(?:is|are|means?|denotes?|comprises?|consists?\s+of|stands?\s+for|refers?\s+to"
    r"|designates?|embraces?|signif(?:y|ies))\s+(?!not\b|to\s+be\b|used\b|provided\b|granted\b|licensed\b"
    r"|subject\b|governed\b)(?=\S)"
)
# '"Controller"    a policy and its weights': a table of two columns.
_ROW = regex(
    r"\W{0,3}[\"“]([^\"“”\n]{1,60})[\"”]\s+(?=(?:an?|the|any|all|each|every|what|whatever|whoever|anyone|death)\b)"
)
# "An Act of War is any action of one country": what is done binds to nothing.
_DOING = regex(
    r"\w+ing\b|(?:(?:any|an?|the)\s+)?(?:acts?|actions?|conduct|practices?|process|threats?|abuse)\b",
    re.IGNORECASE,
)
_ITEM = regex(r"[\w ]{1,12}\.\w{1,4}")  # "2.2", "Article 1.a"
_OWN = regex(r"([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})(?:\s\([^()]{1,60}\))?")


class Glossary:
    """Whether the units of a document, asked for in order, stand where words are explained."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._section: str | None = None
        self._headed: dict[str, bool] = {}  # whether a heading, which many units have, is the title of a glossary
        titled = [one.label for one in document.sections if _is_title(one.title)]
        self._titled = frozenset([*titled, *[label.split()[0] for label in titled if label]])  # "2 Dictionary" is "2"

    def holds(self, unit: Unit, words: str) -> bool:
        """Whether a unit explains words: by its heading, by its lead-in, or by the title right before it."""
        title = len(words) <= _LONGEST_TITLE and not words.rstrip().endswith(".") and _is_title(words)
        if title:
            self._section = unit.section
            return False
        if self._section is not None and unit.section != self._section:
            self._section = None
        above = unit.section.rpartition(".")[0]
        if above in self._titled:
            return True
        return self._section is not None or self._is_headed(unit.heading) or self._led(unit)

    def _is_headed(self, heading: str) -> bool:
        if heading not in self._headed:
            self._headed[heading] = _is_title(heading)
        return self._headed[heading]

    def _led(self, unit: Unit) -> bool:
        """Whether a short lead-in says that words are explained: "In these Terms:"."""
        lead = unit.leads[-1] if unit.leads else None
        if lead is None or lead.end - lead.start > _LONGEST_LEAD:
            return False
        return _LEAD.fullmatch(self._text.words(lead).lower()) is not None


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and _TITLE.fullmatch(" ".join(words.lower().split())) is not None


def explained(unit: Unit, words: str) -> list[tuple[str, str, str]]:
    """The name that a unit of a glossary explains, and the words that do, as those of `defined.candidates`.

    The name may be the title of its own item: "2.2 Holder. The individual who accepts these Terms."
    """
    for pattern in (_COLON, _IS):
        if (found := pattern.match(words)) and not _DOING.match(words, found.end()):
            name = found["name"] + found.groupdict().get("more", "")
            return [(" ".join(name.split()), words[found.end() : found.end() + _MOST], "means")]
    if found := _ROW.match(words):
        return [(found[1], words[found.end() : found.end() + _MOST], "means")]
    own = _OWN.fullmatch(unit.heading) if _ITEM.fullmatch(unit.section) else None
    return [(own[1], words[:_MOST], "means")] if own and words[:1].isupper() and not _is_title(unit.heading) else []
