"""Progress of long work, on a terminal only and only after two seconds.

Comes in: how many of how many are done. Example: `Progress("reading", sys.stderr)(3, 20)`.
"""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 2.0
_PAUSE = 0.1


class Progress:
    """A line that is written over again; it vanishes when the work is done."""

    def __init__(self, doing: str, out: TextIO) -> None:
        self._doing = doing
        self._out = out
        self._since = time.monotonic()
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` are done."""
        now = time.monotonic()
        if not self._out.isatty() or now - self._since < _PATIENCE:
            return
        if done >= total:
            self._out.write("\r\x1b[2K")
        elif now - self._last >= _PAUSE:
            self._last = now
            self._out.write(f"\r\x1b[2K{self._doing}: {done} of {total}")
        self._out.flush()
