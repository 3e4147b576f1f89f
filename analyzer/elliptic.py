"""Sentences that leave out their verb, or what an act is done to, told in full and read as the same sentence with it.

Comes in: the words of a sentence. Goes out: the words in full, or "" where nothing is left out that we know. Examples:
"No military use." says "Military use is prohibited."; "Resale is forbidden." says "Resale of the work is forbidden.".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from analyzer.patterns import regex, words_of

Kind = Callable[[str], str]  # "acts" where words name acts and nothing they are done to, "verb" where a verb is first
_LONGEST = 240  # a longer sentence without a verb is a list or a table
_LONGEST_ANSWER = 120
_SPLIT = frozenset(":-=|")  # one of them stands before an answer, if no sign does
_NO, _YES = "❌✗✘✖🚫⛔", "✅✓✔☑"
_SIGN = rf"(?:(?P<no_sign>[{_NO}])|(?P<yes_sign>[{_YES}]))️?"
_SIGNED = regex(rf"\W*?{_SIGN}\s*(?P<what>\w.*)", re.DOTALL)
_SHUT = (
    r"no|none|never|nope|no way|not (?:fine|cool|welcome|possible|allowed|permitted|granted|included|ok|okay)"
    r"|prohibited|forbidden|disallowed|excluded|banned"
)
_FREE = r"yes|allowed|permitted|granted|ok|okay|fine"
_ANSWERS = frozenset(words_of(f"{_SHUT} {_FREE} only"))
_ALLOWS = frozenset(("allowed", "permitted"))
_HOW = r"(?:(?:strictly|expressly|absolutely|explicitly|generally) )?(?:not )?"
_BARRED = r"prohibited|forbidden|disallowed|excluded|banned|allowed|permitted"
# "Commercial use: no", "Redistribution - not allowed", "Resale: ❌", "| Resale | no |": what is said of a thing.
_SAID = regex(
    rf"(?P<what>[^:;.,|]{{3,80}}?)\s*(?::|\s[-–—=|]|→)\s*"
    rf"(?:(?P<no>(?:{_SHUT})\b)|(?P<yes>(?:{_FREE}|(?=only))\b)|{_SIGN})"
    r"(?P<rest>(?:\s*(?:[,;(]|\s[-–—]\s|\b(?:without|unless|except|only|with|if|for|by|in|to)\b)[^:]*)?)",
    re.IGNORECASE,
)
# The last cell of a row of a table that answers: "no |".
ANSWER = regex(rf"\s*(?:(?:{_SHUT}|{_FREE})|[{_NO}{_YES}]️?)\s*\|\s*(?:\n|$)", re.IGNORECASE)
# "Military use strictly forbidden": a participle that has lost its "is".
_PARTICIPLE = regex(rf"(?P<what>[^:;]{{3,120}}?),? (?P<how>{_HOW}(?:{_BARRED}))\b(?P<rest>.*)", re.IGNORECASE)
_NEEDED = regex(
    r"(?P<what>(?:(?:a|an|prior|written|separate|commercial) )*(?:registration|permission|consent|approval|license"
    r"|attribution|credit|payment)) (?P<how>required|needed|necessary|mandatory)\b(?P<rest>.*)",
    re.IGNORECASE,
)
# What makes a participle part of a longer noun or of a clause: "as permitted by law", "the uses not permitted".
_OF_A_CLAUSE = regex(
    r"(?:to|as|unless|if|where|when|except|only|other|any|those|than|and|or|(?:the )?following|by|for|in|of|which|that"
    r"|(?:the |all |any |other )?(?:uses?|activit\w+|acts?|actions?|purposes?|conduct|things?))\b\W*$"
    r"|.*\b(?:is|are|was|were|be|been|has|have|had|it|you|we|they|that|which|who|if|unless|as|except)\b",
    re.IGNORECASE,
)
# "Commercial use on request", "Redistribution only with consent": what an act hangs on.
_HANGS = regex(
    r"(?P<what>[^:;,.]{0,60}\b(?:uses?|usage|redistribution|distribution|modification|resale|sharing|hosting|training"
    r"|fine-tuning)) (?P<how>(?:only )?(?:(?:up)?on request|by (?:arrangement|agreement|permission)|with (?:a |the |our"
    r" |prior |written |separate |commercial )*(?:permission|consent|license|agreement)|subject to|against|after|upon)"
    r"\b.*)",
    re.IGNORECASE,
)
_NONE_OF = regex(r"no (?P<what>.+)", re.IGNORECASE)
_SPARED = regex(r"no (?P<what>[^.;:]{3,60}?) (?:required|needed|necessary)\b(?P<rest>.*)", re.IGNORECASE)
_NOT_TO_BE = regex(r"not to be (?P<what>.+)", re.IGNORECASE)
# "Not For Resale license" names a kind of license.
_NOT_FOR = regex(
    r"not (?:for|to be used for) (?!(?:(?!without\b)[\w-]+ ){1,2}(?:licen[cs]e|edition|version)$)(?P<what>.+)",
    re.IGNORECASE,
)
_NOBODY = regex(r"(?:no ?one|nobody) (?:from|in|of|who|with|under|over|below|outside)\b", re.IGNORECASE)
# "Not permitted is: selling it", "Forbidden are resale and rental".
_BARRED_ARE = regex(
    r"(?:strictly |expressly )?(?:not (?:permitted|allowed)|prohibited|forbidden|banned|excluded) (?:is|are):? "
    r"(?P<what>.+)",
    re.IGNORECASE,
)
# "Reserved for members of the club", "Restricted to hobbyists".
_LEFT_FOR = regex(
    r"(?:(?:strictly )?(?:reserved for|restricted to|confined to|limited to)"
    r"|(?:available|licensed|offered|provided|free) (?:only|exclusively|solely) (?:to|for)"
    r"|(?:free(?: of charge)?|gratis|kept|open) (?:to|for)(?! (?:all|any|every|ever|everyone"
    r"|everybody|you|both|commercial"
    r"|the (?:public|community)|download|use|now|contrib|suggest|discuss)))"
    r"(?! (?:future|the extent)) (?P<what>.+)",
    re.IGNORECASE,
)
_ABSTAIN = regex(r"(?:(?:please|kindly) )?(?:refrain|abstain|desist) from (?P<what>.+)", re.IGNORECASE)
_NEVER = regex(r"(?:please )?never (?P<what>[a-z].+)", re.IGNORECASE)
_SALES = regex(r"(?:re)?sale\b", re.IGNORECASE)
_CHANGED = regex(r"(?=deriv)", re.IGNORECASE)  # "no derivatives" are made
_OF_MODELS = regex(r"(?:AI|machine[ -]learning|ML|LLM|(?:language )?model) training$", re.IGNORECASE)
_GENERIC = regex(r"\b(?:prohibited|forbidden|permitted|allowed|restricted|acceptable|unacceptable)\b", re.IGNORECASE)
_FINITE = regex(r"\b(?:may|must|shall|will|can|cannot|should|is|are|do|does|has|have)\b", re.IGNORECASE)
# What nobody bans by "no ...": "No warranty", "No fee", "No other rights", "No strings attached".
_HARMLESS = regex(
    r"(?:\w+ )?(?:warrant|liabilit|guarant|represent|support|mainten|fee|charge|cost|royalt|payment|restriction|limit"
    r"|condition|string|attribution|credit|registration|sign-?up|account|endors|right|licen[cs]|grant|patent|trademark"
    r"|claim|responsib|waiver|assign|transfer|agenc|partner|third[ -]party benef|obligation|dut(?:y|ies)|need|one\b"
    r"|other\b|person\b|part\b|part(?:y|ies)\b|express|implied|consent|permission|notice|remed|damage|refund|further"
    r"|additional|more|longer|matter|such|questions?\b|problem|doubt|advice|oral|changes?\b|amend|severab|strict constr"
    r"|copyright|requirement|surrender|weaken"
    # What a program does without: "No dependencies", "No build step", "No tracking".
    r"|dependenc|external dep|build step|set-?up\b|config|tracking|telemetry|analytic|cookies?\b|hassle|bloat|magic"
    r"|root\b|sudo|javascript|internet|network connection|prior|experience|known)",
    re.IGNORECASE,
)
# "Modifications: No" tells of the copy at hand.
_FACTS = regex(r"(?:modifications|changes|additions|exceptions|translations|exclusions)", re.IGNORECASE)
# "Resale is prohibited", "Selling or renting is not allowed": the act alone is named.
_ACT_ALONE = regex(rf"(?P<what>[^.;:]{{4,60}}?) (?P<is>(?:is|are) )?(?P<how>{_HOW}(?:{_BARRED})\b.*)", re.IGNORECASE)

_FORBIDS = regex(r"\b(?:prohibited|forbidden|disallowed|banned|excluded|not (?:allowed|permitted))\b", re.IGNORECASE)
_SHUT_OUT = frozenset("prohibited forbidden disallowed banned excluded allowed permitted".split())


def forbids(words: str) -> bool:
    """Whether a sentence says that something is forbidden; to look for the words first spares most the pattern."""
    return not _SHUT_OUT.isdisjoint(words_of(words.lower())) and _FORBIDS.search(words) is not None


def shown(words: str) -> bool:
    """Whether words say of a thing yes or no, by a sign or after a colon: "❌ Resale", "Commercial use: no"."""
    if len(words) > _LONGEST_ANSWER or (words.isascii() and not _may_answer(words)):
        return False
    said = words.strip("| \t\n").rstrip(".! ")
    signed = _SIGNED.fullmatch(said)
    if signed is not None:
        return _GENERIC.search(said) is None and _FINITE.search(said) is None
    return _SAID.fullmatch(said) is not None


def _may_answer(words: str) -> bool:
    """Whether a line holds what an answer without a sign needs: spares most lines the patterns."""
    return not _SPLIT.isdisjoint(words) and not _ANSWERS.isdisjoint(words_of(words.lower()))


def bars(words: str, *, bullet: bool) -> bool:
    """Whether an item of a list bars something without a verb: "No resale", "Not for military use".

    In title case it is the title of a section, unless a bullet stands before it: "12. No Surrender of Freedom."
    """
    said = words.strip().rstrip(".! ")
    if said[:2].lower() not in {"no", "ne", "pl"}:  # "no", "not", "never", "please never"
        return False
    if not bullet and not said.partition(" ")[2][:1].islower():
        return False
    none = _NONE_OF.fullmatch(said)
    if _NOT_FOR.fullmatch(said) or _NEVER.fullmatch(said):
        return True
    return none is not None and _HARMLESS.match(none["what"]) is None


def told(words: str, kind: Kind) -> str:
    """A sentence without a verb in full; empty where nothing is left out."""
    if len(words) > _LONGEST:
        return ""
    said = words.strip("| \t\n").rstrip(".! ")
    signed = _SIGNED.fullmatch(said)
    if signed is not None:
        said = signed["what"]
        if _FINITE.search(said):
            return ""
        if _GENERIC.search(said) is None and not said.lower().startswith(("no ", "not ")):
            return _is(said, "prohibited" if signed["no_sign"] else "permitted", kind)
    return _told_of_thing(said, kind) or _told_of_participle(said, kind) or _told_ban(said, kind)


def spares(words: str) -> bool:
    """Whether words without a verb say that something is not needed: "No code required"."""
    return words[:3].lower() == "no " and _SPARED.fullmatch(words.strip().rstrip(".! ")) is not None


def of_the_work(words: str, kind: Kind) -> str:
    """A sentence that bars or allows an act and names nothing it is done to, with "of the work"; else ""."""
    found = _ACT_ALONE.fullmatch(words) if len(words) <= _LONGEST else None
    return (
        f"{found['what']} of the work {found['is'] or 'is '}{found['how']}"
        if found is not None and kind(found["what"]) == "acts"
        else ""
    )


def _is(what: str, how: str, kind: Kind, rest: str = "") -> str:
    named = kind(what)
    if named == "verb":
        free = how.rsplit(maxsplit=1)[-1].lower() in _ALLOWS and "not" not in how.lower().split()
        return f"You may {'' if free else 'not '}{what[:1].lower()}{what[1:]}{rest}."
    if _OF_MODELS.search(what):
        what = "Use of the work to train AI models"
    elif _CHANGED.match(what):
        what = f"Making {what} of the work"
    elif named == "acts":
        what = f"{what} of the work"
    return f"{what[:1].upper()}{what[1:]} is {how}{rest}."


def _told_of_thing(said: str, kind: Kind) -> str:
    found = _SAID.fullmatch(said)
    if found is None or _GENERIC.search(found["what"]):
        return ""
    shut = found["no"] or found["no_sign"]
    if shut and (_HARMLESS.match(found["what"]) or _FACTS.fullmatch(found["what"])):
        return ""
    rest = found["rest"].strip()
    return _is(found["what"], "prohibited" if shut else "permitted", kind, f" {rest}" if rest else "")


def _told_of_participle(said: str, kind: Kind) -> str:
    if said.lower().startswith(("no ", "not ")):
        return ""
    if found := _NEEDED.fullmatch(said):
        return f"{found['what']} is {found['how']}{found['rest']}."
    if found := _PARTICIPLE.fullmatch(said):
        return "" if _OF_A_CLAUSE.match(found["what"]) else _is(found["what"], found["how"], kind, found["rest"])
    if found := _HANGS.fullmatch(said):
        return f"{found['what']} is permitted {found['how']}."
    return ""


def _told_ban(said: str, kind: Kind) -> str:
    if found := _SPARED.fullmatch(said):
        return f"{found['what']} is not required{found['rest']}."
    if found := _NOT_TO_BE.fullmatch(said):
        return f"It must not be {found['what']}."
    if found := _NOT_FOR.fullmatch(said):
        what = found["what"]
        if what.lower().endswith(" use"):
            return _is(what, "prohibited", kind)
        return "It must not be sold." if _SALES.match(what) else f"It must not be used for {what}."
    if _NOBODY.match(said) and _FINITE.search(said) is None:
        return f"{said.removesuffix(', please')} may use the work."
    if found := _BARRED_ARE.fullmatch(said):
        return _is(found["what"], "prohibited", kind)
    if (found := _LEFT_FOR.fullmatch(said)) and _FINITE.search(said) is None:
        return f"The work may only be used for {found['what']}."
    if found := _ABSTAIN.fullmatch(said):
        return f"You must refrain from {found['what']}."
    if found := _NEVER.fullmatch(said):
        return f"You may never {found['what']}."
    if (found := _NONE_OF.fullmatch(said)) and _HARMLESS.match(found["what"]) is None:
        return _is(found["what"].replace(", no ", " and "), "prohibited", kind)
    return ""
