"""Verdicts and terms to one rating: open or not, a grade in the order of the rulebook, a score from 0 to 100.

Comes in: verdicts, terms, whether the text was judged. Goes out: `Rating`. Example: a text with all rights and no
restriction rates `Rating(True, Grade.OPEN_SOURCE, 100, 1.0)`.

The score is the sum over the freedoms of weight x share kept; each term keeps a share of a freedom, and shares
multiply. A term of which a clause was half read keeps what its worst value keeps, and the points at stake leave the
decided share: so a clause that cannot be read never raises the score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from analyzer.criteria import ABSENT, SetVerdict, key_of, meets
from analyzer.rulebook import Freedom, Part, grades, scoring
from analyzer.terms import Term
from analyzer.vocabulary import Answer, Grade, State

OSD = "osd"
_OPEN: dict[Answer, bool | str] = {
    Answer.SATISFIED: True,
    Answer.CONTESTED: "arguable",
    Answer.VIOLATED: False,
    Answer.UNDECIDABLE: "undecidable",
}
_SLACK = 1e-9


class Rating(msgspec.Struct, frozen=True):
    """Open (true, false, "arguable", "undecidable"), grade and score (None where not judged), share decided."""

    open: bool | str
    grade: Grade | None
    score: int | None
    decided_share: float


class Earned(msgspec.Struct, frozen=True):
    """What a freedom earned of its weight, and how much of the weight was decided."""

    freedom: str
    weight: int
    points: float
    decided: float


def rate(verdicts: Mapping[str, SetVerdict], terms: Mapping[str, Term], *, judged: bool) -> Rating:
    """The rating of a text; neither grade nor score where it was not judged."""
    if not judged:
        return Rating("undecidable", None, None, 0.0)
    found = earned(terms)
    points, decided = sum(one.points for one in found), sum(one.decided for one in found)
    score = math.floor(points + _SLACK)
    answer = verdicts[OSD].answer
    return Rating(_OPEN[answer], _grade(answer, terms), score, round(decided / sum(one.weight for one in found), 6))


def earned(terms: Mapping[str, Term]) -> tuple[Earned, ...]:
    """The points of each freedom."""
    return tuple(_earned(freedom, terms) for freedom in scoring())


def _earned(freedom: Freedom, terms: Mapping[str, Term]) -> Earned:
    kept = decided = float(freedom.weight)
    for part in freedom.parts:
        term = terms.get(part.term)
        if term is None or (term.value is None and term.state is State.UNCLEAR):
            least = part.least
            kept *= least
            decided *= least
        else:
            kept *= _kept(part, term)
    return Earned(freedom.id, freedom.weight, kept, decided)


def _kept(part: Part, term: Term) -> float:
    key = key_of(term.value)
    if key in part.keeps:
        return part.keeps[key]
    return part.present if term.value not in ABSENT else 1.0


def _grade(answer: Answer, terms: Mapping[str, Term]) -> Grade:
    """The first grade whose rule fits; undecidable where a half-read clause leaves open whether a lower one does."""
    for rule in grades():
        if answer in rule.osd:
            return rule.grade
        fits = meets(rule.when, terms) if rule.when else False
        if fits is None:
            return Grade.UNDECIDABLE
        if fits:
            return rule.grade
    return Grade.UNDECIDABLE
