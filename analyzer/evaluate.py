"""How far the answers agree with labels that people gave: terms of whole texts, and open or not for many.

Comes in: labels, texts, and the function that assesses a text. Goes out: a report of counts and of every cell that
differs, with the sentence in question. Example: `evaluate_terms(labels, texts, analyze).total.f1`.

A term counts as asserted where its value is not the absent one. Precision and recall count asserted values: a value
that differs from an asserted label is both a false claim and a miss. `use-categories` counts item by item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from analyzer import intake
from analyzer.errors import UnusableSourceError, UsageError
from analyzer.intake import Text
from analyzer.labels import Sentences, TermLabel, TextLabels, read_openness, read_term_labels
from analyzer.spans import Evidence, Span
from analyzer.tally import Confusion, Tally, is_absent, share, total
from analyzer.terms import Term

if TYPE_CHECKING:
    from analyzer.pipeline import Assessment

Analyze: TypeAlias = "Callable[[Text], Assessment]"
Progress: TypeAlias = Callable[[int, int], None]

PRESENCE = frozenset({"attribution-display", "naming-duty", "threshold-other", "governing-law"})
BY_ITEM = frozenset({"use-categories"})
OSD = "osd"


class Cell(msgspec.Struct, frozen=True):
    """One term of one text where answer and label differ: `fault` is "missed", "false" or "other value"."""

    text: str
    term: str
    fault: str
    label: Any
    ours: Any
    state: str
    section: str
    sentence: str
    span: Span | None


class Place(msgspec.Struct, frozen=True):
    """A right term whose evidence does not touch the labelled sentence."""

    text: str
    term: str
    label_section: str
    section: str
    span: Span | None


class TextResult(msgspec.Struct, frozen=True):
    """What one text gives: terms, places of the right ones, openness, the criteria of the OSD, how much was read."""

    name: str
    terms: dict[str, Tally]
    places_right: int
    places: int
    label_open: bool | str
    open: bool | str
    osd: Tally
    normative_units: int
    read: int


class TermReport(msgspec.Struct, frozen=True):
    """Agreement with labels of terms. `terms` is in the labels' order; `absent` names labelled texts not found."""

    texts: tuple[TextResult, ...]
    terms: dict[str, Tally]
    cells: tuple[Cell, ...]
    misplaced: tuple[Place, ...]
    openness: Confusion
    absent: tuple[str, ...]

    @property
    def total(self) -> Tally:
        """All terms together."""
        return total(self.terms.values())

    @property
    def osd(self) -> Tally:
        """Violated criteria of the Open Source Definition, all texts together."""
        return total(text.osd for text in self.texts)

    @property
    def placesshare(self) -> float:
        """Share of the right terms (those with a labelled sentence) whose evidence touches that sentence."""
        return share(sum(text.places_right for text in self.texts), sum(text.places for text in self.texts))

    @property
    def readshare(self) -> float:
        """Share of normative units that were read, all texts together."""
        return share(sum(text.read for text in self.texts), sum(text.normative_units for text in self.texts))


class OpennessCase(msgspec.Struct, frozen=True):
    """A text whose openness differs from its label; `objections` are the places that made it not open."""

    key: str
    label: str
    open: bool | str
    criteria: tuple[str, ...]
    objections: tuple[Evidence, ...]


class OpennessReport(msgspec.Struct, frozen=True):
    """Agreement on open or not: by authorities, and how many texts of closed categories come out open."""

    language: str
    authority: Confusion
    category_closed: int
    category_open: int
    cases: tuple[OpennessCase, ...]
    undecidable: tuple[str, ...]
    absent: tuple[str, ...]
    normative_units: int
    read: int

    @property
    def category_openshare(self) -> float:
        """Share of the texts of closed categories that come out open."""
        return self.category_open / self.category_closed if self.category_closed else 0.0

    @property
    def readshare(self) -> float:
        """Share of normative units that were read."""
        return share(self.read, self.normative_units)


def evaluate_terms(
    labels: Path, texts: Path | Callable[[str], Text | None], analyze: Analyze, progress: Progress | None = None
) -> TermReport:
    """Assess the text of every label file; UsageError where not one text is found.

    `texts` holds `<slug>.txt`, or gives the text of a slug; `progress` is told how many of how many are done.
    """
    rows = read_term_labels(labels)
    read = texts_of(texts) if isinstance(texts, Path) else texts
    results: list[TextResult] = []
    cells: list[Cell] = []
    misplaced: list[Place] = []
    openness = Confusion()
    absent: list[str] = []
    for done, row in enumerate(rows, 1):
        text = read(row.slug)
        if text is None:
            absent.append(row.slug)
            continue
        result, wrong, elsewhere = _compare(row, text, analyze(text))
        results.append(result)
        cells.extend(wrong)
        misplaced.extend(elsewhere)
        openness = openness.with_case(label=row.verdict.open is True, ours=result.open is True)
        if progress:
            progress(done, len(rows))
    if not results:
        where = texts if isinstance(texts, Path) else "the known texts"
        raise UsageError(
            f"{where}: holds the text of no label; texts are named <label>.txt, such as {rows[0].slug}.txt"
        )
    names = dict.fromkeys(name for row in rows for name in row.terms)
    return TermReport(
        tuple(results),
        {name: total(result.terms.get(name, Tally()) for result in results) for name in names},
        tuple(cells),
        tuple(misplaced),
        openness,
        tuple(absent),
    )


