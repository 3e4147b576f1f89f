"""Closed sets as enums; the open lists of `grammar/vocabulary.yaml` as words.

Comes in: the vocabulary file. Goes out: what each id means and how it is said back. Example: `words()["other-model"]`
is `Word(means="A model other than the licensed one.", say="other models")`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import msgspec

from analyzer import records, resources
from analyzer.errors import DataError


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An id of the vocabulary: its meaning in one sentence, and the words used when a norm is said back.

    `say` of an act is a verb in its base form; `noun` names the act ("modifications"), "" where its "-ing" form does.
    """

    means: str
    say: str
    noun: str = ""


_Groups = dict[str, dict[str, Word]]


class Modality(StrEnum):
    """What a clause does."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    OBLIGATION = "obligation"
    EXEMPTION = "exemption"
    RESERVATION = "reservation"
    DISCLAIMER = "disclaimer"
    TERMINATION = "termination"
    PROVISION = "provision"
    ENCOURAGEMENT = "encouragement"


class State(StrEnum):
    """How a term came by its value."""

    STATED = "stated"
    SILENT = "silent"
    UNCLEAR = "unclear"


class Answer(StrEnum):
    """The answer a criterion gives."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    CONTESTED = "contested"
    UNDECIDABLE = "undecidable"


class Grade(StrEnum):
    """Grades from closed to open; the order of the rules is in `analyzer/rulebook/grades.yaml`."""

    UNDECIDABLE = "undecidable"
    CLOSED = "closed"
    NON_COMMERCIAL = "non-commercial"
    CONDITIONAL = "conditional"
    USE_RESTRICTED = "use-restricted"
    OPEN_CONTESTED = "open-contested"
    OPEN_SOURCE = "open-source"


@cache
def groups() -> dict[str, dict[str, Word]]:
    """The vocabulary as it is laid out: group ("acts", "things", ...), id, word; an id stands in one group only."""
    path = resources.folder("grammar") / "vocabulary.yaml"
    return resources.compiled("vocabulary", [path], lambda: records.load(path, _Groups), _Groups)


@cache
def words() -> dict[str, Word]:
    """Every id of the vocabulary with its word; DataError where two groups hold the same id."""
    found: dict[str, Word] = {}
    for name, group in groups().items():
        for identity, word in group.items():
            if identity in found:
                message = f"grammar/vocabulary.yaml: {identity!r} of {name!r} stands in an earlier group; name it once"
                raise DataError(message)
            found[identity] = word
    return found
