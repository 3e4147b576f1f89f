"""The table of grade, score and verdicts of all labelled licenses: values and sections, no words of the licenses.

Comes in: measurements. Goes out: Markdown that a person reads through. Example: `page(measured)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.criteria import SetVerdict
from analyzer.pipeline import Assessment
from analyzer.rulebook import criterion_sets, version
from analyzer.vocabulary import Answer
from tests.golden.ledger import OSD, section_of
from tests.golden.measured import Measured

PAGE = Path(__file__).with_name("verdicts.md")
_OBJECTIONS = (Answer.VIOLATED, Answer.CONTESTED, Answer.UNDECIDABLE)


def page(found: Measured) -> str:
    """Two tables: the answers of all sets, and the sections on which the Open Source Definition rests."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Measured) -> Iterator[str]:
    sets = list(criterion_sets())
    yield "# Grade, score and verdicts of the labelled licenses"
    yield ""
    yield f"Rulebook {version()}. Written by `python -m tests.golden`. A label stands beside `open` where they differ."
    yield "A place without a printed marker is its offset (`@120`)."
    yield ""
    yield f"| license | grade | score | decided | open | {' | '.join(sets)} |"
    yield "|---|---|---|---|---|" + "---|" * len(sets)
    for name, one in sorted(found.assessments.items()):
        answers = " | ".join(one.verdicts[known].answer.value for known in sets)
        rating = one.rating
        figures = (
            f"{rating.grade or '-'} | {'-' if rating.score is None else rating.score} | {rating.decided_share:.0%}"
        )
        yield f"| {name} | {figures} | {_open(one, found.labels[name].verdict.open)} | {answers} |"
    for known in sets:
        yield from ("", f"## {known}: criteria that are not satisfied", "")
        yield from ("| license | violated | contested | undecidable |", "|---|---|---|---|")
        for name, one in sorted(found.assessments.items()):
            if one.verdicts[known].answer is not Answer.SATISFIED:
                yield f"| {name} | {' | '.join(_objections(one.verdicts[known], known))} |"


def _open(one: Assessment, label: bool | str) -> str:
    ours = str(one.rating.open).lower()
    return ours if one.rating.open == label else f"{ours} (label {str(label).lower()})"


def _objections(found: SetVerdict, known: str) -> Iterator[str]:
    by_nature = {one.id for one in criterion_sets()[known] if one.by_nature}
    for answer in _OBJECTIONS:
        said = []
        for identity, verdict in found.items.items():
            if verdict.answer is answer and not (answer is Answer.UNDECIDABLE and identity in by_nature):
                places = ", ".join(
                    dict.fromkeys(section_of(place.section, place.span.start) for place in verdict.evidence)
                )
                label = identity.partition("-")[2]
                said.append(f"{label} ({places})" if places and known == OSD else label)
        yield "; ".join(said)
