"""Where a clause ends: one about a thing, before the verb of the sentence, or one that says who says the next.

Comes in: the tokens settled so far. Goes out: yes or no. Example: in "any change that you make belongs to Acme" the
clause "that you make" ends before "belongs".
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.pieces import NOMINAL, Token
from analyzer.tokens import Raw

_WHENS = frozenset({"if", "when", "whenever", "where", "should", "should you"})
_WITHIN, _RUN = 40, 6
_SERIES = 40  # words of a subject that lists things
_DOERS = frozenset({"licensee", "licensor", "third-party", "contributor"})
_MODALS = frozenset("may can might cannot must shall should".split())
_SUBJECTS = frozenset(("NOUN", "SKIP", "COMMA", "WORD", "ONLY"))
_PLAIN_OPENERS = frozenset(("purpose", "under"))
_FAR = 24


def ends_relative(out: Sequence[Raw], at: int) -> bool:
    """As in "any change that you make", "the copies you choose to share": a clause about what stands before."""
    if out[at].kind != "VERB" or out[at].form == "ing":
        return False
    place = at - 3 if at > 2 and out[at - 1].kind == "TO" else at - 1
    place -= place > 0 and out[place].id == "DECLARE"
    if place < 1:
        return False
    before = out[place - 1]
    if before.id == "whom":
        return out[place].kind in {"NOUN", "WORD"}
    return out[place].id in _DOERS and before.kind in {"NOUN", "ACT"} and before.id not in _DOERS


def said_first(raw: Sequence[Raw], at: int, out: Sequence[Token]) -> bool:
    """Whether the licensor says what follows a colon: "Acme confirms: you may share it" gives leave to you."""
    return bool(out) and out[-1][0] == "NP" and "licensor" in out[-1][1].ids and raw[at + 1].id == "licensee"


def begins_anew(raw: Sequence[Raw], at: int) -> bool:
    """Whether a condition with a clause of its own begins: "...; if you share it, you must ask", ", and if you ..."."""
    if raw[at].kind not in {"SEMI", "COMMA"}:
        return False
    if raw[at].kind == "SEMI" and _series(raw, at + 1):
        return True
    joined = at + 1 < len(raw) and raw[at + 1].kind == "AND"
    if raw[at].kind == "COMMA" and not joined:
        return False
    at += 1 + joined
    if at + 1 < len(raw) and raw[at].word == "however":
        at += 1 + (raw[at + 1].kind == "COMMA")
    if at >= len(raw) or raw[at].kind != "OPEN" or raw[at].word not in _WHENS:
        return False
    for place in range(at + 1, min(len(raw), at + _WITHIN)):
        if raw[place].kind == "SEMI":
            return False
        if raw[place].kind in {"COMMA", "THEN"} and _headed(raw, place + 1):
            return True
    return False


def _series(raw: Sequence[Raw], at: int) -> bool:
    """Whether several things and then "are prohibited" follow: "it is free; copying, resale and rental are banned"."""
    for token in raw[at : at + _SERIES]:
        if token.kind == "HEAD":
            return token.id in {"PERMIT", "FORBID"} and token.word in {"is", "are", "remain", "remains"}
        gerund = token.kind == "VERB" and token.form == "ing"
        if not gerund and token.kind not in NOMINAL and token.kind not in {"COMMA", "AND"} and token.id != "purpose":
            return False
    return False


def _headed(raw: Sequence[Raw], at: int) -> bool:
    """Whether a short run of nouns and then a head that permits, forbids or obliges follow."""
    for place in range(at, min(len(raw), at + _RUN)):
        if raw[place].kind == "HEAD":
            return place > at and (raw[place].id, raw[place].form) != ("DECLARE", "be")
        if raw[place].kind not in {"NOUN", "ACT", "WORD", "SKIP", "NEG", "THEN"}:
            return False
    return False


def stands_alone(raw: Sequence[Raw], at: int) -> bool:
    """Whether "is" has a clause of its own before that of the next head: "it is protected, so you may not sell it"."""
    for place in range(at + 1, min(len(raw), at + _FAR)):
        token = raw[place]
        if token.kind == "HEAD":
            first = next((back for back in range(place - 1, at, -1) if raw[back].kind not in _SUBJECTS), at)
            between = raw[first + 1 : place]
            apart = raw[first].kind in {"AND", "SEMI"} or any(one.word == "so" for one in between)
            return apart and token.word in _MODALS and any(one.kind == "NOUN" for one in between)
        if token.kind in {"HAVE", "COLON", "QUOTE"} or (token.kind == "OPEN" and token.id not in _PLAIN_OPENERS):
            return False
    return False
