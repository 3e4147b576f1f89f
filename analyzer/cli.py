"""The command `openterms`: reads arguments, calls, prints, exit code; no logic.

Exit codes: 0 done (also where a text was not judged), 2 a source was unusable or a word of the command wrong.
"""

# ruff: noqa: PLC0415 (a command imports what it needs, so that --help and --version stay quick)
from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer import __version__
from analyzer.errors import DataError, OpentermsError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from analyzer.pipeline import Assessment
    from analyzer.render.plain import PlainConsole
    from analyzer.render.progress import Progress
    from analyzer.sources import Source

UNUSABLE = 2
COLLECTOR = (1_000_000, 20, 20)
"""How seldom the garbage collector looks: what is made mostly lives to the end, and to look often costs time."""

app = typer.Typer(
    name="openterms",
    help="Reads license texts and judges them against published definitions of openness. This is not legal advice.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


class Format(StrEnum):
    """How an assessment is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class PlainFormat(StrEnum):
    """How anything else is printed."""

    TABLE = "table"
    JSON = "json"


class ReportFormat(StrEnum):
    """How a report is written."""

    MARKDOWN = "markdown"
    HTML = "html"


class Color(StrEnum):
    """When colours are printed."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Listed(StrEnum):
    """What can be listed."""

    LICENSES = "licenses"
    TERMS = "terms"
    CRITERIA = "criteria"
    GRADES = "grades"
    RELEASES = "releases"


Sources = Annotated[
    list[str],
    typer.Argument(help="Files, '-' for standard input, or ids of known licenses (SPDX, ScanCode, Hugging Face)."),
]
_settings: dict[str, Color] = {"color": Color.AUTO}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"openterms {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache folder.")] = False,
    color: Annotated[Color, typer.Option(help="Colors: on a terminal only, always, never.")] = Color.AUTO,
) -> None:
    del version
    _settings["color"] = color
    if no_cache:
        from analyzer import resources

        resources.disable_cache()


@app.command()
def score(
    sources: Sources,
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    definition: Annotated[
        str,
        typer.Option(
            "--definition",
            metavar="NAME",
            help="Show one definition in full: osd, osaid, fsf, dfsg, open-definition, eu-ai-act. JSON always has all.",
        ),
    ] = "",
    remedy: Annotated[
        bool, typer.Option("--remedy", help="Also show the fewest clauses that would have to change for it to be open.")
    ] = False,
) -> None:
    """Judge license texts: open or not, grade and score, what they forbid and demand, with the words behind it."""
    from analyzer.render import assessments, summary

    with _told():
        view = summary.view(definition, remedies=remedy)
        results = _assessed(sources)
        if output is Format.TABLE:
            failed = assessments.as_table(results, _console(), view)
        else:
            failed = assessments.as_text(results, output.value, view, single=len(sources) == 1, out=_write)
    _finish(failed)


@app.command()
def read(
    source: Annotated[str, typer.Argument(help="A file, '-', or the id of a known license.")],
    output: Annotated[PlainFormat, typer.Option("--format", help="How to print.")] = PlainFormat.TABLE,
    everything: Annotated[bool, typer.Option("--all", help="Also sentences that neither permit nor demand.")] = False,
) -> None:
    """Show each sentence, the norm it was read as, the norm said back in English, and what was not read."""
    from analyzer import pipeline, sources
    from analyzer.render import clauses, encoding, plain

    with _told():
        found = sources.resolve(source)
        if found.text is None:
            raise UsageError(
                f"{source}: only a reviewed record is at hand; `openterms read` needs the text. Name a file."
            )
        assessment = pipeline.analyze(found.text)
        if output is PlainFormat.JSON:
            _write(encoding.as_json(clauses.reading_records(assessment)))
        else:
            clauses.print_reading(assessment, plain.rich_console(_settings["color"].value), everything=everything)


@app.command()
def compare(
    sources: Sources,
    output: Annotated[CompareFormat, typer.Option("--format", help="How to print.")] = CompareFormat.TABLE,
) -> None:
    """Set two to six licenses side by side: what differs and which way, gravest first, and clause by clause."""
    from analyzer import compare as comparing
    from analyzer.render import assessments, comparison, comparison_pages, comparison_terminal, encoding

    with _told():
        comparing.checked(len(sources))
        found = list(_assessed(sources))
        sides = [one for one in found if not isinstance(one, OpentermsError)]
        if len(sides) < len(found):
            raise typer.Exit(UNUSABLE)
        names = [assessments.name_of(source) for source, _ in sides]
        told = comparing.compare([side for _, side in sides])
        if output is CompareFormat.JSON:
            _write(encoding.as_json(comparison.as_data(told, names)))
        elif output is CompareFormat.TABLE:
            comparison_terminal.print_page(comparison.page(told, names), _console())
        else:
            write = comparison_pages.html if output is CompareFormat.HTML else comparison_pages.markdown
            _write(write(comparison.page(told, names)))


@app.command()
def identify(
    sources: Sources,
    output: Annotated[PlainFormat, typer.Option("--format", help="How to print.")] = PlainFormat.TABLE,
) -> None:
    """Name the known license a text is or was made from, and show the clauses that depart from it."""
    from analyzer import recognize
    from analyzer import sources as naming
    from analyzer.render import encoding, identification

    failed, rows, width = 0, [], _console().width
    for name in sources:
        try:
            text = naming.resolve(name).text
            if text is None:
                raise UsageError(
                    f"{name}: only a reviewed record is at hand; `openterms identify` needs a text. Name a file."
                )
            found = recognize.recognize(text)
        except OpentermsError as fault:
            _complain(fault)
            failed += 1
            continue
        if output is PlainFormat.JSON:
            rows.append(identification.as_data(found, name))
        else:
            _write(("\n" if rows else "") + identification.table(found, name, width))
            rows.append({})
    if output is PlainFormat.JSON and rows:
        _write(encoding.as_json(rows[0] if len(sources) == 1 else rows))
    _finish(failed)


