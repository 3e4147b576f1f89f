"""The JSON of an assessment, schema "openterms/1": records in the order of their keys.

Comes in: an `Assessment`. Goes out: the same as records, as JSON bytes, or the JSON Schema they obey. Example:
`encode(contract(assessment))`. A change of what a key means is a change of `SCHEMA`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec

from analyzer import __version__
from analyzer import remedy as remedy_of
from analyzer.norms import Norm
from analyzer.pipeline import Assessment
from analyzer.remedy import Change, Remedy, Step
from analyzer.render.encoding import as_json, as_line
from analyzer.rulebook import version as rulebook_version
from analyzer.spans import Evidence
from analyzer.terms import Contradiction, Term, TermValue
from analyzer.thresholds import Threshold
from analyzer.vocabulary import Answer, Grade, Modality, State

SCHEMA: Literal["openterms/1"] = "openterms/1"
_DIGITS = 4

_Offset = Annotated[int, msgspec.Meta(ge=0)]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Score = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text: printed section, half-open character offsets, the words; null from a record alone."""

    section: str
    start: _Offset
    end: _Offset
    quote: str | None


class UnreadPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that was not read, and why."""

    section: str
    start: _Offset
    end: _Offset
    quote: str | None
    reason: str


class ChangeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the text departs from the known license: offsets, its own words, and the words they replace."""

    start: _Offset
    end: _Offset
    added: str
    removed: str


class IdentityRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest known license and how far the text departs from it."""

    license: str
    similarity: _Share
    modified: bool
    changes: list[ChangeRecord]


class DocumentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What was assessed; `sha256` is of the raw bytes, `characters` of the decoded text."""

    name: str
    sha256: str
    characters: _Count
    language: str
    identity: IdentityRecord | None


class TermRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One term of the vocabulary."""

    value: bool | int | str | list[str] | dict[str, str | int] | None
    state: State
    evidence: list[Place]


class ThresholdRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A size that triggers something."""

    metric: str
    comparison: str
    amount: int
    currency: str | None
    period: str | None
    as_of: str | None
    scope: str | None


class NormRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One clause read; strings are ids of the vocabulary."""

    modality: Modality
    actor: str
    actions: list[str]
    targets: list[str]
    purposes: list[str]
    conditions: list[str]
    exceptions: list[str]
    thresholds: list[ThresholdRecord]
    territory: list[str]
    strength: str
    consequence: str | None
    partly_read: bool
    evidence: Place


class ContradictionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Clauses that give one term opposite values."""

    terms: list[str]
    evidence: list[Place]
    why: str


class CriterionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of one criterion."""

    answer: Answer
    why: str
    evidence: list[Place]


class SetRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of a set of criteria, and each criterion by id."""

    answer: Answer
    items: dict[str, CriterionRecord]


class ReadingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How many normative units there are and how many were read."""

    normative_units: _Count
    read: _Count
    share: _Share


class VerdictRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Open or not, grade and score; null where the text was not judged."""

    open: bool | Literal["arguable", "undecidable"]
    grade: Grade | None
    score: _Score | None
    decided_share: _Share


class ChangeOfTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term that would have to change; without evidence a clause has to be added."""

    term: str
    step: Step
    now: bool | int | str | list[str] | dict[str, str | int] | None
    wanted: bool | int | str | list[str] | dict[str, str | int] | None
    evidence: list[Place]


class RemedyRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest changes after which a violated criterion is not violated; `then` is what it would answer."""

    criterion: str
    then: Answer
    changes: list[ChangeOfTerm]
    others: list[list[ChangeOfTerm]]


class AssessmentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One assessed text; `remedies` by set, only where they were asked for."""

    schema: Literal["openterms/1"]
    version: str
    rulebook: str
    document: DocumentRecord
    terms: dict[str, TermRecord]
    norms: list[NormRecord]
    unread: list[UnreadPlace]
    contradictions: list[ContradictionRecord]
    criteria: dict[str, SetRecord]
    reading: ReadingRecord
    verdict: VerdictRecord
    remedies: dict[str, list[RemedyRecord]] | msgspec.UnsetType = msgspec.UNSET


def contract(assessment: Assessment, *, remedies: bool = False) -> AssessmentRecord:
    """The assessment as records of the contract."""
    text = assessment.document.text
    rating, reading = assessment.rating, assessment.reading
    return AssessmentRecord(
        schema=SCHEMA,
        version=__version__,
        rulebook=rulebook_version(),
        document=DocumentRecord(
            # A file's name may hold bytes that are no UTF-8; in JSON they are question marks.
            name=text.name.encode("utf-8", "replace").decode("utf-8"),
            sha256=text.sha256,
            characters=len(text.content),
            language=assessment.document.language,
            identity=_identity(assessment),
        ),
        terms={name: _term(term) for name, term in assessment.terms.items()},
        norms=[_norm(norm) for norm in assessment.norms],
        unread=[
            UnreadPlace(
                section=one.evidence.section,
                start=one.evidence.span.start,
                end=one.evidence.span.end,
                quote=one.evidence.quote,
                reason=one.reason,
            )
            for one in assessment.unread
        ],
        contradictions=[_contradiction(one) for one in assessment.contradictions],
        criteria={
            name: SetRecord(
                answer=found.answer,
                items={
                    item: CriterionRecord(answer=one.answer, why=one.why, evidence=_places(one.evidence))
                    for item, one in found.items.items()
                },
            )
            for name, found in assessment.verdicts.items()
        },
        reading=ReadingRecord(
            normative_units=reading.normative_units, read=reading.read, share=round(reading.share, _DIGITS)
        ),
        verdict=VerdictRecord(
            open=_open(rating.open),
            grade=rating.grade,
            score=rating.score,
            decided_share=round(rating.decided_share, _DIGITS),
        ),
        remedies=_remedies(assessment) if remedies else msgspec.UNSET,
    )


def encode(record: AssessmentRecord, *, indent: int = 0) -> bytes:
    """JSON bytes without a line end; one line where `indent` is 0."""
    data = as_line(record)
    return msgspec.json.format(data, indent=indent) if indent else data


def schema() -> dict[str, Any]:
    """The JSON Schema of `AssessmentRecord`; `python -m analyzer.render.contract` prints the file of the package."""
    made = msgspec.json.schema(AssessmentRecord)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openterms/1",
        "description": "One assessed license text, as `openterms score --format json` prints it.",
        **made,
    }


def _open(value: bool | str) -> bool | Literal["arguable", "undecidable"]:
    if isinstance(value, bool):
        return value
    return "arguable" if value == "arguable" else "undecidable"


def _identity(assessment: Assessment) -> IdentityRecord | None:
    found = assessment.identity
    if found is None:
        return None
    return IdentityRecord(
        license=found.license,
        similarity=round(found.similarity, _DIGITS),
        modified=found.modified,
        changes=[
            ChangeRecord(start=one.span.start, end=one.span.end, added=one.added, removed=one.removed)
            for one in found.changes
        ],
    )


def _place(evidence: Evidence) -> Place:
    return Place(section=evidence.section, start=evidence.span.start, end=evidence.span.end, quote=evidence.quote)


def _places(evidence: Sequence[Evidence]) -> list[Place]:
    return [_place(one) for one in evidence]


def _value(value: TermValue) -> bool | int | str | list[str] | dict[str, str | int] | None:
    return list(value) if isinstance(value, tuple) else value


def _term(term: Term) -> TermRecord:
    return TermRecord(value=_value(term.value), state=term.state, evidence=_places(term.evidence))


def _threshold(one: Threshold) -> ThresholdRecord:
    return ThresholdRecord(
        metric=one.metric,
        comparison=one.comparison,
        amount=one.amount,
        currency=one.currency,
        period=one.period,
        as_of=one.as_of,
        scope=one.scope,
    )


def _norm(norm: Norm) -> NormRecord:
    return NormRecord(
        modality=norm.modality,
        actor=norm.actor,
        actions=list(norm.actions),
        targets=list(norm.targets),
        purposes=list(norm.purposes),
        conditions=list(norm.conditions),
        exceptions=list(norm.exceptions),
        thresholds=[_threshold(one) for one in norm.thresholds],
        territory=list(norm.territory),
        strength=norm.strength,
        consequence=norm.consequence,
        partly_read=norm.partly_read,
        evidence=_place(norm.evidence),
    )


def _remedies(assessment: Assessment) -> dict[str, list[RemedyRecord]]:
    found = remedy_of.remedies(assessment.terms, assessment.verdicts)
    return {name: [_remedy(one) for one in ones] for name, ones in found.items()}


def _remedy(one: Remedy) -> RemedyRecord:
    return RemedyRecord(
        criterion=one.criterion,
        then=one.then,
        changes=[_change(change) for change in one.changes],
        others=[[_change(change) for change in way] for way in one.others],
    )


def _change(one: Change) -> ChangeOfTerm:
    return ChangeOfTerm(
        term=one.term,
        step=one.step,
        now=_value(one.now),
        wanted=_value(one.wanted),
        evidence=_places(one.evidence),
    )


def _contradiction(one: Contradiction) -> ContradictionRecord:
    return ContradictionRecord(terms=list(one.terms), evidence=_places(one.evidence), why=one.why)


if __name__ == "__main__":
    sys.stdout.buffer.write(as_json(schema()) + b"\n")
