"""Read many license texts in one process and tell how long it takes: `python -m tests.bench`.

Comes in: the texts of the package licensedcode-data (or `--texts FOLDER`), all or a sample (`--limit N --seed S`).
Goes out: a table, or JSON with `--json`; exit code 1 where a text raised, 2 where there are no texts.

Seconds differ from machine to machine, so the total is also given as a ratio to a baseline that is measured in the
same run: `calibrate` walks 1,000,000 made-up words with plain Python (slice, look up, count, append, join), no regular
expression and nothing of this project; the median of five runs counts. Compare ratios, not seconds. What is loaded
once (grammar, lexicon, rulebook, index of known texts) is paid before the clock starts and shown as `start_seconds`.
With `--processes N` the texts are shared out among processes, and no shares of stages are known. The total is what the
clock on the wall says. Beside the texts of licensedcode two things of daily use are timed: an AI license
(each text of `../shared/corpus` but those held out, nothing of it read before), and `openterms score` of one file.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest import mock

from tabulate import tabulate

from analyzer import (
    catalog,
    criteria,
    definitions,
    expressions,
    intake,
    outline,
    pipeline,
    reading,
    records,
    score,
    terms,
)
from analyzer.cli import COLLECTOR
from tests.bench import hostile, recognition

COPIES = 500
ENDINGS = (".LICENSE", ".txt", ".md")
# The functions the pipeline calls, by the stage they are counted under.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("intake", intake, "from_bytes"),
    ("outline", outline, "outline"),
    ("definitions", definitions, "define"),
    ("reading", reading, "read"),
    ("terms", terms, "decide"),
    ("judging", criteria, "judge"),
    ("judging", score, "rate"),
    ("identifying", catalog, "identify"),
)
WARM = b"You may use the Work for any purpose. " * 40
SLOWEST = 10
ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
OWN = ROOT / "tests" / "texts" / "northfield-community-1.2.txt"
_CALIBRATIONS = 5
_COMMANDS = 5
_CHUNK = 16
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Timed:
    """One text: its name, size, seconds, and what it raised ("" where nothing)."""

    name: str
    bytes: int
    seconds: float
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured beside the texts: seconds of start, wall and baseline, megabytes of the largest process."""

    processes: int
    start: float
    total: float
    baseline: float
    peak: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run found; shares are of the time of all texts, `slowest` holds (name, milliseconds, KB)."""

    processes: int
    texts: int
    empty: int
    exceptions: int
    faults: tuple[str, ...]
    start_seconds: float
    total_seconds: float
    texts_per_second: float
    kb_per_second: float
    median_ms: float
    percentile_95_ms: float
    ai_license_median_ms: float | None
    score_one_file_seconds: float
    peak_mb: float
    share: dict[str, float]
    baseline_seconds: float
    ratio_to_baseline: float
    slowest: tuple[tuple[str, float, float], ...]


def texts_folder() -> Path | None:
    """Where licensedcode keeps its texts; None where it is not installed."""
    spec = find_spec("licensedcode")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) / "data" / "licenses" if places else None


def load(folder: Path, limit: int | None = None, seed: int = 0) -> list[tuple[str, bytes]]:
    """Names and bytes of the texts of a folder, in the order of their names, without YAML front matter."""
    paths = sorted(path for path in folder.iterdir() if path.name.endswith(ENDINGS))
    if limit is not None and limit < len(paths):
        paths = sorted(random.Random(seed).sample(paths, limit))  # noqa: S311 (a sample, no secret)
    return [(path.name, _without_front_matter(path.read_bytes())) for path in paths]


def _without_front_matter(raw: bytes) -> bytes:
    parts = _FENCE.split(raw, maxsplit=2) if raw.startswith(b"---") else []
    return parts[2].lstrip(b"\r\n") if len(parts) == 3 else raw


def calibrate() -> float:
    """Seconds of the fixed plain-Python loop; its words are the same in every run."""
    alphabet = "abcdefghijklmnopqrstuvwxyz" * 2
    began = perf_counter()
    counts: dict[str, int] = {}
    kept: list[str] = []
    for at in range(1_000_000):
        word = alphabet[at % 26 : at % 26 + at % 7 + 1]
        counts[word] = counts.get(word, 0) + 1
        if counts[word] % 3 == 0:
            kept.append(word)
    " ".join(kept)
    return perf_counter() - began


@contextmanager
def stopwatches() -> Iterator[dict[str, float]]:
    """Seconds by stage while the context lasts: each function of `STAGES` is replaced by one that is timed."""
    spent = dict.fromkeys((stage for stage, _, _ in STAGES), 0.0)

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            began = perf_counter()
            try:
                return function(*given, **named)
            finally:
                spent[stage] += perf_counter() - began

        return call

    with ExitStack() as stack:
        for stage, module, name in STAGES:
            stack.enter_context(mock.patch.object(module, name, timed(stage, getattr(module, name))))
        yield spent


def run(texts: Sequence[tuple[str, bytes]], processes: int = 1) -> Figures:
    """Read every text once; a text that raises is counted and does not stop the run."""
    filled = [(name, raw) for name, raw in texts if raw.strip()]
    began = perf_counter()
    pipeline.analyze(intake.from_bytes(WARM, "warm"))
    start = perf_counter() - began
    baselines = [calibrate() for _ in range(_CALIBRATIONS)]
    began = perf_counter()
    with stopwatches() as spent:
        if processes == 1:
            found = [_one(text) for text in filled]
        else:
            with ProcessPoolExecutor(processes) as pool:
                found = list(pool.map(_one, filled, chunksize=_CHUNK))
    total = perf_counter() - began
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    times = Times(processes, start, total, statistics.median(baselines), peak / 1000)
    return _figures(found, len(texts) - len(filled), spent, times)


def ai_license_ms() -> float | None:
    """The median of the texts of the corpus, none of whose sentences was read before; None where it is not there."""
    if not CORPUS.is_dir():
        return None
    held_out = records.read_yaml(ROOT / "tests" / "golden" / "held-out.yaml")["texts"]
    texts = [text for text in load(CORPUS) if text[0].removesuffix(".txt") not in held_out]
    reading._sentences.clear()  # noqa: SLF001 (the cache has no door of its own)
    return statistics.median(_one(text).seconds for text in texts) * 1000


def score_seconds() -> float:
    """What the clock on the wall says of `openterms score FILE`, the median of some runs after one that warms up."""
    taken = []
    for _ in range(_COMMANDS + 1):
        began = perf_counter()
        command = [sys.executable, "-c", "from analyzer.cli import main; main()", "score", str(OWN)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        taken.append(perf_counter() - began)
    return statistics.median(taken[1:])


def _one(text: tuple[str, bytes]) -> Timed:
    name, raw = text
    fault = ""
    began = perf_counter()
    try:
        pipeline.analyze(intake.from_bytes(raw, name))
    except Exception as raised:  # noqa: BLE001 (any exception is what this run looks for)
        fault = f"{name}: {type(raised).__name__}: {raised}"
    return Timed(name, len(raw), perf_counter() - began, fault)


def _figures(found: Sequence[Timed], empty: int, spent: dict[str, float], times: Times) -> Figures:
    total, inside = times.total, sum(one.seconds for one in found)
    each = sorted(one.seconds for one in found)
    size = sum(one.bytes for one in found)
    slowest = sorted(found, key=lambda one: -one.seconds)[:SLOWEST]
    faults = tuple(one.fault for one in found if one.fault)
    share = {stage: round(seconds / inside, 4) for stage, seconds in spent.items()}
    license_ms = ai_license_ms()
    return Figures(
        processes=times.processes,
        texts=len(found),
        empty=empty,
        exceptions=len(faults),
        faults=faults,
        start_seconds=round(times.start, 3),
        total_seconds=round(total, 3),
        texts_per_second=round(len(found) / total, 1),
        kb_per_second=round(size / 1000 / total, 1),
        median_ms=round(statistics.median(each) * 1000, 2),
        percentile_95_ms=round(each[min(len(each) - 1, int(len(each) * 0.95))] * 1000, 2),
        ai_license_median_ms=None if license_ms is None else round(license_ms, 2),
        score_one_file_seconds=round(score_seconds(), 3),
        peak_mb=round(times.peak, 1),
        share={} if times.processes > 1 else {**share, "other": round(max(0.0, 1 - sum(share.values())), 4)},
        baseline_seconds=round(times.baseline, 4),
        ratio_to_baseline=round(total / times.baseline, 1),
        slowest=tuple((one.name, round(one.seconds * 1000, 1), round(one.bytes / 1000, 1)) for one in slowest),
    )


def table(figures: Figures) -> str:
    """The figures as three small tables."""
    plain = {key: value for key, value in asdict(figures).items() if not isinstance(value, dict | tuple | list)}
    rows = [(key.replace("_", " "), "" if value is None else f"{value:,}") for key, value in plain.items()]
    shares = [(stage, f"{part:.1%}") for stage, part in figures.share.items()]
    parts = [
        tabulate(rows, tablefmt="simple", colalign=("left", "right"), disable_numparse=True),
        *([tabulate(shares, headers=("stage", "share"))] if shares else []),
        tabulate(figures.slowest, headers=("slowest", "ms", "KB")),
        *figures.faults,
    ]
    return "\n\n".join(parts)


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="How fast license texts are read.")
    parser.add_argument("--texts", type=Path, help="a folder of texts (default: those of licensedcode-data)")
    parser.add_argument("--limit", type=int, help="read a sample of this many")
    parser.add_argument("--seed", type=int, default=0, help="which sample (default 0)")
    parser.add_argument("--processes", type=int, default=1, help="share the texts out among so many (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--identify", action="store_true", help="name changed copies of 500 texts (or --limit) instead")
    parser.add_argument("--hostile", action="store_true", help="read texts made to be slow, 250 KB and 1 MB, instead")
    chosen = parser.parse_args(words)
    gc.set_threshold(*COLLECTOR)  # as the command does, which also keeps what it compiled
    expressions.install()
    if chosen.hostile:
        slow = hostile.measure()
        baseline = statistics.median(calibrate() for _ in range(_CALIBRATIONS))
        rows = {"baseline_seconds": baseline, "kinds": [asdict(one) for one in slow]}
        print(json.dumps(rows, indent=2) if chosen.json else hostile.table(slow, baseline))  # noqa: T201 (a command)
        return 1 if any(one.over for one in slow) else 0
    if chosen.identify:
        outcome = recognition.measure(chosen.limit or COPIES, chosen.seed)
        print(json.dumps(asdict(outcome), indent=2) if chosen.json else recognition.table(outcome))  # noqa: T201 (a command)
        return 0 if outcome.copies and outcome.share >= recognition.BAR else 1
    folder = chosen.texts or texts_folder()
    texts = load(folder, chosen.limit, chosen.seed) if folder and folder.is_dir() else []
    if not any(raw.strip() for _, raw in texts):
        where = folder or "the package licensedcode-data, which is not installed"
        print(f"no texts in {where}; install openterms[texts] or name a folder with --texts", file=sys.stderr)  # noqa: T201 (a command)
        return 2
    figures = run(texts, max(1, chosen.processes))
    print(json.dumps(asdict(figures), indent=2) if chosen.json else table(figures))  # noqa: T201 (a command)
    return 1 if figures.exceptions else 0


if __name__ == "__main__":
    sys.exit(main())
