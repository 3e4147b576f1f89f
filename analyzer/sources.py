"""A source as a user names it: a file, "-" for standard input, or the id or alias of a known license.

Comes in: the word from the command line. Goes out: a `Source` with its text, or its record where the text is not at
hand. Example: `resolve("mit")`, `resolve("LICENSE")`, `resolve("-")`. A path is tried first, then a license.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from analyzer import catalog, intake
from analyzer.catalog import LicenseRecord
from analyzer.errors import UnusableSourceError
from analyzer.intake import Text

_STDIN = "-"
_LONGEST_PATH = 4096
_LONGEST_ID = 80


class Source(msgspec.Struct, frozen=True):
    """What a word stood for: `text`, or only the `record` of a known license; `remark` is for the user."""

    name: str
    text: Text | None
    record: LicenseRecord | None = None
    remark: str = ""


def resolve(name: str) -> Source:
    """The source of a name; UnusableSourceError tells what is wrong and what to do."""
    if name == _STDIN:
        return Source("standard input", _standard_input())
    if not name.strip():
        raise UnusableSourceError("an empty name; name a file, '-' or a known license")
    if len(name) > _LONGEST_PATH:
        raise UnusableSourceError(
            f"{name[:_LONGEST_ID]}…: a name of {len(name)} characters; name a file, or a known license"
        )
    path = Path(name)
    if _exists(path):
        return _folder(name, path) if path.is_dir() else Source(name, intake.read(path))
    record = catalog.find(name)
    if record is not None:
        return _known(name, record)
    text = catalog.text_of_key(name) if len(name) <= _LONGEST_ID else None
    if text is not None:
        return Source(name, text)
    if _is_pathlike(name):
        return Source(name, intake.read(path))
    raise UnusableSourceError(_unknown(name))


def _standard_input() -> Text:
    if sys.stdin is None:
        raise UnusableSourceError("-: standard input is closed; name a file")
    try:
        return intake.read_stream(sys.stdin.buffer, _STDIN)
    except OSError as fault:
        raise UnusableSourceError(f"-: cannot be read ({fault.strerror or fault}); name a file") from fault


def _folder(name: str, path: Path) -> Source:
    """The license text that governs the weights of a model folder."""
    from analyzer import folders  # noqa: PLC0415 (a file needs nothing of it, and it costs start-up time)

    found = folders.read(path)
    if found.governing is None:
        raise UnusableSourceError(
            f"{path}: no license text is in this folder; `openterms report {path}` tells what its README declares"
        )
    others = [one.file for one in found.licenses if one is not found.governing]
    more = f"; there are also {', '.join(others)}" if others else ""
    remark = f"Read from {path}: {found.governing.file}{more}."
    return Source(name, found.governing.text, remark=remark)


def _known(name: str, record: LicenseRecord) -> Source:
    text = catalog.text_of(record)
    remarks = []
    before = catalog.older(record)
    if before and name.casefold() != record.id:
        remarks.append(f"{name!r} stands for the newest text, {record.id}; older: {', '.join(before)}.")
    if text is None and not record.terms:
        where = f"; its text is at {record.source}" if record.source else ""
        raise UnusableSourceError(
            f"{name}: {record.name} is known, but neither its text nor reviewed terms are at hand{where}. "
            "Download the text and name the file."
        )
    if text is None:
        remarks.append(
            "Answered from the reviewed record: the text is not at hand, so there are no quotes. "
            "Name a file with the text, or install openterms[texts]."
        )
    return Source(name, text, record, " ".join(remarks))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_pathlike(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".txt", ".md", ".html", ".htm", ".license", ".LICENSE"))


def _unknown(name: str) -> str:
    near = catalog.nearest(name) if len(name) <= _LONGEST_ID else []
    shown = name if len(name) <= _LONGEST_ID else name[:_LONGEST_ID] + "…"
    nearest = f" Nearest known: {', '.join(near)}." if near else ""
    return (
        f"{shown}: neither a file nor a known license.{nearest} `openterms list licenses` names those that are known."
    )
