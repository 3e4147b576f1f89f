"""Assessments, one after another, in the format asked for.

Comes in: assessed sources, or the errors of unusable ones. Goes out: text on a console or a stream, and how many
sources were unusable. Example: `as_text(results, "jsonl", View(), single=False, out=write)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from analyzer.errors import OpentermsError
from analyzer.pipeline import Assessment
from analyzer.render.plain import PlainConsole
from analyzer.render.summary import View, summarize
from analyzer.render.terminal import print_summary
from analyzer.sources import Source

if TYPE_CHECKING:
    from rich.console import Console

Result: TypeAlias = "tuple[Source, Assessment] | OpentermsError"


def as_table(results: Iterable[Result], console: Console | PlainConsole, view: View) -> int:
    """Print each on a console; how many were unusable."""
    failed = shown = 0
    for result in results:
        if isinstance(result, OpentermsError):
            failed += 1
            continue
        source, assessment = result
        if shown:
            console.print()
            console.print("─" * console.width)
        print_summary(summarize(assessment, name_of(source), view), console)
        shown += 1
    return failed


def as_text(
    results: Iterable[Result], form: str, view: View, *, single: bool, out: Callable[[bytes | str], None]
) -> int:
    """Write as "json" (one object where `single`, else an array), "jsonl" or "markdown"; how many were unusable."""
    from analyzer.render import contract  # noqa: PLC0415 (a table needs none of these)
    from analyzer.render.encoding import INDENT, as_json  # noqa: PLC0415
    from analyzer.render.markdown import markdown  # noqa: PLC0415

    failed = 0
    gathered = []
    for result in results:
        if isinstance(result, OpentermsError):
            failed += 1
            continue
        source, assessment = result
        if form == "markdown":
            out(markdown(summarize(assessment, name_of(source), view)))
        elif form == "jsonl":
            out(contract.encode(contract.contract(assessment, remedies=view.remedies)))
        else:
            gathered.append(contract.contract(assessment, remedies=view.remedies))
    if form == "json" and not single:
        out(as_json(gathered))
    elif form == "json" and gathered:
        out(contract.encode(gathered[0], indent=INDENT))
    return failed


def name_of(source: Source) -> str:
    """The name of a known license; "" lets the text name itself."""
    return source.record.name if source.record else ""
