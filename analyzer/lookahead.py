"""What comes later in a unit: whether a head, a verb or an order is near, and brackets around the whole.

Comes in: settled tokens and a place. Goes out: yes or no. Example: after the colon of "If you share it: keep the
notices" an order follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.pieces import MOMENTS, PARTIES, SOON, Token
from analyzer.tokens import Raw


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


def is_weak(token: Raw) -> bool:
    """Of "is" and "are" with nothing that permits or forbids: a head only where no other is."""
    return token.id == "DECLARE" and token.form == "be"


def head_soon(raw: Sequence[Raw], at: int) -> bool:
    """Whether a head that permits or forbids is near."""
    return any(token.kind == "HEAD" and not is_weak(token) for token in raw[at : at + SOON])


def order_next(raw: Sequence[Raw], at: int) -> bool:
    """Whether an order begins: "If you distribute it: include the notice"."""
    while at < len(raw) and raw[at].kind in {"LPAR", "RPAR", "WORD"}:
        at += 1
    return at < len(raw) and raw[at].kind == "VERB" and raw[at].form == "base"


def verb_follows(raw: Sequence[Raw], at: int) -> bool:
    """Whether the verb of a "to" comes next, adverbs and marks of items between."""
    for token in raw[at + 1 : at + 6]:
        if token.kind == "VERB":
            return True
        if token.kind not in {"SKIP", "ONLY", "NOT", "WORD", "COLON", "LPAR", "RPAR"}:
            return False
        if token.kind in {"COLON", "LPAR", "RPAR"}:
            continue
        if token.kind == "WORD" and not token.word.endswith("ly"):
            return at + 1 < len(raw) and token is raw[at + 1] and len(token.word) > 3
    return False


def party_later(raw: Sequence[Raw], head: Raw) -> bool:
    """Whether a later party has the head of the clause: "If you use copies you may make, you must"."""
    after = [token for token in raw if token.start > head.start]
    trios = zip(after, after[1:], after[2:], strict=False)
    return any(a.kind in {"COMMA", "THEN"} and b.id in PARTIES and c.kind == "HEAD" for a, b, c in trios)


def party_after_thing(out: Sequence[Token], stack: Sequence[str], chunk: Sequence[Raw]) -> bool:
    """Whether a thing ends the open condition: "Upon termination Licensee shall cease all use"."""
    if len(stack) != 1 or out[-1][0] != "IF" or out[-1][1].word not in MOMENTS:
        return False
    named = [token for token in chunk if token.kind in {"NOUN", "ACT", "WORD"}]
    return len(named) > 1 and named[-1] is chunk[-1] and named[-1].id in PARTIES
