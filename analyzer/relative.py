"""Where a clause ends: one about a thing, before the verb of the sentence, or one that says who says the next.

Comes in: the tokens settled so far. Goes out: yes or no. Example: in "any change that you make belongs to Acme" the
clause "that you make" ends before "belongs".
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.pieces import Token
from analyzer.tokens import Raw

_DOERS = frozenset({"licensee", "licensor", "third-party", "contributor"})


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
