"""Sizes that trigger something, read from a sentence by a small grammar of their own.

Comes in: the words of one sentence. Goes out: a `Threshold` for each absolute size in it, in order, each once; a share,
a date, a length of time or a cap on liability is no size. Example: "more than 5 million users": users, over, 5000000.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from analyzer import clauses
from analyzer.amounts import NUMERALS, lines, pieces
from analyzer.clauses import Node
from analyzer.patterns import regex, words_of


class Threshold(msgspec.Struct, frozen=True, gc=False):
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
    # Nothing of what is measured, of a bound, or of an amount: no size; the first is the rarest.
    said = words_of(text.lower())
    measured = not _any_of(_MEASURES).isdisjoint(said)
    if not (measured and _bounds(text, said)):
        return ()
    stream = _Lexer(text).stream()
    if not {terminal for terminal, _ in stream} & _BOUNDS:
        return ()
    tree = clauses.parser("threshold.lark").parse(stream)
    return tuple(dict.fromkeys(_sizes(tree, liability=bool(_LIABILITY.search(_UNBOUND.split(text)[0])))))


def _bounds(text: str, said: Sequence[str]) -> bool:
    """Whether a sentence holds an amount with a bound near it."""
    bounded = _any_of(_BOUNDS)
    bounds = [at for at, word in enumerate(said) if word in bounded]
    signed = _SIGNED.search(text) is not None
    if not (bounds or signed) or (_COUNTED.isdisjoint(said) and _DIGIT.search(text) is None):
        return False
    counted = [at for at, word in enumerate(said) if word in _COUNTED or _DIGIT.search(word)]
    return signed or any(abs(at - place) <= _CLOSE for at in bounds for place in counted)


# Terminal and payload, then phrases; "~" stands for a possible "s". One strange word may stand between an amount and
# its measure, and any of THROUGH.
_WORDS = """
OVER: over|above|beyond|more than|greater than|larger than|higher than|in excess of|at least|exceeding|exceeded
|surpassing|surpassed|reaching|reached|equal to or greater than|greater than or equal to|minimum of|upwards of
|threshold of|>|>=|≥ ; OVER present: exceeds|surpasses|reaches|passes|crosses|tops
|outgrows|hits ; OVER bare: exceed|surpass|reach|pass
UNDER: under|below|less than|fewer than|lower than|smaller than|at most|up to|maximum of|limited to
|less than or equal to|equal to or less than|fewer than or equal to|limit of|cap of|<|<=|≤
ORMORE: or more|or greater|or above|or higher|or over|and above|and over|and more|+
ORLESS: or less|or fewer|or below|or lower|or under|and below ; NOT: not|no|never|cannot|neither|nor|n't
COUNT users month: mau~|muu~|monthly active user~|monthly active person~|monthly active people
|monthly active account~|monthly active customer~|monthly active member~|monthly unique users|monthly users
|monthly visit~|monthly visitors|monthly active user count
COUNT users day: dau~|daily active user~|daily users|daily active user count ; COUNT employees: headcount
|employee count|workforce ; COUNT users: active users|active user count|user count|user base|visits
THING users: users|end users|visitors|customers|subscribers|accounts|players|consumers
THING employees: employees|contractors|staff|personnel|workers|team members ; COUNT employees: employs|employ|ftes
THING other: devices|units|downloads|installs|requests|queries|calls|transactions|hits|copies|instances|flop~
INCOME revenue: revenue~|turnover|turn over|turns over|turned over|took in|takes in|take in|took in|brings in|bring in
|sales|income|earnings|earn|earns|earned|earning
|total finances|finances ; INCOME revenue year: arr
; INCOME revenue month: mrr
INCOME funding: funding|financing|fundraising|raised|investment~|venture capital|outside capital|external capital
INCOME other: gmv|gross merchandise value|gross merchandise volume|market capitalization|market capitalisation
|market cap|market value|valuation|total assets|balance sheet total|profit~|budget ; THING tokens: tokens
CHARGE: fee~|price~|royalty|royalties|penalty|fine|cost~|charge~|deductible|invoice ; PERIOD month: month~|monthly
PERIOD quarter: quarter~|quarterly ; PERIOD day: day~|daily ; PERIOD year: year~|annual|annually|yearly|annum
WHEN release-date: release date|date of release|time of release|date of the release|date of first release|upon release
|date of publication|publication date ; WHEN any-time: at any time|at any point|at any given time|any point in time
WHEN now: currently|at present ; TENSE: is|are|has|have|does|do|generate~|make~|serve~|receive~
MODAL: must|shall|may|will|would|should|can|could|to|then|than
SCOPE licensee: licensee~|you|your|company|companies|organization~|organisation~|entity|entities|business|businesses
|enterprise~|corporation|individual|institution ; SCOPE maker: made available by|provided by|offered by|operated by
SCOPE affiliates: affiliate~|affiliated|subsidiary|subsidiaries|parent|common control|consolidated
SCOPE employer: employer~ ; SCOPE product: product~|service~|application~|app~|platform ; TOTAL: number of|count of
STOP: if|unless|provided that|section~|clause|article|paragraph|exhibit|schedule|version|aged|;|.|?|!
NEXT: ,|:|or|and|/|—|–|age of|years of age
THROUGH: a|an|the|of|in|on|for|per|from|at|by|its|their|our|any|all|each|every|this|that|such|total|sum|value|amount
|aggregate|combined|cumulative|approximately|about|around|equivalent|registered|unique|active|end|individuals|people
|persons|natural|paid|paying|concurrent|simultaneous|named|regular|permanent|full|part|time|gross|net|global|worldwide
|recurring|consecutive|preceding|previous|prior|last|past|trailing|immediately|most|recent|calendar|fiscal|financial
|tax|rolling|period|basis|output|input|training|working|as|during|within|across|external|outside|edge|who|local|other
|s|with|when|while|until|before|after|it|we|they|not only|or not|for profit|non profit|not for profit
"""


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """The phrases by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for head, phrase in sorted(lines(_WORDS), key=lambda row: -len(row[1].split())):
        terminal, _, payload = head.partition(" ")
        table.setdefault(phrase.split()[0], []).append((tuple(phrase.split()), terminal, payload))
    return table


