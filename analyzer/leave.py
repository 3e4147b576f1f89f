"""Acts for which leave must be asked, said as bans; leave that has ended, said as its end.

Comes in: the clauses of a sentence. Goes out: the same with leave in one form, and behind each clause that asks for it,
as in "You must obtain permission before you share it", the ban on doing without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from analyzer.norms import Clause
from analyzer.patterns import regex
from analyzer.vocabulary import Modality

_TOLD = frozenset(("written-permission", "separate-license", "request", "rights"))  # a sentence without these asks none
_WRITTEN = frozenset(("written-permission", "separate-license"))
_LEAVE = _WRITTEN | {"rights"}
_ASKING = frozenset(("request", "obtain", "have", "notify"))
_ACTS = frozenset("distribute modify sublicense sell rent transfer fine-tune distill host publish-results".split())
# Leave of others, or for what a license need not allow.
_ELSEWHERE = frozenset(
    "third-party-rights government export export-law law contributor contribute contribution feedback mark name endorse"
    " licensee output patent source-code same-license other-license notice license-text rights not without copyright"
    " infringe territory fee warranty court".split()
)
_OTHERS = frozenset(
    "restriction comply affiliate third-party third-party-rights anyone government export-law law contributor name"
    " mark".split()
)
_NO_ASKING = frozenset(  # sizes have rules of their own; what is denied or void asks for nothing
    "enforceable mau revenue not users-threshold revenue-threshold employees-threshold".split()
)
_DUTIES = frozenset((Modality.OBLIGATION, Modality.ENCOURAGEMENT, Modality.PROVISION))
_GIVING = frozenset(
    "give grant obtain request licensor licensee written-permission separate-license rights agree".split()
)
_SUBJECTS = _ACTS | {"commercial", "give"}
_ENDING = regex(
    r"\b(?:terminat\w+|expir\w+|revo[kc]\w+|breach\w*|violat\w+|fail\w*|licen[cs]es?\s+(?:has|have)\s+ended)\b",
    re.IGNORECASE,
)
_BANNED = ("written-permission", "licensor")


def barred(found: tuple[Clause, ...], ids: frozenset[str]) -> tuple[Clause, ...]:
    """The clauses, each that asks for leave followed by the ban on the act without it; `ids` is what was recognised."""
    if _TOLD.isdisjoint(ids):
        return found
    made: list[Clause] = []
    banned = any(one.modality is Modality.PROHIBITION for one in found)
    for clause in found:
        if clause.modality is Modality.PROHIBITION:
            made.append(_plainly(clause))
            continue
        if clause.modality is Modality.PERMISSION:
            made.append(_upon_leave(clause))
            continue
        made.append(clause)
        if clause.modality in _DUTIES and not banned:
            made.extend(_bans(clause))
    return tuple(made)


def _plainly(ban: Clause) -> Clause:
    """Leave in one form: "without permission", "unless Acme has given you written permission"."""
    acting = bool(ban.actions) and (not _ACTS.isdisjoint(ban.actions) or "commercial" in ban.mentions)
    if acting and _WRITTEN.isdisjoint(ban.conditions):
        given = {one for chunk in ban.exceptions for one in chunk.split(" ")}
        if len(given) > 1 and not _WRITTEN.isdisjoint(given) and given <= _GIVING:
            return replace(ban, conditions=(*ban.conditions, *_BANNED), exceptions=_BANNED, mentions=_without(ban))
        if ban.conditions == ("rights",) and "without" in ban.mentions:
            return replace(ban, conditions=_BANNED, mentions=_without(ban))
    return ban


def _upon_leave(clause: Clause) -> Clause:
    """The ban that "may only with our permission" is."""
    commercial = clause.actions == ("use",) and "commercial" in clause.targets
    if "only" not in clause.mentions or not clause.actions or not (commercial or _ACTS.issuperset(clause.actions)):
        return clause
    if _WRITTEN.isdisjoint(clause.targets) and _WRITTEN.isdisjoint(clause.conditions):
        return clause
    kept = tuple(one for one in clause.targets if one not in _WRITTEN and one != "licensor")
    if clause.exceptions or clause.purposes or "grant" in clause.mentions or not _ELSEWHERE.isdisjoint(kept):
        return clause
    others = tuple(one for one in clause.conditions if one not in _WRITTEN and one != "licensor")
    return replace(
        clause,
        modality=Modality.PROHIBITION,
        targets=kept,
        conditions=(*others, *_BANNED),
        strength="must",
        mentions=_without(clause) - {"only"},
    )


def _without(clause: Clause) -> frozenset[str]:
    return clause.mentions | {"without", *_BANNED}


def _bans(clause: Clause) -> Iterator[Clause]:
    for acts, things in _for_what(clause):
        yield replace(
            clause,
            modality=Modality.PROHIBITION,
            actor="licensee",
            actions=tuple(acts),
            targets=tuple(things),
            purposes=(),
            conditions=_BANNED,
            exceptions=(),
            strength="must",
            mentions=frozenset((*acts, *things, *_BANNED, "without", "licensee")),
            subject=("licensee",) if acts else tuple(things),
            manner=(),
            implied=False,
        )


def _for_what(clause: Clause) -> Iterator[tuple[list[str], list[str]]]:
    """The acts that wait for leave, with the things they are done to; none where the clause asks for no leave."""
    chunks = [chunk.split(" ") for chunk in _asked(clause)]
    bare = all(len(words) == 1 for words in chunks)
    for words in chunks:
        acts = [one for one in words if one in _ACTS]
        things = [one for one in words if one not in _ACTS and one not in _WRITTEN]
        if not _ELSEWHERE.isdisjoint(things):
            continue
        if acts and (things or bare):
            yield acts, things
        elif not acts and "give" in words and "copy" in words:
            yield ["distribute"], ["copy", "work"]
        elif not acts and "provide" in words and "hosted-service" in words:
            yield ["provide"], ["work", "hosted-service"]
        elif not acts and "commercial" in words:
            yield [], ["commercial", "work"]


def _asked(clause: Clause) -> Sequence[str]:
    """What stands where the acts that wait for leave stand; nothing where no leave is asked for."""
    subject, targets = clause.subject, clause.targets
    # Not "for a license to sell copies under other terms, write to us".
    urged = clause.modality is Modality.ENCOURAGEMENT and not subject
    awaiting = clause.conditions if urged else (*clause.conditions, *clause.purposes)
    if not _NO_ASKING.isdisjoint(clause.mentions) or not _ASKING.issuperset(clause.actions):
        return ()
    if not _OTHERS.isdisjoint((*targets, *subject, *awaiting)):
        return ()
    if clause.modality is Modality.PROVISION and _WRITTEN.isdisjoint((*subject[:1], *targets, *clause.conditions)):
        return ()
    if not _LEAVE.isdisjoint(subject[:1]):
        # "Permission is required before copies are sold".
        asked = clause.actions or clause.modality is Modality.ENCOURAGEMENT  # "must be requested"
        sure = asked or not (_LEAVE | {"licensor"}).isdisjoint(targets) or subject[0] in _WRITTEN
        return awaiting if sure else ()
    acting = subject[:1] == ("use",) and "commercial" in subject
    if (acting or not _SUBJECTS.isdisjoint(subject[:1])) and not clause.actions:
        # "Redistribution requires permission", "is subject to prior written approval".
        asked = not _LEAVE.isdisjoint(targets) or not _WRITTEN.isdisjoint(clause.conditions)
        return (" ".join(subject),) if asked else ()
    if not clause.actions and not subject:
        # "In order to sell copies, written permission is required".
        told = [chunk for chunk in awaiting if not _WRITTEN.isdisjoint(chunk.split(" "))]
        return (" ".join(awaiting),) if told and not any(" " in chunk for chunk in awaiting) else told
    if clause.actor != "licensee" or not clause.actions:
        return ()
    asked = "request" in clause.actions or not _LEAVE.isdisjoint((*targets, *clause.purposes))
    return awaiting if asked else ()


def ended(found: Sequence[Clause], words: str) -> tuple[Clause, ...]:
    """As in "Licensees whose license has ended may no longer use it": the end of rights, no ban beside them."""
    if not _ENDING.search(words):
        return tuple(found)
    return tuple(
        replace(one, modality=Modality.TERMINATION)
        if one.modality is Modality.PROHIBITION and "no-longer" in one.mentions
        else one
        for one in found
    )
