r"""Words of a license made safe to print: no control characters, escape sequences or marks that turn text around.

Comes in: words of an untrusted text. Goes out: one line of them. Example: "You\x1b[8m may\n copy" is "You may copy".
"""

from __future__ import annotations

import unicodedata

from analyzer.patterns import regex

# Codes for colour and cursor go whole. Of commands with words in them (titles, links) only the ends go: the words were
# read, so the reviewer sees them.
_ESCAPES = regex(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_\\]|\x1b[ -/]*[0-~]?")
_SPACE = regex(r"\s+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def printable(words: str) -> str:
    """The words on one line, white space folded, nothing in them that a terminal would act on."""
    folded = _SPACE.sub(" ", _ESCAPES.sub("", words))
    if not folded.isprintable():
        folded = _SPACE.sub(" ", "".join(c for c in folded if unicodedata.category(c) not in _HIDDEN))
    return folded.strip()
