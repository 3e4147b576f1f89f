"""Leave that is given to one who is named, and to nobody else: "Acme grants Northfield Bank a license".

Comes in: the words of a sentence, and its clauses. Goes out: whether they name one who is given leave; the clauses, of
which leave that contributors give to a house is the licensor's. Example: "Each contributor grants the Foundation the
right to use it" lets the Foundation use it, and nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from analyzer.lexicon import canonical, lexicon
from analyzer.norms import Clause, Norm
from analyzer.parties import HOUSES, unknown
from analyzer.patterns import regex
from analyzer.vocabulary import Modality

_NAMED = regex(
    r"\b(?:grants?|gives?|licenses)\s(?:to\s)?(?:the\s)?(?P<name>[A-Z][\w&-]+(?:\s[A-Z][\w.&-]*)*),?"
    r"\s(?:and\sits\s[a-z]+,?\s)?(?:an?|the|all|permission|leave|rights?|such)\s"
)
_ANYBODY = frozenset("all each any every everyone everybody anyone anybody whoever permission".split())
_TAKERS = frozenset({"licensee", "anyone", "third-party"})
_GIVERS = frozenset({"contributor", "licensee", "third-party", "anyone"})


def to_one(clause: Clause | Norm, words: str) -> bool:
    """Whether a clause gives leave to somebody whom its sentence names, and of whom nothing else is known."""
    if clause.modality is not Modality.PERMISSION or "grant" not in clause.mentions:
        return False
    if not _TAKERS.isdisjoint(clause.targets):
        return False
    found = _NAMED.search(words)
    if found is None:
        return False
    first = canonical(found["name"].split()[0])
    return first in HOUSES or (first not in _ANYBODY and unknown(first, lexicon()))


def given_back(found: Iterable[Clause], words: str) -> tuple[Clause, ...]:
    """The clauses; what those who take part grant to a house is leave for the licensor."""
    return tuple(
        replace(one, actor="licensor") if not _GIVERS.isdisjoint(one.subject) and to_one(one, words) else one
        for one in found
    )
