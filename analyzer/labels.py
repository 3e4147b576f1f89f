"""Labels that people gave to texts: the terms of one text (YAML) and open or not for many (CSV).

Comes in: a folder of `<name>.yaml`, or a CSV file. Goes out: frozen records, ordered by name, and the sentences of a
text that begin with given words. Example: `terms: {use: {value: granted, section: "2", starts: You may use}}`.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from analyzer import records
from analyzer.errors import UsageError
from analyzer.patterns import regex
from analyzer.spans import Span

_WORD = regex(r"[^\W_]+")
_END = regex(
    r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bNo)(?<!\bSec)(?<!\bArt)(?<!\be\.g)(?<!\bi\.e)(?<!\bU\.S)"
    r"[.!?][\"\u201d\u2019)\]*_]*\s+(?=[\"\u201c\u2018(\[*_#]*[A-Z0-9])|\n[ \t\r]*\n"
)


class TermLabel(msgspec.Struct, frozen=True, kw_only=True):
    """The value of one term, and where a reader saw it: section in the reader's words, first words of the sentence."""

    value: Any
    section: str = ""
    starts: str = ""


class VerdictLabel(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a reviewer found: open (true, false, "arguable") and the numbers of the OSD criteria that are violated."""

    open: bool | str
    osd_violated: list[int]
    why: str = ""


class TextLabels(msgspec.Struct, frozen=True, kw_only=True):
    """All labels of one text; `disputed` names the terms on which two readers differ: they are not scored."""

    slug: str
    terms: dict[str, TermLabel]
    verdict: VerdictLabel
    disputed: list[str] = []


class OpennessLabel(msgspec.Struct, frozen=True):
    """Open or not for one known text: an authority's word, else (weaker) the category it is filed under."""

    key: str
    authority_open: bool | None
    category_closed: bool
    language: str


def read_term_labels(folder: Path) -> tuple[TextLabels, ...]:
    """The labels in a folder, one text a YAML file; UsageError where there are none."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise UsageError(f"{folder}: no label files (*.yaml) here; give the folder that holds one YAML file a text")
    return tuple(sorted((records.load(path, TextLabels) for path in paths), key=lambda labels: labels.slug))


def read_openness(path: Path) -> tuple[OpennessLabel, ...]:
    """The rows of a CSV file with the columns key, authority_open, category_closed, language."""
    needed = {"key", "authority_open", "category_closed", "language"}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = sorted(needed - set(rows.fieldnames or ()))
            if missing:
                raise UsageError(
                    f"{path}: the columns {', '.join(missing)} are missing; a file of openness labels has the columns"
                    f" {', '.join(sorted(needed))}"
                )
            found = [
                OpennessLabel(
                    row["key"],
                    {"1": True, "0": False}.get(row["authority_open"]),
                    row["category_closed"] == "1",
                    row["language"],
                )
                for row in rows
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise UsageError(f"{path}: cannot be read as CSV ({fault}); save it as UTF-8 with a header line") from fault
    return tuple(sorted(found, key=lambda label: label.key))


class Sentences(msgspec.Struct, frozen=True, dict=True):
    """Finds the sentences of a text by their first words; white space, case and punctuation do not count."""

    content: str

    @cached_property
    def _folded(self) -> tuple[str, list[int], list[int]]:
        """The words joined by spaces, where each begins in that string, and where in the text."""
        words = [(match[0].casefold(), match.start()) for match in _WORD.finditer(self.content)]
        joined = list(accumulate((len(word) + 1 for word, _ in words), initial=1))
        return " " + " ".join(word for word, _ in words), joined, [start for _, start in words]

    def beginning(self, starts: str) -> tuple[Span, ...]:
        """Every sentence that begins with these words, in order; empty where none does."""
        wanted = " " + " ".join(word.casefold() for word in _WORD.findall(starts))
        folded, joined, places = self._folded
        found: list[Span] = []
        at = folded.find(wanted) if len(wanted) > 1 else -1
        while at >= 0:
            first = bisect_right(joined, at + 1) - 1
            last = bisect_right(joined, at + len(wanted) - 1) - 1
            end = _END.search(self.content, places[last])
            found.append(Span(places[first], end.start() + 1 if end else len(self.content)))
            at = folded.find(wanted, at + 1)
        return tuple(found)
