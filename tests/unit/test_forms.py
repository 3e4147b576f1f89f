"""What can be said in many ways is read the same in each: forms of sentences, times what they say."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analyzer import catalog, intake, pipeline, records

_BEFORE = '"You" means the licensee. The Model is provided by Acme.\n\n'


class Family(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Forms with names in braces, and things that give each name its words and tell the terms that follow."""

    forms: list[str]
    things: list[dict[str, Any]]


def _families(files: str = "forms*.yaml") -> dict[str, Family]:
    found = sorted(Path(__file__).parent.glob(files))
    return {name: family for file in found for name, family in records.load(file, dict[str, Family]).items()}


def _said(form: str, family: Family) -> Iterator[tuple[str, dict[str, Any]]]:
    """A form with the words of each thing that has all it names, and the terms that follow."""
    names = {name for _, name, _, _ in string.Formatter().parse(form) if name}
    for thing in family.things:
        words = {name: said for name, said in thing.items() if name != "terms"}
        words |= {name.capitalize(): said[0].upper() + said[1:] for name, said in words.items()}
        if names <= words.keys():
            yield form.format(**words), thing["terms"]


_FORMS = [(form, family) for family in _families().values() for form in family.forms]
_CASES = dict(case for form, family in _FORMS for case in _said(form, family))


@pytest.mark.parametrize("sentence", _CASES, ids=lambda sentence: sentence[:70])
def test_a_sentence_says_the_same_in_every_form(sentence: str) -> None:
    terms = pipeline.analyze(intake.from_bytes(f"{_BEFORE}{sentence}\n".encode(), "form")).terms
    values = {name: terms[name].value for name in _CASES[sentence]}
    assert {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()} == _CASES[sentence]


@pytest.mark.parametrize(("form", "family"), _FORMS, ids=[form for form, _ in _FORMS])
def test_every_form_has_its_things(form: str, family: Family) -> None:
    assert list(_said(form, family))


_OPEN = """The Model is provided by Acme.

Permission is granted to anyone to use, copy, modify, merge, publish, distribute, sublicense and sell the Model for any
purpose, without fee.

{}

The Model is provided "as is", without warranty of any kind.
"""
_LIMITED = frozenset(("limited", "denied"))
_RIGHTS = frozenset(("use", "commercial-use", "modify", "redistribute", "share-derivatives", "hosted-service"))
_BANS = frozenset(
    "purpose-limit output-training-ban compete-ban user-threshold revenue-threshold threshold-other field-ban"
    " territory-excluded aup-reference benchmark-ban reverse-engineering-ban".split()
)


def _takes(terms: dict[str, Any]) -> bool:
    """Whether terms take away what an open license gives."""
    return any(
        value in _LIMITED if name in _RIGHTS else name in _BANS and value not in (False, None, "none", [])
        for name, value in terms.items()
    )


@pytest.mark.parametrize("sentence", [s for s, terms in _CASES.items() if _takes(terms)], ids=lambda s: s[:70])
def test_a_license_is_not_open_with_a_restriction_in_any_form(sentence: str) -> None:
    text = _OPEN.format(sentence)
    assert pipeline.analyze(intake.from_bytes(text.encode(), "form")).rating.open is not True


_FREEING = dict(
    case for family in _families("freeing.yaml").values() for form in family.forms for case in _said(form, family)
)
_KNOWN = catalog.text_of_key("mit")
in_a_known_license = pytest.mark.skipif(_KNOWN is None, reason="the texts are not installed (openterms[texts])")


def _with(sentence: str) -> str:
    """A known open license, and a sentence before its last paragraph."""
    *above, last = _KNOWN.reading.split("\n\n") if _KNOWN else [""]
    return "\n\n".join([*above, sentence, last])


@in_a_known_license
@pytest.mark.parametrize("sentence", _FREEING, ids=lambda s: s[:70])
def test_leave_in_other_words_leaves_a_known_license_open(sentence: str) -> None:
    assert pipeline.analyze(intake.from_bytes(_with(sentence).encode(), "form")).rating.open is True


@in_a_known_license
@pytest.mark.parametrize(("form", "family"), _FORMS, ids=[form for form, _ in _FORMS])
def test_a_known_license_is_not_open_with_a_restriction(form: str, family: Family) -> None:
    restricting = [sentence for sentence, terms in _said(form, family) if _takes(terms)]
    ratings = {s: pipeline.analyze(intake.from_bytes(_with(s).encode(), "form")).rating.open for s in restricting}
    assert [sentence for sentence, is_open in ratings.items() if is_open is True] == []
