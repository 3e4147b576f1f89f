"""Undo HTML: tags and comments go, character references become characters, blocks and list items become lines.

Comes in: a text with HTML in it. Goes out: what a reader sees, with the way back. Example:
"<ol><li>You <b>may</b> copy.</li></ol>" is "1. You may copy.". Time grows with the length alone, whatever is left open.
"""

from __future__ import annotations

import html
import re
from html import entities

import msgspec

from analyzer.edits import Edit, Edited, apply
from analyzer.patterns import regex

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 head header hr html legend main menu nav ol p pre section summary table tbody textarea "
    "caption tfoot thead title tr ul".split()
)
_OTHERS = frozenset(
    "a abbr acronym b base bdi bdo big br button cite code col colgroup del dfn em font i iframe img input ins kbd "
    "label li link mark meta noscript object option param q s samp script select small source span strike strong style "
    "sub sup svg td template th time tt u var wbr".split()
)
_TAGS = _BLOCKS | _OTHERS
_UNSEEN = {
    name: regex(rf"</{name}\b[^<>]*>", re.IGNORECASE | re.ASCII) for name in ("script", "style", "template", "svg")
}
_TOKEN = regex(
    r"""(?P<comment><!--)
    |(?P<end>--!?>)
    |<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<rest>(?=[\s/>])(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>
    |(?P<declared><[!?][^<>]*+>)
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<space>\s++)""",
    re.VERBOSE,
)
REFERENCE = regex(r"&#?[A-Za-z0-9]{1,32};")
_COMMENT_END = regex(r"--!?>")
_STARTS = regex(
    r"<!--|<!doctype\s+html|</?(?:html|body)[\s>]|<br\s{0,9}/?>"
    r"|</(?:p|div|li|ul|ol|h[1-6]|a|b|strong|em|i|span|td|tr|table|font|u|ins|del|sup|sub|center|blockquote|section|article|pre|code)>",
    re.IGNORECASE | re.ASCII,
)
_COMMON = regex(
    r"&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|[lr][sd]quo|[mn]dash|hellip|bull|sect|#\d{2,5}|#x[0-9a-f]{2,4});"
)
_PAGE = regex(r"<!doctype\s+html|<(?:html|body)[\s>]", re.IGNORECASE | re.ASCII)
_PAGE_BLOCK = regex(r"<(?:p|div|li|h[1-6]|td|br)(?:\s[^<>]*)?/?>", re.IGNORECASE | re.ASCII)
# An item that prints its own marker needs none from its list.
_OWN = regex(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxIVX]{2,5})[.)](?=[\s<])|[•●▪■◦‣·–—]")
_STYLES = (
    ("a", regex(r"(?:type\s*=\s*[\"']?a\b|lower-(?:alpha|latin))")),
    ("A", regex(r"(?:type\s*=\s*[\"']?A\b|upper-(?:alpha|latin))")),
    ("i", regex(r"(?:type\s*=\s*[\"']?i\b|lower-roman)")),
    ("I", regex(r"(?:type\s*=\s*[\"']?I\b|upper-roman)")),
    ("", regex(r"list-style(?:-type)?\s*:\s*none")),
)
_NUMBER = regex(r"\b(?:start|value)\s*=\s*[\"']?(\d{1,4})\b", re.IGNORECASE)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 8


def looks_so(content: str) -> bool:
    """Whether a text holds tags, comments or character references of HTML; "<name of the author>" is neither."""
    return ("<" in content and _STARTS.search(content) is not None) or (
        "&" in content and _COMMON.search(content) is not None
    )


def is_page(content: str) -> bool:
    """Whether HTML, and not the line ends, lays the text out."""
    if _PAGE.search(content):
        return True
    blocks = _PAGE_BLOCK.finditer(content)
    return all(next(blocks, None) is not None for _ in range(3))


def undo(content: str, *, page: bool) -> Edited:
    """The words between the tags; in a page white space counts as HTML has it, else lines stay as they are."""
    return apply(content, _Reader(content, page=page).edits())


class _List(msgspec.Struct):
    """An open list: how it counts ("1", "a", "i", "-", "" for not at all) and the number of the next item."""

    style: str
    number: int


