"""List markers and numbered headings: "2.", "(b)", "Section 4", "§ 5", "1.2.3", "Exhibit A", bullets.

Comes in: the words at the start of a line. Goes out: a `Marker` with its style, the label to print and its rank in the
style. Example: "(c) You must" is style "(a)", label "c", rank 3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from analyzer.patterns import regex

_ROMAN = regex(r"^(?:x{0,3})(?:ix|iv|v?i{0,3})$")
_NAMED = regex(
    r"(?P<name>section|article|exhibit|attachment|schedule|appendix|annex|addendum|clause|part|chapter|paragraph)\s+"
    r"(?P<value>[A-Z](?![\w])|[IVX]{1,5}(?![\w])|\d{1,3}(?:\.\d{1,3})*(?![\w]))[.:)]?(?=\s|$|[-–—])"
    # "Clause 2.3 does not apply to that" begins a sentence.
    r"(?!\s(?:does|do|shall|will|is|are|applies|apply|may|must|has|remains?|survives?|governs?|forms?|contains?|lists?"
    r"|describes?|specifies|determines?|prevails?|binds?|continues?|sets|says|takes|of\s(?:this|the)\b"
    r"|(?:and|or)\s(?:section|article|exhibit|attachment|schedule|appendix|annex|clause|part|paragraph)s?)\b)",
    re.IGNORECASE,
)
_SIGN = regex(r"§{1,2}\s?(?P<value>\d{1,3}(?:\.\d{1,3})*)[.:)]?(?=\s|$)")
_DOTTED = regex(r"(?P<value>\d{1,3}(?:\.\d{1,3}){1,4})[.:)]?(?=[\s*_])")
_LETTERED = regex(r"(?P<value>[A-Z](?:\.\d{1,2}){1,3})[.:)]?(?=\s)")  # "B.2" of "Part B"
_CODED = regex(r"(?P<value>[A-Z]-?(?P<rank>\d{1,2}))(?:[.:)](?=\s)|(?=\s{2,}\S))")  # "B2  You may", "C-1. You may"
_PLAIN = regex(
    r"(?P<open>[(\[]?)(?P<value>\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})(?P<close>[.)\]:]|\s*[-–—](?=\s))+(?=[\s*_]|$|(?<=[)\]])[A-Z]|(?:(?<=\d\.)|(?<=[ivx][ivx]\.))[A-Z][a-z])"
)
_BULLET = regex(r"[-*•●▪■◦‣·○➢✓+–—o]\s+(?=\S)|[•●▪■◦‣○➢](?=\S)")
_INITIALS = frozenset("saecpSAECPſ")  # of the names above, in any case
_BEGINNINGS = frozenset({"sec", "art", "exh", "att", "sch", "app", "ann", "add", "cla", "par", "cha"})
_NUMERALS = frozenset("ivxIVX")
_ROOTS = {"exhibit", "attachment", "schedule", "appendix", "annex", "addendum"}


class Marker(msgspec.Struct, frozen=True, gc=False):
    """`style` tells one list from another, `label` is printed, `rank` counts in the style, `length` characters."""

    style: str
    label: str
    rank: int
    length: int


def marker(words: str) -> Marker | None:
    """The marker that opens a line whose indent is off, or None."""
    head = words[:48]
    first = head[:1]
    if not first:
        return None
    if first.isalpha():
        named = _NAMED.match(head) if first in _INITIALS and head[:3].casefold() in _BEGINNINGS else None
        if named:
            return _named(named, len(words))
        # Most lines begin with a word, and of words only a numeral marks.
        second = head[1:2]
        if second.isalpha() and not (first in _NUMERALS and second in _NUMERALS):
            return None
    if first == "§":
        sign = _SIGN.match(head)
        return Marker("named", sign.group("value"), 0, sign.end()) if sign else None
    if first.isdigit():
        dotted = _DOTTED.match(head + " ")
        if dotted:
            value = dotted.group("value")
            style = "1" + ".1" * value.count(".")
            return Marker(style, value, int(value.rpartition(".")[2]), min(dotted.end(), len(words)))
    elif head[1:2] == "." and (lettered := _LETTERED.match(head)):
        value = lettered.group("value")
        return Marker("1" + ".1" * value.count("."), value, int(value.rpartition(".")[2]), lettered.end())
    elif coded := _CODED.match(head):
        return Marker("1.1", coded["value"], int(coded["rank"]), coded.end())
    plain = _PLAIN.match(head)
    if plain:
        return _plain(plain)
    bullet = _BULLET.match(head)
    return Marker("-" + first, "", 0, bullet.end()) if bullet else None


def _named(found: re.Match[str], limit: int) -> Marker:
    name, value = found.group("name").lower(), found.group("value")
    label = value if name in {"section", "clause", "paragraph"} else f"{found.group('name').title()} {value}"
    style = "root" if name in _ROOTS else "named"
    return Marker(style, label, 0, min(found.end(), limit))


def _plain(found: re.Match[str]) -> Marker | None:
    opening, value, closing = found.group("open"), found.group("value"), found.group("close").strip()
    if opening and closing not in {")", "]"}:
        return None
    if not opening and closing in {"-", "–", "—"} and not value.isdigit():
        return None
    bracket = "(" if opening else ("." if closing in {".", ":", "-", "–", "—"} else ")")
    if value.isdigit():
        return Marker(f"1{bracket}", value, int(value), found.end())
    if len(value) > 1:
        if not _ROMAN.match(value.lower()):
            return None
        return Marker(("i" if value.islower() else "I") + bracket, value, _roman(value), found.end())
    return Marker(("a" if value.islower() else "A") + bracket, value, ord(value.lower()) - 96, found.end())


def _roman(value: str) -> int:
    numbers = {"i": 1, "v": 5, "x": 10}
    total = 0
    digits = [numbers[letter] for letter in value.lower()]
    for place, digit in enumerate(digits):
        total += -digit if place + 1 < len(digits) and digits[place + 1] > digit else digit
    return total


def as_roman(found: Marker) -> Marker:
    """A one-letter marker read as a numeral: "i" is 1, "v" is 5."""
    style = ("i" if found.label.islower() else "I") + found.style[1:]
    return Marker(style, found.label, _roman(found.label), found.length)


def could_be_roman(found: Marker) -> bool:
    """Whether a one-letter marker is also a numeral."""
    return found.style[:1] in {"a", "A"} and found.label.lower() in {"i", "v", "x"}


def is_dotted(style: str) -> bool:
    """Whether a style is of numbers like "2.1" or "2.1.3"; each depth is a style of its own."""
    return style.startswith("1.1")


def letter_or_numeral(mark: Marker, ranks: Mapping[str, int]) -> Marker:
    """What "(i)" is where lists are open, of each style how far: the ninth letter or the first Roman numeral."""
    roman = as_roman(mark)
    if ranks.get(mark.style) == mark.rank - 1:
        return mark
    if ranks.get(roman.style) == roman.rank - 1 or roman.rank == 1:
        return roman
    return mark
