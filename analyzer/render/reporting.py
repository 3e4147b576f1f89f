"""From the name of a source to its written report, and a report of every known release with an index page.

Comes in: a path, the id of a release or of a license, or "-". Goes out: Markdown or HTML. Example:
`text("mit", "html")`. A path is tried first, then a release, then a license.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from analyzer import catalog, folders, openness, pipeline, releases, sources
from analyzer.errors import UsageError
from analyzer.render import report
from analyzer.render.files import write_whole

MARKDOWN, HTML = "markdown", "html"
_ENDINGS = {".html": HTML, ".htm": HTML, ".md": MARKDOWN, ".markdown": MARKDOWN}


def text(name: str, form: str) -> str:
    """The report of a source in a form; UnusableSourceError tells what is wrong with the source."""
    found = page(name)
    return report.html(found) if form == HTML else report.markdown(found)


def page(name: str) -> dict[str, Any]:
    """The page of a source."""
    path = Path(name)
    if _is_folder(path):
        folder = folders.read(path)
        return report.of_release(openness.judge(folder.release, folder))
    release = None if name == "-" or _exists(path) else releases.find(name)
    if release is not None:
        return report.of_release(openness.judge(release))
    source = sources.resolve(name)
    title = source.record.name if source.record else ""
    if source.text is not None:
        credited = source.record is not None or (not _exists(path) and catalog.text_of_key(name) is not None)
        return report.of_license(pipeline.analyze(source.text), title, credited=credited)
    if source.record is not None:
        return report.of_license(pipeline.from_record(source.record), title)
    raise UsageError(f"{name}: neither a text nor a record is at hand")


def form_of(output: Path | None, asked: str | None) -> str:
    """The form that was asked for, else that of the file's ending, else Markdown."""
    return asked or (_ENDINGS.get(output.suffix.lower(), MARKDOWN) if output else MARKDOWN)


def write(name: str, output: Path, form: str) -> None:
    """Write the report of a source, whole or not at all."""
    write_whole(output, text(name, form))


def write_all(place: Path, progress: Callable[[int, int], None]) -> int:
    """A report for every release that is known, and index.html; how many there are."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UsageError(f"{place}: no folder can be made there ({fault.strerror or fault}); name another") from fault
    found = releases.seeds()
    rows = []
    for done, seed in enumerate(found.values(), 1):
        judged = openness.judge(releases.from_seed(seed))
        write_whole(place / f"{seed.id}.html", report.html(report.of_release(judged)))
        rows.append(report.row(judged))
        progress(done, len(found))
    write_whole(place / "index.html", report.gallery(rows))
    return len(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
