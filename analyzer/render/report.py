"""The openness report of a license or a release, as Markdown or as one HTML file that needs nothing else.

Comes in: an `Assessment`, an `Openness`, or both. Goes out: the page. Example: `html(of_release(openness))`. Words of
licenses and cards are hostile input: the HTML templates escape everything, in Markdown all words go through `escaped`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analyzer import __version__, catalog, resources, score
from analyzer.criteria import Verdict
from analyzer.openness import PUBLICATION, Openness
from analyzer.pipeline import FROM_RECORD, Assessment
from analyzer.render import highlight
from analyzer.render.hostile import printable
from analyzer.render.markdown import escaped
from analyzer.render.quotes import shorten
from analyzer.render.summary import NOT_ADVICE, summarize
from analyzer.render.wording import Phrase, phrase_of, wording
from analyzer.rulebook import criterion
from analyzer.rulebook import version as rulebook_version
from analyzer.spans import Evidence
from analyzer.terms import Term
from analyzer.vocabulary import Answer, State

if TYPE_CHECKING:
    from jinja2 import Environment

CREDIT = (
    "The license text comes from the package licensedcode-data of the ScanCode project, under CC-BY-4.0 "
    "(https://creativecommons.org/licenses/by/4.0/)."
)
_PLAIN_ADDRESS = re.compile(r"https://[\w./~%#?=&+:@,-]+")
_QUOTE = 360
_LEAD = 3
_DECIDED = {True: "open", False: "not open", "arguable": "disputed", "undecidable": "not judged", None: "not known"}


@dataclass(frozen=True, slots=True)
class Cited:
    """Words behind a finding: section, the words (None from a record alone), the anchor of their place in the text."""

    section: str
    quote: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a report, its words, and why it is not certain."""

    phrase: str
    cited: tuple[Cited, ...]
    doubt: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion: id, name, what it asks, answer, why, the words behind it."""

    id: str
    name: str
    answer: str
    said: str
    why: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A set of criteria with its answer."""

    name: str
    answer: str
    said: str
    lines: tuple[Line, ...]


def of_license(assessment: Assessment, name: str = "", *, credited: bool = False) -> dict[str, Any]:
    """The page of a license alone."""
    page = _common(assessment, name)
    page["title"] = page["summary"].name
    page["lead"] = _license_lead(page)
    page["tables"] = tuple(
        _table(one, verdict.answer, verdict.items.values()) for one, verdict in assessment.verdicts.items()
    )
    page["credit"] = CREDIT if credited else ""
    page["openness"] = None
    return page


def of_release(openness: Openness) -> dict[str, Any]:
    """The page of a release."""
    release = openness.release
    page = _common(openness.weights, openness.weights_name) if openness.weights else _bare()
    page["title"] = printable(release.name)
    page["openness"] = openness
    page["lead"] = _release_lead(openness, page)
    page["tables"] = _release_tables(openness)
    page["credit"] = CREDIT if _from_package(openness) else ""
    page["parts"] = [
        {
            "name": one.kind.name,
            "class": one.kind.klass,
            "required": one.kind.required,
            "availability": one.component.availability.value,
            "license": printable(one.license_name) or "not known",
            "open": _DECIDED[one.open],
            "counts": one.counts,
            "source": one.component.source,
        }
        for one in openness.parts
    ]
    page["carried"] = [
        {
            "base": printable(one.base),
            "relation": one.relation,
            "license": printable(one.license_name),
            "phrase": _phrase(one.term),
            "section": _sections(one.term.evidence),
            "carrier": _sections(one.carrier),
            "conflict": printable(one.conflict),
            "quote": _quote(one.term.evidence),
        }
        for one in openness.lineage.carried
    ]
    page["unknown_bases"] = [printable(one) for one in openness.lineage.unknown]
    return page


def markdown(page: dict[str, Any]) -> str:
    """The page as Markdown that shows right on GitHub."""
    text = _environment().get_template("report.md.jinja").render(page)
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip() + "\n"


def html(page: dict[str, Any]) -> str:
    """The page as one HTML file."""
    return _environment().get_template("report.html.jinja").render(page)


