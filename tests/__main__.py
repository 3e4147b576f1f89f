"""Check everything: `python -m tests` runs format, lint, types, layers, data files and tests; the first failure stops.

Comes in: nothing. Goes out: the output of each check and the exit code of the one that failed, 0 where all pass. The
tools are those beside the running Python, so no environment need be active. Example: `.venv/bin/python -m tests`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
NOT_FOUND = 127


@dataclass(frozen=True, slots=True)
class Check:
    """One tool with its arguments, and what it watches over."""

    command: str
    watches: str


CHECKS = (
    Check("ruff check analyzer tests", "lint; the rules left out stand in `pyproject.toml`, each with its reason"),
    Check("ruff format --check analyzer tests", "layout of the code; `ruff format analyzer tests` mends it"),
    Check("mypy", "types, strict, tests included"),
    Check("lint-imports", "the order of the stages: a module imports only from those before it"),
    Check("yamllint --strict grammar licenses seeds analyzer tests", "layout of the data; no `yes`, no `on`"),
    Check("pytest --numprocesses auto --maxprocesses 4", "the tests, on up to four cores"),
)


def found(tool: str) -> str | None:
    """Where a tool lies beside the running Python; None where it is not installed."""
    return shutil.which(tool, path=str(Path(sys.executable).parent))


def main() -> int:
    """Run the checks in order; the exit code of the first that fails."""
    began = perf_counter()
    for check in CHECKS:
        tool, *rest = check.command.split()
        print(f"== {check.command}", flush=True)  # noqa: T201 (a command)
        path = found(tool)
        if path is None:
            missing = f"{tool} is not beside {sys.executable}; install it with: pip install -e '.[dev]'"
            print(missing, file=sys.stderr)  # noqa: T201 (a command)
            return NOT_FOUND
        code = subprocess.run([path, *rest], cwd=ROOT, check=False).returncode
        if code:
            print(f"== {check.command}: failed with exit code {code}", file=sys.stderr)  # noqa: T201 (a command)
            return code
    print(f"== all {len(CHECKS)} checks passed in {perf_counter() - began:.0f} s")  # noqa: T201 (a command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
