"""Undo Markdown: signs of headings, emphasis, code, quotations, links and tables go; bullets and numbers stay.

Comes in: a text that is plausibly Markdown. Goes out: its words with the way back. Example: "## 2. Grant" is "2. Grant"
on a line of its own, "the [policy](https://acme.example/p)" is "the policy".
"""

from __future__ import annotations

import re

from analyzer.edits import Edit, Edited, apply
from analyzer.elliptic import ANSWER
from analyzer.patterns import regex

_HASHES = regex(r"^[ ]{0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_BOLD = regex(r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]{0,300}[^\s*]\*\*(?!\*)")
# The line below the head of a table: "|------|:----:|".
_RULED = regex(r"^[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|){1,20}[ \t]*$", re.MULTILINE)
_LINKED = regex(r"\[[^\[\]\n]{1,300}\]\((?:https?://|mailto:|www\.|#|\.{0,2}/)[^\s()]*+\)")
_NAMES = (".md", ".markdown", ".mdx")

_LINE = regex(r"(?P<words>[^\r\n]*+)(?P<end>\r\n|\r|\n|$)")
_QUOTE = regex(r"(?:[ ]{0,3}>[ \t]?)++")
_HEADING = regex(r"[ ]{0,3}#{1,6}(?:[ \t]++|$)")
_BULLET = regex(r"[ \t]*(?:[-+•]|\*(?!\*))[ \t]+\S")
_FENCE = regex(r"[ \t]*(`{3,}|~{3,})[^`]*$")
_ALL_BOLD = regex(r"[ ]{0,3}(?:\*\*|__)(?=[^\s*_])[^*_]{1,120}(?:\*\*[.:]?|__[.:]?)[ \t]*$")
# What no line ends with before a title: "is licensed under the".
_HELD = regex(r"[ ](?:the|an?|of|under|by|with|to|for|from|as|and|or|is|are|only)[ \t]*\r?\n$")
_TOKEN = regex(
    r"""(?P<escape>\\(?:[!-/:-@\[-`{-~]|$))
    |(?P<code>`++)
    |(?P<stress>\*++|_++)
    |(?P<open>!?\[)
    |(?P<link>\]\(
        (?:<[^<>\n]{0,2000}+>|(?=[^\s()]*[:/.\#@]|(?:LICEN[CS]E|COPYING|NOTICE|README|TERMS)[\w-]*\))[^\s()]{0,2000}+(?:\([^\s()]{0,200}+\)[^\s()]{0,200}+)?)
        (?:[ \t]+"[^"\n]{0,500}+")?[ \t]*\))
    |(?P<bare>\])
    |(?P<auto><(?:https?://|mailto:)[^\s<>]{1,2000}+>)
    |(?P<cell>\|)""",
    re.VERBOSE,
)
_PAIR = 3  # the bars of a row of two cells
_SAID = (": ", ".")


def looks_so(content: str, name: str = "") -> bool:
    """Whether a text is Markdown: by its name, a link, two bold runs, or headings that are no commented-out lines."""
    if name.lower().endswith(_NAMES):
        return True
    if "|" in content and _RULED.search(content):
        return True
    if "](" in content and _LINKED.search(content):
        return True
    if "**" in content:
        bold = _BOLD.finditer(content)
        if next(bold, None) and next(bold, None):
            return True
    return "#" in content and _headed(content)


def _headed(content: str) -> bool:
    """Headings stand apart: the next line is none, and most lines are none."""
    lines = [line for line in content.splitlines() if line.strip()]
    marks = [_HASHES.match(line) is not None for line in lines]
    if sum(marks) * 2 > len(lines):
        return False
    alone = sum(mark and not before and not after for before, mark, after in _neighbours(marks))
    return alone * 2 > sum(marks) > 0


def _neighbours(marks: list[bool]) -> zip[tuple[bool, bool, bool]]:
    return zip([False, *marks[:-1]], marks, [*marks[1:], False], strict=True)


def undo(content: str) -> Edited:
    """The words between the signs; headings and rows of tables stand between empty lines."""
    return apply(content, _Reader(content).edits())


