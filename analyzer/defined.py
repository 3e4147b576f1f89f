"""Where a sentence defines what: names in quotation marks, in brackets, before "means", after "is called".

Comes in: the words of a unit. Goes out: each name with the words that define it. Example: in 'Acme Ltd. ("Acme")' the
name "Acme" stands behind "Acme Ltd.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from analyzer.patterns import regex

_QUOTED = r"[\"“”'‘’«]{1,2}([^\"“”«»\n]{1,80}?)[\"“”'‘’»]{1,2}"
_MEANS = regex(
    _QUOTED
    + r"(?:,\s*"
    + _QUOTED
    + r")?(?:,?\s+(?:or|and)\s+"
    + _QUOTED
    + r")?(?:\s*\([^()]{0,60}\))?\s*(?:,[^,]{0,60},\s*)?:?\s+(?:shall\s+|will\s+)?(?:means?|refers?\s+to|denotes?"
    + r"|stands?\s+for|(?:is|are)\s+defined\s+as|includes?|is|are|consists?\s+of)\b",
)
_BARE = regex(r"^\W*((?:[A-Z][\w-]*\s+){0,4}[A-Z][\w-]*):?\s+(?:means?|refers?\s+to|shall\s+mean|stands?\s+for)\b")
_COLON = regex(r"^\W*" + _QUOTED + r"\s*[:—–-]\s")
_ASIDE = regex(r"\((?:[^()]{0,80}?[\s,])??(?:the\s+|each,?\s+(?:an?\s+)?|an?\s+)?" + _QUOTED + r"[^()]{0,120}\)")
_INNER_QUOTED = regex(r"[\"“”]([^\"“”()]{1,60}?)[\"“”]")
# "A developer ("you") may": who is spoken to is no licensor, whatever the word says elsewhere.
_WHO = regex(
    r"\b(?:an?|any|each|every|the)\s+(?:[\w-]+\s+){0,3}?(developer|author|provider|owner|publisher)\s*$", re.IGNORECASE
)
# 'What the Model returns is called "Reply"'.
_CALLED = regex(
    r"\b(?:is|are|will\s+be|shall\s+be)\s+(?:\w+\s+){0,2}?(?:referred\s+to\s+as|called|known\s+as|termed|designated\s+as)"
    r"\s+(?:one\s+of\s+)?(?:the\s+|an?\s+)?" + _QUOTED
)
COMPANY = regex(
    r"\b(?:inc|incorporated|corp|corporation|ltd|limited|llc|l\.l\.c|gmbh|b\.v|bv|s\.a|sas|ab|plc|pte|pty|institute|university"
    r"|foundation|labs?|laborator(?:y|ies)|hospital|agency|department|ministry|consortium|association|company|co|academy"
    r"|regents|technologies|group|fz|llp|council|pbc|k\.k|n\.v|srl|aps|oy|ag|e\.v|trust|bureau|authority"
    r"|commission|cooperative|college|instituto)\b\.?,?(?:\s(?-i:[A-Z])[a-z]+)?[\s\"”’)]*$",
    re.IGNORECASE,
)
# "Acme Co., Ltd., a company organized in Ostland ("Acme")", "Acme SAS, with share capital of EUR 5,000 ("Acme")".
COMPANY_TOLD = regex(
    r"\b(?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|LLC|L\.L\.C|GmbH|B\.V|BV|S\.A|SA|SAS|AB|PLC|Pte|Pty|LLP|Oy|AG|KG|SE|SpA"
    r"|S\.p\.A|Srl|A/S|ApS|K\.K|N\.V|e\.V|Institute|University|Foundation|Consortium)\b\.?,\s(?:an?\s|with\s|having\s|whose\s"
    r"|registered\s|organi[sz]ed\s|incorporated\s|established\s|located\s|based\s|seated\s|acting\s|[A-Z]\w+,\s)(?:(?!\b(?:if|where|is|are|which|who)\b)[^()]){2,180}$"
)
BRACKETED = regex(r"\([^()]*\)\s*$")
# "Acme Networks, Inc. (Acme)", "the Acme Institute (hereinafter referred to as Acme)".
_SHORT = regex(
    r"\b(?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|LLC|GmbH|Institute|University|Foundation|Laboratory)\b\.?,?\s*"
    r"\(([A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,2})\)"
)
_NAMED = regex(r"\([A-Z][\w&\s-]*\)")
_BRIEFLY_CALLED = regex(
    r"\((?:hereinafter|hereafter|herein\s?after|henceforth|collectively|together)?,?\s*"
    r"(?:(?:referred\sto|known)\s(?:herein\s)?as|called)\s(?:the\s)?"
    r"([A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,3})\)",
    re.IGNORECASE,
)
_ALONG = regex(r"\s(?:accompany\w+|covered by|subject to|given with|that \w+ (?:with|by)) this\s(?:\w+\s){1,4}$")
_BEFORE, _MAX_BODY = 200, 400


def candidates(words: str) -> list[tuple[str, str, str]]:
    """Each name with the words that define it, and how: it "means" them, or stands as an "aside" behind them."""
    found: list[tuple[str, str, str]] = []
    if '"' in words or "“" in words or "'" in words or "‘" in words or "”" in words:
        means = list(_MEANS.finditer(words))
        for match, after in zip_longest(means, means[1:]):
            body = words[match.end() : after.start() if after else len(words)][:_MAX_BODY]
            names = [name for name in match.groups() if name]
            # "Acme" or "we" means ...: the pronoun tells who the name is.
            told = [*names, *(_INNER_QUOTED.findall(match.group()) if "(" in match.group() else ())]
            spoken = next((name.lower() for name in told if name.lower() in {"we", "us", "you"}), "")
            found.extend((name, f"{spoken} {body}" if spoken else body, "means") for name in names)
        colon = _COLON.match(words)
        if colon:
            found.append((colon.group(1), words[colon.end() : colon.end() + _MAX_BODY], "means"))
        past = 0
        for called in _CALLED.finditer(words):
            found.append((called.group(1), words[max(past, called.start() - _BEFORE) : called.start()], "aside"))
            past = called.end()
        if "(" in words:
            for match in _ASIDE.finditer(words):
                before = _before(words[max(0, match.start() - _BEFORE) : match.start()])
                names = _INNER_QUOTED.findall(match.group())
                spoken = next((name.lower() for name in names if name.lower() in {"we", "us", "you"}), "")
                found.extend((name, f"{spoken} {before}" if spoken else before, "aside") for name in names)
                who = _WHO.search(before) if spoken == "you" else None
                if who:
                    found.append((who.group(1).capitalize(), "you ", "aside"))
    if "(" in words:
        found.extend((name, before[-_BEFORE:], "aside") for name, before in nicknames(words))
    bare = _BARE.match(words) if "mean" in words or "refer" in words or "stand" in words else None
    if bare and bare.group(1).lower() not in {"it", "this", "that", "which"}:
        found.append((bare.group(1), words[bare.end() : bare.end() + _MAX_BODY], "means"))
    return found


def _before(words: str) -> str:
    """What stands before an aside, without brackets at its end, unless a company is named there: "Acme (Acme Inc)"."""
    bracketed = BRACKETED.search(words)
    if bracketed and COMPANY.search(bracketed.group().strip().rstrip(")")):
        return words.replace("(", "").rstrip().rstrip(")")
    return _ALONG.sub(" ", BRACKETED.sub("", words))


def nicknames(words: str) -> Iterator[tuple[str, str]]:
    """Short names in brackets without quotation marks, each with the words before: "Acme Networks, Inc. (Acme)"."""
    if "(" in words:
        for pattern in (_SHORT, _BRIEFLY_CALLED) if _NAMED.search(words) else (_BRIEFLY_CALLED,):
            for match in pattern.finditer(words):
                yield match.group(1), words[: match.start(1)].rstrip("( ")
