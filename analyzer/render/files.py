"""Files written whole or not at all.

Comes in: a path and what to write. Goes out: the file, or a `UsageError` and the old file as it was.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from analyzer.errors import UsageError


def write_whole(path: Path, words: str) -> None:
    """Write a file by way of a temporary one beside it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".openterms-")
    except OSError as fault:
        raise UsageError(
            f"{path}: cannot be written ({fault.strerror or fault}); name a folder that is there"
        ) from fault
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as out:
            out.write(words)
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({fault.strerror or fault})") from fault