class _Reader:
    """Walks over the lines once and notes the edits."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.found: list[Edit] = []
        self.fence = ""
        self.quoted = False
        # Brackets open in this paragraph: offset and length; a link may run over lines.
        self.brackets: list[tuple[int, int]] = []

    def edits(self) -> list[Edit]:
        for line in _LINE.finditer(self.content):
            self._line(line.start(), line.end("words"), line.end())
        self.found.sort()
        return self.found

    def _cut(self, start: int, end: int, words: str = "") -> None:
        if end > start:
            self.found.append((start, end, words))

    def _line(self, start: int, stop: int, end: int) -> None:
        content = self.content
        quote = _QUOTE.match(content, start, stop)
        if quote and not self.fence:
            self._cut(start, quote.end(), "" if self.quoted or not start else "\n")
            start = quote.end()
        self.quoted = quote is not None
        words = content[start:stop]
        if not words.strip():
            self.brackets.clear()
            return
        fence = _FENCE.match(words)
        if fence and (not self.fence or fence.group(1).startswith(self.fence)):
            self.fence = "" if self.fence else fence.group(1)
            self._cut(start, stop)
            return
        if self.fence:
            return
        if _RULED.fullmatch(words):
            self._cut(start, stop)
            return
        heading = _HEADING.match(words)
        if heading:
            self._cut(start, start + heading.end(), "\n" if start else "")
            self._apart(stop, end)
            bare = words.rstrip(" \t").rstrip("#").rstrip(" \t")
            kept = max(start + heading.end(), start + len(bare))
            self._cut(kept, stop)
            start, stop = start + heading.end(), kept
        elif _ALL_BOLD.match(words) and not _HELD.search(content, max(0, start - 40), start):
            opening = start + len(words) - len(words.lstrip())
            self._cut(start, opening + 2, "\n" if start else "")
            start = opening + 2
            self._apart(stop, end)
        elif _BULLET.match(words) and start and not quote:
            self._cut(start, start + 1, "\n" + content[start])
            start += 1
        row = words.strip()
        self._inline(start, stop, row=len(row) > 2 and row[0] == "|" == row[-1])

    def _apart(self, stop: int, end: int) -> None:
        """An empty line below a heading."""
        self._cut(stop, end, self.content[stop:end] + "\n")

    def _inline(self, start: int, stop: int, *, row: bool) -> None:
        tokens = list(_TOKEN.finditer(self.content, start, stop))
        pairs = _code_pairs(tokens)
        skip_to = -1
        first = True
        # A label and what is said of it make a sentence.
        bars = [token.end() for token in tokens if token.lastgroup == "cell"] if row else []
        pair = _SAID if len(bars) == _PAIR and not ANSWER.match(self.content, bars[1]) else None
        for place, token in enumerate(tokens):
            if place <= skip_to:
                if place == skip_to:
                    self._cut(*token.span())
                continue
            kind = token.lastgroup
            left, right = token.span()
            if kind == "escape":
                self._cut(left, left + 1)
            elif kind == "code" and place in pairs:
                self._cut(left, right)
                skip_to = pairs[place]
            elif kind == "stress" and self._stresses(left, right):
                self._cut(left, right)
            elif kind == "open":
                self.brackets.append((left, right))
            elif kind == "bare" and self.brackets:
                self.brackets.pop()
            elif kind == "link" and self.brackets:
                self._cut(*self.brackets.pop())
                self._cut(left, right)
            elif kind == "auto":
                self._cut(left, left + 1)
                self._cut(right - 1, right)
            elif kind == "cell" and row:
                answered = not first and ANSWER.match(self.content, right) is not None
                said = pair[place == len(tokens) - 1] if pair else ":" if answered else " "
                self._cut(left, right, "\n" if first and left else said)
                first = False

    def _stresses(self, left: int, right: int) -> bool:
        """Whether a run of stars or low lines is emphasis: not a bullet, a blank to fill in or part of a name."""
        if right - left > 3:
            return False
        before = self.content[left - 1 : left] or " "
        after = self.content[right : right + 1] or " "
        if before.isspace() and after.isspace():
            return False
        if before.isalnum() and after.isalnum():
            return self.content[left] == "*" and right - left > 1
        return True


def _code_pairs(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Which run of backquotes is closed by which: the next of the same length on the line."""
    pairs: dict[int, int] = {}
    later: dict[int, int] = {}
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.lastgroup == "code":
            length = len(token.group())
            if length in later:
                pairs[place] = later[length]
            later[length] = place
    return pairs
