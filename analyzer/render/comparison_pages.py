"""A comparison as Markdown and as one HTML page; the words of licenses are escaped, they are hostile input.

Comes in: a `Page`. Goes out: Markdown that shows right on GitHub, or HTML without scripts or anything from elsewhere.
Example: `markdown(page(found, names))` begins with "# Acme 1 and Acme 2".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer import resources
from analyzer.align import Kind
from analyzer.compare import Direction
from analyzer.render.comparison import Cell, ClauseLine, Clauses, Page
from analyzer.render.markdown import escaped
from analyzer.render.quotes import shorten
from analyzer.render.summary import Quote

_QUOTE = 400


def markdown(told: Page) -> str:
    """The comparison as a Markdown page."""
    return "\n".join(_lines(told)) + "\n"


def html(told: Page) -> str:
    """The comparison as one HTML page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (only this format needs it)

    environment = Environment(
        loader=FileSystemLoader(resources.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("comparison.html")
    return template.render(page=told, kinds=_GROUPS, equal=Direction.EQUAL, same=Kind.SAME, shorten=_short)


_GROUPS = (
    ("Only in {first}", Kind.REMOVED, None),
    ("Only in {second}", Kind.ADDED, None),
    ("Reworded, read otherwise", Kind.REWORDED, False),
    ("Reworded, read alike", Kind.REWORDED, True),
    ("Moved", Kind.MOVED, None),
)


def _short(quote: Quote) -> str:
    return shorten(quote.text or "", _QUOTE, list(quote.words))


def _lines(told: Page) -> Iterator[str]:
    yield "# " + " and ".join(escaped(side.name) for side in told.sides)
    yield from ("", "| | license | open | grade | score | recognized |", "|---|---|---|---|---|---|")
    for side in told.sides:
        score = "" if side.score is None else str(side.score)
        cells = (side.letter, escaped(side.name), side.headline, side.grade, score, escaped(side.recognized))
        yield "| " + " | ".join(cells) + " |"
    first = told.sides[0].letter
    yield ""
    for letter, counts in told.tally:
        if counts:
            words = ", ".join(f"{kind} in {count}" for kind, count in counts)
            yield f"For the licensee {letter} is, beside {first}, {words}."
    yield from ("", f"## What differs ({len(told.differs)})", "")
    if told.differs:
        letters = [side.letter for side in told.sides]
        yield "| term | " + " | ".join(letters) + " |"
        yield "|---|" + "---|" * len(letters)
        for one in told.differs:
            yield f"| **{escaped(one.title)}** | " + " | ".join(_cell(cell) for cell in one.cells) + " |"
    else:
        yield "No term differs."
    for found in told.clauses:
        yield from _clauses(found)
    yield from _folded(f"Equal ({len(told.equal)})", [f"- {escaped(one)}" for one in told.equal])
    silent = escaped(", ".join(told.silent))
    yield from _folded(f"None of them says anything ({len(told.silent)})", [silent] if silent else [])
    yield from _criteria(told)
    yield from ("", escaped(told.foot))


def _cell(cell: Cell) -> str:
    parts = []
    if cell.direction not in {None, Direction.EQUAL}:
        parts.append(f"*{cell.direction}*:")
    parts.append(escaped(cell.said))
    if cell.only:
        parts.append(f"(only here: {escaped(', '.join(cell.only))})")
    if cell.quotes:
        place = cell.quotes[0]
        words = "" if place.text is None else f"“{escaped(shorten(place.text, _QUOTE, list(place.words)))}”"
        parts.append("<br>" + ": ".join(part for part in (escaped(place.section), words) if part))
    return " ".join(parts)


def _clauses(told: Clauses) -> Iterator[str]:
    first, second = told.letters
    yield from ("", f"## Clauses, {first} to {second}", "")
    if told.lines is None:
        yield "A text is not at hand, so its clauses are not compared."
        return
    yield f"{told.count(Kind.SAME)} are the same."
    for title, kind, meaning in _GROUPS:
        found = told.of(kind, meaning=meaning)
        if found:
            name = title.format(first=first, second=second)
            yield from ("", f"### {name} ({len(found)})", "")
            yield from (f"- {_clause(one)}" for one in found)


def _clause(one: ClauseLine) -> str:
    sections = [escaped(place.section or "-") for place in (one.first, one.second) if place]
    label = " → ".join(dict.fromkeys(sections))
    if one.kind is not Kind.REWORDED:
        place = one.second or one.first
        return f"{label}: “{escaped((place.text if place else '') or '')}”"
    return f"{label}: {_marked(one.words)}"


def _marked(words: Sequence[tuple[str, str]]) -> str:
    marks = {"-": "~~{}~~", "+": "**{}**", "=": "{}"}
    parts = []
    for sign, run in words:
        core = escaped(run)
        if core:
            parts.append(
                ("" if run[:1].strip() else " ") + marks[sign].format(core) + ("" if run[-1:].strip() else " ")
            )
    return "".join(parts).strip()


def _folded(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", "<details>", f"<summary>{title}</summary>", "", *lines, "", "</details>")


def _criteria(told: Page) -> Iterator[str]:
    letters = [side.letter for side in told.sides]
    yield from ("", "## Criteria", "", "| criterion | " + " | ".join(letters) + " |", "|---|" + "---|" * len(letters))
    for row in told.criteria:
        if row.is_set or row.differs:
            name = f"**{escaped(row.name)}**" if row.is_set else escaped(row.name)
            yield f"| {name} | " + " | ".join(row.answers) + " |"