def gallery(rows: Sequence[dict[str, Any]]) -> str:
    """The index page of many reports."""
    return (
        _environment().get_template("gallery.html.jinja").render(rows=rows, not_advice=NOT_ADVICE, versions=_versions())
    )


def row(openness: Openness) -> dict[str, Any]:
    """The row of a release in the index page."""
    weights = openness.weights
    grade = wording().grades.get(openness.grade.value, "") if openness.grade else "could not be judged"
    return {
        "id": openness.release.id,
        "name": printable(openness.release.name),
        "developer": printable(openness.release.developer),
        "date": openness.release.date or "",
        "license": printable(openness.weights_name) or "not known",
        "grade": grade,
        "score": weights.rating.score if weights else None,
        "mof": openness.standing.label,
        "osaid": wording().answers[openness.osaid_answer.value],
        "claim": next((one.sentence for one in openness.claims if one.answer is Answer.VIOLATED), ""),
    }


def _common(assessment: Assessment, name: str) -> dict[str, Any]:
    words, terms = wording(), assessment.terms
    summary = summarize(assessment, name)
    text = assessment.document.text
    return {
        **_bare(),
        "summary": summary,
        "assessment": assessment,
        "restrictions": _items(words.restrictions, terms),
        "duties": _items(words.duties, terms),
        "unclear": tuple(
            Item(printable(term.name.replace("-", " ")), _cited(term.evidence))
            for term in terms.values()
            if term.state is State.UNCLEAR and term.value is None
        ),
        "contradictions": tuple(Item(printable(one.why), _cited(one.evidence)) for one in assessment.contradictions),
        "unread": tuple(Item(printable(one.reason), _cited([one.evidence])) for one in assessment.unread),
        "freedoms": _freedoms(assessment),
        "pieces": tuple(highlight.pieces(assessment)) if text.encoding != FROM_RECORD else (),
        "sha256": text.sha256,
        "from_record": text.encoding == FROM_RECORD,
    }


def _bare() -> dict[str, Any]:
    lists = ("restrictions", "duties", "unclear", "contradictions", "unread", "freedoms", "pieces", "parts", "carried")
    return {
        **dict.fromkeys((*lists, "unknown_bases", "tables"), ()),
        "summary": None,
        "assessment": None,
        "sha256": "",
        "from_record": False,
        "credit": "",
        "not_advice": NOT_ADVICE,
        "versions": _versions(),
        "words": wording(),
    }


def _items(phrases: Sequence[Phrase], terms: dict[str, Term]) -> tuple[Item, ...]:
    found = []
    for phrase in phrases:
        said = phrase_of(phrase, terms)
        if said:
            term = terms[phrase.term]
            doubt = "contradicted, see below" if term.state is State.UNCLEAR else ""
            found.append(Item(printable(said), _cited(term.evidence, phrase.words), doubt, phrase.term))
    return tuple(found)


def _cited(evidence: Sequence[Evidence], words: Sequence[str] = ()) -> tuple[Cited, ...]:
    """The words, those that hold most of what matters first."""

    def weight(one: Evidence) -> int:
        quote = (one.quote or "").lower()
        return -sum(word.lower() in quote for word in words)

    return tuple(
        Cited(
            printable(one.section),
            None if one.quote is None else shorten(printable(one.quote), _QUOTE, list(words)),
            highlight.anchor(one.span) if one.quote is not None else "",
        )
        for one in sorted(evidence, key=weight)
    )


def _freedoms(assessment: Assessment) -> tuple[dict[str, Any], ...]:
    if assessment.rating.score is None:
        return ()
    return tuple(
        {
            "name": one.freedom,
            "share": round(one.points / one.weight, 3),
            "points": round(one.points),
            "weight": one.weight,
        }
        for one in score.earned(assessment.terms)
    )


def _table(name: str, answer: Answer, verdicts: Any) -> Table:
    answers = wording().answers
    lines = []
    for one in verdicts:
        known = criterion(one.criterion)
        title = known.name if known else "Publication" if one.criterion == PUBLICATION else one.criterion
        lines.append(
            Line(
                one.criterion,
                title,
                one.answer.value,
                answers[one.answer.value],
                printable(one.why),
                _cited(one.evidence),
            )
        )
    return Table(wording().sets.get(name, name), answer.value, answers[answer.value], tuple(lines))


