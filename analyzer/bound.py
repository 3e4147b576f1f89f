"""The defined terms of one document as an index by first word, and where they stand in a sentence.

Comes in: folded words. Goes out: the terms that stand among them. Example: where "derivative work" is bound to
`derivative`, `defined_at(["derivative", "work"], 0, named)` is (2, "derivative").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Named = tuple[tuple[tuple[str, ...], str], ...]
"""The terms that one word begins, the longest first: the words behind it, and the thing that is meant."""

Bound = Mapping[str, Named]


def defined_at(words: Sequence[str], at: int, named: Named) -> tuple[int, str] | None:
    """The length in words and the thing of the longest term that stands at a place; None where none does."""
    for rest, identity in named:
        if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
            return 1 + len(rest), identity
    return None


def standing(words: Sequence[str], first: str, named: Named) -> Named:
    """Of the terms that a word begins those that stand in a sentence."""
    if len(named) == 1 and not named[0][0]:
        return named  # most are of one word
    behind, at = [], 0
    for _ in range(words.count(first)):
        at = words.index(first, at) + 1
        behind.append(at)
    nexts = {"", *[words[at] for at in behind if at < len(words)]}
    near = [one for one in named if not one[0] or one[0][0] in nexts]
    return tuple([one for one in near if any(tuple(words[at : at + len(one[0])]) == one[0] for at in behind)])
