"""What a title says of the items below it: that they are banned, allowed, or what is owed.

Comes in: the words of a title. Goes out: the words that stand before each item. Example: below "Prohibited Uses" the
item "Spam" is read as "You must not engage in: Spam".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analyzer.patterns import regex

_BARRED = r"prohibited|unacceptable|disallowed|forbidden|impermissible|restricted|banned|excluded|unauthori[sz]ed"
# What a title over a list says of its items: "Prohibited Uses", "What you may do", "Permitted uses:".
_BANS = regex(
    rf"\b(?:{_BARRED})\s+"
    r"(?:uses?|usage|use\s+cases|applications|content|activit\w+|conduct|behaviou?rs?|purposes?|practices|acts|actions"
    r"|things|domains)\b"
    r"|^\W*(?:not\s+(?:allowed|permitted)|off[ -]limits|forbidden|prohibited|don['’]?ts?)\W*$"
    r"|\b(?:use(?:-based)?|usage)\s+restrictions\b|\brestrictions\s+(?:on|of)\s+(?:the\s+)?use\b"
    r"|\b(?:may|must|shall|will|can|do)\s?not\b|\b(?:can|don)['’]t\b"
    r"|\b(?:what|uses?|activities|content)\s+(?:(?:that\s+)?(?:is|are|we\s+do)\s+)?(?:ruled\s+out|forbidden|prohibited"
    r"|banned|excluded|not\s+(?:allowed|permitted|allow|permit)|off[ -]limits|out\s+of\s+bounds)\W*$",
    re.IGNORECASE,
)
# "Prohibited uses" is a title with small letters, too.
_BAN_TITLE = regex(
    rf"(?:(?:list|examples)\s+of\s+)?(?:(?:{_BARRED}|permitted|allowed)(?:\s+(?:and|or)\s+\w+)?\s+"
    r"(?:uses?|usage|use\s+cases|applications|content|activities|conduct|purposes|practices|acts|actions)"
    r"|(?:use|usage)\s+restrictions|restrictions\s+on\s+use)"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?[\w-]+(?:\s[\w-]+)?)?"
    r"|(?:what|uses|activities|content)\s+(?:(?:that\s+)?(?:is|are)\s+)?(?:not\s+(?:allowed|permitted)|prohibited"
    r"|forbidden|banned|excluded)|not\s+(?:allowed|permitted)",
    re.IGNORECASE,
)
_PERMITS = regex(
    r"\W*(?:(?:permitted|allowed|authori[sz]ed|permissible|approved)\s+(?:uses?|purposes?|activities)|acceptable\s+uses"
    r"|what\s+(?:you|users?|licensees?)\s+(?:may|can|are\s+(?:allowed|permitted|free)\s+to)\s+do"
    r"|(?:you|users?|licensees?)\s+(?:may|can)|allowed|permitted)\W*",
    re.IGNORECASE,
)
# "Requirements", "Obligations of the Recipient": what is to be done, or to be given.
_OWES = regex(
    r"\W*(?:(?:your\s+|(?:license|user|recipient)\s+)?(?:requirements|obligations|duties)"
    r"(?:\s+(?:of\s+(?:the\s+)?(?:users?|licensees?|recipients?))?)?|what\s+you\s+must\s+do)\W*",
    re.IGNORECASE,
)
_NAMED_ALL = regex(r"\W*permitted\s+(?:uses?|purposes?)\b", re.IGNORECASE)
_LATELY = 1_000  # titles, each of which is asked for at every unit below it
_BARE = regex(r"[^:;.]{1,60}[:.]?[*_]*\s*")
FINITE = regex(
    r"\b(?:must|shall|may|should|cannot|will|is|are|was|has|have|grants|means|does|do|can|agrees?|provided)\b"
)


class Frame(NamedTuple):
    """What stands before an item under a title: where the item is an act, and where it is one of these things."""

    act: str
    thing: str
    things: re.Pattern[str] | None = None  # None for any

    @property
    def bans(self) -> bool:
        """Whether the items are banned: the title of their section says so, whatever titles stand between."""
        return self == _BANNED


_BANNED = Frame("You must not: ", "You must not engage in: ")
_ALLOWED = Frame("You may: ", "You may use the work for: ")
# "Permitted Uses" names them all.
_ALLOWED_ONLY = Frame("You may: ", "You may use the work only for: ")
# "Requirements: Python 3" is no duty.
_GIVEN = regex(
    r"\b(?:attribution|acknowledge?ments?|credits?|citations?|cop(?:y|ies)|notices?|links?|consent|agreement|compliance"
    r"|registration|payment|disclosure|reports?|names?|source code)\b",
    re.IGNORECASE,
)
_OWED = Frame("You must: ", "You must provide: ", _GIVEN)


@lru_cache(_LATELY)
def frame(title: str) -> Frame | None:
    """What a title says of the items below it: "Prohibited Uses" bans them, "Permitted Uses" allows them."""
    if _BANS.search(title):
        return _BANNED
    if _PERMITS.fullmatch(title):
        return _ALLOWED_ONLY if _NAMED_ALL.match(title) else _ALLOWED
    return _OWED if _OWES.fullmatch(title) else None


def titles(lead: str) -> Frame | None:
    """The same for a title that leads in with a colon and says no more: "Prohibited uses:"."""
    if _BARE.fullmatch(lead) is None or FINITE.search(lead):
        return None
    return frame(lead)


def bans(title: str) -> bool:
    """Whether a title says no more than that something is banned: "Prohibited Uses"."""
    return _BANS.fullmatch(title) is not None


def is_title(words: str) -> bool:
    """Whether words are such a title in small letters: "Prohibited uses"."""
    return _BAN_TITLE.fullmatch(words) is not None
