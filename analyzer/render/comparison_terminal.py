"""A comparison on a terminal: readable in a minute, without colour, what matters first.

Comes in: a `Page` and a console. Goes out: lines. Words that are gone stand as [-gone-], new ones as {+new+}.
Example: `print_page(page(found, names), console)`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.align import Kind
from analyzer.compare import Direction
from analyzer.render.comparison import Cell, ClauseLine, Clauses, CriterionLine, Difference, Page
from analyzer.render.plain import Line, PlainConsole, print_lines
from analyzer.render.quotes import shorten

if TYPE_CHECKING:
    from rich.console import Console

_MIN_WIDTH = 60
_LABEL = 15
_MOST = 6
_AROUND = 40
_STYLES = {
    Direction.LOOSER: "bold green",
    Direction.TIGHTER: "bold red",
    Direction.DIFFERENT: "bold yellow",
    Direction.UNCLEAR: "bold magenta",
    Direction.EQUAL: "dim",
    None: "",
}
_OPEN_STYLES = {True: "bold green", False: "bold red", "arguable": "bold yellow"}
_SIGNS = {"-": ("[-", "-]", "red"), "+": ("{+", "+}", "green"), "=": ("", "", "dim")}


def print_page(told: Page, console: Console | PlainConsole) -> None:
    """Print a comparison."""
    print_lines(lines(told, max(_MIN_WIDTH, console.width)), console)


def lines(told: Page, width: int) -> Iterator[Line]:
    """The lines of a comparison, none wider than `width`."""
    yield from _head(told, width)
    yield []
    if told.differs:
        yield [(f"What differs ({len(told.differs)}), the gravest first", "bold")]
    else:
        yield [("No term differs.", "bold")]
    for one in told.differs:
        yield from _difference(one, width)
    for pairs in told.clauses:
        yield from _clauses(pairs, width)
    yield []
    yield from _wrapped(f"Equal ({len(told.equal) + len(told.silent)}): " + "; ".join(told.equal) + ".", width)
    if told.silent:
        yield from _wrapped(f"None of them says anything of: {', '.join(told.silent)}.", width, style="dim")
    yield from _criteria(told, width)
    yield []
    yield from _wrapped(told.foot, width, style="dim")


def _head(told: Page, width: int) -> Iterator[Line]:
    for side in told.sides:
        yield [(f"{side.letter}  ", "bold cyan"), (shorten(side.name, width - 3), "bold")]
        score = "" if side.score is None else f" · score {side.score}"
        rest = f" · {side.grade}{score}" if side.grade else ""
        yield [("   " + side.headline, _OPEN_STYLES.get(side.openness, "bold")), (rest, "")]
        yield from _wrapped(side.recognized, width, indent=3, style="dim")
    first = told.sides[0].letter
    if told.differs:
        yield []
    for letter, counts in told.tally:
        if counts:
            words = ", ".join(f"{kind} in {count}" for kind, count in counts)
            yield from _wrapped(f"For the licensee {letter} is, beside {first}, {words}.", width)


def _difference(one: Difference, width: int) -> Iterator[Line]:
    yield []
    told = [cell for cell in one.cells if cell.direction not in {None, Direction.EQUAL}]
    marks: Line = [(f"  {cell.letter} {cell.direction}", _STYLES[cell.direction]) for cell in told]
    yield [(one.title, "bold"), *marks]
    for cell in one.cells:
        yield from _cell(cell, width)


def _cell(cell: Cell, width: int) -> Iterator[Line]:
    section = cell.quotes[0].section if cell.quotes else ""
    label = f"  {cell.letter} {shorten(section, _LABEL - 5)}".ljust(_LABEL)
    only = f" (only here: {', '.join(cell.only)})" if cell.only else ""
    filled = textwrap.wrap(cell.said + only, width - _LABEL) or [""]
    for at, part in enumerate(filled):
        yield [(label if at == 0 else " " * _LABEL, "cyan"), (part, "")]
    if cell.quotes and cell.quotes[0].text is not None:
        quote = cell.quotes[0]
        yield [(" " * _LABEL, ""), (f"“{shorten(quote.text or '', width - _LABEL - 2, list(quote.words))}”", "dim")]


def _clauses(told: Clauses, width: int) -> Iterator[Line]:
    first, second = told.letters
    yield []
    if told.lines is None:
        yield from _wrapped(f"Clauses of {first} and {second}: a text is not at hand, so they are not compared.", width)
        return
    reworded = told.count(Kind.REWORDED)
    parts = [
        f"{told.count(Kind.SAME)} the same",
        f"{told.count(Kind.MOVED)} moved",
        f"{reworded} reworded ({told.count(Kind.REWORDED, meaning=True)} read alike)",
        f"{told.count(Kind.REMOVED)} only in {first}",
        f"{told.count(Kind.ADDED)} only in {second}",
    ]
    yield [(f"Clauses, {first} to {second}", "bold")]
    yield from _wrapped(", ".join(parts) + ".", width, indent=2)
    for title, found, style in (
        (f"Only in {first}", told.of(Kind.REMOVED), "red"),
        (f"Only in {second}", told.of(Kind.ADDED), "green"),
        ("Reworded, read otherwise", told.of(Kind.REWORDED, meaning=False), "yellow"),
        ("Moved", told.of(Kind.MOVED), "cyan"),
    ):
        yield from _group(title, found, width, style)


def _group(title: str, found: Sequence[ClauseLine], width: int, style: str) -> Iterator[Line]:
    if not found:
        return
    yield [("  " + title, style)]
    shown = [one for one in found if one.modality not in _FRAME] or list(found)
    for one in shown[:_MOST]:
        yield from _clause(one, width)
    if len(found) > min(_MOST, len(shown)):
        more = len(found) - min(_MOST, len(shown))
        yield [(f"    and {more} more: --format markdown, html or json shows all", "dim")]


_FRAME = {"provision", "disclaimer"}


def _clause(one: ClauseLine, width: int) -> Iterator[Line]:
    sections = [place.section or "-" for place in (one.first, one.second) if place]
    label = shorten(" > ".join(dict.fromkeys(sections)), _LABEL - 5)
    room = width - _LABEL
    if one.kind is Kind.REWORDED:
        rows = _marked(one.words, room)
    else:
        place = one.second or one.first
        rows = [[(shorten((place.text if place else "") or "", room), "dim")]]
    for at, row in enumerate(rows):
        yield [(("    " + label if at == 0 else "").ljust(_LABEL), "cyan"), *row]


def _marked(words: Sequence[tuple[str, str]], room: int) -> list[Line]:
    """The words of a changed clause with what is gone and what came; long runs that stayed are cut."""
    rows: list[Line] = [[]]
    used = 0
    parted = False
    for at, (sign, run) in enumerate(words):
        left, right, style = _SIGNS[sign]
        core = run.strip() if sign != "=" else _cut(run, first=at == 0, last=at == len(words) - 1)
        parted = parted or run[:1].isspace() or (sign == "+" and at > 0 and words[at - 1][0] == "-")
        for place, piece in enumerate((left + core.strip() + right).split()):
            blank = " " if used and (place or parted) else ""
            if used and used + len(blank + piece) > room:
                rows.append([])
                used, blank = 0, ""
            rows[-1].append((blank + piece[:room], style))
            used += len(blank + piece[:room])
        parted = run[-1:].isspace()
    return rows


def _cut(run: str, *, first: bool, last: bool) -> str:
    if len(run) <= 2 * _AROUND + 3:
        return run
    head = "" if first else run[:_AROUND].rsplit(" ", 1)[0]
    tail = "" if last else run[-_AROUND:].split(" ", 1)[-1]
    return f"{head} … {tail}".strip()


def _criteria(told: Page, width: int) -> Iterator[Line]:
    yield []
    column = max(len(answer) for row in told.criteria for answer in row.answers) + 2
    room = max(20, width - column * len(told.sides))
    letters = "".join(side.letter.ljust(column) for side in told.sides)
    yield [("Criteria".ljust(min(room, 44)), "bold"), (letters.rstrip(), "bold cyan")]
    for row in told.criteria:
        if row.is_set or row.differs:
            yield _criterion(row, min(room, 44), column)


def _criterion(row: CriterionLine, room: int, column: int) -> Line:
    name = shorten(row.name if row.is_set else "  " + row.name.replace("  ", " "), room - 1)
    name = name if row.is_set else "  " + name.lstrip()
    answers = "".join(answer.ljust(column) for answer in row.answers).rstrip()
    return [(name[: room - 1].ljust(room), "bold" if row.is_set else ""), (answers, "yellow" if row.differs else "")]


def _wrapped(words: str, width: int, indent: int = 0, style: str = "") -> Iterator[Line]:
    for part in textwrap.wrap(words, max(10, width - indent)):
        yield [(" " * indent + part, style)]