_QUANTITIES = frozenset({"NUMBER", "SUM"})
_MEASURES = frozenset({"COUNT", "THING", "INCOME"})
_BOUNDS, _SIGNED = frozenset({"OVER", "UNDER", "ORMORE", "ORLESS"}), regex("[<>≤≥+]")
_COUNTED, _DIGIT = frozenset(NUMERALS), regex(r"\d")
_MARKS = _MEASURES | {"CHARGE", "PERIOD", "WHEN", "SCOPE"}
_WHEN, _SCOPE = ("release-date", "any-time"), ("employer", "affiliates", "product", "licensee")  # the first wins
_ASIDE = 16  # pieces of a bracket behind an amount
_REACH = 60  # marks looked back over
_NEAR = 4  # pieces between "not" or a verb and the comparison
_MANY = 1_000  # a thing that is only named, or is no user, worker or money, counts from here
_CLOSE = 12  # words between an amount and its bound
_UNBOUND = regex(r"; (?=[^;]{0,60}\b(?:not|no)\b[^;]{0,12}\b(?:liable|liability|responsible))", re.IGNORECASE)
_LIABILITY = regex(r"\b(?:liability|liabilities|damages|loss|losses|lost)\b", re.IGNORECASE)


@cache
def _any_of(terminals: frozenset[str]) -> frozenset[str]:
    """One word of each phrase of some terminals."""
    told = {max(phrase.split(), key=len) for head, phrase in lines(_WORDS) if head.split()[0] in terminals}
    return frozenset(word for word in told if word.isalpha())


