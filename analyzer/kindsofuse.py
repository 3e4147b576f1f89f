"""Kinds of use in plain words: "Only private use is permitted" allows use for private purposes only.

Comes in: a sentence. Goes out: the same with the kind of use as a purpose, where the sentence allows or asks for use of
that kind. Example: "You may make academic use of the Model" becomes "You may use the Model only for academic purposes".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzer.patterns import regex

_ONE = (
    r"(?:private|personal|research|academic|non-?commercial|educational|internal|scientific|home|domestic|scholarly"
    r"|non-?profit|not-for-profit|hobby|classroom|teaching|school|household|evaluation|charitable|humanitarian|in-house"
    r"|recreational|amateur|clinical|medical|religious|governmental)"
)
_KIND = rf"(?P<kind>{_ONE}(?:(?:,| and| or|, and|, or| and/or|/) ?{_ONE})*)"
_ONLY = r"(?:only |solely |exclusively |strictly |purely |just )?"
_ALONE = r"(?: (?:only|alone|solely|exclusively))?"
_THING = r"(?P<thing>(?:the|this|these|our|such) (?:[\w-]+ ){0,2}?[\w-]+|it|them)"
_WORK = r"(?P<thing>(?:the|this|these|our) (?:[\w-]+ ){0,2}?[\w-]+)"
_OF = rf"(?: of {_THING})?"
_END = rf"{_ALONE}(?=\s*[.!;]?\s*$)"
_TO = r"(?: to (?:you|the public|everyone|anyone))?"
_USE_OTHERWISE = rf"^(?:Any )?use{_OF} (?:that|which) is not (?:for )?{_KIND}(?: use| in nature)? "
_PURPOSE = "only for {kind} purposes"
_MAY, _MUST = "You may use {thing} " + _PURPOSE, "You must use {thing} " + _PURPOSE


class _Frame(NamedTuple):
    """What a sentence says, and the same in plain words."""

    say: re.Pattern[str]
    means: str

    def told(self, found: re.Match[str]) -> str:
        """What the words mean that were found."""
        named = {name: words or "" for name, words in found.groupdict().items()}
        return self.means.format(**{**named, "thing": named.get("thing") or "it"})


def _frame(say: str, means: str) -> _Frame:
    return _Frame(regex(say, re.IGNORECASE), means)


_WHOLE = (
    _frame(
        rf"^(?:This|The) (?:licen[cs]e|agreement|permission) {_ONLY}(?:allows?|permits?|covers|grants|authori[sz]es"
        rf"|gives|extends to|is (?:limited|restricted|confined) to|is for) {_ONLY}{_KIND} use{_OF}{_END}",
        _MAY,
    ),
    _frame(
        r"^(?:The )?(?:rights?|licen[cs]es?|permissions?|grants?)(?: (?:that (?:is|are) )?(?:granted|given|conferred)"
        rf"(?: here(?:by|in|under)?)?)? (?:extends?|(?:is|are) (?:limited|restricted|confined)) to {_ONLY}{_KIND}"
        rf" use{_OF}{_END}",
        _MAY,
    ),
    _frame(
        rf"^(?:Only )?{_KIND} use{_OF} (?:is|shall be|will be) (?:hereby )?(?:permitted|allowed|granted|authori[sz]ed"
        rf"|free(?: of charge)?){_END}",
        _MAY,
    ),
    _frame(rf"^Use{_OF}: {_ONLY}{_KIND}(?: use)?{_END}", _MAY),
    _frame(
        rf"^(?:Your|Any|All) use{_OF} (?:must|shall|has to|may only|is to) be {_ONLY}{_KIND}"
        rf"(?: in (?:nature|character))?{_END}",
        _MUST,
    ),
    _frame(
        rf"^{_WORK} (?:must|shall|may|has to) {_ONLY}be used {_ONLY}in an? {_KIND} (?:manner|way|fashion|setting"
        rf"|context){_END}",
        _MUST,
    ),
    _frame(
        rf"{_USE_OTHERWISE}(?:is|shall be) (?:prohibited|forbidden|not (?:permitted|allowed))",
        "You may not use {thing} except for {kind} purposes",
    ),
    _frame(
        rf"{_USE_OTHERWISE}(?=(?:requires?|needs?) (?:our|the|a|prior|written)\b)",
        "Any use of {thing} other than for {kind} purposes ",
    ),
    _frame(
        r"^(?:We|I|(?-i:[A-Z])[\w&.-]+(?: (?-i:[A-Z])[\w&.-]+){0,3}) (?:hereby )?(?:licen[cs]es?|offers?|releases?"
        rf"|provides?|makes?) {_THING}(?: available)?{_TO} {_ONLY}for {_ONLY}{_KIND} (?:use|purposes){_END}",
        _MAY,
    ),
    _frame(
        rf"^{_WORK} (?:is|are) (?:(?:made )?(?:available|offered|released|provided|licensed|intended|distributed|meant)"
        rf"{_TO} )?{_ONLY}for {_ONLY}{_KIND} (?:use|purposes){_END}",
        _MAY,
    ),
)
_PART = (
    _frame(rf"\bmake {_ONLY}{_KIND} use of {_THING}(?=[\s,;.]|$)", "use {thing} " + _PURPOSE),
    _frame(
        rf"\b(?P<paper>right|permission|licen[cs]e) (?:of|for) {_KIND} use{_OF}", "{paper} to use {thing} " + _PURPOSE
    ),
    _frame(
        rf"\b(?P<who>grants?|gives?|have|has|receives?|granted) (?P<you>you |the licensee )?an? {_KIND}[- ]use"
        rf" (?P<paper>licen[cs]e)(?: (?:to|for) {_THING})?",
        "{who} {you}a {paper} to use {thing} " + _PURPOSE,
    ),
    _frame(
        rf"\buse {_THING} (?:(?:only|solely|exclusively) )?(?P<how>private|personal|academical|scientifical"
        rf"|non-?commercial|domestical)ly{_END}",
        "use {thing} only for {how} purposes",
    ),
)
_SIGNS = regex(
    rf"\b{_ONE}[- ]use\b|\bin an? {_ONE} |\b(?:not|be|use:|for)(?: for| only)? {_ONE}\b|ly(?: only)?\W*$", re.IGNORECASE
)


def kinds_of_use_told(words: str) -> str:
    """The sentence with kinds of use told as purposes; as it is where it tells of none."""
    if ("use" not in words and "Use" not in words) or _SIGNS.search(words) is None:
        return words
    for frame in _WHOLE:
        if found := frame.say.match(words):
            return frame.told(found) + words[found.end() :]
    for frame in _PART:
        words = frame.say.sub(frame.told, words)
    return words
