"""Closed sets as enums; open lists come from `grammar/vocabulary.yaml`."""

from __future__ import annotations

from enum import StrEnum


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
