"""Which bans are on a kind of use, so that all their words may tell which.

Comes in: a clause. Goes out: yes or no. Example: "You may not deceive voters" bans a use, "you may not remove notices"
does not; of "you may not spread malware" the lexicon knows the kind by itself.
"""

from __future__ import annotations

from analyzer.norms import Clause
from analyzer.pieces import ADDRESSEES
from analyzer.uses import told_kinds
from analyzer.vocabulary import Modality

# What a ban speaks of that is on no kind of use: names, papers, suits, code, what others get.
_NO_USE = frozenset(
    "mark name warranty liability patent license-text under-this-license notice reverse-engineer source-code"
    " contribution contributor sublicense same-license other-license benchmark competing export export-law"
    " written-permission".split()
)
_KINDS_BESIDE = frozenset({"unreviewed", "human-rights"})  # of which no row of words tells, only the lexicon


def bans_a_use(clause: Clause) -> bool:
    """Whether a clause bans what people may do with the work, so that its words tell a kind of use."""
    return (
        clause.modality is Modality.PROHIBITION
        and clause.actor in ADDRESSEES
        and _NO_USE.isdisjoint(clause.mentions)
        and _KINDS_BESIDE.isdisjoint(clause.mentions)
        and told_kinds().isdisjoint(clause.mentions)
        and _NO_USE.isdisjoint((*clause.actions, *clause.targets))
    )
