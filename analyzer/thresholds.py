"""Sizes that trigger something, read from a sentence by a small grammar of their own.

Comes in: the words of one sentence. Goes out: a `Threshold` for each absolute size in it, in order, each once; a share,
a date, a length of time or a cap on liability is no size.
Example: "If you have more than 5 million monthly active users" gives users, over, 5000000, a month, now, licensee.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from analyzer import clauses
from analyzer.clauses import Node


@dataclass(frozen=True, slots=True)
class Threshold:
    """A size that triggers something: "more than 700 million monthly active users"."""

    metric: str  # users | revenue | employees | tokens | funding | other
    comparison: str  # over | under
    amount: int
    currency: str | None
    period: str | None  # month | year | ...
    as_of: str | None  # release-date | now | any-time
    scope: str | None  # licensee | affiliates | employer | product


def read_thresholds(text: str) -> tuple[Threshold, ...]:
    """The sizes in a sentence."""
    if not (_ANY_NUMBER.search(text) and _ANY_MEASURE.search(text) and _ANY_BOUND.search(text)):
        return ()
    stream = _Lexer(text).stream()
    if not any(terminal in {"NUMBER", "SUM"} for terminal, _ in stream):
        return ()
    tree = clauses.parser("threshold.lark").parse(stream)
    return tuple(dict.fromkeys(_sizes(tree, liability=bool(_LIABILITY.search(text)))))


# --- Words: terminal and payload, then the phrases, "|" between them. A payload of a measure is "metric period". ---

_PHRASES: tuple[tuple[str, str, str], ...] = (
    ("OVER", "", "more than|greater than|larger than|higher than|bigger than|in excess of|at least|exceeding|exceeded"
     "|surpassing|surpassed|reaching|reached|equal to or greater than|greater than or equal to|minimum of|upwards of"
     "|more than or equal to|threshold of|>|>=|≥"),
    ("OVER", "present", "exceeds|surpasses|reaches"),
    ("OVER", "bare", "exceed|surpass|reach"),
    ("OVER", "place", "over|above|beyond"),
    ("UNDER", "", "less than|fewer than|lower than|smaller than|at most|up to|maximum of|limited to|less than or equal to"
     "|equal to or less than|fewer than or equal to|limit of|cap of|<|<=|≤"),
    ("UNDER", "place", "under|below"),
    ("ORMORE", "", "or more|or greater|or above|or higher|or over|and above|and over|and more|+"),
    ("ORLESS", "", "or less|or fewer|or below|or lower|or under|and below"),
    ("NOT", "", "not|no|never|cannot|neither|nor|n't"),
    ("COUNT", "users month", "mau|maus|muu|muus|monthly active users|monthly active user|monthly active user count"
     "|monthly unique users|monthly users|monthly visitors|monthly visits"),
    ("COUNT", "users day", "dau|daus|daily active users|daily active user|daily active user count|daily users"),
    ("COUNT", "users", "active users|active user count|user count|user counts|user base|userbase|visits|site visits"),
    ("THING", "users", "users|end users|visitors|customers|subscribers|accounts|players|consumers"),
    ("COUNT", "employees", "headcount|employee count|workforce|fte|ftes|full time equivalents|full time equivalent"),
    ("THING", "employees", "employees|contractors|staff|personnel|workers|staff members|team members"),
    ("THING", "tokens", "tokens"),
    ("THING", "other", "devices|units|downloads|installations|installs|requests|queries|calls|transactions|hits|copies"
     "|instances|impressions|page views|pageviews|flops|flop|gpu hours|images|sites|websites"),
    ("INCOME", "revenue", "revenue|revenues|turnover|sales|income|earnings|billings|gross receipts"),
    ("INCOME", "revenue year", "arr"),
    ("INCOME", "revenue month", "mrr"),
    ("INCOME", "funding", "funding|financing|fundraising|raised|investment|investments|venture capital|outside capital"
     "|investor capital|external capital|capital raised"),
    ("INCOME", "other", "gmv|gross merchandise value|gross merchandise volume|market capitalization|market capitalisation"
     "|market cap|valuation|total assets|balance sheet total|profit|profits|budget"),
    ("CHARGE", "", "fee|fees|price|prices|royalty|royalties|penalty|fine|cost|costs|charge|charges|deductible|invoice"),
    ("PERIOD", "month", "month|months|monthly"),
    ("PERIOD", "year", "year|years|annual|annually|yearly|annum|annualized|annualised"),
    ("PERIOD", "quarter", "quarter|quarters|quarterly"),
    ("PERIOD", "day", "day|days|daily"),
    ("WHEN", "release-date", "release date|date of release|time of release|date of the release|upon release|date of first release"
     "|date of publication|publication date"),
    ("WHEN", "any-time", "at any time|at any point|at any given time|at any given point|any point in time"),
    ("WHEN", "now", "currently|at present|at the time of use"),
    ("TENSE", "", "is|are|has|have|does|do|generate|generates|earn|earns|make|makes|serve|serves|employ|employs|receive|receives"),
    ("MODAL", "", "must|shall|may|will|would|should|can|could|to|then|than"),
    ("SCOPE", "licensee", "licensee|licensees|you|your|company|companies|organization|organizations|organisation"
     "|organisations|entity|entities|business|businesses|enterprise|enterprises|corporation|individual|institution"),
    ("SCOPE", "maker", "made available by|provided by|offered by|operated by"),
    ("SCOPE", "affiliates", "affiliate|affiliates|affiliated|subsidiary|subsidiaries|parent|common control|consolidated"
     "|corporate group"),
    ("SCOPE", "employer", "employer|employers"),
    ("SCOPE", "product", "product|products|service|services|application|applications|app|apps|website of|platform"),
    ("TOTAL", "", "number of|numbers of|count of"),
    ("STOP", "", "if|unless|provided that|section|sections|clause|article|paragraph|exhibit|schedule|version|age|aged|years old"
     "|;|.|?|!"),
    ("NEXT", "", ",|:|or|and|/|—|–|age of|years of age"),
    ("THROUGH", "", "a|an|the|of|in|on|for|per|from|at|by|its|their|your|our|any|all|each|every|this|that|such|total|sum"
     "|value|amount|aggregate|combined|cumulative|approximately|about|around|equivalent|registered|unique|active|end"
     "|individual|individuals|people|persons|paid|paying|concurrent|simultaneous|named|business|service|full|part|time"
     "|gross|net|global|worldwide|recurring|consecutive|preceding|previous|prior|last|past|trailing|immediately|most"
     "|recent|calendar|fiscal|financial|tax|rolling|period|basis|output|input|training|working|as|during|within|across"
     "|not only|or not|collectively|otherwise|who|which|local|other|s|permanent|natural|regular|edge|with|when|while|until|before|after|because|where|whether|it|we|they"),
)  # fmt: skip

_CODES = "usd eur gbp cny rmb jpy krw inr aud cad chf sgd hkd twd sek nok dkk nzd brl".split()
_CURRENCIES: dict[str, str] = {code: code.upper() for code in _CODES} | {
    phrase: code
    for code, phrases in {
        "USD": "us $|us dollars|us dollar|u.s. $|u.s. dollars|u.s. dollar|united states dollars|american dollars",
        "AUD": "aud $|a $|au $|australian dollars", "CAD": "cad $|ca $|c $|canadian dollars", "SGD": "singapore dollars|s $",
        "HKD": "hk $|hong kong dollars", "EUR": "euro|euros|€", "GBP": "pounds sterling|pounds|pound|british pounds|£|sterling",
        "CNY": "rmb|yuan|renminbi|rmb yuan|chinese yuan|rmb ¥|cny ¥", "JPY": "yen|japanese yen|jpy ¥",
        "KRW": "won|korean won|₩", "INR": "rupees|indian rupees|₹|rs|rs .", "CHF": "swiss francs|francs",
    }.items()
    for phrase in phrases.split("|")
}  # fmt: skip
_WEAK = {"$": "USD", "dollars": "USD", "dollar": "USD", "¥": "CNY", "￥": "CNY"}  # a code beside them wins

_UNITS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split())}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SMALL = _UNITS | _TENS
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "lakhs": 10**5,
           "crore": 10**7, "crores": 10**7, "k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9,
           "b": 10**9, "tn": 10**12}  # fmt: skip

_SPOKEN = {word for word in _SCALES if len(word) > 3}
_LETTERS = {"K", "M", "MM", "B", "mn", "mio", "bn", "Mn", "Bn", "MN", "BN", "tn"}
_LENGTHS = {"1 day": "day", "24 hour": "day", "30 day": "month", "1 month": "month", "3 month": "quarter", "90 day": "quarter",
            "1 quarter": "quarter", "12 month": "year", "365 day": "year", "52 week": "year", "1 year": "year"}  # fmt: skip


def _table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """The phrases by their first word, the longest first; currencies among them."""
    rows = [(words, terminal, payload) for terminal, payload, phrases in _PHRASES for words in phrases.split("|")]
    rows += [(words, "CURRENCY", code) for words, code in _CURRENCIES.items()]
    rows += [(words, "CURRENCY", f"{code} weak") for words, code in _WEAK.items()]
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for words, terminal, payload in sorted(rows, key=lambda row: -len(row[0].split())):
        parts = tuple(words.split())
        table.setdefault(parts[0], []).append((parts, terminal, payload))
    return table


def _any_of(terminals: set[str], more: Iterable[str] = ()) -> re.Pattern[str]:
    last = {max(row.split(), key=len) for t, _, rows in _PHRASES if t in terminals for row in rows.split("|")} | set(
        more
    )
    words = "|".join(sorted(re.escape(word) for word in last if word.isalpha()))
    marks = "".join(re.escape(word) for word in last if len(word) == 1 and not word.isalnum())
    return re.compile(rf"\b(?:{words})\b" + (f"|[{marks}]" if marks else ""), re.IGNORECASE)


_TABLE = _table()
_ANY_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join([*_SMALL, 'hundred', *(w for w in _SCALES if len(w) > 3)])})\b", re.IGNORECASE
)
_ANY_MEASURE = _any_of({"COUNT", "THING", "INCOME"})
_ANY_BOUND = _any_of({"OVER", "UNDER", "ORMORE", "ORLESS"})
_LIABILITY = re.compile(r"\b(?:liability|liabilities|damages|loss|losses|lost)\b", re.IGNORECASE)
_PIECE = re.compile(
    r"(?P<power>10\s?(?:\^|\*\*)\s?\{?\d{1,2}\}?(?!\d))"
    r"|(?P<number>\d(?:[\d.,]*\d)?)(?:(?P<suffix>[kKmMbB]|[mM][mMnN]|[bB][nN]|[tT][nN]|[eE]\d{1,2})(?![^\W_]))?"
    r"|(?P<word>[uU]\.\s?[sS]\.(?:\s?[aA]\.)?(?=\W)|[^\W\d_]+(?:['’](?=[tT]\b)[tT])?)"
    r"|(?P<mark>[<>]=|[$€£¥￥₩₹<>≥≤%;:.!?,/()+—–])"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3})+|\d+(?:\.\d+)?")
_DIGITS = 40  # a number of more characters is no size, and int() refuses 4300 digits
_ASIDE = 16  # pieces of a bracket behind an amount
_NEAR = 4  # pieces between "not" or a verb and the comparison
_MANY = 1_000  # a thing that is only named, or is no user, worker or money, counts from here


class _Piece(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Amount(NamedTuple):
    value: int
    currency: str | None
    bare: bool  # nothing else is counted: no strange noun follows


class _Lexer:
    """The typed tokens of a sentence; one pass, words that say nothing about a size are left out.

    `_open` is what waits for more: "bound" (a comparison for its amount), "amount" (an amount for what it counts).
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = [_piece(found) for found in _PIECE.finditer(text)]
        self._out: list[tuple[str, Any]] = []
        self._at = 0
        self._open = ""
        self._strange = 0
        self._after = False  # the open amount has its "or more"
        self._last = dict.fromkeys(("NOT", "TENSE", "MODAL", "TOTAL"), -99)
        self._held = (0, "")  # how things stood before the last "over", which may turn out to mean "during"

    def stream(self) -> list[tuple[str, Any]]:
        """(terminal, payload) pairs for the grammar."""
        while self._at < len(self._pieces):
            if not self._take_quantity():
                self._take_phrase()
        return self._out

    def _close(self) -> None:
        if self._open:
            self._out.append(("NEXT", ""))
        self._open = ""

    def _take_quantity(self) -> bool:
        found = self._quantity(self._at)
        if found is None:
            return False
        self._at, kind, payload = found
        if kind in {"SUM", "NUMBER"}:
            self._out.append((kind, payload))
            self._open, self._strange, self._after = "amount", 0, False
        elif kind == "PERIOD":
            if self._open == "bound":
                self._release()
            if payload:
                self._out.append((kind, payload))
        else:
            self._close()
        return True

    def _release(self) -> None:
        length, was = self._held
        del self._out[length:]
        self._open = was

    def _take_phrase(self) -> None:
        match = self._phrase(self._at)
        here = self._pieces[self._at]
        if match is None:
            self._at += 1
            if here.text == "(" and self._open == "amount":
                self._take_aside()
            elif here.kind == "word" and self._open:
                self._strange += 1
                if self._strange > 1:
                    self._close()
            return
        length, terminal, payload = match
        start, self._at = self._at, self._at + length
        if terminal in self._last:
            self._last[terminal] = start
            if terminal != "TOTAL" and self._open == "amount":
                self._close()
        elif terminal in {"OVER", "UNDER"}:
            self._take_bound(start, terminal, payload)
        elif terminal in {"ORMORE", "ORLESS"}:
            self._take_after(start, terminal)
        elif terminal == "STOP":
            if here.text != "." or self._ends(here):
                self._out.append(("STOP", ""))
                self._open, self._last["NOT"] = "", -99
        elif terminal == "NEXT":
            self._take_joint(here)
        elif terminal not in {"THROUGH", "CURRENCY"}:
            self._take_mark(start, terminal, payload)

    def _take_mark(self, start: int, terminal: str, payload: str) -> None:
        if terminal == "PERIOD" and self._open == "bound" and self._held[1] == "amount":
            self._release()
        if terminal == "THING" and start - self._last["TOTAL"] <= 2 * _NEAR:
            terminal = "COUNT"
        if payload != "funding":
            self._last["NOT"] = -99
        self._strange = 0
        self._out.append((terminal, payload))

    def _take_bound(self, start: int, terminal: str, payload: str) -> None:
        self._held = (len(self._out), self._open if payload == "place" else "")
        self._close()
        modal = start - self._last["MODAL"] <= _NEAR + 1
        verb = start - self._last["TENSE"] <= _NEAR
        if start - self._last["NOT"] <= _NEAR:
            self._out.append(("NOT", ""))
        self._out.append((terminal, ""))
        if payload == "present" or (not modal and (verb or payload == "bare")):
            self._out.append(("WHEN", "now"))
        self._open, self._strange, self._last["NOT"] = "bound", 0, -99

    def _take_after(self, start: int, terminal: str) -> None:
        follows = self._pieces[self._at].text if self._at < len(self._pieces) else ""
        if self._open == "amount" and not self._after and follows != "than":
            self._out.append((terminal, ""))
            self._after = True
        else:
            self._at = start + 1
            self._close()

    def _take_joint(self, here: _Piece) -> None:
        if here.text in {",", "—", "–"}:
            self._last["NOT"] = -99
            if self._open == "bound":
                return
        if self._open == "amount":
            ahead = self._at
            while ahead < min(self._at + 2, len(self._pieces)) and self._pieces[ahead].text in {",", "or", "and", "/"}:
                ahead += 1
            found = self._quantity(ahead)
            if found is not None and found[1] in {"SUM", "NUMBER"}:
                self._out.append(("ALSO", ""))
                self._at = ahead
                return
        self._close()

    def _take_aside(self) -> None:
        """What a bracket behind an amount counts: "(or the equivalent)", "(2019)", "(annual revenue)"."""
        end = next(
            (i for i in range(self._at, min(self._at + _ASIDE, len(self._pieces))) if self._pieces[i].text == ")"), -1
        )
        while self._at < end:
            match = self._phrase(self._at)
            if match is not None and match[1] in {"COUNT", "THING", "INCOME", "PERIOD"}:
                self._out.append(match[1:])
            self._at += match[0] if match is not None and self._at + match[0] <= end else 1

    def _ends(self, here: _Piece) -> bool:
        rest = self._text[here.end : here.end + 3]
        return not rest.strip() or (rest[0].isspace() and not rest.strip()[0].islower())

    def _phrase(self, at: int) -> tuple[int, str, str] | None:
        for words, terminal, payload in _TABLE.get(self._pieces[at].text, ()):
            taken = self._pieces[at : at + len(words)]
            if tuple(piece.text for piece in taken) != words:
                continue
            if words[-1] == "$" and len(words[0]) == 1 and len(words) > 1 and taken[0].end != taken[1].start:
                continue  # "a $5 fee" is no Australian dollar
            return len(words), terminal, payload
        return None

    def _quantity(self, at: int) -> tuple[int, str, Any] | None:
        """(place behind, kind, payload) where an amount, a length of time or a share begins."""
        codes: list[str] = []
        behind = self._currencies(at, codes)
        number = self._number(behind)
        if number is None:
            return None
        value, behind = number
        behind = self._currencies(behind, codes)
        behind = self._restated(behind, value, codes)
        if not codes:
            other = self._no_amount(behind, value)
            if other is not None:
                return other
        amount = int(value)
        strong = [code for code in codes if " " not in code]
        currency = strong[0] if strong else codes[0].split()[0] if codes else None
        bare = behind >= len(self._pieces) or self._pieces[behind].kind != "word" or self._phrase(behind) is not None
        return behind, "SUM" if codes else "NUMBER", _Amount(amount, currency, bare)

    def _no_amount(self, at: int, value: Decimal) -> tuple[int, str, str | None] | None:
        while at < len(self._pieces) and self._pieces[at].text in {
            "consecutive",
            "calendar",
            "full",
            "business",
            "fiscal",
        }:
            at += 1
        word = self._pieces[at].text if at < len(self._pieces) else ""
        if word in {"%", "percent", "percentage"}:
            return at + 1, "SHARE", None
        if word == "per" and at + 1 < len(self._pieces) and self._pieces[at + 1].text == "cent":
            return at + 2, "SHARE", None
        if word.rstrip("s") in {"minute", "hour", "day", "week", "month", "quarter", "year"}:
            return at + 1, "PERIOD", _LENGTHS.get(f"{value} {word.rstrip('s')}")
        return None

    def _currencies(self, at: int, codes: list[str]) -> int:
        while at < len(self._pieces):
            match = self._phrase(at)
            if match is None or match[1] != "CURRENCY":
                break
            codes.append(match[2])
            at += match[0]
        return at

    def _restated(self, at: int, value: Decimal, codes: list[str]) -> int:
        """Behind a bracket that says the amount again: "ten million dollars ($10,000,000)"."""
        if at >= len(self._pieces) or self._pieces[at].text != "(":
            return at
        inside = at + 1
        while inside < len(self._pieces) and self._pieces[inside].text in {"<", ">", "≤", "≥"}:
            inside += 1
        own: list[str] = []
        number = self._plain(self._currencies(inside, own))
        if number is None or number[0] != value:
            return at
        end = self._currencies(number[1], own)
        if end >= len(self._pieces) or self._pieces[end].text != ")":
            return at
        codes += own
        return self._currencies(end + 1, codes)

    def _number(self, at: int) -> tuple[Decimal, int] | None:
        """A number with the scale behind its bracket: "ten (10) million"."""
        found = self._plain(at)
        if found is None:
            return None
        value, at = found
        behind = self._restated(at, value, [])
        return self._scaled(value, behind) if behind != at and self._scale(behind) else (value, at)

    def _plain(self, at: int) -> tuple[Decimal, int] | None:
        if at >= len(self._pieces):
            return None
        piece = self._pieces[at]
        if piece.kind in {"number", "power"}:
            return self._digits(at)
        if piece.text in _SMALL or piece.text == "hundred" or piece.text in _SPOKEN:
            return self._words(at)
        if piece.text == "half" and at + 2 < len(self._pieces) and self._pieces[at + 1].text in {"a", "of"}:
            return self._scaled(Decimal("0.5"), at + 2) if self._scale(at + 2) else None
        return None

    def _digits(self, at: int) -> tuple[Decimal, int] | None:
        piece = self._pieces[at]
        if piece.end - piece.start > _DIGITS:
            return None
        if piece.kind == "power":
            return Decimal(10 ** int(piece.text.lstrip("10").strip(" ^*{}") or 0)), at + 1
        found = _PIECE.match(self._text, piece.start)
        digits, suffix = (found["number"], (found["suffix"] or "").lower()) if found else ("", "")
        at += 1
        while not suffix and len(digits) <= _DIGITS and self._thousands(digits, at):
            following = self._text[self._pieces[at].start : self._pieces[at].end]
            digits += "," + following
            at += 1
        if not _GROUPED.fullmatch(digits):
            return None
        scaled = bool(suffix) or self._scale(at)
        if digits.count(".") > 1 or (not scaled and re.fullmatch(r"\d{1,3}\.\d{3}", digits)):
            digits = digits.replace(".", "")
        value = Decimal(digits.replace(",", ""))
        if suffix.startswith("e"):
            return value * 10 ** int(suffix[1:]), at
        return self._scaled(value * _SCALES.get(suffix, 1), at)

    def _thousands(self, digits: str, at: int) -> bool:
        if at >= len(self._pieces) or not re.fullmatch(r"\d{1,3}(?:,\d{3})*", digits):
            return False
        piece = self._pieces[at]
        gap = self._text[self._pieces[at - 1].end : piece.start]
        return (
            piece.kind == "number"
            and re.fullmatch(r"\d{3}", piece.text) is not None
            and gap in {" ", "\u00a0", "\u202f"}
        )

    def _words(self, at: int) -> tuple[Decimal, int] | None:
        if (
            at
            and self._pieces[at].text in _SPOKEN
            and self._pieces[at - 1].text in {"several", "few", "many", "some", "multi"}
        ):
            return None
        total = part = 0
        last = ""
        while at < len(self._pieces):
            word = self._pieces[at].text
            if word in _SMALL and (not part or part % 100 == 0 or (last in _TENS and _SMALL[word] < 10)):
                part += _SMALL[word]
            elif word == "hundred" and part < 100:
                part = (part or 1) * 100
            elif word in _SPOKEN and last not in _SPOKEN:
                total, part = total + (part or 1) * _SCALES[word], 0
            elif not (word == "and" and (last == "hundred" or last in _SPOKEN) and self._small(at + 1)):
                break
            last = word
            at += 1
        return Decimal(total + part), at

    def _small(self, at: int) -> bool:
        return at < len(self._pieces) and self._pieces[at].text in _SMALL

    def _scale(self, at: int) -> bool:
        if at >= len(self._pieces):
            return False
        piece = self._pieces[at]
        return piece.text in _SPOKEN or piece.text == "hundred" or self._text[piece.start : piece.end] in _LETTERS

    def _scaled(self, value: Decimal, at: int) -> tuple[Decimal, int]:
        for _ in range(2):
            if self._scale(at):
                word = self._pieces[at].text
                value *= 100 if word == "hundred" else _SCALES[word]
                at += 1
        return value, at


