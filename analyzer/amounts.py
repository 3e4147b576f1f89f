"""The amounts in a sentence, with their money, scale and length of time, among the words and marks around them.

Comes in: the words of one sentence. Goes out: `Piece`s in order. Example: "over $5 million (five million)": the word
"over", then one amount, 5000000 USD. What is written twice, in figures and in words, is one amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from analyzer.patterns import regex

_MONEY = """
USD: usd|us$|us dollar~|u.s. $|u.s. dollar~|united states dollars ; weak USD: $|dollar~ ; weak CNY: ¥|￥
EUR: eur|euro~|€ ; GBP: gbp|pounds sterling|pounds|£ ; CHF: chf|swiss francs ; CNY: cny|rmb|yuan|renminbi|chinese yuan
JPY: jpy|yen|japanese yen ; KRW: krw|won|korean won|south korean won|₩ ; INR: inr|rupees|indian rupees|rs.|rs|₹
CAD: cad|canadian dollars|c$ ; AUD: aud|australian dollars|a$ ; SGD: sgd|singapore dollars ; SEK: sek|swedish kronor
RUB: rub|rubles|roubles|₽ ; BRL: brl|reais|r$ ; TWD: twd|new taiwan dollars ; HKD: hkd|hong kong dollars
AED: aed|dirham~ ; SAR: sar|saudi riyal~ ; ILS: ils|nis|shekel~ ; PLN: pln|zloty ; NOK: nok|norwegian kroner
DKK: dkk|danish kroner ; NZD: nzd|new zealand dollars ; ZAR: zar|rand ; MXN: mxn|mexican pesos ; IDR: idr|rupiah
"""


def lines(table: str) -> list[tuple[str, str]]:
    """The rows "head: phrase|phrase" of a table as pairs, one a phrase; "~" stands for a possible "s"."""
    rows = [line.partition(": ") for line in re.split(" ; |\n", table.strip().replace("\n|", "|"))]
    said = [(head, phrase) for head, _, phrases in rows for phrase in phrases.split("|")]
    return [(head, word.replace("~", end)) for head, word in said for end in ("", "s")[: 1 + ("~" in word)]]


def either(words: Iterable[str]) -> str:
    """An expression for any of some phrases, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s{0,2}") for word in sorted(words, key=len, reverse=True))


_CODES = {"".join(name.split()): code for code, name in lines(_MONEY)}
_DIGITS = 40  # a number of more characters is no size, and int() refuses 4300 digits
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_SMALL = {word: n for n, word in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())} | {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SPOKEN = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7}  # powers of ten
_SCALES = _SPOKEN | {"k": 3, "m": 6, "mm": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9, "tn": 12}
_LENGTHS = {"1day": "day", "24hour": "day", "1month": "month", "30day": "month", "1year": "year", "12month": "year"}
_LENGTHS |= {"1quarter": "quarter", "3month": "quarter", "90day": "quarter", "365day": "year"}

NUMERALS = (*_SMALL, *_SPOKEN, "hundred")
_NAMED = rf"(?:{either(NUMERALS)})\b"
_FIGURES = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]*\d)|\d(?:[\d.,]*\d)?)"
_SHORT = r"(?:\s?(?:mio|m[mn]|[bt]n)|[kmb]|\s(?-i:[KMB])|e\d{1,2})(?![^\W_])"
_NUMBER = (
    r"(?:10\s?(?:\^|\*\*)\s?\{?\d{1,2}\}?(?!\d)"
    rf"|{_FIGURES}(?:{_SHORT})?(?:[\s-]{{1,2}}(?:{either([*_SPOKEN, 'hundred'])})\b){{0,2}}"
    rf"|half\s(?:a|of\sa)\s{_NAMED}|{_NAMED}(?:[\s-]{{1,2}}(?:and\s)?{_NAMED}){{0,12}})"
)
_COIN = rf"(?:(?:{either(name for _, name in lines(_MONEY))})(?![^\W\d_])\s{{0,2}})"
# An amount is read in turns, so that what few texts have need not be compiled: all behind the number may be absent.
_START = regex(
    rf"(?P<amount>(?<![^\W_])(?P<before>{_COIN}{{0,2}})(?P<number>{_NUMBER}))"
    r"|(?P<word>[^\W\d_]+(?:['’]t\b)?)|(?P<mark>[<>]=|[<>≥≤;:.!?,/()+—–])",
    re.IGNORECASE,
)
_AGAIN = regex(rf"\s?\([<>≤≥]?\s?{_COIN}{{0,2}}{_NUMBER}\s?{_COIN}{{0,2}}\)", re.IGNORECASE)
_SCALE = regex(
    rf"(?P<scale>(?:[\s-]{{1,2}}(?:{either(_SPOKEN)})\b){{0,2}})(?:\s{{0,2}}(?P<behind>{_COIN}{{1,2}}))?", re.IGNORECASE
)
_MEASURE = regex(
    r"(?:(?P<share>\s?(?:%|per\s?cent))|[\s-]{0,3}(?:(?:consecutive|calendar|full|business)\s)?"
    r"(?P<length>minute|hour|day|week|month|quarter|year)s?\b)?",
    re.IGNORECASE,
)
_INSIDE, _COINS = regex(_NUMBER, re.IGNORECASE), regex(_COIN, re.IGNORECASE)


