"""What a rule takes out of a norm beside its ids: a number, an amount, quoted words, the law of a place.

Example: `take("quoted", norms)` of 'you must display "Made with Acme"' is "Made with Acme".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from analyzer.norms import Norm, Unread
from analyzer.vocabulary import Modality

Taken = bool | int | str | dict[str, str | int] | None

_QUOTED = re.compile(r"[\"“”]([^\"“”]{2,80}?)[\"“”]|(?<!\w)['‘]([A-Z][^'’]{2,60}?)['’](?!\w)")
_LAW = re.compile(
    r"\b(?:laws?|legislation)\s+(?:of|in\s+force\s+in)\s+(?:the\s+)?([A-Z][^.,;()]{1,80}?)"
    r"(?=[.,;()]|\s+(?:govern|without|excluding|exclusive|and\s+the|applicable|as\s|regardless|except|shall|will|notwithstanding)\b|$)"
    r"|\b(?!The\b|This\b|Governing\b|Applicable\b|Any\b|Export\b)([A-Z][\w']+(?:\s+[A-Z][\w']+)?)\s+(?:state\s+)?laws?\b",
)
_ANY_LAW = re.compile(r"\blaws?\b|\blegislation\b|\bact\b", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"(?::|—|\b(?:for|to|if|not|from|that|by|with|following|the|of|under|in|only))[,;]?\s*$", re.IGNORECASE
)
_TAIL = 40
_SPACE = re.compile(r"\s+")
_THRESHOLD_CONTEXT = 90
_VAGUE = frozenset({"licensee", "anyone", "third-party", "affiliate", "not", "work"})  # "if you are a student"
_LIMITING = re.compile(
    r"\b(?:only|solely|alone|not\s+for|exclusively|none|no\s*body|no\s+one|unless|except(?:ing)?|save|other\s+than|limited\s+to|(?:may|must|shall|can|could|will|do|does)\s+not"
    r"|not\s+(?:may|must|shall|can)|never|cannot|restrict(?:s|ed|ions?)|prohibit(?:s|ed)|forbids|forbidden)\b",
    re.IGNORECASE,
)


def facts(norm: Norm, defined: Iterable[str], *, leads: bool = False) -> frozenset[str]:
    """Facts of a norm that are no ids: sizes it names, whether it quotes words, what its sentence defines.

    `leads` tells that items hang on the sentence, so that it says only the half of it.
    """
    found = {f"{t.metric}-threshold" for t in norm.thresholds}
    quote = norm.evidence.quote or ""
    # Most sentences hold no mark at all, and the pattern is slow to see that.
    if ('"' in quote or "“" in quote or "”" in quote or "'" in quote or "‘" in quote) and _QUOTED.search(quote):
        found.add("quoted")
    if _LIMITING.search(quote):
        found.add("limiting")
    if not norm.actions:
        found.add("hollow")
    if norm.conditions and _VAGUE.issuperset(norm.conditions):
        found.add("vague")
    if norm.partly_read:
        found.add("partly")
    parts = {
        "purpose": norm.purposes,
        "condition": norm.conditions,
        "exception": norm.exceptions,
        "manner": norm.manner,
        "target": norm.targets,
        "act": norm.actions,
    }
    found.update(f"has-{name}" for name, part in parts.items() if part)
    if leads or _UNFINISHED.search(quote[-_TAIL:]):
        found.add("leads-in")
    elif not (
        norm.territory
        or norm.purposes
        or norm.conditions
        or norm.exceptions
        or norm.manner
        or {"without", "proviso"} & norm.mentions
    ):
        found.add("bare")
    found.update(defined)
    return frozenset(found)


def facts_of_unread(unread: Unread) -> frozenset[str]:
    """Facts of a clause that was not read."""
    quote = unread.evidence.quote or ""
    found = {"unread"}
    if _LIMITING.search(quote):
        found.add("limiting")
    if _UNFINISHED.search(quote[-_TAIL:]):
        found.add("leads-in")
    return frozenset(found)


def take(what: str, norms: Sequence[Norm]) -> tuple[Taken, list[Norm]]:
    """The value that `what` names, with the norms it was taken from; None where none holds one."""
    shown = [norm for norm in norms if "display" in norm.actions] if what == "quoted" else []
    for norm in (*shown, *norms):
        value = _TAKERS[what](norm)
        if value is not None:
            return value, [norm, *(other for other in norms if other is not norm)]
    return None, list(norms)


def _users(norm: Norm) -> Taken:
    found = [t.amount for t in norm.thresholds if t.metric == "users"]
    return min(found) if found else None


def _revenue(norm: Norm) -> Taken:
    found = [t for t in norm.thresholds if t.metric == "revenue"]
    if not found:
        return None
    least = min(found, key=lambda t: t.amount)
    return {"amount": least.amount, "currency": least.currency or "USD"}


def _words(norm: Norm) -> Taken:
    return _shortened(norm.evidence.quote)


def _quoted(norm: Norm) -> Taken:
    found = _QUOTED.search(norm.evidence.quote or "")
    return _SPACE.sub(" ", found.group(1) or found.group(2)).strip(" ,.") if found else None


def _quoted_or_true(norm: Norm) -> Taken:
    return _quoted(norm) or True


def _naming(norm: Norm) -> Taken:
    key = "must-not" if norm.modality is Modality.PROHIBITION else "must"
    return {key: str(_quoted(norm) or _shortened(norm.evidence.quote))}


def _law(norm: Norm) -> Taken:
    quote = _SPACE.sub(" ", norm.evidence.quote or "")
    found = _LAW.search(quote)
    if found:
        return (found.group(1) or found.group(2)).strip()
    # "Governed by the terms of that license" names no law.
    return _shortened(quote) if _ANY_LAW.search(quote) else None


def _shortened(quote: str | None) -> str:
    words = _SPACE.sub(" ", quote or "").strip()
    return words if len(words) <= _THRESHOLD_CONTEXT else words[:_THRESHOLD_CONTEXT].rsplit(" ", 1)[0] + " …"


_TAKERS: dict[str, Callable[[Norm], Taken]] = {
    "users": _users,
    "revenue": _revenue,
    "words": _words,
    "quoted": _quoted_or_true,
    "naming": _naming,
    "law": _law,
}