def _release_tables(openness: Openness) -> tuple[Table, ...]:
    """The sets in their order; those that ask about the release with the answers for the release."""
    whole: dict[str, tuple[Answer, Sequence[Verdict]]] = {}
    if openness.weights is not None:
        whole = {name: (one.answer, tuple(one.items.values())) for name, one in openness.weights.verdicts.items()}
    whole["osaid"] = (openness.osaid_answer, openness.osaid)
    whole["eu-ai-act"] = (openness.eu_answer, openness.eu)
    return tuple(_table(name, answer, verdicts) for name, (answer, verdicts) in whole.items())


def _license_lead(page: dict[str, Any]) -> str:
    summary = page["summary"]
    verdict = _verdict(summary.openness)
    grade = f" ({summary.grade})" if summary.grade and summary.grade != verdict else ""
    return f"{summary.name}: {verdict}{grade}.{_gravest(page)}"


def _release_lead(openness: Openness, page: dict[str, Any]) -> str:
    release = openness.release
    by = f" by {printable(release.developer)}" if release.developer else ""
    under = f" under {printable(openness.weights_name)}" if openness.weights_name else ""
    grade = wording().grades.get(openness.grade.value, "") if openness.grade else "could not be judged"
    claims = " ".join(printable(one.sentence) for one in openness.claims)
    said = f"{printable(release.name)}{by}{under}: {openness.kind} ({grade}). {claims}".strip()
    standing = f" Model Openness Framework: {openness.standing.label}."
    return said + _gravest(page) + _conflicting(openness) + standing


def _conflicting(openness: Openness) -> str:
    bases = list(dict.fromkeys(printable(one.base) for one in openness.lineage.conflicts))
    if not bases:
        return ""
    return f" Its own license conflicts with that of what it was made from ({', '.join(bases)})."


def _verdict(openness: bool | str) -> str:
    return {True: "open source", False: "not open source", "arguable": "arguably open source"}.get(
        openness, "not judged"
    )


def _gravest(page: dict[str, Any]) -> str:
    if page["summary"] is None or page["summary"].openness is True:
        return ""
    found = [
        one.phrase[:1].lower() + one.phrase[1:] + (f" (section {one.cited[0].section})" if _section(one) else "")
        for one in page["restrictions"][:_LEAD]
    ]
    return f" What weighs most: {'; '.join(found)}." if found else ""


def _section(item: Item) -> bool:
    return bool(item.cited and item.cited[0].section)


def _phrase(term: Term) -> str:
    words = wording()
    terms = {term.name: term}
    said = next(
        (
            found
            for phrase in (*words.restrictions, *words.duties, *words.frame)
            if phrase.term == term.name and (found := phrase_of(phrase, terms))
        ),
        "",
    )
    return printable(said.removesuffix(": ")) or term.name.replace("-", " ")


def _sections(evidence: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(printable(one.section) for one in evidence if one.section))


def _quote(evidence: Sequence[Evidence]) -> str:
    return next((shorten(printable(one.quote), _QUOTE) for one in evidence if one.quote), "")


def _from_package(openness: Openness) -> bool:
    """Whether the text shown is one of the package, not one of the user's own folder."""
    if openness.release.from_folder and openness.release.documents:
        return False
    record = catalog.find(openness.release.weights_license)
    return record is not None and catalog.has_text(record)


def _versions() -> str:
    return f"openterms {__version__}, rulebook {rulebook_version()}"


def _address(words: str) -> str:
    """An address as a link where it is a plain one, else as words."""
    return f"<{words}>" if _PLAIN_ADDRESS.fullmatch(words) else escaped(printable(words))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 (only reports need it)

    made = Environment(
        loader=FileSystemLoader(resources.folder("templates")),
        autoescape=select_autoescape(enabled_extensions=("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["address"] = _address
    made.filters["md"] = lambda words: escaped(printable(str(words)))
    return made