# An amount begins with a figure, a sign of money, or one of these words.
_OPENS = frozenset(
    found[0]
    for name in (*(name for _, name in lines(_MONEY)), *NUMERALS, "half")
    if (found := re.match("[a-z]+", name))
)
_MONEY_SIGNS = "".join(sorted({name[0] for name in _CODES if not name[0].isalpha()}))
_ANY = regex(rf"[^\W\d_]+(?:['’]t\b)?|\d|[{re.escape(_MONEY_SIGNS)}]|[<>]=|[<>≥≤;:.!?,/()+—–]")


def _value(words: str) -> Decimal | None:
    """What a number says: "1,000,000", "5M", "10^25", "twenty-five million"."""
    words = re.sub(r"10\s?(?:\^|\*\*)\s?\{?(\d+)\}?", r"1e\1", words)
    total, part = Decimal(0), Decimal(0)
    for word in re.findall(r"e\d+|\d[\d.,]*|[a-z]+", re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d)", "", words.lower())):
        if word[0].isdigit():
            if not re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3})+|\d+(?:\.\d+)?", word):
                return None
            thousands = word.count(".") > 1 or re.fullmatch(r"\d{1,3}\.\d{3}", words)
            part += Decimal(word.replace(",", "").replace(".", "" if thousands else "."))
        elif word in _SMALL or word == "half":
            part += _SMALL.get(word, Decimal("0.5"))
        elif word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in _SCALES or word[1:].isdigit():
            total, part = total + (part or 1) * 10 ** (_SCALES[word] if word in _SCALES else int(word[1:])), Decimal(0)
    return total + part


class Piece(NamedTuple):
    """A word, a mark or an amount."""

    text: str  # lower case; "" for an amount
    end: int
    kind: str = ""  # of an amount: SUM, NUMBER, PERIOD (a length of time), SHARE (of a hundred, or not to be read)
    payload: Any = None


def pieces(text: str) -> Iterator[Piece]:
    """The words, marks and amounts of a sentence."""
    at = 0
    while seen := _ANY.search(text, at):
        word = seen.group()
        found = _START.match(text, seen.start()) if _may_open(word) else seen
        if found is None:
            at = seen.start() + 1
            continue
        if found is not seen and found["amount"]:
            piece = _amount(text, found)
        else:
            word = found.group().lower() if found.end() - found.start() <= _DIGITS else "?"
            piece = Piece("n't" if word[-2:] in {"'t", "’t"} else word, found.end())
        yield piece
        at = piece.end


def _may_open(word: str) -> bool:
    """Whether an amount may begin with a word or sign."""
    return word.lower() in _OPENS or word in _MONEY_SIGNS or not word.isascii() or word.isdigit()


def _amount(text: str, found: re.Match[str]) -> Piece:
    same = _bracket(text, found.end())
    scale = _SCALE.match(text, found.end() + len(same))
    again = _bracket(text, scale.end()) if scale else ""
    measure = _MEASURE.match(text, scale.end() + len(again)) if scale else None
    if scale is None or measure is None:
        raise AssertionError("patterns that match nothing match anywhere")
    end = measure.end()
    value = _value(found["number"]) if len(found["number"]) <= 4 * _DIGITS else None
    if value is None or measure["share"] or value.adjusted() > _DIGITS:
        return Piece("", end, "SHARE")
    if measure["length"]:
        return Piece("", end, "PERIOD", _LENGTHS.get(f"{value}{measure['length'].lower()}"))
    for word in scale["scale"].lower().replace("-", " ").split():
        value *= 10 ** _SPOKEN.get(word, 0)
    money = [found["before"], scale["behind"] or ""]
    for bracket in filter(None, (same, again)):
        told = _INSIDE.search(bracket)
        if told and _value(told.group()) in {value, _value(found["number"])}:
            money.append(bracket)
    names = [name for part in filter(None, money) for name in _COINS.findall(part)]
    codes = sorted((_CODES.get("".join(name.lower().split()), "weak ") for name in names), key=lambda code: " " in code)
    currency = (codes[0].removeprefix("weak ") or None) if codes else None
    return Piece("", end, "SUM" if currency else "NUMBER", (int(value), currency))


def _bracket(text: str, at: int) -> str:
    """The bracket at a place that says the amount once more, else nothing."""
    again = _AGAIN.match(text, at) if "(" in text[at : at + 2] else None
    return again.group() if again else ""
