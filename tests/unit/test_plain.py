import io
import sys

import pytest
from rich.console import Console

from analyzer import papers
from analyzer.render import plain, summary


@pytest.fixture(autouse=True)
def _nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def test_a_pipe_gets_the_plain_console_unless_color_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert isinstance(plain.console("auto"), plain.PlainConsole)
    assert isinstance(plain.console("never"), plain.PlainConsole)
    assert isinstance(plain.console("always"), Console)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert isinstance(plain.console("auto"), Console)


@pytest.mark.parametrize("columns", ["", "30", "132", "wide"])
def test_it_is_as_wide_as_rich_says(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert plain.PlainConsole().width == Console(file=io.StringIO()).width


@pytest.mark.parametrize(
    ("line", "fits"),
    [("Keep notices", True), ("“…of the law” · 3 — 4", True), ("許諾", False), ("a\tb", False), ("x" * 81, False)],
)
def test_it_vouches_for_lines_of_narrow_characters_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str, fits: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    console = plain.PlainConsole()
    assert console.can_print(line) is fits
    if fits:
        console.print(line)
        by_rich = io.StringIO()
        Console(file=by_rich, width=80, highlight=False, markup=False, emoji=False).print(line)
        assert capsys.readouterr().out == by_rich.getvalue()


def test_the_kinds_of_files_that_are_told_are_those_that_are_read() -> None:
    assert set(summary._PAPERS) == {papers.PDF, papers.WORD}  # noqa: SLF001 (named twice, so that one need not load)
