r"""Bytes to characters: Unicode where it is said or valid, else the old encoding the bytes look like.

Comes in: raw bytes. Goes out: the characters and the name of the encoding, or an `UnusableSourceError` that says which
other kind of file it is. Example: b"\xef\xbb\xbfYou may" is "You may" in "utf-8".
"""

from __future__ import annotations

import codecs

from analyzer.errors import UnusableSourceError
from analyzer.patterns import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EXPORT = "save its text as a .txt file (UTF-8) and name that"
_UNPACK = "unpack it and name the license file inside"
_ZIP = b"PK\x03\x04"
_KINDS = (
    (b"{\\rtf", "an RTF document", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "an old Word document", _EXPORT),
    (_ZIP, "a zip archive", _UNPACK),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\x89PNG", "a picture", "name the text of the license"),
    (b"\xff\xd8\xff", "a picture", "name the text of the license"),
    (b"GIF8", "a picture", "name the text of the license"),
    (b"GGUF", "a file of weights", "name the license beside it"),
    (b"\x7fELF", "a program", "name the text of the license"),
)
_OFFICE = (
    (b"xl/", "a spreadsheet"),
    (b"ppt/", "a slide show"),
    (b"opendocument", "an OpenDocument file"),
)
_BINARY = "not a text file ({why}); name a plain text, Markdown or HTML file"
_CONTROL = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_PLAIN = bytes([*range(9, 14), 0x1B, *range(32, 127)])  # of ASCII, what is no such character
_HIGH = regex(rb"[\x80-\xff]+")
_SAMPLE = 200_000
_DAMAGED = "utf-8 (damaged)"


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """The characters of a text file and its encoding; `name` is for messages."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            content, said = _marked(raw[len(mark) :], encoding, name)
            return _checked(content, said, name)
    _refuse_kinds(raw, name)
    if b"\x00" in raw:
        raise UnusableSourceError(f"{name}: " + _BINARY.format(why="it holds NUL bytes"))
    content, encoding = _guess(raw)
    return _checked(content, encoding, name)


def _marked(raw: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return raw.decode(encoding), encoding
    except UnicodeDecodeError as fault:
        if encoding == "utf-8":
            return raw.decode(encoding, "replace"), _DAMAGED
        raise UnusableSourceError(
            f"{name}: begins as {encoding.upper()} but is not valid at byte {fault.start}; save it as UTF-8"
        ) from fault


def _refuse_kinds(raw: bytes, name: str) -> None:
    for magic, kind, mend in _KINDS:
        if raw.startswith(magic):
            office = [(what, _EXPORT) for sign, what in _OFFICE if magic == _ZIP and sign in raw[:_SAMPLE]]
            what, advice = office[0] if office else (kind, mend)
            raise UnusableSourceError(f"{name}: {what}, not a text file; {advice}")


def _guess(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    # A few broken bytes in a text that is UTF-8 elsewhere.
    loose = raw.decode("utf-8", "replace")
    if loose.count("\ufffd") * 4 < sum(not char.isascii() for char in loose):
        return loose, _DAMAGED
    if _chinese(raw):
        return raw.decode("gb18030", "replace"), "gb18030"
    try:
        return raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "latin-1"


def _chinese(raw: bytes) -> bool:
    """High bytes come in pairs that open with those of the common characters and stops."""
    pairs = common = odd = 0
    for run in _HIGH.finditer(raw[:_SAMPLE]):
        words = run.group()
        odd += len(words) % 2
        leads = words[: len(words) - 1 : 2]
        pairs += len(leads)
        common += sum(0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3 for lead in leads)
    return pairs > odd * 4 and common * 10 > pairs * 7


def _checked(content: str, encoding: str, name: str) -> tuple[str, str]:
    sample = content[:_SAMPLE]
    if "\x00" in content:
        raise UnusableSourceError(f"{name}: " + _BINARY.format(why="it holds NUL characters"))
    strange = sample.encode().translate(None, _PLAIN) if sample.isascii() else _CONTROL.findall(sample)
    if len(strange) * 10 > len(sample):
        raise UnusableSourceError(f"{name}: " + _BINARY.format(why="it holds mostly control characters"))
    return content, encoding
