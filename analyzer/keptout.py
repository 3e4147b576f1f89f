"""Fields of use that a grant keeps out by a condition or an exception, said as bans.

Comes in: the clauses of a sentence. Goes out: the same, and behind each grant the ban in it. Examples: "You may use it
provided that it is not used in weapons" and "for any use except in weapons" both say "You must not use it in weapons".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from analyzer.norms import Clause
from analyzer.vocabulary import Modality

FIELDS = frozenset(
    "harassment discrimination disinformation impersonation medical legal-advice financial law-enforcement surveillance"
    " military critical-infrastructure malware automated-decision self-harm sexual fraud political unlicensed-practice"
    " harmful-use human-rights reidentify harm illegal-use".split()
)
# Names, papers and leave, of which such conditions speak as well.
_BESIDE = frozenset(
    "mark name endorse notice license-text warranty liability patent sue written-permission separate-license"
    " request copyright label indemnify proviso".split()
)
_USING = frozenset("use exercise reproduce modify distribute deal grant have".split())
# "Except to train models", "other than in competing products".
_OTHERS = frozenset("train improve distill competing".split())
_TOLD = frozenset(("disinformation", "impersonation", "fraud"))
_USES = frozenset("use engage exercise any-purpose".split())
_PERSONS = frozenset(("anyone", "affiliate"))
_NO_USE = frozenset("mark name feedback patent contribution".split())
_TAKERS = frozenset(("licensee", "anyone", "third-party"))
_THINGS = frozenset((one,) for one in ("use", "commercial", "rights", "license-text", "work"))
_GRANTS = frozenset((Modality.PERMISSION, Modality.PROVISION))


def kept_out(found: Sequence[Clause], ids: frozenset[str]) -> tuple[Clause, ...]:
    """The clauses, each grant followed by the ban on the fields that it keeps out; `ids` is what was recognised."""
    if (FIELDS.isdisjoint(ids) and _OTHERS.isdisjoint(ids)) or all(one.modality not in _GRANTS for one in found):
        return tuple(found)
    return tuple(made for clause in found for made in _both(clause))


def _both(clause: Clause) -> Iterator[Clause]:
    yield clause
    if not _gives(clause):
        return
    denied, spared = _words(clause.conditions), _words(clause.exceptions)
    if "not" not in denied:
        denied = frozenset()
    others = [chunk for chunk in clause.exceptions if not _OTHERS.isdisjoint(chunk.split(" "))]
    if not _PERSONS.isdisjoint(spared) or not FIELDS.isdisjoint(denied):
        spared = frozenset()  # "to everyone except these entities", "not used to hurt, outside of medical aid"
    kept = (*sorted(_fields(denied) | _fields(spared)), *(others if "licensee" not in spared else ()))
    if kept and _BESIDE.isdisjoint(denied | spared):
        yield replace(
            clause,
            modality=Modality.PROHIBITION,
            actor="licensee",
            actions=("use",),
            targets=("work",),
            purposes=kept,
            conditions=(),
            exceptions=(),
            strength="must",
            mentions=frozenset(("licensee", "use", "work", "proviso", *_words(kept))),
            subject=("licensee",),
            manner=(),
            implied=False,
        )


def _fields(words: frozenset[str]) -> frozenset[str]:
    """The fields of use that words speak of: not "medical disability", nor misleading names in what is passed on."""
    fields = words & FIELDS
    if "personal-trait" in words:
        fields -= {"medical"}
    return fields if not _USES.isdisjoint(words) or len(words) == 1 else fields - _TOLD


def _gives(clause: Clause) -> bool:
    """Whether a clause lets somebody use the work, or says how long or under what condition it may be used."""
    if not _NO_USE.isdisjoint((*clause.subject, *clause.targets)):
        return False
    if clause.modality is Modality.PERMISSION:
        acts = bool(clause.actions) or clause.subject[:1] in _THINGS
        return acts and clause.actor in _TAKERS and not _USING.isdisjoint(clause.mentions)
    held = clause.subject[:1] == ("use",) or (clause.subject[:1] == ("license-text",) and "only" in clause.mentions)
    return clause.modality is Modality.PROVISION and held and bool(clause.conditions)


def _words(chunks: Sequence[str]) -> frozenset[str]:
    return frozenset(word for chunk in chunks for word in chunk.split(" "))
