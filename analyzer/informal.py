"""Informal spelling told in full: "it's", "you're", "dont", "pls".

Comes in: the words of a sentence. Goes out: the same words as a lawyer spells them. Example: "it's not ok, pls dont
sell this" says "it is not ok, please do not sell this".
"""

from __future__ import annotations

import re

from analyzer.patterns import regex, words_of

_IS = regex(r"\b(it|that|there|here|what|who)['’]s\b(?!\s+(?:own|been)\b)", re.IGNORECASE)
_BEING = ("t's", "re's", "o's")  # how each of these ends
_HAVE = regex(r"\b(you|we|they)['’]ve\b", re.IGNORECASE)
_ARE = regex(r"\b(you|we|they)['’]re\b", re.IGNORECASE)
_SLIPS = {
    "dont": "do not",
    "doesnt": "does not",
    "isnt": "is not",
    "arent": "are not",
    "cant": "cannot",
    "shouldnt": "should not",
    "mustnt": "must not",
    "pls": "please",
    "plz": "please",
    "gotta": "have to",
    "wanna": "want to",
}
_SLIP = regex(rf"\b(?:{'|'.join(_SLIPS)})\b", re.IGNORECASE)


# '"Taker": any person using the Work' defines.
_DEFINES = regex(r"^([\"“][^\"“”]{1,60}[\"”])(?: \([^()]{1,60}\))?: (?=\S)")


def spelled_out(words: str) -> str:
    """The words of a sentence without short forms and slips, and with "means" for the colon behind a quoted name."""
    if words[:1] in '"“':
        words = _DEFINES.sub(r"\1 means ", words)
    folded = words.lower()
    if "'" in words or "’" in words:  # most often in "licensor's"
        plain = folded.replace("’", "'")
        words = _HAVE.sub(r"\1 have", words) if "'ve" in plain else words
        words = _ARE.sub(r"\1 are", words) if "'re" in plain else words
        words = _IS.sub(r"\1 is", words) if any(map(plain.__contains__, _BEING)) else words
        folded = words.lower()
    if _SLIPS.keys().isdisjoint(words_of(folded)):  # spares most sentences the pattern
        return words
    return _SLIP.sub(lambda found: _SLIPS[found[0].lower()], words)
