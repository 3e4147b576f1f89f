r"""What a reader sees of a text: HTML and Markdown undone, comment signs and characters nobody sees taken out.

Comes in: decoded content and the name of its source. Goes out: the reading with its anchors into the content. Example:
"## Grant\nYou **may**\u00a0copy." is "Grant\n\nYou may copy."; plain text comes out as it went in.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from analyzer import furniture, hypertext, markdown
from analyzer.comments import unboxed, uncommented
from analyzer.edits import Edited, apply, chain
from analyzer.patterns import regex

# Takes no room on the page: soft hyphen, joiners, marks of direction, byte-order mark, tags.
_NO_WIDTH = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
# Looks like a space or like nothing, each for one space.
_BLANK = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HIDDEN = regex(f"[{_NO_WIDTH}{_BLANK}\ufb00-\ufb06]")
_PLAIN = bytes([*range(9, 14), *range(32, 127)])  # to look for what is none of these is quicker
# Words that turn or limit what a sentence says.
_STRESSED = regex(
    r"(?<![\w*])(?P<sign>\*{1,3}|_{1,2})(?=[A-Za-z])(?:[A-Za-z'’-]+ ){0,8}?"
    r"(?:not?|never|none|nor|neither|nobody|nothing|only|without|cannot|\w+n['’]t|except|unless|solely|exclusively)(?![A-Za-z])"
    r"[A-Za-z'’ -]{0,60}(?<=[A-Za-z])(?P=sign)(?![\w*])",
    re.IGNORECASE,
)
_LIGATURES = regex("[\ufb00-\ufb06]")  # one sign for two or three letters, as in "ofﬁce"
# A text in which an empty line follows each line, and two or more each paragraph.
_CLOSE = regex(r"\S[ \t\r]*\n[ \t]*\S")
_EMPTY = regex(r"(?<=\S)(?P<ends>[ \t\r]*\n[ \t\r]*)\n(?=[ \t]*\S)")
_GOES_ON = regex(r"[a-z,][ \t\r]*\n[ \t\r]*\n[ \t]*[a-z]")
_FEWEST, _SHARE = 8, 0.25
_SAMPLE = 4  # blanks before the lines of a sample of code
_ESCAPE = regex(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]")
_INSIDE_WORD = regex(rf"(?<=\w)[{_NO_WIDTH}]+(?=\w)")


def undo(content: str, name: str = "") -> Edited:
    """The reading of a text; no anchors where all its offsets are those of the content."""
    made = _outdented(_single_spaced(unboxed(uncommented(content, wrapped=True))))
    marked = markdown.looks_so(made.text, name)
    if hypertext.looks_so(made.text):
        made = chain(made, hypertext.undo(made.text, page=not marked and hypertext.is_page(made.text)))
    if marked:
        made = chain(made, markdown.undo(made.text))
    elif "*" in made.text or "_" in made.text:
        made = _unstressed(made)
    made = _seen(Edited(uncommented(made.text), made.anchors))
    feet = furniture.pages(made.text)
    return chain(made, apply(made.text, feet)) if feet else made


def _unstressed(made: Edited) -> Edited:
    """Plain text stresses a few words with signs as well, "you may *not* share it": the words are read alone."""
    signs = []
    for found in _STRESSED.finditer(made.text):
        wide = len(found["sign"])
        signs += [(found.start(), found.start() + wide, ""), (found.end() - wide, found.end(), "")]
    return chain(made, apply(made.text, signs)) if signs else made


def _outdented(words: str) -> Edited:
    """A text without the blanks that each of its lines begins with, which make a sample of code in Markdown."""
    first = words.lstrip("\r\n")
    if not first.startswith(" " * _SAMPLE):
        return Edited(words)
    lines = words.splitlines(keepends=True)
    inset = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    if inset < _SAMPLE:
        return Edited(words)
    starts = accumulate(map(len, lines), initial=0)
    return apply(words, [(at, at + inset, "") for at, line in zip(starts, lines, strict=False) if line.strip()])


def _single_spaced(words: str) -> str:
    """A text of double spacing without the empty lines between the lines of its paragraphs; offsets stay."""
    if _CLOSE.search(words):
        return words
    gaps = sum(1 for _ in _EMPTY.finditer(words))
    if gaps < _FEWEST or sum(1 for _ in _GOES_ON.finditer(words)) < _SHARE * gaps:
        return words
    return _EMPTY.sub(lambda gap: " " * len(gap["ends"]) + "\n", words)


def _seen(made: Edited) -> Edited:
    """Characters without width go inside a word and are a space elsewhere; other blanks are a space each."""
    plain = made.text.isascii()
    if not (made.text.encode().translate(None, _PLAIN) if plain else _HIDDEN.search(made.text)):
        return made
    # Codes for colour and cursor go as a whole, one space for each character, so that offsets stay.
    made = Edited(_ESCAPE.sub(lambda code: " " * len(code[0]), made.text), made.anchors)
    hidden = [(found.start(), found.end(), "") for found in _INSIDE_WORD.finditer(made.text)]
    hidden += [(at.start(), at.end(), unicodedata.normalize("NFKC", at[0])) for at in _LIGATURES.finditer(made.text)]
    whole = chain(made, apply(made.text, sorted(hidden))) if hidden else made
    return Edited(_HIDDEN.sub(" ", whole.text), whole.anchors)
