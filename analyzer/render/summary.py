"""What a reader of one assessment wants to know, in the order of weight, before any format lays it out.

Comes in: an `Assessment` and what the reader asked to see of it. Goes out: a `Summary` of phrases, sections and quotes,
which the terminal and Markdown print. Example: `summarize(assessment).restrictions[0].phrase` is "Non-commercial
purposes only".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from analyzer import __version__
from analyzer.blocks import language_of
from analyzer.criteria import reason
from analyzer.errors import UsageError
from analyzer.intake import Text
from analyzer.lines import lines_of
from analyzer.pipeline import FROM_RECORD, READ_LANGUAGE, Assessment
from analyzer.records import nearest
from analyzer.render.hostile import printable
from analyzer.render.wording import Phrase, phrase_of, plain, undecided, wording
from analyzer.rulebook import criterion_sets
from analyzer.rulebook import version as rulebook_version
from analyzer.spans import Evidence
from analyzer.vocabulary import Answer, State

if TYPE_CHECKING:
    from analyzer.remedy import Change

NOT_ADVICE = "This is not legal advice."
MAIN_SET = "osd"
_PAPERS = ("PDF", "Word")  # the kinds of `papers`, which is loaded for such files alone
_EXACT = 0.9995
_WORTH_SAYING = 0.01


class Quote(msgspec.Struct, frozen=True):
    """Words of the text with their section; `words` are those to keep in sight, `text` is None from a record alone."""

    section: str
    text: str | None
    words: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True):
    """One thing the text says, with the words behind it; `doubt` says why it is not certain."""

    phrase: str
    quotes: tuple[Quote, ...]
    doubt: str = ""

    @property
    def section(self) -> str:
        """The printed section of the first quote."""
        return self.quotes[0].section if self.quotes else ""


class Row(msgspec.Struct, frozen=True):
    """One criterion: its id, its short name, the answer, why, the first words behind it."""

    id: str
    name: str
    answer: Answer
    why: str
    quotes: tuple[Quote, ...]


class SetLine(msgspec.Struct, frozen=True):
    """A set of criteria in one line: the answer, and which criteria are not satisfied."""

    name: str
    answer: Answer
    points: tuple[str, ...]


class Mend(msgspec.Struct, frozen=True):
    """What would mend one violated criterion: clauses to change or to add, and the answer it would then give."""

    id: str
    name: str
    then: Answer
    steps: tuple[Finding, ...]
    others: tuple[str, ...]


class View(msgspec.Struct, frozen=True):
    """What the reader asked for: one set of criteria in full ("": all, the main one in full), and remedies."""

    definition: str = ""
    remedies: bool = False


class Summary(msgspec.Struct, frozen=True):
    """All of it, in the order in which it is printed; `sets` are those told in one line, `mends` None if not asked."""

    name: str
    source: str
    recognized: str
    openness: bool | str
    headline: str
    grade: str
    score: int | None
    decided_share: float
    remark: str
    permissions: tuple[tuple[str, tuple[str, ...]], ...]
    restrictions: tuple[Finding, ...]
    duties: tuple[Finding, ...]
    unclear: tuple[Finding, ...]
    frame: tuple[str, ...]
    contradictions: tuple[Finding, ...]
    main: SetLine
    criteria: tuple[Row, ...]
    sets: tuple[SetLine, ...]
    in_full: bool
    mends: tuple[Mend, ...] | None
    normative_units: int
    read: int
    unread: tuple[tuple[Quote, str], ...]
    versions: str


def view(definition: str, *, remedies: bool) -> View:
    """The view of these options; UsageError where there is no such definition."""
    known = criterion_sets()
    if definition and definition not in known:
        near = nearest(definition, known)
        raise UsageError(f"unknown definition {definition!r}{near}; the definitions are {', '.join(known)}")
    return View(definition, remedies)


_ALL = View()


def summarize(assessment: Assessment, name: str = "", asked: View = _ALL) -> Summary:
    """The summary of one assessment; `name` is the license's name where the caller knows it."""
    words = wording()
    main = asked.definition or MAIN_SET
    rating, document = assessment.rating, assessment.document
    key = str(rating.open).lower() if isinstance(rating.open, bool) else rating.open
    judged = rating.grade is not None
    lines = {known: _set_line(assessment, known) for known in assessment.verdicts}
    return Summary(
        name=printable(name or document.title or document.text.name),
        source=printable(document.text.name),
        recognized=_recognized(assessment),
        openness=rating.open,
        headline=words.openness.get(key, key),
        grade=words.grades.get(rating.grade.value, rating.grade.value) if rating.grade else "",
        score=rating.score,
        decided_share=rating.decided_share,
        remark=_remark(assessment),
        permissions=_permissions(assessment) if judged else (),
        restrictions=_findings(assessment, words.restrictions),
        duties=_findings(assessment, words.duties),
        unclear=_unclear(assessment),
        frame=tuple(said for phrase in words.frame if (said := printable(phrase_of(phrase, assessment.terms)))),
        contradictions=_contradictions(assessment),
        main=lines.pop(main, SetLine(words.sets.get(main, main), Answer.UNDECIDABLE, ())),
        criteria=_rows(assessment, main) if judged else (),
        sets=tuple(lines.values()) if judged and not asked.definition else (),
        in_full=bool(asked.definition),
        mends=_mends(assessment, main) if asked.remedies else None,
        normative_units=assessment.reading.normative_units,
        read=assessment.reading.read,
        unread=tuple((_quote(one.evidence), printable(one.reason)) for one in assessment.unread),
        versions=f"openterms {__version__}, rulebook {rulebook_version()}",
    )


