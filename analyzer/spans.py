"""Places in a text: half-open character offsets, and the words that stand there.

Example: `Span(3, 7)` of "The Work" is "Work" cut short by one; `Evidence` carries a span with its section and words.
"""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Half-open offsets `[start, end)` in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """The words a claim rests on.

    `section` is the printed label ("2.b"), or "" where the text has none; `span` counts characters of the text as
    given; `quote` is exactly those characters, or None where only a reviewed record was at hand; `seen` is what a
    reader sees of them, where that is something else: without tags, comment signs and character references.
    """

    section: str
    span: Span
    quote: str | None
    seen: str | None = None

    @property
    def words(self) -> str:
        """The words as a reader sees them; "" where no text was at hand."""
        return (self.quote or "") if self.seen is None else self.seen
