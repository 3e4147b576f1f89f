"""Texts made to be slow, read at 250 KB and at 1 MB: `python -m tests.bench --hostile`.

Comes in: nothing. Goes out: for each kind the processor seconds at both sizes, how they grow, the most memory, and what
is over a bar: 10 seconds, six times the work for four times the text, 400 MB. Each kind is read in a process of its
own. Seconds are also given as a ratio to the baseline of the benchmark. Example: `measure(["digits"])`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from time import process_time

from tabulate import tabulate

from analyzer import intake, pipeline
from analyzer.errors import UnusableSourceError

SMALL, LARGE = 250_000, 1_000_000
SECONDS, GROWTH, MEGABYTES = 10.0, 6.0, 400
_LEAST = 0.05  # below this many seconds growth is noise
_CLAUSE = "You may use the Work. "


def _fill(words: str, size: int) -> str:
    return (words * (size // len(words) + 1))[:size]


def _rows(row: Callable[[int], str], size: int) -> str:
    """Rows numbered from 1, as many as fill the size."""
    length = len(row(size // 20))
    return "".join(row(place) for place in range(1, size // length + 1))


def _blocks(size: int) -> str:
    """Lists of 990 items, each below a lead-in of 8,000 characters."""
    items = "".join(f"({place}) use {{}}\n" for place in range(1, 991))
    lead = "{}. You may not " + _fill("use the Model or ", 8_000) + "and in particular You may not:\n"
    return "".join(lead.format(at) + items.replace("{}", str(at)) for at in range(size // 20_000))


TEXTS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda size: _fill("the licensor and the Work which you may use or copy and ", size),
    "one sentence without a cue": lambda size: "You may " + _fill("the work of the other and ", size),
    "one word": lambda size: _CLAUSE + _fill("a", size),
    "digits": lambda size: _CLAUSE + _fill("7", size),
    "digits and stops": lambda size: _fill("1.", size),
    "amounts": lambda size: _fill("1,000 ", size),
    "thresholds": lambda size: _fill("more than 700 million users or USD 10,000,000 in revenue and ", size),
    "open quotes": lambda size: _CLAUSE + _fill("“", size),
    "open straight quotes": lambda size: _fill('the "', size),
    "open quotes around bans": lambda size: _fill('You must say "you may use the Work. ', size),
    "open apostrophes": lambda size: _fill(" 'a", size),
    "nested brackets": lambda size: _CLAUSE + "(" * (size // 2) + ")" * (size // 2),
    "open brackets": lambda size: _fill("(you may [", size),
    "open asides": lambda size: _fill("(the ", size),
    "you may not": lambda size: _fill("you may not ", size),
    "short bans": lambda size: _fill("You may not use the Work. ", size),
    "ban without end": lambda size: "You may not " + _fill("lorem ipsum dolor ", size),
    "capitals": lambda size: _fill("YOU MAY NOT USE IT ", size),
    "commas": lambda size: _fill("use, ", size),
    "semicolons": lambda size: _fill("you may; ", size),
    "conditions": lambda size: _fill("if you ", size),
    "exceptions": lambda size: _fill("except, provided that unless ", size),
    "list items": lambda size: _rows(lambda at: f"({at}) use\n", size),
    "bullets": lambda size: "You may not:\n" + _fill("- use it\n", size),
    "bullets, in each case": lambda size: "You may not:\n" + _fill("- sell a part, in each case without leave\n", size),
    "tails below a list": lambda size: "You may:\n\n(a) use it\n\n" + _fill("without the consent of Acme\n\n", size),
    "pictures": lambda size: "You may use it.\n" + _fill("\u2600", size // 3) + " keep it.",
    "list of bans": lambda size: "You may not:\n" + _rows(lambda at: f"{at}. use the Model to train\n", size),
    "long lead-in": lambda size: (
        "You may not " + _fill("use the Model or ", size // 2) + ":\n" + _rows(lambda at: f"({at}) use it\n", size // 2)
    ),
    "long lead-ins": _blocks,
    "lead-ins": lambda size: _fill("You must:\n", size),
    "lists in lists": lambda size: _rows(lambda at: f"1. You may not, in {at},\n(a) use it\n(i) to sell\n", size),
    "items in one line": lambda size: _rows(lambda at: f"{at}. You may use it. ", size),
    "roman items": lambda size: _fill("(i) you may (ii) ", size),
    "definitions": lambda size: _rows(lambda at: f'"Term{at}" means the Work. ', size),
    "definitions in brackets": lambda size: _rows(lambda at: f'the Work ("Term{at}") ', size),
    "defined terms": lambda size: _fill('"Work" means ', size),
    "headings": lambda size: _rows(lambda at: f"{at}. Grant of Rights\n\n", size),
    "headings in capitals": lambda size: _rows(lambda at: f"{at}. GRANT\n\nYou may use it.\n\n", size),
    "references": lambda size: _rows(lambda at: f"Section {at} applies to Section {at + 1}. You may use it. ", size),
    "spaces": lambda size: _CLAUSE + " " * size + "x",
    "empty lines": lambda size: _CLAUSE + "\n" * size + "You may use it.",
    "broken lines": lambda size: _fill("you may\r", size),
    "markup": lambda size: _CLAUSE + _fill("<div><p>", size),
    "open tags": lambda size: _CLAUSE + _fill('<a href="', size),
    "open comments": lambda size: _CLAUSE + _fill("<!-- ", size),
    "entities": lambda size: _CLAUSE + _fill("&lt;&amp;#", size),
    "links": lambda size: _fill("[a](", size),
    "emphasis": lambda size: "# A\n\n" + _fill("**_`", size),
    "table": lambda size: _fill("| you may | use |\n", size),
    "underlined": lambda size: _fill("a\n===\n", size),
    "quotations": lambda size: _CLAUSE + "\n" + _fill("> ", size),
    "wide letters": lambda size: _fill("İ you ß“‘’", size // 2),
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One kind: seconds at both sizes, their quotient, megabytes at the larger size, and what is over a bar."""

    kind: str
    small_seconds: float
    seconds: float
    growth: float
    megabytes: int
    over: str


