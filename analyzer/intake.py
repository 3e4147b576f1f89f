"""Source to text: bytes of a file or a stream are decoded, markup is undone, what is no text is refused.

Comes in: a path, a stream or bytes. Goes out: a `Text`. Example: the bytes of "You **may** copy." in a file "terms.md"
are its content, its reading is "You may copy."; a picture is an `UnusableSourceError` that says what to do.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

import msgspec

from analyzer import edits, hypertext, markup, records
from analyzer.decoding import decode
from analyzer.errors import UnusableSourceError
from analyzer.patterns import regex
from analyzer.spans import Evidence, Span

MAX_BYTES = 20_000_000
_LICENSES = regex(r"(?:un)?licen[cs]e|copying|notice|terms|eula|(?:acceptable[-_ ]?)?use[-_ ]?policy", re.IGNORECASE)
_SUGGESTED = 5
_PAPERS = (b"%PDF-", b"PK\x03\x04")  # how PDF files and archives, as those of Word, begin


class Text(msgspec.Struct, frozen=True):
    """A license text as given, and as it is read.

    `content` holds the decoded characters (byte-order mark dropped, line ends untouched), of a PDF or a Word file the
    words taken out of it; all public offsets count in it. `reading` is what the stages read: the same string for plain
    text, the text without markup for HTML and Markdown. `anchors` maps `reading` back: sorted pairs (reading offset,
    content offset), empty where the offsets of both are the same.
    """

    name: str
    content: str
    sha256: str
    encoding: str
    reading: str
    anchors: edits.Anchors = ()

    def words(self, span: Span, most: int | None = None) -> str:
        """The words of a span of the reading, white space folded; of a long one the first `most` characters."""
        end = span.end if most is None else min(span.end, span.start + most)
        return " ".join(self.reading[span.start : end].split())

    def evidence(self, section: str, span: Span) -> Evidence:
        """The words of a span of `reading` as a claim rests on them, with their place in `content`."""
        at = self.original(span)
        quote, seen = self.content[at.start : at.end], self.reading[span.start : span.end]
        return Evidence(section, at, quote, None if seen == quote else seen)

    def original(self, span: Span) -> Span:
        """Offsets in `content` of a span of `reading`."""
        if not self.anchors:
            return span
        start = min(self._back(span.start), len(self.content))
        if span.start == span.end:
            return Span(start, start)
        last = self._back(span.end - 1)
        # The last character may stand for all of "&rdquo;".
        reference = hypertext.REFERENCE.match(self.content, last)
        end = reference.end() if reference else min(last + 1, len(self.content))
        return Span(start, max(start, end))

    def _back(self, offset: int) -> int:
        return edits.origin(self.anchors, offset)


def read(path: Path) -> Text:
    """The text of a file; `name` is its path as given."""
    name = str(path)
    try:
        if path.is_dir():
            raise UnusableSourceError(_folder(path))
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise UnusableSourceError(_too_large(_megabytes(path.stat().st_size), name))
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except FileNotFoundError as fault:
        raise UnusableSourceError(f"{name}: no such file{_near(path)}") from fault
    except PermissionError as fault:
        raise UnusableSourceError(
            f"{name}: you have no permission to read it; change its permissions or name a copy"
        ) from fault
    except (OSError, ValueError) as fault:
        what = fault.strerror if isinstance(fault, OSError) and fault.strerror else fault
        raise UnusableSourceError(f"{name}: cannot be read ({what}); name a text file") from fault


def read_stream(stream: BinaryIO, name: str = "-") -> Text:
    """The text of an open stream, standard input as a rule; no more is read than a text may hold."""
    raw = bytearray()
    while len(raw) <= MAX_BYTES:
        more = stream.read(MAX_BYTES + 1 - len(raw))
        if not more:
            return from_bytes(bytes(raw), name)
        raw += more
    raise UnusableSourceError(_too_large(f"more than {_megabytes(MAX_BYTES)}", name))


def from_bytes(raw: bytes, name: str) -> Text:
    """The text of bytes at hand; `name` is for messages, and its ending may say that it is Markdown."""
    if len(raw) > MAX_BYTES:
        raise UnusableSourceError(_too_large(_megabytes(len(raw)), name))
    content, encoding = (raw.startswith(_PAPERS) and _paper(raw, name)) or decode(raw, name)
    reading = markup.undo(content, name)
    if not reading.text.strip():
        what = "holds nothing but markup" if content.strip() and "<" in content else "empty or white space only"
        raise UnusableSourceError(f"{name}: {what}; name a file that holds the text of a license")
    return Text(name, content, hashlib.sha256(raw).hexdigest(), encoding, reading.text, reading.anchors)


def _paper(raw: bytes, name: str) -> tuple[str, str] | None:
    from analyzer import papers  # noqa: PLC0415 (seldom needed, and it costs start-up time)

    kind = papers.kind_of(raw)
    return (papers.text(raw, kind, name), kind) if kind else None


def _folder(path: Path) -> str:
    names = sorted(entry.name for entry in path.iterdir() if _LICENSES.match(entry.name) and entry.is_file())
    message = f"{path}: a folder; folders are not read by this command yet, name a file in it"
    if not names:
        return message
    some = ", ".join(str(path / name) for name in names[:_SUGGESTED])
    more = f" and {len(names) - _SUGGESTED} more" if len(names) > _SUGGESTED else ""
    return f"{message}: {some}{more}"


def _near(path: Path) -> str:
    """The file beside it that may have been meant."""
    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return "; check the path"
    return records.nearest(path.name, beside) or "; check the path"


def _too_large(size: str, name: str) -> str:
    return f"{name}: {size}; a license text holds at most {_megabytes(MAX_BYTES)}, name the license alone"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")
