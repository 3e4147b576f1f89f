"""Look for texts that break a law of reading: `python -m tests.fuzz --minutes 10`.

Comes in: minutes and a seed. Goes out: what was tried and found; exit code 1 where a law broke. Two ways take turns:
texts from the words of the lexicon in the layouts of real licenses (hypothesis, which makes a failing text small), and
bytes that are changed where a change reaches new code (atheris, where it is installed: the extra `fuzz`). A finding is
written to `tests/fuzz/found/`, where `tests/property/test_found.py` reads it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import secrets
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz import laws, texts

FOUND = Path(__file__).parent / "found"
_ROUND = 200  # examples between two looks at the clock
_MINUTE = 60


def made_up(seconds: float, first: int) -> tuple[int, list[Path]]:
    """Texts of hypothesis for some seconds: how many were tried, and the files of those that broke a law."""
    tried = 0
    kept: list[Path] = []
    last: tuple[bytes, str] = (b"", "")
    ends = monotonic() + seconds
    place = first
    while monotonic() < ends:

        @seed(place)
        @settings(
            max_examples=_ROUND,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(texts.RAW, texts.NAMES)
        def law(raw: bytes, name: str) -> None:
            nonlocal tried, last
            tried += 1
            last = (raw, name)
            laws.check(raw, name)

        try:
            law()
        except Exception:  # noqa: BLE001 (whatever is raised is what this run looks for)
            kept.append(keep(*last))
            sys.stdout.write(f"{kept[-1].name}: {traceback.format_exc(limit=-2)}\n")
        place += 1
    return tried, kept


def keep(raw: bytes, name: str) -> Path:
    """Write a text that broke a law; the ending of its name is kept, for it may decide how it is read."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{hashlib.sha256(raw).hexdigest()[:12]}{Path(name).suffix or '.txt'}"
    path.write_bytes(raw)
    return path


def changed_bytes(seconds: float) -> list[Path]:
    """Bytes of atheris for some seconds, in a process of their own: the files of those that broke a law."""
    with tempfile.TemporaryDirectory() as place:
        start = Path(place) / "start"
        start.mkdir()
        for at in range(20):
            (start / str(at)).write_bytes(_START[at % len(_START)])
        words = [sys.executable, "-m", "tests.fuzz.changed", f"-max_total_time={max(1, int(seconds))}"]
        words += ["-max_len=4000", "-timeout=60", f"-artifact_prefix={place}/", "-print_final_stats=1", str(start)]
        said = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        if said.returncode:
            sys.stdout.write("\n".join(said.stderr.splitlines()[-40:]) + "\n")
        else:
            told = [line for line in said.stderr.splitlines() if "number_of_executed_units" in line]
            sys.stdout.write("\n".join(told) + "\n")
        crashes = [path for path in Path(place).iterdir() if path.name.startswith(("crash-", "timeout-", "oom-"))]
        return [keep(path.read_bytes(), "made-up.txt") for path in crashes]


_START = (
    b"You may use the Work. You may not sell it.\n\n1. Grant\n\n(a) copy;\n(b) modify.\n",
    b'"Work" means the software ("Model").\n\n# Use\n\n- **You** must [keep](https://acme.example) notices\n',
    b"<html><body><p>You may &lt;use&gt; it</p><ul><li>if you pay</ul></body></html>",
    "\ufeffYou shall not “use” it unless more than 700 million users\r\n".encode("utf-16"),
)


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line, look, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Look for texts that break a law.")
    parser.add_argument("--minutes", type=float, default=10, help="how long to look (default 10)")
    parser.add_argument("--seed", type=int, help="where to start (default: a random place, which is printed)")
    chosen = parser.parse_args(words)
    first = secrets.randbelow(2**31) if chosen.seed is None else chosen.seed
    seconds = chosen.minutes * _MINUTE
    bytes_too = find_spec("atheris") is not None
    sys.stdout.write(f"seed {first}; atheris is {'' if bytes_too else 'not '}installed\n")
    sys.stdout.flush()
    tried, kept = made_up(seconds / 2 if bytes_too else seconds, first)
    sys.stdout.write(f"{tried} made-up texts, {len(kept)} broke a law\n")
    sys.stdout.flush()
    if bytes_too:
        more = changed_bytes(seconds / 2)
        sys.stdout.write(f"changed bytes: {len(more)} broke a law\n")
        kept += more
    for path in kept:
        sys.stdout.write(f"kept: {path}\n")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
