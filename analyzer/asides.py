"""What stands between a head and its verb: adverbs, asides, when and how the act is done.

Comes in: raw tokens and a place behind a modal. Goes out: the place of the verb. Example: in "may, however, by notice
in writing end this license" the verb of "may" is "end".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analyzer.choice import is_adverb
from analyzer.tokens import Raw, is_determiner

_CLAUSE = 16
_LOOK_AHEAD = 6
_MARK = 4
_LONGEST = 9
_ASIDES = frozenset({"however", "therefore", "in", "whole", "part", "or", "at", "any", "time"})
_ENDS_ASIDE = frozenset({"COMMA", "RPAR", "SEMI", "COLON"})
_HOW = frozenset({"by", "upon", "on", "at", "with", "without", "after", "in"})
_STOPS = frozenset({"COMMA", "SEMI", "COLON", "LPAR", "RPAR", "TO", "BE", "HAVE", "HEAD", "AND", "NEG"})
_LETS = frozenset("permit allow cause authorize enable encourage assist help direct induce instruct".split())
_OTHERS = frozenset({"third-party", "anyone", "affiliate", "licensee"})
_DEEMED = frozenset({"deemed", "considered", "regarded"})
_PRONOUNS = frozenset({"it", "them", "this", "these"})


def after_adverbs(raw: Sequence[Raw], at: int) -> tuple[int, bool]:
    """Next place that is neither adverb nor negation, and whether a negation was passed."""
    negated = False
    stop = min(len(raw), at + 2 * _LOOK_AHEAD)
    while at < stop:
        token = raw[at]
        if token.kind == "NOT" and at + 1 < len(raw) and raw[at + 1].word == "only":
            at += 2  # "not only use but also modify" denies nothing
        elif token.word in _DEEMED and at + 1 < len(raw) and "ENDS" in raw[at + 1].options:
            at += 1  # "shall be deemed terminated"
        elif token.kind == "NOT" or is_adverb(token):
            negated = negated or token.kind == "NOT"
            at += 1
        else:
            past = _aside(raw, at, stop)
            if past == at:
                break
            at = past
    return at, negated


def _aside(raw: Sequence[Raw], at: int, stop: int) -> int:
    """Past ", however," and ", directly or indirectly,"; `at` where no such thing stands there."""
    if raw[at].kind != "COMMA":
        return at
    place = at + 1
    while place < stop and (is_adverb(raw[place]) or raw[place].kind == "AND" or raw[place].word in _ASIDES):
        place += 1
    return place + 1 if place > at + 1 and place < len(raw) and raw[place].kind == "COMMA" else at


def past_aside(raw: Sequence[Raw], at: int) -> int:
    """Past what is also bidden, in "shall not, and shall not let others to, copy it"; `at` where nothing is.

    So that the first head has its verb: "will not, and will cause its affiliates not to, sell it" bans the sale.
    """
    if at + 2 >= len(raw) or raw[at].kind not in {"COMMA", "LPAR", "AND"}:
        return at
    first = at + (raw[at].kind != "AND")
    if raw[first].kind != "AND":
        return at
    end = next((p for p in range(at + 2, min(len(raw) - 1, at + _CLAUSE)) if raw[p].kind in _ENDS_ASIDE), at)
    binds = any("MODAL" in token.options or "GRANTS" in token.options for token in raw[at + 2 : at + _MARK + 1])
    if end > at and raw[end - 1].kind == "TO" and binds and first > at:
        return end + 1
    return _past_others(raw, first) or at


def _past_others(raw: Sequence[Raw], at: int) -> int:
    """Past "and shall not permit any third party to"; 0 where nobody is let do it."""
    lets = others = False
    for place in range(at + 1, min(len(raw) - 1, at + _CLAUSE)):
        token = raw[place]
        if token.kind == "TO":
            return place + 1 if others else 0
        if token.kind in {"SEMI", "COLON", "OPEN", "RPAR"}:
            return 0
        lets = lets or token.word in _LETS
        others = others or (lets and token.id in _OTHERS)
    return 0


def interposed(raw: Sequence[Raw], at: int) -> int:
    """Past how or when something is done, as in "may by written notice end it"; `at` where the verb is not far."""
    if at >= len(raw) or raw[at].word not in _HOW:
        return at
    for place in range(at + 1, min(len(raw) - 1, at + _LONGEST)):
        token = raw[place]
        if token.kind in _STOPS or "MODAL" in token.options or (token.kind == "OPEN" and token.word not in _HOW):
            return at
        verb = token.options.get("VERB") or token.options.get("ENDS") or token.options.get("GRANTS")
        if verb is None or verb.form != "base" or place == at + 1 or is_determiner(raw[place - 1]):
            continue
        after = raw[place + 1]
        if after.word in _PRONOUNS or is_determiner(after):
            return place
    return at


def done_by(word: Raw, out: Sequence[Raw]) -> Raw:
    """As in "who breaches it": what follows "who" is done, though it may name an act."""
    verb = word.options.get("VERB") if word.kind == "ACT" and out and out[-1].word == "who" else None
    return word if verb is None else Raw("VERB", verb.id, verb.form, word.word, word.options)


def unbracketed(raw: list[Raw]) -> list[Raw]:
    """A sentence that stands in brackets as a whole, without them."""
    if not raw or raw[0].kind != "LPAR":
        return raw
    last = next((at for at in range(len(raw) - 1, -1, -1) if raw[at].kind != "WORD" or raw[at].word.isalnum()), 0)
    if raw[last].kind != "RPAR":
        return raw
    depth = 0
    for at, token in enumerate(raw[: last + 1]):
        depth += (token.kind == "LPAR") - (token.kind == "RPAR")
        if not depth and at < last:
            return raw
    return [*raw[1:last], *raw[last + 1 :]]


def last_order(later: Sequence[Raw]) -> bool:
    """As in "If you earn money with it, contact us before you use it": behind the order stands only when it is due."""
    if not any(one.kind == "OPEN" and one.id in {"if", "unless"} for one in later):
        return False
    again = any(one.kind == "COMMA" and then.kind == "VERB" and then.form == "base" for one, then in pairwise(later))
    return not again and all(one.id == "DECLARE" for one in later if one.kind == "HEAD")