class _Reader:
    """Walks over the tags once and notes the edits."""

    def __init__(self, content: str, *, page: bool) -> None:
        self.content = content
        self.page = page
        self.found: list[Edit] = []
        self.lists: list[_List] = []
        # Line ends and list marker owed to the next words; both are paid at the last edit before them.
        self.breaks = 0
        self.item: str | None = None
        self.begun = False
        self.kept = 0
        self.inside = False
        self.unclosed: set[str] = set()

    def edits(self) -> list[Edit]:
        at = 0
        while True:
            token = _TOKEN.search(self.content, at)
            if token is None:
                break
            if token.start() > at:
                self._words(at)
            at = self._take(token)
        if at < len(self.content):
            self._words(at)
        return self.found

    def _take(self, token: re.Match[str]) -> int:
        start, end = token.span()
        if token.lastgroup == "space":
            return self._space(start, end)
        if token.lastgroup == "entity":
            self._words(start)
            said = _meant(token.group())
            if said != token.group():
                self.found.append((start, end, said))
            return end
        if token.lastgroup == "comment":
            return self._comment(start, end)
        if token.lastgroup == "end":
            if self.inside:
                self.inside = False
                self.found.append((start, end, ""))
            else:
                self._words(start)
            return end
        name = (token.group("name") or "").lower()
        if name and name not in _TAGS:
            self._words(start)
            return end
        if name in _UNSEEN and not token.group("close"):
            end = self._after(_UNSEEN[name], end)
        self.found.append((start, end, ""))
        if name:
            self._tag(name, token.group("rest"), closing=bool(token.group("close")))
        return end

    def _after(self, closing: re.Pattern[str], end: int) -> int:
        """The offset behind what a reader does not see; where it is never closed, only its tag goes."""
        if closing.pattern in self.unclosed:
            return end
        found = closing.search(self.content, end)
        if found is None:
            self.unclosed.add(closing.pattern)
            return end
        return found.end()

    def _comment(self, start: int, end: int) -> int:
        after = end if self.inside else self._after(_COMMENT_END, end)
        # A comment around most of the text is how a license stands in a source file: its words are kept.
        if (after - start) * 2 > len(self.content):
            self.inside, after = True, end
        self.found.append((start, after, ""))
        return after

    def _tag(self, name: str, rest: str, *, closing: bool) -> None:
        if name in {"ol", "ul", "menu"}:
            self._list(name, rest, closing=closing)
        if name == "pre":
            self.kept = max(self.kept + (-1 if closing else 1), 0)
        if name == "li":
            self.breaks = 2
            self.item = None if closing else self._item(rest)
        elif name == "br":
            self.breaks = min(self.breaks + 1, 2)
        elif name in _BLOCKS:
            self.breaks = 2
        elif name in {"td", "th"} and self.begun and not self.breaks:
            start, end, _ = self.found[-1]
            self.found[-1] = (start, end, " ")

    def _list(self, name: str, rest: str, *, closing: bool) -> None:
        if closing:
            del self.lists[-1:]
            return
        number = _NUMBER.search(rest)
        plain = "1" if name == "ol" else "-"
        style = next((style for style, pattern in _STYLES if pattern.search(rest)), plain)
        self.lists.append(_List(style, int(number.group(1)) if number else 1))

    def _item(self, rest: str) -> str:
        if not self.lists:
            return "- "
        inner = self.lists[-1]
        number = _NUMBER.search(rest)
        if number:
            inner.number = int(number.group(1))
        inner.number += 1
        return _printed(inner.style, inner.number - 1)

    def _space(self, start: int, end: int) -> int:
        if self.item is not None:
            self.found.append((start, end, ""))
        elif self.page and not self.kept:
            if self.content.count("\n", start, end) > 1:
                self.breaks = 2
            if self.breaks or not self.begun:
                self.found.append((start, end, ""))
            elif self.content[start:end] != " ":
                self.found.append((start, end, " "))
        elif self.breaks:
            self.breaks = max(self.breaks - self.content.count("\n", start, end), 0)
        return end

    def _words(self, at: int) -> None:
        """Pay the line ends and the marker owed, at the edit that stands right before `at`."""
        if (self.breaks or self.item is not None) and self.found:
            item = "" if self.item is None or _OWN.match(self.content, at) else self.item
            depth = min(len(self.lists), _DEEPEST) - (self.item is not None)
            start, end, _ = self.found[-1]
            breaks = "\n" * self.breaks if self.begun else ""
            self.found[-1] = (start, end, breaks + "   " * max(depth, 0) + item)
        self.breaks, self.item, self.begun = 0, None, True


def _meant(reference: str) -> str:
    """The characters of a reference; what stands for none stays as it is."""
    known = reference[1] == "#" or reference[1:] in entities.html5
    return html.unescape(reference) if known else reference


def _printed(style: str, number: int) -> str:
    """The marker of an item as a browser prints it: "b. " for the second of type "a"."""
    if style in {"-", ""}:
        return "- " if style else ""
    if style in {"a", "A"} and 1 <= number <= 26:
        words = chr(96 + number)
    elif style in {"i", "I"} and 1 <= number < 40:
        words, rest = "", number
        for value, letters in _ROMAN:
            words += letters * (rest // value)
            rest %= value
    else:
        words = str(number)
    return (words.upper() if style.isupper() else words) + ". "
