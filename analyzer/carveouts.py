"""Exceptions that stand in a sentence of their own, after the ban: "This does not apply to derivatives of the Model".

Comes in: a text and where a sentence stands in it. Goes out: the words of an exception, to be put to the ban; or "".
"""

from __future__ import annotations

import re

from analyzer.patterns import regex

_OPENERS = ("This ", "These ", "That ", "The ", "Such ")
_BAN = r"(?:restriction|prohibition|limitation|ban|limit|rule|requirement|sentence|clause|paragraph|provision)s?"
_WHICH = r"(?:foregoing|above|preceding|previous|last|said|aforementioned)"
_NOT = r"(?:does|do|shall|will) not"
_CARVED = regex(
    rf"(?:(?:This|These|That|Such)(?: {_WHICH})?(?: {_BAN})?|The {_WHICH}(?: {_BAN})?"
    rf"|The {_BAN} (?:above|in the {_WHICH} {_BAN}))(?: set (?:out|forth) above)?,?"
    rf" (?:{_NOT} (?:apply|extend)(?P<to> to)?|{_NOT} (?:affect|concern|cover)(?P<of>)) (?P<what>[^;:]+)",
    re.DOTALL,
)
# "An exception is made for derivatives", "Derivatives of the Model are exempt", "That is not so for derivatives".
_SPARED = regex(
    r"(?:The |An )(?:only )?exceptions?(?: to this)? (?:is|are)(?: made)?(?: for)? (?P<what>[^;:]{3,200}?)\.?"
    r"|(?:This|That) is not so for (?P<so>[^;:]{3,200}?)\.?"
    rf"|(?P<who>(?:(?!\brights\b)[^;:,]){{3,120}}) (?:is|are) (?:exempt(?:ed)?|excepted|an exception)"
    rf"(?: (?:from|to) (?:this|that|it|(?:this|that|the) {_BAN}))?\.?",
    re.DOTALL,
)
_TELLS = ("xempt", "xception", "xcepted", " not so ")
_CASES = ("where ", "when ", "if ", "in case", "to the extent", "insofar", "as long as", "so long as", "for ", "in ")


def carved(text: str, start: int, end: int) -> str:
    """What a sentence that follows a ban takes out of it, as words that can be put to the ban."""
    if any(text.find(one, start, end) > 0 for one in _TELLS) and (
        spared := _SPARED.fullmatch(" ".join(text[start:end].split()))
    ):
        what = spared["what"] or spared["so"] or spared["who"]
        return f"except for {what[:1].lower()}{what[1:]}"
    if not text.startswith(_OPENERS, start) or not (found := _CARVED.fullmatch(" ".join(text[start:end].split()))):
        return ""
    what = found["what"]
    if found["to"] or found["of"] is not None:
        return f"except for {what}"
    return f"except {what}" if what.startswith(_CASES) else ""