def _piece(found: re.Match[str]) -> _Piece:
    kind = "number" if found["number"] else str(found.lastgroup)
    text = found.group().lower() if found.end() - found.start() <= _DIGITS else ""
    if kind == "word":
        text = "n't" if text[-2:] in {"'t", "’t"} else text.replace(" ", "")
    return _Piece(kind, text, found.start(), found.end())


# --- Meaning: the tree of a sentence to its sizes. ---

_Mark = tuple[str, Any]


def _sizes(tree: Node, *, liability: bool) -> Iterator[Threshold]:
    when: str | None = None
    scope: str | None = None
    for part in tree.children:
        if not isinstance(part, Node):
            continue
        before: list[_Mark] = []  # what was named so far
        fresh = 0  # from here on nothing was counted yet
        for child in (child for run in part.children if isinstance(run, Node) for child in run.children):
            if isinstance(child, tuple):
                before.append(child)
                continue
            claim = _claim(child)
            seen = [*before[fresh:], *claim.inner, *(mark for amount in claim.amounts for mark in amount.marks)]
            when = _when(seen, when)
            here = _scope([*before[fresh:], *claim.inner]) or _scope(seen) or scope
            made = False
            for amount in claim.amounts:
                measure = None if liability and amount.kind == "SUM" else _measure(amount, claim.inner, before)
                if measure is None or not amount.comparison:
                    continue
                made, scope = True, here
                metric, period = measure
                as_of = when or ("now" if ("WHEN", "now") in seen else None)
                yield Threshold(metric, amount.comparison, amount.size.value, amount.size.currency, period, as_of, here)
            if made:
                fresh = len(before)
            else:
                before += seen[len(before) - fresh :]
        when = _when(before, when)


