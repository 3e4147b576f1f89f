"""The openness report of a license or a release, as Markdown or as one HTML file that needs nothing else.

Comes in: an `Assessment`, an `Openness`, or both. Goes out: the page. Example: `html(of_release(openness))`. Words of
licenses and cards are hostile input: the HTML templates escape everything, in Markdown all words go through `escaped`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from analyzer import __version__, catalog, resources, score
from analyzer.criteria import SILENT, Verdict
from analyzer.openness import PUBLICATION, Openness, Part
from analyzer.patterns import regex
from analyzer.pipeline import FROM_RECORD, Assessment
from analyzer.releases import Availability, framework
from analyzer.render import highlight, leads
from analyzer.render.cited import Cited, Item, by_phrase, cited, items, quote, sections
from analyzer.render.hostile import printable
from analyzer.render.markdown import escaped
from analyzer.render.summary import NOT_ADVICE, summarize
from analyzer.render.wording import phrase_of, wording
from analyzer.rulebook import criterion
from analyzer.rulebook import version as rulebook_version
from analyzer.terms import Term
from analyzer.vocabulary import Answer, State

if TYPE_CHECKING:
    from jinja2 import Environment

CREDIT = (
    "The license text comes from the package licensedcode-data of the ScanCode project, under CC-BY-4.0 "
    "(https://creativecommons.org/licenses/by/4.0/)."
)
_PLAIN_ADDRESS = regex(r"https://[\w./~%#?=&+:@,-]+")
_RESTRICTION_QUOTES, _DUTY_QUOTES = 2, 1
_COMPONENT_ITEMS = ("osaid-data-information", "osaid-code", "osaid-parameters")
_RELATIONS = {
    "finetune": "fine-tuned from it",
    "adapter": "an adapter for it",
    "merge": "merged from it",
    "quantized": "quantized from it",
    "distilled": "distilled from it",
    "unknown": "made from it",
    "dataset": "trained on it",
}
_TONES = {True: "good", False: "bad", "arguable": "mid"}
_DECIDED = {True: "open", False: "not open", "arguable": "disputed", "undecidable": "not judged", None: "not known"}


class Line(msgspec.Struct, frozen=True):
    """One criterion: id, name, what it asks, answer, why, the words behind it."""

    id: str
    name: str
    answer: str
    said: str
    why: str
    cited: tuple[Cited, ...]


class Table(msgspec.Struct, frozen=True):
    """A set of criteria with its answer."""

    id: str
    name: str
    answer: str
    said: str
    lines: tuple[Line, ...]


def of_license(assessment: Assessment, name: str = "", *, credited: bool = False) -> dict[str, Any]:
    """The page of a license alone."""
    page = _common(assessment, name)
    page["title"] = page["summary"].name
    page["lead"] = leads.of_license(page["summary"], page["restrictions"])
    page["facts"] = leads.license_facts(page["summary"], assessment.verdicts["osd"].answer)
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
    page["lead"] = leads.of_release(openness, page["summary"], page["restrictions"])
    page["facts"] = leads.release_facts(openness, page["summary"])
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
    page["classes"] = _classes(openness)
    page["osaid_missing"] = tuple(
        line
        for table in page["tables"]
        if table.id == "osaid"
        for line in table.lines
        if line.id in _COMPONENT_ITEMS and line.answer != Answer.SATISFIED.value
    )
    page["carried"] = _inherited(openness)
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
        "tone": _TONES.get(weights.rating.open, "") if weights else "",
        "mof": openness.standing.label.partition(",")[0].removeprefix("Class "),
        "osaid": wording().answers[openness.osaid_answer.value],
        "osaid_answer": openness.osaid_answer.value,
        "claim": next((one.finding for one in openness.claims if one.answer is Answer.VIOLATED), ""),
    }


def _inherited(openness: Openness) -> list[dict[str, Any]]:
    """What is carried over, a group for each base or dataset."""
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    quoted: set[str] = set()
    for one in openness.lineage.carried:
        words = quote(one.term.evidence)
        key = (printable(one.base), _RELATIONS.get(one.relation, one.relation), printable(one.license_name))
        groups.setdefault(key, []).append(
            {
                "phrase": _phrase(one.term),
                "section": sections(one.term.evidence),
                "carrier": sections(one.carrier),
                "conflict": printable(one.conflict),
                "quote": "" if words in quoted else words,
            }
        )
        quoted.add(words)
    return [
        {"base": base, "relation": relation, "license": license_, "terms": terms}
        for (base, relation, license_), terms in groups.items()
    ]


def _classes(openness: Openness) -> list[dict[str, Any]]:
    """The classes of the framework with their components, each in one of five states, for the chart."""
    rows = []
    for one in framework().classes:
        parts = [part for part in openness.parts if part.kind.klass == one.number and part.kind.required]
        tiles = [{"name": part.kind.name, "state": _state(part)} for part in parts]
        rows.append({"name": one.name, "tiles": tiles, "open": sum(tile["state"] == "open" for tile in tiles)})
    return rows


def _state(part: Part) -> str:
    there = part.component.availability
    if there is Availability.AVAILABLE:
        return "open" if part.counts else "there"
    return {Availability.PARTIAL: "partial", Availability.WITHHELD: "withheld"}.get(there, "unknown")


def _common(assessment: Assessment, name: str) -> dict[str, Any]:
    words, terms = wording(), assessment.terms
    summary = summarize(assessment, name)
    text = assessment.document.text
    return {
        **_bare(),
        "summary": summary,
        "assessment": assessment,
        "restrictions": items(words.restrictions, terms, _RESTRICTION_QUOTES),
        "duties": items(words.duties, terms, _DUTY_QUOTES),
        "unclear": tuple(
            Item(printable(term.name.replace("-", " ")), cited(term.evidence))
            for term in terms.values()
            if term.state is State.UNCLEAR and term.value is None
        ),
        "contradictions": tuple(Item(printable(one.why), cited(one.evidence)) for one in assessment.contradictions),
        "unread": by_phrase((one.reason, one.evidence) for one in assessment.unread),
        "freedoms": _freedoms(assessment),
        "pieces": tuple(highlight.pieces(assessment)) if text.encoding != FROM_RECORD else (),
        "sha256": text.sha256,
        "from_record": text.encoding == FROM_RECORD,
    }


def _bare() -> dict[str, Any]:
    lists = ("restrictions", "duties", "unclear", "contradictions", "unread", "freedoms", "pieces", "parts", "carried")
    return {
        **dict.fromkeys((*lists, "unknown_bases", "tables", "facts", "classes", "osaid_missing"), ()),
        "summary": None,
        "assessment": None,
        "sha256": "",
        "from_record": False,
        "credit": "",
        "not_advice": NOT_ADVICE,
        "versions": _versions(),
        "words": wording(),
    }


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
                printable(one.why.removesuffix(SILENT)),
                cited(one.evidence),
            )
        )
    return Table(name, wording().sets.get(name, name), answer.value, answers[answer.value], tuple(lines))


def _release_tables(openness: Openness) -> tuple[Table, ...]:
    """The sets in their order; those that ask about the release with the answers for the release."""
    whole: dict[str, tuple[Answer, Sequence[Verdict]]] = {}
    if openness.weights is not None:
        whole = {name: (one.answer, tuple(one.items.values())) for name, one in openness.weights.verdicts.items()}
    whole["osaid"] = (openness.osaid_answer, openness.osaid)
    whole["eu-ai-act"] = (openness.eu_answer, openness.eu)
    return tuple(_table(name, answer, verdicts) for name, (answer, verdicts) in whole.items())


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
