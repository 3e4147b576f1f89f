"""Text to document: sections, list items with their lead-ins, sentences."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.intake import Text
from analyzer.spans import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or list item; all spans count in `Text.reading`.

    `section` is the printed path ("2.b"), `leads` the spans of the lead-ins above it from the outermost in
    ("You agree not to use the Model:"), `heading` the nearest heading's words (inline or own line), "" where none.
    """

    span: Span
    section: str
    leads: tuple[Span, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or headed part: printed path, title, and the span from its marker to its end."""

    label: str
    title: str
    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """What the outline found. `language` is "en" where the English part is read, else a guess ("zh", "und")."""

    text: Text
    language: str
    title: str
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
