"""Judging alone: the labelled values of the terms, fed to criteria and score, give what careful reviewers gave.

So a difference here is a matter of the rulebook, not of reading.
"""

from __future__ import annotations

import pytest

from analyzer import criteria, score
from analyzer.criteria import SetVerdict
from analyzer.labels import TextLabels, read_term_labels
from analyzer.rules import term_rules
from analyzer.score import Rating
from analyzer.terms import Term, absent_value
from analyzer.vocabulary import Answer, State
from tests.golden import measured

OPEN_SHARE = 0.97
CELL_SHARE = 0.93


@pytest.fixture(scope="module")
def labelled() -> tuple[TextLabels, ...]:
    if not measured.LABELS.is_dir():
        pytest.skip(measured.NO_LABELS)
    return read_term_labels(measured.LABELS)


def judged(labels: TextLabels) -> tuple[dict[str, SetVerdict], Rating]:
    terms = {}
    for name, rule in term_rules().items():
        label = labels.terms.get(name)
        given = label.value if label is not None else absent_value(rule)
        value = tuple(given) if isinstance(given, list) else given
        terms[name] = Term(name, value, State.SILENT if value == absent_value(rule) else State.STATED)
    verdicts = criteria.judge(terms, judged=True)
    return verdicts, score.rate(verdicts, terms, judged=True)


def violated(labels: TextLabels) -> set[int]:
    """The violated criteria; on an arguable text a contested one agrees with a listed number."""
    items = judged(labels)[0]["osd"].items
    said = {int(name.removeprefix("osd-")) for name, one in items.items() if one.answer is Answer.VIOLATED}
    if labels.verdict.open == "arguable":
        said |= {n for n in labels.verdict.osd_violated if items[f"osd-{n}"].answer is Answer.CONTESTED}
    return said


def test_open_agrees_with_the_label(labelled: tuple[TextLabels, ...]) -> None:
    certain = [one for one in labelled if not one.disputed]
    for texts in (labelled, certain):
        differ = [one.slug for one in texts if (judged(one)[1].open is True) != (one.verdict.open is True)]
        assert len(texts) - len(differ) >= OPEN_SHARE * len(texts), differ


def test_no_text_labelled_open_violates_any_criterion(labelled: tuple[TextLabels, ...]) -> None:
    opened = [one for one in labelled if one.verdict.open is True]
    assert len(opened) > 10
    assert {one.slug: violated(one) for one in opened if violated(one)} == {}


def test_cells_of_the_open_source_definition_agree_with_the_label(labelled: tuple[TextLabels, ...]) -> None:
    differ = {one.slug: sorted(violated(one) ^ set(one.verdict.osd_violated)) for one in labelled}
    cells = 10 * len(labelled)
    wrong = sum(len(numbers) for numbers in differ.values())
    assert cells - wrong >= CELL_SHARE * cells, {slug: numbers for slug, numbers in differ.items() if numbers}
