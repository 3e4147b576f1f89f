"""Clauses of a sentence with the place where they stand: norms.

Comes in: what one sentence says, and where it stands. Goes out: norms. Example: of "You may Use it", where the text
defines "Use" as copying and changing, the permission to use, copy and change.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from analyzer.definitions import Definitions
from analyzer.norms import Clause, Norm
from analyzer.patterns import regex
from analyzer.spans import Evidence
from analyzer.thresholds import Threshold
from analyzer.vocabulary import Modality

# A defined act is written with a capital in the middle of a sentence.
_CAPITAL_ACT = {
    "use": regex(r"[a-z,(] ?(?:U(?:se|ses|sing)|(?:Deploy|Exploit|Utili[sz])\w*)\b"),
    "reproduce": regex(r"[a-z,(] ?(?:Reproduc|Cop[yi])\w*"),
    "modify": regex(r"[a-z,(] ?(?:Modif|Adapt|Chang)\w+"),
    "distribute": regex(r"[a-z,(] ?(?:Distribut|Publish|Convey|Shar|Propagat|Redistribut|Communicat)\w*"),
    "host": regex(r"[a-z,(] ?Host\w*"),
}


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """What one sentence says, without its place: clauses, every id in it, sizes, and why it is unread ("" if read)."""

    clauses: tuple[Clause, ...]
    ids: frozenset[str]
    thresholds: tuple[Threshold, ...]
    normative: bool
    fault: str


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a unit stands: what all norms of one unit share."""

    evidence: Evidence
    leads: tuple[Evidence, ...]
    heading: frozenset[str]
    start: int


def unfolded(clause: Clause, place: Place, definitions: Definitions) -> Clause:
    """A permission to do what the text defines as several acts permits each of them: "Use" as this text has it."""
    if not definitions.acts or clause.modality is not Modality.PERMISSION:
        return clause
    quote = place.evidence.words
    more = {
        one
        for act in clause.actions
        if act in definitions.acts and _CAPITAL_ACT[act].search(quote)
        for one in definitions.acts[act]
    }
    added = tuple(sorted(more - set(clause.actions)))
    if not added:
        return clause
    return replace(clause, actions=(*clause.actions, *added), mentions=clause.mentions | set(added))


def norm_of(clause: Clause, sentence: Sentence, place: Place) -> Norm:
    """One clause of a sentence as a norm, with the words behind it."""
    return Norm(
        modality=clause.modality,
        actor=clause.actor,
        actions=clause.actions,
        targets=clause.targets,
        purposes=clause.purposes,
        conditions=clause.conditions,
        exceptions=clause.exceptions,
        thresholds=sentence.thresholds,
        territory=clause.territory,
        strength=clause.strength,
        consequence=None,
        mentions=clause.mentions,
        evidence=place.evidence,
        partly_read=clause.partly_read,
        subject=clause.subject,
        manner=clause.manner,
        leads=place.leads,
        heading=place.heading,
        unit=sentence.ids,
        place=place.start,
    )