def _read(kind: str, size: int) -> float:
    """Processor seconds to read a text; one that is refused with a message counts as read."""
    raw = TEXTS[kind](size).encode()
    began = process_time()
    with suppress(UnusableSourceError):
        pipeline.analyze(intake.from_bytes(raw, "hostile.txt"))
    return process_time() - began


def _memory() -> int:
    """The most megabytes this process held so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1_000_000 if sys.platform == "darwin" else 1_000)


def one(kind: str) -> Hostile:
    """Read one kind at both sizes, in this process."""
    pipeline.analyze(intake.from_bytes(_CLAUSE.encode() * 40, "warm.txt"))
    small, large = _read(kind, SMALL), _read(kind, LARGE)
    growth = large / max(small, _LEAST)
    memory = _memory()
    bars = (
        (f"{SECONDS:.0f} s", large > SECONDS),
        (f"{GROWTH:.0f} times", growth > GROWTH),
        (f"{MEGABYTES} MB", memory > MEGABYTES),
    )
    over = ", ".join(name for name, passed in bars if passed)
    return Hostile(kind, round(small, 3), round(large, 3), round(growth, 1), memory, over)


def measure(kinds: Sequence[str] = ()) -> tuple[Hostile, ...]:
    """Each kind in a process of its own, so that the memory of one is not counted for the next."""
    found = []
    for kind in kinds or TEXTS:
        words = [sys.executable, "-m", "tests.bench.hostile", kind]
        said = subprocess.run(words, capture_output=True, text=True, check=False)
        if said.returncode:
            raised = said.stderr.strip().splitlines()[-1:] or ["it ended without a word"]
            found.append(Hostile(kind, 0.0, 0.0, 0.0, 0, raised[0]))
        else:
            found.append(Hostile(**json.loads(said.stdout)))
    return tuple(found)


def table(found: Sequence[Hostile], baseline: float) -> str:
    """The figures as a table; `baseline` is that of the benchmark."""
    heads = ("kind", "s at 250 KB", "s at 1 MB", "to baseline", "growth", "MB", "over")
    rows = [
        (
            one.kind,
            one.small_seconds,
            one.seconds,
            round(one.seconds / baseline, 1),
            one.growth,
            one.megabytes,
            one.over,
        )
        for one in found
    ]
    over = sum(1 for one in found if one.over)
    return f"{tabulate(rows, headers=heads)}\n\nbaseline {baseline:.4f} s; {over} of {len(found)} over a bar"


if __name__ == "__main__":
    print(json.dumps(asdict(one(sys.argv[1]))))  # noqa: T201 (a command)
