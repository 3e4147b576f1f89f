"""Records to JSON bytes, the same on every machine.

Comes in: msgspec records or plain data. Goes out: indented JSON. Example: `as_json([record])`.
"""

from __future__ import annotations

from typing import Any

import msgspec

INDENT = 2


def as_json(data: Any) -> bytes:
    """Indented JSON of records, dataclasses or plain data."""
    return msgspec.json.format(msgspec.json.encode(data), indent=INDENT)
