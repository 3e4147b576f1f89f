"""PDF and Word files to text, with the libraries of the extra `docs`: words only, no pictures, pages joined.

Comes in: the bytes of a file. Goes out: its words as plain text; UnusableSourceError where it is encrypted, broken, too
large or holds pictures of pages only. Example: a Word file with a numbered list gives "1. You may copy.". Both kinds of
files are hostile input: sizes are checked before anything is unpacked, and nothing but the file itself is opened.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from analyzer import hypertext
from analyzer.errors import UnusableSourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

PDF, WORD = "PDF", "Word"
MAX_PAGES = 400
MAX_CHARACTERS = 5_000_000
# Of all XML in a Word file, unpacked: the tree of a parsed file takes some fifty times as much.
MAX_XML = 8_000_000
_MAGIC = b"%PDF-"
_ZIP = b"PK\x03\x04"
_WORD_PART = b"word/"
_LOOKED_AT = 200_000
_NOUNS = {PDF: "a PDF", WORD: "a Word file"}
_INSTEAD = "save its text as a .txt file (UTF-8) and name that"
_EDGE = 3  # lines at the top and at the bottom of a page that may be its header or footer
_PAGE_NUMBER = re.compile(r"(?:page\s+|-\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4}|\s*-)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "-"})


def kind_of(raw: bytes) -> str:
    """PDF, WORD, or "" for anything else, by the first bytes and the names of the parts."""
    if raw.startswith(_MAGIC):
        return PDF
    # The parts are named before each and once more at the end.
    is_word = raw.startswith(_ZIP) and (_WORD_PART in raw[:_LOOKED_AT] or _WORD_PART in raw[-_LOOKED_AT:])
    return WORD if is_word else ""


def text(raw: bytes, kind: str, name: str) -> str:
    """The words of a file of a kind; `name` is for messages."""
    noun = _NOUNS[kind]
    try:
        words = _pdf(raw, name) if kind == PDF else _word(raw, name)
    except UnusableSourceError:
        raise
    except ImportError as fault:
        raise UnusableSourceError(
            f"{name}: {noun}; to read it: pip install 'openterms[docs]', or {_INSTEAD}"
        ) from fault
    # The libraries raise what they like on broken files: their own errors, KeyError, RecursionError and others.
    except Exception as fault:
        raise UnusableSourceError(f"{name}: {noun} that is broken or cut off; {_INSTEAD}") from fault
    if len(words) > MAX_CHARACTERS:
        raise UnusableSourceError(
            f"{name}: {noun} with more than {MAX_CHARACTERS:,} characters; name the license alone"
        )
    if not words.strip():
        what = "holds pictures of pages, no text" if kind == PDF else "holds no text"
        raise UnusableSourceError(f"{name}: {noun} that {what}; {_INSTEAD}")
    return words


def _pdf(raw: bytes, name: str) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 (an extra)

    # What the library says about odd files is no business of the user's.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted and not _unlocked(reader):
        raise UnusableSourceError(f"{name}: an encrypted PDF; take off its password, or {_INSTEAD}")
    if len(reader.pages) > MAX_PAGES:
        raise UnusableSourceError(
            f"{name}: a PDF of {len(reader.pages)} pages; a license has at most {MAX_PAGES}, name the license alone"
        )
    pages, size = [], 0
    for page in reader.pages:
        pages.append(page.extract_text().translate(_LIGATURES))
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            break
    return joined(pages)


def _unlocked(reader: PdfReader) -> bool:
    """Whether the empty password opens it, as with files that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001 (a cipher that takes yet another library is a locked door as well)
        return False


def joined(pages: Sequence[str]) -> str:
    """Pages as one text, without the lines that stand at the edge of most pages and without page numbers."""
    split = [[line.rstrip() for line in page.strip("\n").splitlines()] for page in pages]
    edges = Counter(
        mark for lines in split for mark in {_mark(line) for line in (*lines[:_EDGE], *lines[-_EDGE:]) if line.strip()}
    )
    repeated = {mark for mark, count in edges.items() if count > 1 and count * 2 > len(split)}

    def is_body(at: int, lines: list[str]) -> bool:
        if _EDGE <= at < len(lines) - _EDGE:
            return True
        # A number alone is a page's own at its very edge only: it may be that of a clause.
        outermost = at in {0, len(lines) - 1}
        return _mark(lines[at]) not in repeated and not (outermost and _PAGE_NUMBER.fullmatch(lines[at].strip()))

    kept = ["\n".join(line for at, line in enumerate(lines) if is_body(at, lines)).strip("\n") for lines in split]
    return "\n".join(page for page in kept if page.strip())


def _mark(line: str) -> str:
    """A line with its numbers made equal, so that "Page 2 of 9" repeats "Page 1 of 9"."""
    return _DIGITS.sub("0", " ".join(line.split()))


def _word(raw: bytes, name: str) -> str:
    import mammoth  # noqa: PLC0415 (an extra)

    with zipfile.ZipFile(BytesIO(raw)) as parts:
        size = sum(part.file_size for part in parts.infolist() if part.filename.endswith((".xml", ".rels")))
        # No more than the declared size is ever unpacked of a part.
        if size > MAX_XML:
            raise UnusableSourceError(
                f"{name}: a Word file that unpacks to {size / 1_000_000:.0f} MB; name the license alone, or {_INSTEAD}"
            )
        names = [part.filename for part in parts.infolist() if part.filename.endswith((".xml", ".rels"))]
        if any(b"<!DOCTYPE" in parts.read(part) for part in names):
            raise UnusableSourceError(f"{name}: a Word file with declarations of its own; {_INSTEAD}")
    html: str = mammoth.convert_to_html(BytesIO(raw), convert_image=_no_picture, external_file_access=False).value
    return hypertext.undo(html, page=True).text


def _no_picture(image: Any) -> list[Any]:
    del image
    return []
