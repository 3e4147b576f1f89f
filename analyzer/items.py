"""Items of a list: where a long sentence is cut into them, and what follows the last of them and holds for each.

Comes in: the words of a sentence or paragraph. Goes out: places in them. Example: after "You may: (a) copy it; (b) sell
it;" the paragraph "for research only." is a tail, so that both are permitted for research only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from analyzer.headings import one_of_several
from analyzer.markers import Marker, as_roman, could_be_roman, marker
from analyzer.patterns import regex

LONGEST_WHOLE = 420
"""Sentences up to so many characters are read whole."""

_SUCCESSOR = regex(r"[.;:!?\"”)]\s+(?=(?:\(?[a-zA-Z0-9]{1,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+[A-Z\"“])")
_ENUMERATED = regex(r"(?:(?<=[\s:;,])|^)\(?(?P<value>[a-z]|\d{1,2}|[ivx]{1,5})\)\s")
_FIRST = ("a)", "i)", "1)")  # what the first of such items is called
_LONG = 70
_SHORTEST_LEAD = 12
_WHOLE = 3
_BIDS = regex(
    r"\b(?:shall|must|(?:agrees?|undertakes?|needs?|ha(?:ve|s)|(?:is|are) (?:required|obliged|obligated)) to)"
    r"(?: at all times| also| each)?\s*[:,]?\s*$"
)
# "... a license (i) to use it with any program; and (ii) to share it unmodified and only with our devices".
_GRANTS = regex(r"\b(?:licen[cs]e|rights?|permission)\s*[:,]?\s*$")
_TO_DO = regex(r"\(?[a-z0-9]{1,5}\)\s+to\s")
# What no item of its own begins with: limits, conditions and exceptions.
_TAIL = regex(
    r"(?:in (?:each|every|either|both|all|any)(?: such| of these| of the above)? cases?\b|without\b|provided\b|except\b"
    r"|unless\b|(?:so|as) long as\b|solely\b|exclusively\b|on (?:the )?condition\b|to the extent\b|during the\b"
    r"|only (?:for|if|in|to the extent|within|under|on|as|when|where|with)\b|whether or not\b"
    r"|subject to (?:the|these|this|your|all|any)\b"
    r"|for [^.;:]{1,80}? only\b|for (?:your|its|their|any|the) [^.;:]{1,60}? purposes?\b)",
)
# "You may not work around it;", with which a list begins whose items stand in lines of their own.
_FIRST_OF_BANS = regex(
    r"(?P<lead>[^;:]{0,200}?\b(?:(?:may|must|shall|will|can)\s+not|cannot|agrees?\s+not\s+to|(?:is|are)\s+not\s+(?:permitted"
    r"|allowed|authori[sz]ed)\s+to))\s+(?!be\b)[a-z][^:]{3,600};\s*(?:(?:and|or)\s*)?",
    re.IGNORECASE,
)
_IN_EACH = regex(r"[;,]\s+in (?:each|every|either|both|all)(?: such| of these| of the above)? cases?\b")
_ENDED = regex(r"[.:!?][\"”’)*_]*\s*$")
_LONGEST_TAIL = 1_000
_BULLET = regex(r"(?:[ \t\r]*\n)+(?P<indent>[ \t]*)[-*•‣–] ?[\w\"“(*_]")
_MARKED = regex(r"(?:[ \t\r]*\n)+(?P<indent>[ \t]*)\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)] ")
# "Weapons: designing or selling arms.": a paragraph that is an item of a list, by its title and what stands behind it.
_TITLED = regex(
    r"(?-i:[A-Z])[\w,&/’'() -]{2,70}(?::|\.| [–—-])\s+(?:(?:any|the|all|using|use|using it for|\w+ly)\s+)*(?:\w+ing\b"
    r"|(?:the|an?|any)\s+[\w-]+\s+of\b|(?:use|creation|generation|promotion|production|distribution|facilitation"
    r"|provision|development|collection|content|material|activities|acts)\b)"
    r"(?![^.;:]*\b(?:is|are|must|may|shall|can|will)\s+(?:not\s+)?(?:permitted|allowed|be)\b)",
    re.IGNORECASE,
)
# Words of a sentence that stands for itself, and what begins or marks a line that is none of a list.
_SAYS = regex(
    r"\b(?:must|shall|may|should|cannot|will|is|are|was|were|has|have|grants?|means|does|do|can|agrees?|provided|not)\b"
    r"|©|\bcopyright\b|https?:|@|\.(?:com|org)\b|:\W*$",
    re.IGNORECASE,
)
_RELATIVE = regex(r"\b(?:that|which|who|whose|where|intended)\b", re.IGNORECASE)
_BEGINS = regex(
    r"\W*(?:by|if|when|note|see|please|contact|version|last|effective|for more|in addition|you|we|this|these|outside"
    r"|exceptions?|permitted|allowed|section|article|appendix|exhibit|\d)\b",
    re.IGNORECASE,
)
_NAME = regex(r"\W*[A-Z]\w*(?: (?:(?:of|and|the|or|for|to|&) )*[A-Z]\w*)+\W*")  # "Applicable Law."
_LONGEST_ITEM = 600


def is_tail(words: str, before: str) -> bool:
    """Whether a sentence below the items of a list ends the sentence that leads in; `before` is the last item."""
    if not words[:1].islower() or len(words) > _LONGEST_TAIL or words.rstrip()[-1:] in {":", ";"}:
        return False
    return _ENDED.search(before) is None and _TAIL.match(words) is not None


def another(reading: str, end: int, indent: int, *, bullet: bool) -> bool:
    """Whether an item no deeper than the one that ends at a place follows right below: it is none of its items."""
    found = (_BULLET if bullet else _MARKED).match(reading, end)
    return found is not None and len(found["indent"]) <= indent


def goes_on_with(words: str, *, banned: bool) -> bool:
    """Whether a paragraph goes on with the list before it: "Spam: sending mail that nobody asked for.".

    Below a ban whatever says nothing by itself does: "Sale of arms.".
    """
    if _TITLED.match(words) is not None:
        return True
    if not banned or len(words) > _LONGEST_ITEM or _BEGINS.match(words) or _NAME.fullmatch(words):
        return False
    relative = _RELATIVE.search(words)
    return _SAYS.search(words[: relative.start() if relative else len(words)]) is None


def each_case(words: str) -> int:
    """Where in the last item begins what is said of all of them, "in each case for research only"; 0 if nowhere."""
    found = _IN_EACH.search(words)
    return found.start() + 1 if found else 0


def cuts(said: str, conditional: Callable[[str], bool]) -> list[int]:
    """Where the items of a long sentence begin, "(i) ...; (ii) ..."; none where its lead-in is `conditional`."""
    if not any(map(said.__contains__, _FIRST)):
        return []
    plain = " ".join(said.split())
    long = len(plain) >= LONGEST_WHOLE and plain.count(" ") >= _LONG
    places: list[int] = []
    style, rank = "", 0
    for found in _ENUMERATED.finditer(said):
        mark = marker(found.group().strip() + " ")
        if mark is None:
            continue
        options = [mark, as_roman(mark)] if could_be_roman(mark) else [mark]
        for option in options:
            if (not places and option.rank == 1) or (places and option.style == style and option.rank == rank + 1):
                style, rank = option.style, option.rank
                places.append(found.start())
                break
    if len(places) < 2 or not (places[0] >= _SHORTEST_LEAD if long else _bids(said, places)):
        return []
    # What the items of a condition are a condition of follows the last of them.
    return [] if conditional(said[: places[0]].rstrip()) else places


def _bids(said: str, places: list[int]) -> bool:
    """Whether a short sentence bids several whole things: "you shall (1) keep the notices, and (2) name the source"."""
    ends = [*places[1:], len(said)]
    whole = all(len(said[start:end].split()) > _WHOLE for start, end in zip(places, ends, strict=True))
    lead = said[: places[0]]
    return whole and (
        _BIDS.search(lead) is not None
        or (_GRANTS.search(lead) is not None and all(_TO_DO.match(said, place) is not None for place in places))
    )


def successors(words: str, mark: Marker) -> Iterator[tuple[int, int, Marker]]:
    """Of the items that follow `mark` within one paragraph: the end of the one before, the place, the marker."""
    rank = mark.rank
    for cut in _SUCCESSOR.finditer(words):
        following = marker(words[cut.end() : cut.end() + 48])
        if following is not None and following.style == mark.style and following.rank == rank + 1:
            yield cut.start() + 1, cut.end(), following
            rank += 1


def opens_second(mark: Marker, inner: Marker) -> bool:
    """Whether a marker right behind another opens a list of its own: "1. (a) You must"."""
    bullets = mark.style.startswith("-") or inner.style.startswith("-")
    return not bullets and inner.rank <= 1 and inner.style != mark.style


def first_of_bans(words: str) -> int:
    """How long the lead-in is of a sentence that bans and ends in a semicolon, as the first of a list; 0 for others."""
    if not one_of_several(words):
        return 0
    found = _FIRST_OF_BANS.fullmatch(words)
    return found.end("lead") if found else 0
