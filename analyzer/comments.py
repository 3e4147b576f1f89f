r"""Comment signs before the lines of a license that stands in a source file, made blank.

Comes in: a text. Goes out: the same text, of the same length, without the sign before each line, where nearly all
lines bear one. Example: " * You may\n * copy it." is "   You may\n   copy it.".
"""

from __future__ import annotations

from analyzer.patterns import regex

RULE = regex(r"^[\W_]{3,}$")
_COMMENT = regex(
    r"\s*(?://+|#+(?=\s|$)|\*+(?=\s|$)|;+(?=\s|$)|--(?=\s|$)|REM\b|dnl\b|>+|%+(?=\s|$)|/\*+|\"\"\"|\|(?=\s|$)|!(?=\s|$))"
)
_SIGNS = '/#*;-Rd>%"|!'  # what a comment sign begins with
_FEWEST, _SHARE = 4, 0.8
_FIRST = 2_000  # characters in which the first signs stand


def uncommented(words: str) -> str:
    """The text with its comment signs made blank; offsets stay."""
    if not any(line.lstrip()[:1] in _SIGNS for line in words[:_FIRST].splitlines() if line.strip()):
        return words
    lines = words.splitlines(keepends=True)
    said = [line.strip() for line in lines]
    told = [line for line in said if line and (line[0].isalnum() or not RULE.match(line))]
    marked = sum(line[0] in _SIGNS and _COMMENT.match(line) is not None for line in told)
    if len(told) < _FEWEST or marked < _SHARE * len(told):
        return words
    return "".join(map(_blanked, lines))


def _blanked(line: str) -> str:
    mark = _COMMENT.match(line)
    end = mark.end() if mark else 0
    # Between the words of the line what closes a comment is no sign.
    bare = line.rstrip()
    closes = bare.endswith("*/") and len(bare) - 2 >= end
    past = len(bare) if closes else 0
    blank = "".join(c if c.isspace() else " " for c in line[:end])
    return blank + (line[end : past - 2] + "  " + line[past:] if closes else line[end:])