class _Lexer:
    """The typed tokens of a sentence; one pass, words that say nothing about a size are left out.

    `_open` waits for more: "bound" for its amount, "amount" for what it counts, "marked" after an "or more".
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = list(pieces(text))
        self._out: list[tuple[str, Any]] = []
        self._open = ""
        self._strange = 0
        self._last = dict.fromkeys(("NOT", "TENSE", "MODAL", "TOTAL"), -99)

    def stream(self) -> list[tuple[str, Any]]:
        at = 0
        while at < len(self._pieces):
            at = self._amount(at) if self._pieces[at].kind else self._phrase_at(at)
        return self._out

    def _close(self) -> None:
        if self._open:
            self._out.append(("_NEXT", ""))
        self._open = ""

    def _amount(self, at: int) -> int:
        piece = self._pieces[at]
        if piece.kind in _QUANTITIES and not (at and self._pieces[at - 1].text in {"several", "few", "many", "some"}):
            follows = self._pieces[at + 1].text if at + 1 < len(self._pieces) else ""
            bare = not follows.isalpha() or self._phrase(at + 1) is not None
            self._out.append((piece.kind, (*piece.payload, bare)))
            self._open, self._strange = "amount", 0
        elif piece.kind == "PERIOD":
            self._out += [("PERIOD", piece.payload)] if piece.payload and self._open else []
        else:
            self._close()
        return at + 1

    def _phrase(self, at: int) -> tuple[int, str, str] | None:
        for words, terminal, payload in _table().get(self._pieces[at].text, ()):
            if len(words) == 1 or tuple(piece.text for piece in self._pieces[at : at + len(words)]) == words:
                return len(words), terminal, payload
        return None

    def _phrase_at(self, at: int) -> int:
        match = self._phrase(at)
        here = self._pieces[at]
        if match is None:
            if here.text == "(" and self._open in {"amount", "marked"}:
                return self._aside(at + 1)
            if here.text.isalpha() and self._open:
                self._strange += 1
                if self._strange > 1:
                    self._close()
            return at + 1
        length, terminal, payload = match
        behind = at + length
        if terminal in self._last:
            self._last[terminal] = at
            if terminal != "TOTAL" and self._open != "bound":
                self._close()
        elif terminal in {"OVER", "UNDER"}:
            self._bound(at, terminal, payload)
        elif terminal in {"ORMORE", "ORLESS"}:
            follows = self._pieces[behind].text if behind < len(self._pieces) else ""
            if self._open != "amount" or follows == "than":
                return self._joint(at)
            self._out.append((terminal, ""))
            self._open = "marked"
        elif terminal == "STOP":
            rest = self._text[here.end : here.end + 3]
            if here.text != "." or not rest.strip() or (rest[0].isspace() and not rest.strip()[0].islower()):
                self._out.append(("_STOP", ""))
                self._open, self._last["NOT"] = "", -99
        elif terminal == "NEXT":
            return self._joint(at, length)
        elif terminal != "THROUGH":
            if terminal == "THING" and at - self._last["TOTAL"] <= 2 * _NEAR:
                terminal = "COUNT"
            self._out.append((terminal, payload))
            self._strange, self._last["NOT"] = 0, self._last["NOT"] if payload == "funding" else -99
        return behind

    def _bound(self, at: int, terminal: str, payload: str) -> None:
        if next((piece.kind for piece in self._pieces[at : at + _ASIDE] if piece.kind), "") not in _QUANTITIES:
            return  # "over any 12 months"
        self._close()
        modal, verb = at - self._last["MODAL"] <= _NEAR + 1, at - self._last["TENSE"] <= _NEAR
        if at - self._last["NOT"] <= _NEAR:
            self._out.append(("NOT", ""))
        self._out.append((terminal, ""))
        if payload == "present" or (not modal and (verb or payload == "bare")):
            self._out.append(("WHEN", "now"))
        self._open, self._strange, self._last["NOT"] = "bound", 0, -99

    def _joint(self, at: int, length: int = 1) -> int:
        """Behind "or" and the like: another amount under the same comparison, or the end of this one."""
        ahead = at + length
        if self._pieces[at].text in {",", "—", "–"}:
            self._last["NOT"] = -99
            if self._open == "bound":
                return ahead
        if self._open == "amount" and length == 1:
            while ahead < min(at + 3, len(self._pieces)) and self._pieces[ahead].text in {",", "or", "and", "/"}:
                ahead += 1
            if ahead < len(self._pieces) and self._pieces[ahead].kind in _QUANTITIES:
                self._out.append(("ALSO", ""))
                return ahead
        self._close()
        return at + length

    def _aside(self, at: int) -> int:
        """Behind a bracket that follows an amount: "(or the equivalent)", "(annual revenue)"."""
        inside = self._pieces[at : at + _ASIDE]
        length = next((place for place, piece in enumerate(inside) if piece.text == ")"), 0)
        if not any(piece.kind for piece in inside[:length]):
            matches = (self._phrase(at + place) for place in range(length))
            self._out += [match[1:] for match in matches if match and match[1] in _MARKS]
        return at + length


_Mark = tuple[str, Any]


class _Said(NamedTuple):
    value: int
    currency: str | None
    bare: bool  # nothing else is counted: no strange noun follows
    comparison: str
    marks: list[_Mark]  # what stands behind it


def _sizes(tree: Node, *, liability: bool) -> Iterator[Threshold]:
    when = scope = None
    for part in tree.children:
        named: deque[_Mark] = deque(maxlen=_REACH)  # all that was named so far in this part
        lead: list[_Mark] = []  # what was named since the last size
        now = False
        for child in chain.from_iterable(run.children for run in part.children):
            if isinstance(child, tuple):
                named.append(child)
                lead.append(child)
                continue
            inner, amounts = _claim(child)
            lead = [*lead[-_REACH:], *inner]
            seen = [*lead, *(mark for said in amounts for mark in said.marks)]
            when = _told(seen, "WHEN", _WHEN) or when
            scope = _told(lead, "SCOPE", _SCOPE) or _told(seen, "SCOPE", _SCOPE) or scope
            # "is more than ..., or more than ...": the verb holds on until something else is measured
            now = ("WHEN", "now") in seen or (now and not any(terminal in _MEASURES for terminal, _ in lead))
            sizes = 0
            for said in amounts:
                found = None if liability and said.currency else _measure(said, [*named, *inner])
                if found and said.comparison:
                    as_of, sizes = when or ("now" if now else None), sizes + 1
                    yield Threshold(found[0], said.comparison, said.value, said.currency, found[1], as_of, scope)
            named.extend([] if sizes else seen[-_REACH:])
            lead = [] if sizes else seen
        when = _told(lead, "WHEN", _WHEN) or when


def _claim(node: Node) -> tuple[list[_Mark], list[_Said]]:
    """The marks before the first amount, and the amounts; only those joined to the first share its comparison."""
    alone = node.name == "amount"
    amounts = [node] if alone else [child for child in node.children[1:] if not isinstance(child, tuple)]
    all_said: list[_Said] = []
    for amount in amounts:
        words = dict(amount.children)
        shared = "" if alone or (all_said and "ALSO" not in words) else node.children[0].name
        comparison = "over" if "ORMORE" in words else shared or ("under" if "ORLESS" in words else "")
        marks = [mark for mark in amount.children if mark[0] in _MARKS]
        value, currency, bare = words.get("SUM") or words["NUMBER"]
        all_said.append(_Said(value, currency, bare, comparison, marks))
    return [] if alone else [child for child in node.children if isinstance(child, tuple)], all_said


def _measure(said: _Said, before: list[_Mark]) -> tuple[str, str | None] | None:
    """(metric, period) of what an amount counts: named behind it, else before it; None where it is no size."""
    for marks, behind in ((said.marks, True), (before[::-1], False)):
        for place, (terminal, payload) in enumerate(marks):
            if terminal == "CHARGE" and said.currency:
                return None
            few = terminal == "COUNT" or (terminal == "THING" and behind and payload in {"users", "employees"})
            counted = terminal in _MEASURES and (behind or said.bare) and said.value >= (2 if few else _MANY)
            if terminal == "INCOME" if said.currency else counted:
                metric, _, period = payload.partition(" ")
                near = marks[:place][::-1] if behind else [*marks[place + 1 : place + 2], *marks[:place][::-1]]
                periods = (word for kind, word in [*near, *said.marks, *before[::-1]] if kind == "PERIOD")
                return metric, period or next(periods, None)
    return None


def _told(marks: list[_Mark], terminal: str, order: tuple[str, ...]) -> str | None:
    told = {payload for kind, payload in marks if kind == terminal}
    if {"maker", "licensee"} <= told:
        told.discard("product")  # all that one licensee makes is counted together
    return next((word for word in order if word in told), None)
