"""Definitions of some who take a license, and not of everybody: by size, by what they pay, by the house they belong to.

Comes in: the words of a definition. Goes out: yes or no. Example: "Member" means a person who has paid the fee: leave
that is given to Members is no leave for all.
"""

from __future__ import annotations

import re

from analyzer.patterns import regex

# Words for anybody at all; with those of kinds of people, and of groups, for anybody a definition may be of.
_ANYBODY = r"persons?|individuals?|compan(?:y|ies)|entit(?:y|ies)|organi[sz]ations?|enterprises?|bod(?:y|ies)"
_SOMEBODY = rf"{_ANYBODY}|institutions?|people|students?|part(?:y|ies)"
# "Any legal person whose revenue exceeds five million dollars".
_SIZED = regex(
    rf"^\W*(?:any|an?|each|every)\s(?:[\w-]+\s(?:or\s)?){{0,3}}?(?:{_ANYBODY})\b"
    r"[^.;]{0,200}\b(?:turnover|revenues?|employees|employs|workers|income|balance\ssheet|monthly\sactive|funding)\b",
    re.IGNORECASE,
)
_A_PERSON = regex(
    rf"\W*(?:(?:an?|any|each|every|the|all|those)\s)?(?:[\w-]+\s(?:or\s)?){{0,3}}?(?:{_SOMEBODY})\b",
    re.IGNORECASE,
)
_ONE = regex(
    rf"\b(?:{_SOMEBODY}|anyone|anybody|everyone|whoever|those|users?|groups?|customers?|researchers?)\b", re.IGNORECASE
)
# Of what kind one must be: "a student enrolled at a university", "a non-profit organization that receives the Work".
_OF_A_KIND = regex(
    r"\W*(?:(?:an?|any|each|every|the|only)\s){0,2}(?:(?!or\b|and\b)[\w-]+\s){0,3}?"
    r"(?:(?:students?|pupils?|universit(?:y|ies)|schools?|colleges?|hospitals?|librar(?:y|ies)|teachers?|researchers?"
    r"|scientists?|scholars?|hobbyists?|charit(?:y|ies)|(?:members?|employees?|staff|residents?|citizens?|subsidiar\w+)"
    r"\sof)\b|(?:non-?profit|not-for-profit|academic|educational|accredited|governmental)\s(?:[\w-]+\s)?"
    r"(?:organi[sz]ations?|institutions?|entit(?:y|ies)|bod(?:y|ies)|compan(?:y|ies))\b"
    rf"|(?:{_ANYBODY}|customers?|one)\s(?:who|that|which)\s(?:has\s|have\s)?"
    r"(?:bought|purchased|paid)\b(?!\sor\b))",
    re.IGNORECASE,
)
_OR_ANYBODY = regex(
    rf"\b(?:or|and)\s(?:(?:an?|any|other|the|legal|natural|individual)\s){{0,3}}"
    rf"(?:{_ANYBODY}|corporations?|business(?:es)?|anyone|anybody|users?)\b",
    re.IGNORECASE,
)
# Not "who has accepted this license": who pays, belongs to a house, is small, sits somewhere or was chosen.
_SOME = regex(
    r"\b(?:paid|pays|fees?|subscri\w+|purchas\w+|bought|registered|enrolled|membership|members? of|employs|employees"
    r"|revenues?|turnover|non-?profit|not-for-profit|academic|educational|universit\w+|students?|researchers?"
    r"|citizens?|residents?|located in|established in|(?:holds?|has|have) an? (?:valid )?(?:key|certificate"
    r"|subscription|account)|invited|approved|authori[sz]ed by|fewer than|less than|certified|accredited"
    r"|sponsors?|donors?|customers? of|partners? of)\b",
    re.IGNORECASE,
)


def sized(body: str) -> bool:
    """Whether somebody is defined by a size: "any company whose revenue exceeds five million dollars"."""
    return _SIZED.search(body) is not None


def shuts_out(body: str) -> bool:
    """Whether a definition of who takes the license shuts others out: "a person who has paid the fee"."""
    said = body.split(".", maxsplit=1)[0]
    return _SOME.search(said) is not None and _ONE.search(said) is not None


def few(body: str, *, taking: bool, fixed: bool) -> bool:
    """Whether a definition of who takes the license is of some alone.

    Who receives, uses or accepts is everybody (`taking`); of "you", which is `fixed`, much else may be told.
    """
    if fixed:
        return sized(body) or (shuts_out(body) and not taking) or _is_of_a_kind(body)
    return shuts_out(body) or sized(body) or (_A_PERSON.match(body) is not None and not taking)


def _is_of_a_kind(body: str) -> bool:
    said = " ".join(body.split(".", maxsplit=1)[0].split())
    return _OF_A_KIND.match(said) is not None and _OR_ANYBODY.search(said) is None
