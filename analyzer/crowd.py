"""Many sources at once: each is resolved and assessed, on several processors where there are enough of them.

Comes in: names of sources. Goes out, in the order of the names: the source with its assessment, or the error that it
is unusable. Example: `openterms score FOLDER/*` of 500 files is read by two processes on a machine of two processors;
what is printed is the same as with one.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer import pipeline, resources, sources
from analyzer.errors import OpentermsError
from analyzer.pipeline import Assessment
from analyzer.sources import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

Assessed = tuple[Source, Assessment] | OpentermsError

MANY = 24
"""Fewer sources are read before a second process has started."""

_MOST_PROCESSES = 4  # each holds the rules and the sentences it has read
_AHEAD = 16


def assess(names: Sequence[str]) -> Iterator[Assessed]:
    """The assessment of each name; a known license without a text is assessed by its record."""
    processes = min(_processors(), _MOST_PROCESSES)
    if len(names) < MANY or processes < 2:
        for name in names:
            source = _resolved(name)
            yield source if isinstance(source, OpentermsError) else (source, _assessment(source))
    else:
        yield from _shared_out(names, processes)


def _processors() -> int:
    return os.cpu_count() or 1


def _shared_out(names: Sequence[str], processes: int) -> Iterator[Assessed]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (few sources need no second process)

    pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(resources.cache_folder() is not None,))
    waiting: deque[tuple[Source | OpentermsError, Future[Assessment] | None]] = deque()
    try:
        for name in names:
            source = _resolved(name)
            told = None if isinstance(source, OpentermsError) else pool.submit(_assessment, source)
            waiting.append((source, told))
            if len(waiting) >= _AHEAD * processes:
                yield _awaited(*waiting.popleft())
        while waiting:
            yield _awaited(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _awaited(source: Source | OpentermsError, told: Future[Assessment] | None) -> Assessed:
    if isinstance(source, OpentermsError):
        return source
    return source, told.result() if told else _assessment(source)


def _begin(cached: bool) -> None:
    """A process that is not a copy of this one does not know of `--no-cache`."""
    if not cached:
        resources.disable_cache()


def _resolved(name: str) -> Source | OpentermsError:
    try:
        return sources.resolve(name)
    except OpentermsError as fault:
        return fault


def _assessment(source: Source) -> Assessment:
    if source.text is not None:
        return pipeline.analyze(source.text)
    if source.record is None:
        raise OpentermsError(f"{source.name}: neither a text nor a known license")
    return pipeline.from_record(source.record)