def _recognized(assessment: Assessment) -> str:
    found = assessment.identity
    if assessment.document.text.encoding == FROM_RECORD:
        return f"known license {assessment.document.text.name}; answered from its reviewed record, without the text"
    if found is None:
        return "not a known license; judged by its own words"
    if not found.modified and found.similarity >= _EXACT:
        return f"recognized as {found.license}: the same text"
    percent = f"{found.similarity:.1%}"
    if not found.modified:
        return f"recognized as {found.license}: {percent} alike"
    count = len(found.changes)
    changes = f" in {count} place{'s' if count > 1 else ''}" if count else ""
    return f"nearest known license: {found.license}, {percent} alike, changed{changes}; judged by its own words"


def _remark(assessment: Assessment) -> str:
    """Why a text or a part of it was not judged, in what encoding it was read if not in UTF-8; "" where all is well."""
    language, text = assessment.document.language, assessment.document.text
    remarks = []
    if assessment.rating.grade is None:
        if language != READ_LANGUAGE:
            known = wording().languages.get(language, "another language than English")
            remarks.append(f"The text is in {known}, which is not read; give an English version.")
        elif not assessment.reading.normative_units:
            remarks.append("No sentence grants, forbids or demands anything; is this a license text?")
        elif not assessment.reading.read:
            remarks.append("No sentence that permits, forbids or demands could be read.")
        else:
            remarks.append("Nothing that was read grants, limits or demands what a license does; is this one?")
    elif (skipped := _skipped(text)) >= _WORTH_SAYING:
        remarks.append(f"About {skipped:.0%} of the text is in another language and was not read.")
    if text.encoding in _PAPERS:
        remarks.append(
            f"Read from the words of a {text.encoding} file; line breaks and numbers may differ from its pages."
        )
    elif text.encoding and text.encoding.lower() not in {"utf-8", "utf8", "ascii", FROM_RECORD}:
        remarks.append(f"Decoded as {text.encoding}.")
    return " ".join(remarks)


def _skipped(text: Text) -> float:
    """The share of a text that is in another language than the one that is read."""
    found = lines_of(text.reading)
    _, kept = language_of(text.reading, found)
    size = sum(len(line.words) for line in found)
    return 1 - sum(len(line.words) for line in kept) / size if size else 0.0