@app.command()
def report(
    source: Annotated[str, typer.Argument(help="A release, a model folder, a file, '-', or a license's id.")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; with --all, a folder.")] = None,
    form: Annotated[ReportFormat | None, typer.Option("--format", help="Else by the ending of the file.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="One for every known release, and an index page.")] = False,
) -> None:
    """Write the openness report of a release or a license: what it forbids and demands, what is missing, why."""
    from analyzer.render import reporting

    with _told():
        if everything:
            if source or output is None or form is ReportFormat.MARKDOWN:
                raise UsageError("--all writes HTML for every known release: `openterms report --all -o FOLDER`")
            count = reporting.write_all(output, _progress("reporting"))
            typer.echo(f"openterms: {count} reports and index.html written to {output}", err=True)
            return
        if not source:
            raise UsageError("name a release, a folder, a file or a license; `openterms list releases` names releases")
        chosen = reporting.form_of(output, form.value if form else None)
        if output is None:
            _write(reporting.text(source, chosen))
        else:
            reporting.write(source, output, chosen)


@app.command("list")
def list_(
    what: Annotated[Listed, typer.Argument(help="What to list.")] = Listed.LICENSES,
    output: Annotated[PlainFormat, typer.Option("--format", help="How to print.")] = PlainFormat.TABLE,
) -> None:
    """List the known licenses, the terms, the criteria, the grades or the releases."""
    from analyzer.render import encoding, listing

    with _told():
        rows = listing.rows(what.value)
        _write(encoding.as_json(rows) if output is PlainFormat.JSON else listing.table(rows, _console().width))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="A term, a criterion, a set of criteria or a grade.")],
) -> None:
    """Print a rule: what it asks, where it comes from, what would change the answer."""
    from analyzer.render import explaining

    with _told():
        _write(explaining.explain(name, _console().width))


@app.command()
def evaluate(
    labels: Annotated[Path, typer.Argument(help="A folder of term labels (YAML), or a CSV file of labels.")],
    texts: Annotated[
        Path | None, typer.Option("--texts", help="The folder that holds the texts; else the licensedcode package.")
    ] = None,
    output: Annotated[PlainFormat, typer.Option("--format", help="How to print.")] = PlainFormat.TABLE,
    cells: Annotated[int, typer.Option(help="How many wrong cells to show; 0 for none.", min=0)] = 40,
) -> None:
    """Measure the answers against labels that people gave: terms, openness, and the sentences read wrong."""
    from analyzer import pipeline
    from analyzer.render import encoding, evaluation

    with _told():
        report = evaluation.measure(labels, texts, pipeline.analyze, _progress("assessing"))
        if output is PlainFormat.JSON:
            _write(encoding.as_json(evaluation.plain(report)))
        else:
            _write(evaluation.table(report, _console().width, cells))


def main() -> None:
    """Run the command."""
    gc.set_threshold(*COLLECTOR)
    if "--no-cache" not in sys.argv:
        from analyzer import resources

        resources.keep_bytecode()
        from analyzer import expressions

        expressions.install()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without the quotes and dashes we print
    _only(sys.argv[1:2])
    app()


def _only(words: list[str]) -> None:
    """Where the first word is a command, leave the others out: to build them all takes a tenth of a short run."""
    wanted = [one for one in app.registered_commands if one.callback and [one.callback.__name__] == words]
    app.registered_commands = wanted or app.registered_commands


def _assessed(names: list[str]) -> Iterator[tuple[Source, Assessment] | OpentermsError]:
    """Each source assessed, or the error that it is unusable."""
    from analyzer import crowd

    progress = _progress("reading")
    for done, found in enumerate(crowd.assess(names), 1):
        if isinstance(found, OpentermsError):
            _complain(found)
        else:
            if found[0].remark:
                _say(found[0].remark)
            if len(names) > 1:
                progress(done, len(names))
        yield found


@contextmanager
def _told() -> Iterator[None]:
    """Errors of the program as one message on standard error and exit code 2."""
    try:
        yield
    except OpentermsError as fault:
        _complain(fault)
        raise typer.Exit(UNUSABLE) from fault
    except RecursionError as fault:
        typer.echo("openterms: the input is nested too deeply to be read", err=True)
        raise typer.Exit(UNUSABLE) from fault
    except BrokenPipeError:
        raise
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again at its end
        typer.echo(f"openterms: the output could not be written ({fault.strerror or fault})", err=True)
        raise typer.Exit(UNUSABLE) from fault


def _complain(fault: OpentermsError) -> None:
    _say(*(str(fault).split("\n") if isinstance(fault, DataError) else [str(fault)]))


def _say(*lines: str) -> None:
    """A message on standard error; names of files in it are words of strangers."""
    from analyzer.render.hostile import printable

    typer.echo("openterms: " + "\n".join(printable(line) for line in lines), err=True)


def _finish(failed: int) -> None:
    if failed:
        raise typer.Exit(UNUSABLE)


def _write(data: bytes | str) -> None:
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(raw if raw.endswith(b"\n") or not raw else raw + b"\n")
    sys.stdout.buffer.flush()


def _console() -> Console | PlainConsole:
    from analyzer.render import plain

    return plain.console(_settings["color"].value)


def _progress(doing: str) -> Progress:
    from analyzer.render.progress import Progress

    return Progress(doing, sys.stderr)
