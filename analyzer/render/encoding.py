"""Records to JSON bytes, the same on every machine.

Comes in: msgspec records or plain data. Goes out: JSON. Example: `as_json([record])`. What a terminal would act on is
escaped: whoever parses the JSON finds the same words.
"""

from __future__ import annotations

from typing import Any

import msgspec

from analyzer.patterns import regex

INDENT = 2
# DEL, the C1 controls and the marks that turn text around, as UTF-8; the C0 controls are always escaped in JSON.
_ACTED_ON = regex(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def as_json(data: Any) -> bytes:
    """Indented JSON of records, structs or plain data."""
    return msgspec.json.format(as_line(data), indent=INDENT)


def as_line(data: Any) -> bytes:
    """JSON of records, structs or plain data on one line."""
    return _ACTED_ON.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), msgspec.json.encode(data))
