r"""Comment signs before the lines of a license that stands in a source file, made blank.

Comes in: a text. Goes out: the same text, of the same length, without the sign before each line, where nearly all
lines bear one. Example: " * You may\n * copy it." is "   You may\n   copy it.".
"""

from __future__ import annotations

from itertools import groupby

from analyzer.patterns import regex

RULE = regex(r"^[\W_]{3,}$")
_COMMENT = regex(
    r"\s*(?://+|#+(?=\s|$)|\*+(?=\s|$)|;+(?=\s|$)|--(?=\s|$)|REM\b|dnl\b|>+|%+(?=\s|$)|/\*+|\"\"\"|\|(?=\s|$)|!(?=\s|$))"
)
_FRAMED = regex(r"[*#][ \t\r]*\n")
_SIGNS = '/#*;-Rd>%"|!'  # what a comment sign begins with
_FEWEST, _SHARE = 4, 0.8
_FIRST = 2_000  # characters in which the first signs stand
_TORN = 0.2


def uncommented(words: str, *, wrapped: bool = False) -> str:
    """The text with its comment signs made blank; offsets stay.

    Where it must be `wrapped`, many of the lines go on in lower case: what bears the signs is no list in Markdown.
    """
    if not any(line.lstrip()[:1] in _SIGNS for line in words[:_FIRST].splitlines() if line.strip()):
        return words
    lines = words.splitlines(keepends=True)
    said = [line.strip() for line in lines]
    told = [line for line in said if line and (line[0].isalnum() or not RULE.match(line))]
    marked = sum(line[0] in _SIGNS and _COMMENT.match(line) is not None for line in told)
    if len(told) < _FEWEST or marked < _SHARE * len(told):
        return words
    torn = sum(line.lstrip("/#*;->%! \t")[:1].islower() for line in told)  # a line with a bar is a row of a table
    if wrapped and torn < _TORN * len(told):
        return words
    return "".join(map(_blanked, lines))


def unboxed(words: str) -> str:
    """The text without the signs that frame a part of it on the left and on the right; offsets stay."""
    if _FRAMED.search(words) is None:
        return words
    lines = words.splitlines(keepends=True)
    for frame, run in groupby(range(len(lines)), lambda at: _frame(lines[at])):
        at = list(run)
        if frame is not None and len(at) >= _FEWEST - 1:
            left, right = frame
            for one in at:
                lines[one] = f"{lines[one][:left]} {lines[one][left + 1 : right]} {lines[one][right + 1 :]}"
    return "".join(lines)


def _frame(line: str) -> tuple[int, int] | None:
    """Where the signs of a framed line stand."""
    bare = line.rstrip()
    left = len(bare) - len(bare.lstrip())
    framed = len(bare) > left + 2 and bare[left] in "*#" and bare[-1] == bare[left]
    return (left, len(bare) - 1) if framed else None


def _blanked(line: str) -> str:
    mark = _COMMENT.match(line)
    end = mark.end() if mark else 0
    # Between the words of the line what closes a comment is no sign.
    bare = line.rstrip()
    closes = bare.endswith("*/") and len(bare) - 2 >= end
    past = len(bare) if closes else 0
    blank = "".join(c if c.isspace() else " " for c in line[:end])
    return blank + (line[end : past - 2] + "  " + line[past:] if closes else line[end:])
