"""What is made available as a service is run for others; no copy is given to them.

Comes in: the clauses of a sentence, and its words. Goes out: the same, "distribute" told as "provide" where nothing but
a service is meant. Example: "You may not make the Model available through an API" says nothing of copies.
"""

from __future__ import annotations

from msgspec.structs import replace

from analyzer.norms import Clause
from analyzer.patterns import regex
from analyzer.vocabulary import Modality

_TOLD = frozenset(("hosted-service", "distribute"))
_GIVEN = regex(
    r"\b(?:re-?)?(?:distribut|publish|shar(?:e|ing)|releas|transfer|sublicen|sell|sale|ship|upload|download|cop(?:y|ies)"
    r"|giv|dispos|resell|rent|lease|transmi|convey|disseminat|circulat)"
)
_SAID = frozenset((Modality.PROHIBITION, Modality.PERMISSION))


def served(found: tuple[Clause, ...], ids: frozenset[str], words: str) -> tuple[Clause, ...]:
    """The clauses, those on a service alone without "distribute"; `ids` is what was recognised in the sentence."""
    if not ids >= _TOLD or _GIVEN.search(words.lower()):
        return found
    return tuple(_served(one) if one.modality in _SAID else one for one in found)


def _served(clause: Clause) -> Clause:
    if "hosted-service" not in clause.targets or "distribute" not in clause.actions:
        return clause
    acts = tuple(dict.fromkeys("provide" if act == "distribute" else act for act in clause.actions))
    return replace(clause, actions=acts, mentions=clause.mentions - {"distribute"} | {"provide"})
