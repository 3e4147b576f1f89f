"""What is known: licenses, terms, criteria, grades, releases, as rows.

Comes in: the name of a list. Goes out: rows of words. Example: `rows("terms")[0]["term"]` is "arbitration".
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from analyzer import catalog, records, resources
from analyzer.render.wording import wording
from analyzer.rulebook import criterion_sets, grades
from analyzer.rules import term_rules

Rows = list[dict[str, str]]
_LEAST = 12
_GAP = 2


def rows(what: str) -> Rows:
    """The rows of a list; the keys of the first are the column heads."""
    return _LISTS[what]()


def table(found: Rows, width: int) -> str:
    """Rows as a table that fits a width, long cells wrapped; where the width is too small, one cell under another."""
    from tabulate import tabulate  # noqa: PLC0415 (costs start-up time; only lists need it)

    if not found:
        return "nothing is known\n"
    heads = list(found[0])
    widths = _widths(found, heads, width)
    if sum(widths) + _GAP * (len(widths) - 1) > width:
        return "\n".join(_stacked(found, heads, width))
    return tabulate(
        [[row[head] for head in heads] for row in found],
        headers=heads,
        tablefmt="plain",
        disable_numparse=True,
        maxcolwidths=widths,
    )


def _stacked(found: Rows, heads: Sequence[str], width: int) -> Iterator[str]:
    for row in found:
        yield from textwrap.wrap(row[heads[0]], width)
        for head in heads[1:]:
            if row[head]:
                yield from textwrap.wrap(f"{head}: {row[head]}", width, initial_indent="  ", subsequent_indent="    ")


def _widths(found: Rows, heads: Sequence[str], width: int) -> list[int]:
    """The width of each column: what it needs, the widest ones cut until all fit."""
    needed = {head: max(len(head), *(len(row[head]) for row in found)) for head in heads}
    room = width - _GAP * (len(heads) - 1)
    while sum(needed.values()) > room:
        widest = max(needed, key=lambda head: needed[head])
        if needed[widest] <= _LEAST:
            break
        needed[widest] -= 1
    return [needed[head] for head in heads]


def _licenses() -> Rows:
    return [
        {"id": one.id, "name": one.name, "SPDX": one.spdx, "date": one.date or "", "text": _text(one)}
        for one in catalog.records().values()
    ]


def _text(record: catalog.LicenseRecord) -> str:
    return "at hand" if catalog.has_text(record) else ""


def _terms() -> Rows:
    return [
        {"term": name, "values": ", ".join(rule.values) if rule.kind == "choice" else rule.kind, "means": rule.means}
        for name, rule in term_rules().items()
    ]


def _criteria() -> Rows:
    names = wording().sets
    return [
        {"criterion": one.id, "of": names.get(name, name), "asks": one.question}
        for name, found in criterion_sets().items()
        for one in found
    ]


def _grades() -> Rows:
    return [{"grade": rule.grade.value, "means": rule.means} for rule in grades()]


def _releases() -> Rows:
    found = [records.read_yaml(path) for path in sorted(resources.folder("seeds").glob("*.yaml"))]
    return [
        {"release": str(one["id"]), "name": str(one.get("name", "")), "developer": str(one.get("developer", ""))}
        for one in found
    ]


_LISTS: dict[str, Callable[[], Rows]] = {
    "licenses": _licenses,
    "terms": _terms,
    "criteria": _criteria,
    "grades": _grades,
    "releases": _releases,
}
