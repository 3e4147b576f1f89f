"""What a reader of a comparison wants to know, in the order of weight, before any format lays it out; and its JSON.

Comes in: a `Comparison` and the names of its texts. Goes out: a `Page` of phrases, sections and quotes, or plain data.
Example: `page(compare([a, b]), ["Acme 1", "Acme 2"]).differs[0].title` is "Output training ban".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from analyzer import __version__
from analyzer.align import Clause, Kind, Pair
from analyzer.compare import Comparison, Direction, Row
from analyzer.criteria import ABSENT
from analyzer.pipeline import Assessment
from analyzer.render.contract import contract
from analyzer.render.hostile import printable
from analyzer.render.summary import NOT_ADVICE, Quote, summarize
from analyzer.render.wording import Phrase, phrase_of, plain, thing, value_words, wording
from analyzer.rulebook import criterion_sets
from analyzer.rulebook import version as rulebook_version
from analyzer.rules import term_rules
from analyzer.terms import Term
from analyzer.vocabulary import State

SCHEMA = "openterms-compare/1"
_LETTERS = "ABCDEF"
_PERMISSIONS = {"granted": "allowed", "limited": "within limits", "denied": "refused", "unstated": "not mentioned"}


class SideLine(msgspec.Struct, frozen=True):
    """One text: its letter, name, what it is, and how it is judged."""

    letter: str
    name: str
    recognized: str
    openness: bool | str
    headline: str
    grade: str
    score: int | None


class Cell(msgspec.Struct, frozen=True):
    """What one text says of a term, in words, with its words; `only` is what it alone holds of a list."""

    letter: str
    said: str
    quotes: tuple[Quote, ...]
    direction: Direction | None
    only: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """One term on which the texts differ."""

    title: str
    cells: tuple[Cell, ...]


class ClauseLine(msgspec.Struct, frozen=True):
    """A pair of clauses: what became of it, both places, and the words."""

    kind: Kind
    meaning: bool
    modality: str
    first: Quote | None
    second: Quote | None
    words: tuple[tuple[str, str], ...] = ()


class Clauses(msgspec.Struct, frozen=True):
    """The clauses of one text beside those of the first, gravest first; None where a text is not at hand."""

    letters: tuple[str, str]
    lines: tuple[ClauseLine, ...] | None

    def count(self, kind: Kind, *, meaning: bool | None = None) -> int:
        """How many clauses there are of a kind, read alike or not."""
        return sum(one.kind is kind and meaning in {None, one.meaning} for one in self.lines or ())

    def of(self, kind: Kind, *, meaning: bool | None = None) -> tuple[ClauseLine, ...]:
        """The clauses of a kind, read alike or not."""
        return tuple(one for one in self.lines or () if one.kind is kind and meaning in {None, one.meaning})


class CriterionLine(msgspec.Struct, frozen=True):
    """A criterion or a set with the answer of each text."""

    name: str
    answers: tuple[str, ...]
    is_set: bool
    differs: bool


class Page(msgspec.Struct, frozen=True):
    """All of it, in the order in which it is printed."""

    sides: tuple[SideLine, ...]
    tally: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    differs: tuple[Difference, ...]
    equal: tuple[str, ...]
    silent: tuple[str, ...]
    clauses: tuple[Clauses, ...]
    criteria: tuple[CriterionLine, ...]
    foot: str


def page(found: Comparison, names: Sequence[str]) -> Page:
    """The page of a comparison; `names` are those of known licenses, "" lets a text name itself."""
    sides = tuple(_side(at, side, names[at]) for at, side in enumerate(found.sides))
    letters = [side.letter for side in sides]
    return Page(
        sides=sides,
        tally=tuple((letters[at], _tally(found.rows, at)) for at in range(1, len(sides))),
        differs=tuple(_difference(row, found.sides) for row in found.rows),
        equal=tuple(_equal(row, found.sides[0]) for row in found.equal if not _is_silent(row)),
        silent=tuple(plain(row.term) for row in found.equal if _is_silent(row)),
        clauses=tuple(
            Clauses((letters[0], letters[at]), None if pairs is None else tuple(_clause_lines(pairs)))
            for at, pairs in enumerate(found.clauses, 1)
        ),
        criteria=tuple(_criteria(found)),
        foot=f"{NOT_ADVICE} openterms {__version__}, rulebook {rulebook_version()}.",
    )


def _side(at: int, side: Assessment, name: str) -> SideLine:
    told = summarize(side, name)
    return SideLine(_LETTERS[at], told.name, told.recognized, told.openness, told.headline, told.grade, told.score)


def _tally(rows: Sequence[Row], at: int) -> tuple[tuple[str, int], ...]:
    """How often a text is looser, tighter or else than the first."""
    kinds = (Direction.LOOSER, Direction.TIGHTER, Direction.DIFFERENT, Direction.UNCLEAR)
    counts = ((kind.value, sum(row.directions[at] is kind for row in rows)) for kind in kinds)
    return tuple((kind, count) for kind, count in counts if count)


def _difference(row: Row, sides: Sequence[Assessment]) -> Difference:
    cells = tuple(
        Cell(
            _LETTERS[at],
            said(term, sides[at].terms),
            () if term.state is State.SILENT else _quotes(term),
            row.directions[at],
            tuple(thing(item) for item in (row.only[at] if row.only else ())),
        )
        for at, term in enumerate(row.cells)
    )
    title = plain(row.term)
    return Difference(title[:1].upper() + title[1:], cells)


def said(term: Term, terms: Mapping[str, Term]) -> str:
    """What a text says of a term, in words for people."""
    if term.value is None and term.state is State.UNCLEAR:
        return "a clause speaks of it that was not fully read"
    rule = term_rules()[term.name]
    if rule.group == "permission":
        words = _PERMISSIONS.get(str(term.value), str(term.value))
    elif term.value in ABSENT:
        words = "nothing said" if term.state is State.SILENT else "no"
    else:
        phrases = (phrase_of(phrase, terms) for phrase in _phrases(term.name) if rule.kind != "list")
        words = next((phrase for phrase in phrases if phrase), "") or value_words(term.value)
        words = "yes" if words == "a credit" and term.value is True else words
    doubt = " (contradicted by another clause)" if term.state is State.UNCLEAR else ""
    return printable(words) + doubt


def _phrases(name: str) -> list[Phrase]:
    words = wording()
    return [one for one in (*words.restrictions, *words.duties, *words.frame) if one.term == name]


def _quotes(term: Term) -> tuple[Quote, ...]:
    matter = tuple(word for phrase in _phrases(term.name) for word in phrase.words)
    found = [_quote(one.section, one.quote, matter) for one in term.evidence]
    return tuple(sorted(found, key=lambda one: -sum(word in (one.text or "").casefold() for word in matter)))


def _quote(section: str, quote: str | None, words: tuple[str, ...] = ()) -> Quote:
    return Quote(printable(section), None if quote is None else printable(quote), words)


def _is_silent(row: Row) -> bool:
    return all(cell.state is State.SILENT for cell in row.cells)


def _equal(row: Row, side: Assessment) -> str:
    return f"{plain(row.term)}: {said(row.cells[0], side.terms)}"


def _clause_lines(pairs: Sequence[Pair]) -> Iterator[ClauseLine]:
    for pair in pairs:
        clause = pair.second or pair.first
        if clause is None:
            continue
        words = tuple((one.sign, printable_run(one.words)) for one in pair.words)
        yield ClauseLine(pair.kind, pair.meaning, clause.modality.value, _place(pair.first), _place(pair.second), words)


def printable_run(words: str) -> str:
    """A run of words made safe; blanks at its ends stay, they part it from its neighbours."""
    core = printable(words)
    return (" " if words[:1].isspace() else "") + core + (" " if core and words[-1:].isspace() else "")


def _place(clause: Clause | None) -> Quote | None:
    return None if clause is None else _quote(clause.evidence.section, clause.evidence.quote)


def _criteria(found: Comparison) -> Iterator[CriterionLine]:
    words = wording()
    sets = criterion_sets()
    for row in found.criteria:
        answers = tuple(words.answers[one.value] for one in row.answers)
        if not row.criterion:
            yield CriterionLine(words.sets.get(row.known_set, plain(row.known_set)), answers, True, row.differs)
        else:
            name = next((one.name for one in sets[row.known_set] if one.id == row.criterion), "")
            yield CriterionLine(f"{row.criterion}  {name}", answers, False, row.differs)


def as_data(found: Comparison, names: Sequence[str]) -> dict[str, Any]:
    """The comparison as plain data for JSON; places and values are those of the contract of one assessment."""
    told = [contract(side) for side in found.sides]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "rulebook": rulebook_version(),
        "sources": [
            {"name": names[at] or one.document.name, "document": one.document, "verdict": one.verdict}
            for at, one in enumerate(told)
        ],
        "differs": [
            {
                "term": row.term,
                "weight": row.weight,
                "directions": [None if one is None else one.value for one in row.directions],
                "values": [one.terms[row.term] for one in told],
                "only": [list(items) for items in row.only],
            }
            for row in found.rows
        ],
        "equal": {row.term: told[0].terms[row.term].value for row in found.equal},
        "criteria": {row.criterion or row.known_set: [one.value for one in row.answers] for row in found.criteria},
        "clauses": [
            None if pairs is None else {"first": 0, "second": at, "pairs": [_pair(pair) for pair in pairs]}
            for at, pairs in enumerate(found.clauses, 1)
        ],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "kind": pair.kind.value,
        "meaning": "same" if pair.meaning else "changed",
        "first": _clause(pair.first),
        "second": _clause(pair.second),
        "words": [{"sign": one.sign, "words": one.words} for one in pair.words],
    }


def _clause(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    place = clause.evidence
    return {
        "modality": clause.modality.value,
        "section": place.section,
        "start": place.span.start,
        "end": place.span.end,
        "quote": place.quote,
    }