@dataclass(slots=True)
class _Said:
    """One amount of a claim: how it is compared and what stands behind it."""

    kind: str
    size: _Amount
    comparison: str
    marks: list[_Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Claim:
    inner: list[_Mark]
    amounts: list[_Said]


def _claim(node: Node) -> _Claim:
    if node.name == "amount":
        return _Claim([], [_said(node, "")])
    words = {terminal for terminal, _ in node.children[0].children}
    comparison = "over" if ("OVER" in words) != ("NOT" in words) else "under"
    inner = [child for child in node.children[1:] if isinstance(child, tuple)]
    amounts: list[_Said] = []
    for child in node.children[1:]:
        if isinstance(child, Node):
            joined = not amounts or child.children[0][0] == "ALSO"
            amounts.append(_said(child, comparison if joined else ""))
    return _Claim(inner, amounts)


def _said(node: Node, comparison: str) -> _Said:
    said: _Said | None = None
    for terminal, payload in node.children:
        if terminal in {"NUMBER", "SUM"}:
            said = _Said(terminal, payload, comparison)
        elif said is None:
            continue
        elif terminal in {"ORMORE", "ORLESS"}:
            said.comparison = said.comparison or ("over" if terminal == "ORMORE" else "under")
        else:
            said.marks.append((terminal, payload))
    if said is None:
        raise TypeError("an amount of the grammar holds a number")
    return said


def _measure(amount: _Said, inner: list[_Mark], before: list[_Mark]) -> tuple[str, str | None] | None:
    """(metric, period) of what an amount counts: named behind it, else before it; None where it is no size."""
    for marks, behind in ((amount.marks, True), (inner[::-1], False), (before[::-1], False)):
        for place, (terminal, payload) in enumerate(marks):
            if terminal == "CHARGE" and amount.kind == "SUM":
                return None
            if not _fits(terminal, payload, amount, behind=behind):
                continue
            metric, _, own = payload.partition(" ")
            near = [*marks[place + 1 : place + 2], *marks[:place][::-1]]
            far = [*amount.marks, *inner, *before[::-1]]
            return metric, own or _period(marks[:place][::-1] if behind else near) or _period(far)
    return None


def _fits(terminal: str, payload: str, amount: _Said, *, behind: bool) -> bool:
    value = amount.size.value
    if amount.kind == "SUM":
        return terminal == "INCOME"
    if terminal not in {"COUNT", "THING", "INCOME"} or not (behind or amount.size.bare):
        return False
    people = payload.split()[0] in {"users", "employees"}
    if terminal == "INCOME" or not people or (terminal == "THING" and not behind):
        return value >= _MANY
    return value > 1


def _period(marks: Iterable[_Mark]) -> str | None:
    return next((payload for terminal, payload in marks if terminal == "PERIOD"), None)


def _when(marks: Iterable[_Mark], known: str | None) -> str | None:
    said = {payload for terminal, payload in marks if terminal == "WHEN"} | {known}
    return "release-date" if "release-date" in said else "any-time" if "any-time" in said else None


def _scope(marks: Iterable[_Mark]) -> str | None:
    said = {payload for terminal, payload in marks if terminal == "SCOPE"}
    for widest in ("employer", "affiliates"):
        if widest in said:
            return widest
    if "product" in said and not ("maker" in said and "licensee" in said):
        return "product"
    return "licensee" if "licensee" in said else None
