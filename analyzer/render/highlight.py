"""A license text cut into pieces, each with the kind of clause it belongs to, so that a page can mark and link them.

Comes in: an `Assessment`. Goes out: `Piece`s that joined give the text back, without characters nobody sees. Example:
the words of a ban are a piece of kind "prohibition" with the anchors of the findings that rest on them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from analyzer.pipeline import Assessment
from analyzer.spans import Span
from analyzer.vocabulary import Modality

PLAIN, UNREAD = "", "unread"
_SHOWN = frozenset("\n\t")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_KINDS = {
    Modality.PROHIBITION: "ban",
    Modality.OBLIGATION: "duty",
    Modality.TERMINATION: "end",
    Modality.RESERVATION: "reserve",
    Modality.DISCLAIMER: "disclaim",
    Modality.PERMISSION: "grant",
    Modality.EXEMPTION: "grant",
}
_WEIGHTS = ("ban", "duty", "end", "unread", "reserve", "grant", "disclaim")


class Piece(msgspec.Struct, frozen=True):
    """Some characters of the text: the kind of clause ("" for none) and the anchors that begin here."""

    text: str
    kind: str
    anchors: tuple[str, ...] = ()


def anchor(span: Span) -> str:
    """The name of the place where a span begins."""
    return f"c{span.start}"


def pieces(assessment: Assessment) -> Iterator[Piece]:
    """The text in pieces."""
    content = assessment.document.text.content
    marked = [(one.evidence.span, _KINDS.get(one.modality, PLAIN)) for one in assessment.norms]
    marked += [(one.evidence.span, UNREAD) for one in assessment.unread]
    places = [span for span, _ in marked]
    places += [one.span for term in assessment.terms.values() for one in term.evidence]
    starts = {span.start for span in places}
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for span, kind in marked:
        opening.setdefault(span.start, []).append(kind)
        closing.setdefault(span.end, []).append(kind)
    cuts = sorted({0, len(content), *starts, *opening, *closing})
    running: dict[str, int] = {}
    for start, end in pairwise(cuts):
        for kind in closing.get(start, ()):
            running[kind] -= 1
        for kind in opening.get(start, ()):
            running[kind] = running.get(kind, 0) + 1
        kind = next((one for one in _WEIGHTS if running.get(one)), PLAIN)
        yield Piece(shown(content[start:end]), kind, (f"c{start}",) if start in starts else ())


def shown(words: str) -> str:
    """The words with their lines, without characters that nobody sees or that turn text around."""
    return "".join(
        one if one in _SHOWN or unicodedata.category(one) not in _HIDDEN else "" for one in words.replace("\r\n", "\n")
    )
