"""The one place that chains the stages: text to document, definitions, norms, terms, verdicts and rating.

Comes in: a `Text`, or a known license whose text is not at hand. Goes out: an `Assessment`. Example:
`analyze(intake.read(Path("LICENSE"))).rating.open`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from analyzer import additions, catalog, criteria, definitions, outline, reading, score, terms
from analyzer.catalog import Identity, LicenseRecord
from analyzer.criteria import SetVerdict
from analyzer.intake import Text
from analyzer.lexicon import lexicon
from analyzer.norms import TELLING, Norm, Unread
from analyzer.outline import Document
from analyzer.rules import TermRule, term_rules
from analyzer.score import Rating
from analyzer.spans import Evidence, Span
from analyzer.terms import Contradiction, Term, TermValue
from analyzer.vocabulary import State

READ_LANGUAGE = "en"
FROM_RECORD = "record"


class Reading(msgspec.Struct, frozen=True):
    """How many normative units a text has, and how many of them were read."""

    normative_units: int
    read: int

    @property
    def share(self) -> float:
        """The share that was read, 1.0 where there was nothing to read."""
        return self.read / self.normative_units if self.normative_units else 1.0


class Assessment(msgspec.Struct, frozen=True):
    """All that is known of one text; `document.text.encoding` is "record" where only a reviewed record was at hand."""

    document: Document
    identity: Identity | None
    norms: tuple[Norm, ...]
    unread: tuple[Unread, ...]
    terms: dict[str, Term]
    contradictions: tuple[Contradiction, ...]
    verdicts: dict[str, SetVerdict]
    rating: Rating
    reading: Reading


def analyze(text: Text) -> Assessment:
    """Read and judge one text."""
    document = outline.outline(text)
    defined = definitions.define(document, lexicon())
    read = reading.read(document, defined)
    added = additions.added(document)
    unread = (*read.unread, *additions.untold(document, defined, read, added))
    decided = terms.decide(read.norms, unread, defined, added)
    judged = document.language == READ_LANGUAGE and any(
        term.state is State.STATED or (term.state is State.UNCLEAR and term.value is not None)
        for term in decided.terms.values()
    )
    verdicts = criteria.judge(decided.terms, judged=judged)
    return Assessment(
        document=document,
        identity=catalog.identify(text),
        norms=read.norms,
        # What only holds words that may limit is shown where a term is in doubt for it.
        unread=tuple(one for one in read.unread if one.reason != TELLING),
        terms=decided.terms,
        contradictions=decided.contradictions,
        verdicts=verdicts,
        rating=score.rate(verdicts, decided.terms, judged=judged),
        reading=Reading(read.normative_units, read.read_units),
    )


def from_record(record: LicenseRecord) -> Assessment:
    """What a reviewed record says, where the text is not at hand: no quote, no norms."""
    text = Text(record.id, "", record.digest or "", FROM_RECORD, "")
    found = {name: _reviewed(rule, record) for name, rule in term_rules().items()}
    verdicts = criteria.judge(found, judged=bool(record.terms))
    return Assessment(
        document=Document(text, READ_LANGUAGE, record.name, (), ()),
        identity=Identity(record.id, 1.0, modified=False),
        norms=(),
        unread=(),
        terms=found,
        contradictions=(),
        verdicts=verdicts,
        rating=score.rate(verdicts, found, judged=bool(record.terms)),
        reading=Reading(0, 0),
    )


def _reviewed(rule: TermRule, record: LicenseRecord) -> Term:
    found = record.terms.get(rule.term)
    if found is None:
        return Term(rule.term, terms.absent_value(rule), State.SILENT)
    value = _frozen(found.value)
    if value == terms.absent_value(rule):
        return Term(rule.term, value, State.SILENT)
    return Term(rule.term, value, State.STATED, (Evidence(found.section, Span(0, 0), None),))


def _frozen(value: Any) -> TermValue:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    return value if isinstance(value, bool | int | str) or value is None else str(value)