def _permissions(assessment: Assessment) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rights by what became of them: granted, limited, denied, not mentioned."""
    kinds = {"granted": "allowed", "limited": "within limits", "denied": "refused", "unstated": "not mentioned"}
    found: dict[str, list[str]] = {}
    for phrase in wording().permissions:
        term = assessment.terms.get(phrase.term)
        if term is not None:
            unclear = term.value is None
            found.setdefault("unclear" if unclear else kinds.get(str(term.value), ""), []).append(phrase.say)
    return tuple((kind, tuple(found[kind])) for kind in (*kinds.values(), "unclear") if kind in found)


def _findings(assessment: Assessment, phrases: Iterable[Phrase]) -> tuple[Finding, ...]:
    found = []
    for phrase in phrases:
        said = phrase_of(phrase, assessment.terms)
        if not said:
            continue
        term = assessment.terms[phrase.term]
        doubt = "contradicted, see below" if term.state is State.UNCLEAR else ""
        found.append(Finding(printable(said), _quotes(term.evidence, phrase.words), doubt))
    return tuple(found)


def _unclear(assessment: Assessment) -> tuple[Finding, ...]:
    """Terms of which a clause speaks that was not fully read."""
    words = wording()
    known = {phrase.term: phrase.words for phrase in (*words.restrictions, *words.duties)}
    return tuple(
        Finding(plain(term.name), _quotes(term.evidence, known.get(term.name, [])))
        for term in undecided(assessment.terms)
    )


def _contradictions(assessment: Assessment) -> tuple[Finding, ...]:
    words = wording()
    known = {phrase.term: phrase.words for phrase in (*words.restrictions, *words.duties)}
    return tuple(
        Finding(one.why, _quotes(one.evidence, [word for term in one.terms for word in known.get(term, [])]))
        for one in assessment.contradictions
    )


def _quotes(evidence: Sequence[Evidence], words: Sequence[str]) -> tuple[Quote, ...]:
    """The quotes of a finding, those that hold most of the words that matter first."""
    found = [_quote(one, words) for one in evidence]
    return tuple(sorted(found, key=lambda quote: -_weight(quote)))


def _weight(quote: Quote) -> int:
    text = (quote.text or "").lower()
    return sum(word.lower() in text for word in quote.words)


def _quote(evidence: Evidence, words: Sequence[str] = ()) -> Quote:
    quote = None if evidence.quote is None else printable(evidence.quote)
    return Quote(printable(evidence.section), quote, tuple(words))


def _rows(assessment: Assessment, known: str) -> tuple[Row, ...]:
    if known not in assessment.verdicts:
        return ()
    names = {criterion.id: criterion.name for criterion in criterion_sets()[known]}
    return tuple(
        Row(item, names.get(item, item), one.answer, printable(one.why), tuple(_quote(place) for place in one.evidence))
        for item, one in assessment.verdicts[known].items.items()
    )


def _set_line(assessment: Assessment, known: str) -> SetLine:
    verdict = assessment.verdicts[known]
    points = tuple(
        item.partition("-")[2]
        for item, one in verdict.items.items()
        if one.answer in {Answer.VIOLATED, Answer.CONTESTED}
    )
    return SetLine(wording().sets.get(known, plain(known)), verdict.answer, points)


def _mends(assessment: Assessment, known: str) -> tuple[Mend, ...]:
    """What would mend each violated criterion of a set."""
    from analyzer import remedy  # noqa: PLC0415 (only where it is asked for)

    names = {criterion.id: criterion.name for criterion in criterion_sets()[known]}
    found = remedy.remedies(assessment.terms, assessment.verdicts)[known]
    return tuple(
        Mend(
            one.criterion,
            names[one.criterion],
            one.then,
            _steps(one.changes),
            tuple("; ".join(step.phrase for step in _steps(other)) for other in one.others),
        )
        for one in found
    )


def _steps(changes: Iterable[Change]) -> tuple[Finding, ...]:
    """Changes of the same clauses as one step."""
    words = {phrase.term: phrase.words for phrase in (*wording().restrictions, *wording().duties)}
    grouped: dict[tuple[Evidence, ...], list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.evidence, []).append(change)
    return tuple(
        Finding(
            ("Change or take out: " if evidence else "Add a grant: ")
            + printable("; ".join(reason(one.term, one.now) or plain(one.term) for one in group)),
            _quotes(evidence, [word for one in group for word in words.get(one.term, [])]),
        )
        for evidence, group in grouped.items()
    )
