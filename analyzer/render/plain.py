"""A console without colour for what is piped or written to a file, so that most output needs no rich.

Comes in: lines. Goes out: the same characters as rich would print there. Example: `console("auto")` is a `PlainConsole`
where standard output is a pipe; a line it cannot vouch for, too wide or with wide characters, goes through rich.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console

Line: TypeAlias = list[tuple[str, str]]
"""Words, each run with its style."""

_ONE_CELL = str.maketrans("", "", "…“”‘’—–·─•§©®")  # besides ASCII, and sure to be as wide
_DEFAULT_WIDTH = 80
_ASKED_FOR = ("FORCE_COLOR", "TTY_COMPATIBLE")


class PlainConsole:
    """As wide as rich would say; `styled` is the console of rich, made where it is needed."""

    def __init__(self) -> None:
        self.width = _width()

    @property
    def styled(self) -> Console:
        """The same by rich."""
        return rich_console("auto")

    def print(self, line: str = "") -> None:
        """Print a line that `can_print`."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()  # a full disk is told now, by the command

    def can_print(self, line: str) -> bool:
        """Whether a line comes out as it is."""
        rest = line.translate(_ONE_CELL)
        return len(line) <= self.width and rest.isascii() and rest.isprintable()


def console(color: Literal["auto", "always", "never"]) -> Console | PlainConsole:
    """The plain console where there can be no colour and no width to ask a terminal for, else that of rich."""
    piped = not (sys.stdout.isatty() or any(os.environ.get(name) is not None for name in _ASKED_FOR))
    return PlainConsole() if piped and color != "always" else rich_console(color)


def rich_console(color: Literal["auto", "always", "never"]) -> Console:
    """The console of rich."""
    from rich.console import Console  # noqa: PLC0415 (rich costs start-up time)

    always, never = color == "always", color == "never"
    return Console(
        force_terminal=True if always else None,
        color_system="standard" if always else None if never else "auto",
        no_color=False if always else True if never else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def print_lines(lines: Iterable[Line], console: Console | PlainConsole) -> None:
    """Print lines, too long ones cropped; words are plain text to the console, never markup."""
    page = list(lines)
    if isinstance(console, PlainConsole):
        rows = ["".join(words for words, _ in line) for line in page]
        if all(map(console.can_print, rows)):
            console.print("\n".join(rows))
            return
        console = console.styled
    from rich.text import Text  # noqa: PLC0415 (as above)

    text = Text(no_wrap=True, overflow="crop")
    for at, line in enumerate(page):
        text.append("\n" if at else "")
        for words, style in line:
            text.append(words, style)
    console.print(text, highlight=False)


def _width() -> int:
    """By COLUMNS, else by whichever standard stream is a terminal."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return int(columns)
    for stream in (0, 1, 2):
        try:
            return os.get_terminal_size(stream).columns or _DEFAULT_WIDTH
        except OSError:
            continue
    return _DEFAULT_WIDTH
