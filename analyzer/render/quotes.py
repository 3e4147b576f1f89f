"""Quotes short enough for a line, with the words that matter in sight.

Comes in: a quote, a width and the words to keep. Goes out: one line, cut with "…". Example: a long clause about
training becomes "… use the Materials to train, create, or improve any other …".
"""

from __future__ import annotations

import re

from analyzer.patterns import regex

_SPACE = regex(r"\s+")
_LEADING = 0.25
_MARKUP = regex(r"[*_`#]{2,}|^[#*>\s]+")
# The number of the next item of a list, left behind where the sentence was cut: "for research, and (2)".
_NEXT = regex(r"(?:(?<=[,:;])|(?<=\b(?:and|nor))|(?<=\bor)|(?<=\bincluding)) \(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]$")
_LIMIT = 20_000


def one_line(quote: str) -> str:
    """White space folded, marks of Markdown dropped."""
    line = _SPACE.sub(" ", _MARKUP.sub("", quote[:_LIMIT])).strip()
    return _NEXT.sub(" …", line)


def shorten(quote: str, width: int, words: list[str] | None = None) -> str:
    """At most `width` characters of a quote around the densest place of `words`, cut between words."""
    line = one_line(quote)
    if len(line) <= width:
        return line
    if width < 2:
        return "…"[:width]
    room = width - 2
    start = _best_start(line, room, words or [])
    if start == 0:
        return _cut_end(line, width)
    end = min(len(line), start + room)
    start = line.rfind(" ", 0, start) + 1 if end == len(line) else line.find(" ", start - 1) + 1
    if end == len(line):
        start = max(start, line.find(" ", len(line) - room) + 1)
        return "…" + line[start:] if len(line) - start < width else "…" + line[len(line) - width + 1 :]
    return "…" + _cut_end(line[start:], width - 1)


def _cut_end(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    cut = line.rfind(" ", 0, width)
    return line[: cut if cut > width // 2 else width - 1].rstrip(" ,;:(") + "…"


def _best_start(line: str, room: int, words: list[str]) -> int:
    """Where a window of `room` characters holds most different words; the beginning on a tie."""
    places = _places(line, words)
    best, most = 0, _held(places, 0, room)
    for at, _ in places:
        start = max(0, min(at - int(room * _LEADING), len(line) - room))
        held = _held(places, start, room)
        if held > most:
            best, most = start, held
    return best


def _places(line: str, words: list[str]) -> list[tuple[int, str]]:
    if not words:
        return []
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    return [(match.start(), match[0].lower()) for match in pattern.finditer(line)][:50]


def _held(places: list[tuple[int, str]], start: int, room: int) -> int:
    return len({word for at, word in places if start <= at and at + len(word) <= start + room})
