"""Sentences without a verb that say something all the same: titles, disclaimers, dedications, limits of use.

Comes in: the words of a sentence, its tokens and ids. Goes out: its clauses, and why it is unread ("" if read).
Example: "For research use only." obliges the licensee to use it for research only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from analyzer.norms import Clause
from analyzer.patterns import regex
from analyzer.pieces import Token
from analyzer.vocabulary import Modality

_LONGEST_TITLE = 60
_LONGEST_LIMIT = 100
_SAYS = regex(r"\b(?:not?|only|never|none)\b|(?:ed|en)\W*$", re.IGNORECASE)
_NOMINAL = frozenset({"NP", "UNDER", "PURPOSE", "LPAR", "CLOSE"})
_LIMITING = frozenset({"NP", "PURPOSE", "ONLY", "CLOSE"})
_DEDICATED = regex(r"\W*public[ -]domain\W*", re.IGNORECASE)
_DISCLAIMED = frozenset({"warranty", "liability"})
_DENIES = regex(r"\b(?:no|not|without)\b|\bas[ -]is\b", re.IGNORECASE)
# "For research use only": all that such a sentence may speak of.
_PURPOSES = frozenset("non-commercial research-noncommercial research evaluation personal internal".split())
_BESIDE = frozenset("only purpose purpose-only use work licensee".split())
_STOPPED = regex(r"[.!]\W*$")
_GAINLESS = frozenset({"non-commercial", "research-noncommercial"})


class Verbless(NamedTuple):
    """What a sentence without a verb says, and why it is unread."""

    clauses: tuple[Clause, ...]
    fault: str = ""


# What a title that stands as a sentence says: that something is provided for, no more.
TITLE = Clause(
    modality=Modality.PROVISION,
    actor="other",
    actions=(),
    targets=(),
    purposes=(),
    conditions=(),
    exceptions=(),
    territory=(),
    strength="",
    mentions=frozenset(),
    subject=(),
    manner=(),
    partly_read=False,
    implied=True,
)
# "Without warranty of any kind": a disclaimer that has no verb.
_DISCLAIMER = replace(TITLE, modality=Modality.DISCLAIMER, targets=("warranty",), mentions=frozenset({"warranty"}))
# "The law of Finland.", "Governed by the laws of Ireland."
_LAW_ALONE = regex(
    r"(?:[A-Z][\w ]{2,20}:\s+)?(?:governed by\s+)?(?:the\s+)?laws?\s+of\s+.{3,60}",
    re.IGNORECASE,
)
_LAW = replace(TITLE, targets=("governing-law",), mentions=frozenset({"governing-law"}), implied=False)
# "Public domain." says it all.
_DEDICATION = replace(TITLE, targets=("public-domain",), mentions=frozenset({"public-domain", "work"}))


def read_verbless(words: str, tokens: Sequence[Token], ids: frozenset[str], *, normative: bool) -> Verbless:
    """What a sentence without a head says."""
    if "public-domain" in ids and _DEDICATED.fullmatch(words):
        return Verbless((_DEDICATION,))
    if limit := _limit(words, tokens, ids):
        return Verbless((limit,))
    if "governing-law" in ids and _LAW_ALONE.fullmatch(words):
        return Verbless((_LAW,))
    if not normative:
        return Verbless(())
    if _is_title(words, tokens):
        return Verbless((TITLE,))
    if not _DISCLAIMED.isdisjoint(ids) and _DENIES.search(words):
        return Verbless((_DISCLAIMER,))
    return Verbless((), "no verb of permission, ban or duty was recognised")


def _limit(words: str, tokens: Sequence[Token], ids: frozenset[str]) -> Clause | None:
    """As in "Personal and research use only.": the purposes that are left."""
    if len(words) > _LONGEST_LIMIT or not _STOPPED.search(words):
        return None
    said = ids - _BESIDE
    purposes = said & _PURPOSES
    if not purposes or said != purposes or "only" not in ids | _only(tokens) or _DENIES.search(words):
        return None
    if not all(name in _LIMITING for name, _ in tokens):
        return None
    if purposes & _GAINLESS and len(purposes) > 1:
        purposes = frozenset({"non-commercial"})  # "non-commercial research and personal use": either will do
    return replace(
        TITLE,
        modality=Modality.OBLIGATION,
        actor="licensee",
        actions=("use",),
        targets=("work",),
        purposes=tuple(sorted(purposes)),
        strength="must",
        mentions=frozenset({"use", "work", "only", *purposes}),
        implied=False,
    )


def _only(tokens: Sequence[Token]) -> frozenset[str]:
    """The id "only" where an opener says it, as in "Solely for evaluation purposes."."""
    return frozenset({"only"} if any("purpose-only" in piece.ids for _, piece in tokens) else ())


def _is_title(words: str, tokens: Sequence[Token]) -> bool:
    """Whether words without a head are a title that ends in a full stop, "Grant of License.", and say nothing."""
    nominal = all(terminal in _NOMINAL for terminal, _ in tokens)
    first = words.partition(" ")[0]  # a name may begin with a small letter: "openThings Model License"
    return nominal and len(words) <= _LONGEST_TITLE and first != first.lower() and _SAYS.search(words) is None
