"""Source to text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from analyzer.spans import Span


@dataclass(frozen=True, slots=True)
class Text:
    """A license text as given, and as it is read.

    `content` holds the decoded characters (byte-order mark dropped, line ends untouched); all public offsets count in
    it. `reading` is what the stages read: the same string for plain text, the text without markup for HTML and
    Markdown. `anchors` maps `reading` back: sorted pairs (reading offset, content offset), empty where both are equal.
    """

    name: str
    content: str
    sha256: str
    encoding: str
    reading: str
    anchors: tuple[tuple[int, int], ...] = ()

    def original(self, span: Span) -> Span:
        """Offsets in `content` of a span of `reading`."""
        if not self.anchors:
            return span
        return Span(self._back(span.start), max(self._back(span.start), self._back(max(span.end - 1, span.start)) + 1))

    def _back(self, offset: int) -> int:
        place = max(bisect_right(self.anchors, (offset, len(self.content))) - 1, 0)
        reading, content = self.anchors[place]
        return content + offset - reading
