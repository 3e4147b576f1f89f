"""Verbs that are denied by what follows them: "shall make no copies", "may give it to no one".

Comes in: raw tokens and the place of a verb. Goes out: whether the clause bars what its verb says. Example: "You may
use the Data for no commercial purpose" bars a use, "You may use it at no charge" does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.tokens import Raw

_LOOK_AHEAD = 9
_PASSED = frozenset({"NOUN", "ACT", "SKIP", "WORD"})
_PEOPLE = frozenset({"licensee", "third-party", "anyone", "affiliate"})
_ENDS = frozenset("purpose purposes use uses gain benefit commercial non-commercial research".split())


def denied_object(raw: Sequence[Raw], at: int) -> bool:
    """Whether the verb that stands at a place has no object, nobody to serve and no end."""
    if at + 1 >= len(raw) or "VERB" not in raw[at].options:
        return False
    if raw[at + 1].kind == "NEG":
        return raw[at + 1].word == "no" or (raw[at + 1].word == "none" and raw[at + 2 : at + 3] != [])
    for place in range(at + 1, min(len(raw) - 1, at + _LOOK_AHEAD)):
        if raw[place + 1].kind == "NEG" and raw[place].word in {"to", "with", "for"}:
            return _bars(raw, place)
        if raw[place].kind not in _PASSED:
            return False
    return False


def _bars(raw: Sequence[Raw], at: int) -> bool:
    """As in "to no third party", "for no commercial purpose"; "for no other purpose" goes on with one named before."""
    denied = raw[at + 1]
    if denied.id == "anyone":
        return True
    named = raw[at + 2 : at + 5]
    if denied.word != "no" or not named or named[0].word in {"other", "more", "further", "additional"}:
        return False
    if raw[at].word == "for":
        return any(token.word in _ENDS or token.id in _ENDS for token in named)
    return any(token.id in _PEOPLE for token in named[:2])
