"""Lists of who may use a thing, with businesses among them: what one kind of people may do limits none of the others.

Comes in: a document, the place of an item and its words. Goes out: the words to be read. Example: below "Free use is
permitted for:" the item "Individuals (personal, non-commercial use)" says "Individuals" where another item is
"Companies with fewer than ten employees", so that use is limited by size, and not to personal use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.outline import Document, Unit
from analyzer.patterns import regex

_LONGEST = 300
_MOST = 12  # items before and behind that are looked at
# "The Model may be used free of charge by:", "You may use it if you fall into one of these categories:".
_TO_WHOM = regex(
    r"(?:^|.*\b)(?:use|used|free|available|granted|permitted|allowed|eligible)\b[^.;]{0,160}?"
    r"(?:\b(?:for|by|to|if you are|if you are one of|when you are|you are)"
    r"|\b(?:of )?(?:the |these )?following(?: (?:categories|groups|people|persons|users|parties))?"
    r"|\b(?:one|one or more|any) of (?:these|the following)(?: (?:categories|groups))?) ?:?",
    re.IGNORECASE | re.DOTALL,
)
_DENIED = regex(
    r"\b(?:not|no|never|without|prohibited|forbidden|require[ds]?|needs?|must|except|separate|paid|only)\b",
    re.IGNORECASE,
)
_BUSINESS = regex(
    r"(?:an? |any |all )?(?:(?:small|smaller|private|commercial|for-profit|early-stage|individual) )*(?:compan(?:y|ies)"
    r"|business(?:es)?|start-?ups?|firms?|enterprises?|corporations?|organi[sz]ations?|self-employed\b[^.;:]{0,40}"
    r"|freelancers?|sole proprietors?|entit(?:y|ies)|teams?)\b",
    re.IGNORECASE,
)
_NO_PROFIT = regex(
    r"\b(?:non-?profit|not[- ]for[- ]profit|non-?commercial|charit\w+|research|academic|educational|evaluat\w+|internal"
    r"|test\w*|trial)\b",
    re.IGNORECASE,
)
_PERSON = regex(
    r"(?P<who>(?:an? |any |all )?(?:individuals?|persons?|people|hobby(?:ists?)?|students?|teachers?|educators?"
    r"|researchers?|academics?|scientists?|scholars?|universit(?:y|ies)|schools?|research institut(?:ions?|es?)"
    r"|non-?profits?(?: organi[sz]ations?)?|charit(?:y|ies))"
    r"|(?:personal|hobby(?:ist)?|academic|educational|private|scholarly)\b[^.;:]{0,20}?\b(?:use|research|work|projects?))\b",
    re.IGNORECASE,
)


def in_company(document: Document, at: int, words: str) -> str:
    """The words of an item of a list of people, without its purpose where the list holds businesses as well."""
    unit = document.units[at]
    if len(words) > _LONGEST or unit.tail is not None:
        return words
    item = document.text.words(unit.span, _LONGEST)
    person = _PERSON.match(item)
    lead = document.text.words(unit.leads[-1], _LONGEST)
    if person is None or _BUSINESS.match(item) or not _TO_WHOM.fullmatch(lead) or _DENIED.search(lead):
        return words
    if not any(_business(document.text.words(other.span, _LONGEST)) for other in _beside(document, at, unit)):
        return words
    head = words[: len(words) - len(item)] if words.endswith(item) else f"{lead} "
    return f"{head}{'an individual' if head.rstrip(': ').endswith('are') else 'individuals'}"


def _beside(document: Document, at: int, unit: Unit) -> Iterator[Unit]:
    """The other items of the same list, of those that stand near."""
    for other in document.units[max(at - _MOST, 0) : at + _MOST]:
        if other.leads == unit.leads and other.span != unit.span:
            yield other


def _business(item: str) -> bool:
    return _BUSINESS.match(item) is not None and _NO_PROFIT.search(item) is None