def texts_of(folder: Path) -> Callable[[str], Text | None]:
    """A function from the name of a text to the text in `folder` (`<name>.txt` or `<name>.LICENSE`), None if absent."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: not a folder; --texts names the folder that holds the labelled texts")

    def read(name: str) -> Text | None:
        path = folder / f"{name}.txt"
        if path.is_file():
            return intake.read(path)
        path = folder / f"{name}.LICENSE"
        if not path.is_file():
            return None
        parts = path.read_bytes().split(b"---\n", 2)
        try:
            return intake.from_bytes(parts[-1].lstrip(b"\n"), path.name)
        except UnusableSourceError:
            return None

    return read


def _compare(row: TextLabels, text: Text, ours: Assessment) -> tuple[TextResult, list[Cell], list[Place]]:
    sentences = Sentences(text.content)
    tallies: dict[str, Tally] = {}
    cells: list[Cell] = []
    misplaced: list[Place] = []
    places = 0
    for name, label in row.terms.items():
        term = ours.terms.get(name)
        if name in row.disputed or term is None:
            continue
        tally = tallies[name] = compare_term(name, label.value, term.value)
        spans = sentences.beginning(label.starts)
        if tally.false or tally.missed:
            cells.append(_cell(row.slug, label, term, text, spans))
        if tally.right and spans:
            places += 1
            if not any(evidence.span.overlaps(span) for evidence in term.evidence for span in spans):
                first = term.evidence[0] if term.evidence else None
                misplaced.append(
                    Place(row.slug, name, label.section, first.section if first else "", first.span if first else None)
                )
    result = TextResult(
        row.slug,
        tallies,
        places - len(misplaced),
        places,
        row.verdict.open,
        ours.rating.open,
        _criteria(row, ours),
        ours.reading.normative_units,
        ours.reading.read,
    )
    return result, cells, misplaced


def compare_term(name: str, label: Any, ours: Any) -> Tally:
    """One cell: a right claim, a false one, a miss, or (another value) both; a list of categories item by item."""
    if name in BY_ITEM:
        said, wanted = Counter(ours or ()), Counter(label or ())
        return Tally((said & wanted).total(), (said - wanted).total(), (wanted - said).total())
    if not is_absent(label) and _same(name, label, ours):
        return Tally(right=1)
    return Tally(false=int(not is_absent(ours)), missed=int(not is_absent(label)))


def _same(name: str, label: Any, ours: Any) -> bool:
    if name in PRESENCE:
        return not is_absent(ours)
    if isinstance(label, list) and isinstance(ours, list | tuple):
        return {str(item).casefold() for item in label} == {str(item).casefold() for item in ours}
    return type(label) is type(ours) and bool(label == ours)


def _cell(text: str, label: TermLabel, term: Term, source: Text, spans: Sequence[Span]) -> Cell:
    missed = "missed" if is_absent(term.value) else "other value"
    fault = "false" if is_absent(label.value) else missed
    shown = term.evidence[0] if fault == "false" and term.evidence else None
    span = shown.span if shown else next(iter(spans), None)
    section = shown.section if shown else label.section
    sentence = source.content[span.start : span.end] if span else ""
    folded = " ".join(sentence.split())
    return Cell(text, term.name, fault, label.value, term.value, term.state.value, section, folded, span)


def _criteria(row: TextLabels, ours: Assessment) -> Tally:
    """Violated criteria of the OSD; on an arguable text a contested item agrees with a listed number."""
    if OSD not in ours.verdicts:
        return Tally(missed=len(row.verdict.osd_violated))
    answers = {name: verdict.answer.value for name, verdict in ours.verdicts[OSD].items.items()}
    wanted = {f"osd-{number}" for number in row.verdict.osd_violated}
    said = {name for name, answer in answers.items() if answer == "violated"}
    if row.verdict.open == "arguable":
        said |= {name for name in wanted if answers.get(name) == "contested"}
    return Tally(len(said & wanted), len(said - wanted), len(wanted - said))


def evaluate_openness(
    labels: Path,
    read: Callable[[str], Text | None],
    analyze: Analyze,
    language: str = "en",
    progress: Progress | None = None,
) -> OpennessReport:
    """Open or not against a CSV file of labels, rows of one language; `read` gives the text of a key."""
    rows = [row for row in read_openness(labels) if row.language == language]
    authority = Confusion()
    closed = closed_open = units = units_read = 0
    cases: list[OpennessCase] = []
    undecidable: list[str] = []
    absent: list[str] = []
    for done, row in enumerate(rows, 1):
        text = read(row.key)
        if text is None:
            absent.append(row.key)
            continue
        ours = analyze(text)
        said = ours.rating.open is True
        units += ours.reading.normative_units
        units_read += ours.reading.read
        if ours.rating.open == "undecidable":
            undecidable.append(row.key)
        if row.authority_open is not None:
            authority = authority.with_case(label=row.authority_open, ours=said)
            if said is not row.authority_open:
                cases.append(_case(row.key, "open" if row.authority_open else "not open", ours))
        elif row.category_closed:
            closed += 1
            closed_open += said
            if said:
                cases.append(_case(row.key, "closed category", ours))
        if progress:
            progress(done, len(rows))
    return OpennessReport(
        language,
        authority,
        closed,
        closed_open,
        tuple(cases),
        tuple(undecidable),
        tuple(absent),
        units,
        units_read,
    )


def _case(key: str, label: str, ours: Assessment) -> OpennessCase:
    against: Mapping[str, Any] = ours.verdicts[OSD].items if OSD in ours.verdicts else {}
    items = [(name, verdict) for name, verdict in against.items() if verdict.answer.value != "satisfied"]
    evidence = tuple(place for _, verdict in items for place in verdict.evidence[:1])
    criteria = tuple(f"{name} {verdict.answer.value}" for name, verdict in items if verdict.evidence)
    return OpennessCase(key, label, ours.rating.open, criteria, evidence)
