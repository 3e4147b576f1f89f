"""Exceptions that stand in a sentence of their own, after the ban: "This does not apply to derivatives of the Model".

Comes in: the words of a sentence that follows a ban. Goes out: the words of an exception, to be put to the ban; or "".
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
    rf" {_NOT} (?:(?P<whom>(?:apply|extend) to|affect|concern|cover|touch)|apply|extend) (?P<what>[^;:]+)",
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


def carved(words: str) -> str:
    """What a sentence that follows a ban takes out of it, as words that can be put to the ban."""
    if any(words.find(one) > 0 for one in _TELLS) and (spared := _SPARED.fullmatch(words)):
        what = spared["what"] or spared["so"] or spared["who"]
        return f"except for {what[:1].lower()}{what[1:]}"
    if not words.startswith(_OPENERS) or not (found := _CARVED.fullmatch(words)):
        return ""
    if found["whom"]:
        return f"except for {found['what']}"
    return f"except {found['what']}" if found["what"].startswith(_CASES) else ""
