"""Wordings whose grammar hides what they say, said in plain words: the idioms of `grammar/idioms.yaml`.

Comes in: the words of a sentence. Goes out: the words to be read in their place. Example: "Use in paid services falls
outside the scope of this license" is read as "Use in paid services is not permitted under this license".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from analyzer import musts, records, resources
from analyzer.musts import Group
from analyzer.patterns import regex, words_of

# "You must not: bypass the filter; sell it; or use it for spam": a list without marks in one sentence.
_LISTS = regex(
    r"(?P<lead>[^:;]{0,160}\b(?:must|may|shall|can|will|should|cannot|(?:agrees?|undertakes?) (?:not )?to"
    r"|(?:is|are)(?: hereby)? (?:authori[sz]ed|entitled|permitted|allowed|free|forbidden|prohibited)\b[^:;]{0,90}? to)"
    r"(?: not| never)?(?: to)?): (?P<items>[^:]*;[^:]*)",
    re.IGNORECASE,
)
_JOINS = regex(r"^(?:[-–—•*]\s+)?(?:(?:and|or|and/or)\s+)?(?:[-–—•*]\s+)?", re.IGNORECASE)
_ASIDE = regex(r"^(?P<when>(?:if|when|where) [^,;]{3,120}), (?P<do>[a-z].+)$")  # "and if you share it, add a note"
_MARKED = regex(r"^\(?[a-z\d]{1,3}[).]\s+", re.IGNORECASE)  # "is authorized to: a) use it; b) copy it"
_AUTHORIZED = regex(r"\b(?:is|are)\b[^:;]*$", re.IGNORECASE)
_MOST_ITEMS = 40
_NO_ITEM = frozenset(("", "or", "and", "and/or"))
# "You may share it provided that you: (i) do not change it; and (ii) keep the notices": each stands for itself.
_PROVISOS = regex(
    r"(?P<lead>[^;]{8,240}\b(?:provided(?: that)?|on (?:the )?condition that|as long as)[:,]? (?:you|(?:the )?\w+))"
    r"[:,]? \(?(?:i|a|1)\) ?(?P<items>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = regex(r"[;,] (?:and )?\((?:i[iv]|v|vi{1,3}|iii|[b-h]|[2-9])\) ")
# "It may not be (i) sold by itself; (ii) used for spam": each stands for itself.
_PASSIVE = regex(
    r"(?P<lead>[^;:]{3,200}\b(?:may|shall|must|can|will)(?: not)? be):? \(?(?:i|a|1)\) (?P<items>[^:]+;[^:]+)",
    re.IGNORECASE,
)
# "You shall not (i) sell it; or (ii) remove notices", "you agree (i) not to sell it; (ii) to keep the notices".
_NUMBERED = regex(
    r"(?P<lead>[^;:()]{3,200}\b(?:(?:may|shall|must|will|can|should|do) not|cannot|agrees?(?: not to)?"
    r"|not (?:allowed|permitted|authori[sz]ed) to|shall|must))(?: do (?:any of )?the following(?: acts| things)?)?:?"
    r" \((?:i|a|1)\) (?P<items>[^:]+;[^:]+)",
    re.IGNORECASE | re.DOTALL,
)
_FURTHER = regex(r"[;,] (?:and |or |and/or )?\((?:i[iv]|v|vi{1,3}|iii|[b-h]|[2-9])\) ")
_OF_ALL = regex(r", (?:except|unless|without|in each case|in any case|other than|provided|whether|or permit|nor)\b")
_NEITHER = regex(r"^neither (?P<what>.+?) nor .+? (?P<may>may|shall|must|can|will) be$", re.IGNORECASE)
_DONE = regex(r"(?:\w+ed|sold|made|built|given|lent|shown|put|taken)\b")
_DENIED_ITEM = regex(
    r"\b(?P<who>you|licensee|it|they|user|recipient|customer)[:,]? \((?:[ivx]{1,4}|[a-h]|\d)\) (?=(?:does|do) not\b)",
    re.IGNORECASE,
)
_COMMON = frozenset(
    (
        "a an any as do have is it of other party that the this to under use who with be by for if in not on or "
        "and you your license licence agreement software code source terms conditions following "
        "provided licensee program does"
    ).split()
)
# "Whoever shares the Work names Acme, and leaves this license attached": a statement that bids.
_BIDS = (
    "names leaves attaches passes binds keeps includes gives credits cites mentions states marks publishes makes offers"
    " licenses adds puts shows displays acknowledges retains preserves provides encloses carries indicates agrees"
    " accepts undertakes assumes releases distributes observes informs tells sends notifies reports pays asks needs"
)
_BIDDEN = "|".join(_BIDS.split())
_WHOEVER = regex(
    r"(?P<who>(?:who|(?:[^:;.]{0,80}, )?(?:whoever|anyone who|anybody who|everyone who|everybody who|he who"
    r"|(?:any|every|each|a) (?:person|party|one|user|recipient|individual|entity|company) (?:who|that|which)))"
    rf" [^,;:.]{{4,120}}?)(?<! and)(?<! or)(?<! who)(?<! that)(?<! which),? (?P<do>{_BIDDEN})\b(?P<rest>.*)",
    re.IGNORECASE,
)
_GOES_ON = regex(
    rf"(?P<link>(?:, |\band )(?:and )?(?:also )?)(?P<do>{_BIDDEN})\b(?! (?:to|are|is|of|from))", re.IGNORECASE
)
_WHO = ("hoever ", " who ", "Who ", "party that ", "company that ", "entity that ", "recipient that ")
_NO_ACT = frozenset("only when if for in where with unless upon to the a an any all no each it you".split())


class Idiom(msgspec.Struct, frozen=True, rename={"example": "as"}):
    """A family of wordings: one of the phrases `has` stands in it, and `means` takes the place of the pattern `say`."""

    has: list[str]
    say: str
    means: str
    example: str


@cache
def idioms() -> list[Idiom]:
    """All idioms, in the order of their file."""
    return msgspec.convert(records.read_yaml(resources.folder("grammar") / "idioms.yaml"), list[Idiom])


class _Pattern(msgspec.Struct, frozen=True, array_like=True):
    """An idiom as it is sought: with one of `begins` a sentence begins, of each group of `musts` one string stands."""

    say: str
    means: str
    begins: tuple[str, ...]
    musts: list[Group]


_Told = list[tuple[str, int]]  # phrases, with the numbers of their idioms


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """All idioms as they lie in the cache: packed, since a text needs a few of them.

    `tells` holds by a word, or by two in a row and a blank between, the phrases they may tell of.
    """

    patterns: list[msgspec.Raw]
    tells: dict[str, msgspec.Raw]


class _Sought:
    """The idioms, each unpacked when it is needed first."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept
        self._patterns: dict[int, tuple[re.Pattern[str], _Pattern]] = {}
        self._tells: dict[str, _Told] = {}

    def told(self, folded: str) -> list[int]:
        """The numbers of the idioms one of whose phrases stands in a sentence, in their order."""
        said = words_of(folded)
        found = self._kept.tells.keys() & {*said, *map(" ".join, pairwise(said))}
        return sorted({at for words in found for phrase, at in self._phrases(words) if phrase in folded})

    def _phrases(self, words: str) -> _Told:
        if (told := self._tells.get(words)) is None:
            told = self._tells[words] = msgspec.msgpack.decode(self._kept.tells[words], type=_Told)
        return told

    def pattern(self, at: int) -> tuple[re.Pattern[str], _Pattern]:
        """The idiom of a number, and its expression."""
        if (found := self._patterns.get(at)) is None:
            one = msgspec.msgpack.decode(self._kept.patterns[at], type=_Pattern)
            found = self._patterns[at] = regex(one.say, re.IGNORECASE), one
        return found


@cache
def _sought() -> _Sought:
    path = resources.folder("grammar") / "idioms.yaml"
    return _Sought(resources.compiled("idioms", [path], _packed, _Kept, [Path(__file__), Path(musts.__file__)]))


def _packed() -> _Kept:
    pack = msgspec.msgpack.encode
    tells: dict[str, _Told] = {}
    for at, one in enumerate(idioms()):
        for phrase in map(str.lower, one.has):
            tells.setdefault(" ".join(_rarest(words_of(phrase))), []).append((phrase, at))
    patterns = [_Pattern(one.say, one.means, musts.begins(one.say) or ("",), musts.musts(one.say)) for one in idioms()]
    return _Kept(
        [msgspec.Raw(pack(one)) for one in patterns], {words: msgspec.Raw(pack(told)) for words, told in tells.items()}
    )


def _rarest(said: tuple[str, ...]) -> list[str]:
    return list(max(pairwise(said), key=_rarity)) if len(said) > 1 else list(said)


def _rarity(words: Iterable[str]) -> int:
    return sum(len(word) for word in words if word not in _COMMON)


def in_plain_words(words: str) -> str:
    """A sentence with its idioms in plain words, and its list spread."""
    if ": " in words and ";" in words:
        words = _spread(words)
    if ") " in words:
        if "(ii) " in words or "(b) " in words or "(2) " in words:
            words = _passive(_provisos(_numbered(words)))
        if ") do" in words:
            words = _DENIED_ITEM.sub(lambda found: f"{found['who']} ", words)
    if (
        ("ho" in words or "that " in words)
        and any(map(words.__contains__, _WHO))
        and (found := _WHOEVER.fullmatch(words))
    ):
        rest = _GOES_ON.sub(lambda also: also["link"] + _base(also["do"]), found["rest"])
        words = f"{found['who']} must {_base(found['do'])}{rest}"
    folded = words.lower()
    sought = _sought()
    for at in sought.told(folded):
        say, one = sought.pattern(at)
        if (
            folded.startswith(one.begins)
            and _may_stand(one.musts, folded)
            and (changed := say.sub(one.means, words)) != words
        ):
            words, folded = changed, changed.lower()
    return words


def _may_stand(groups: list[Group], folded: str) -> bool:
    """Whether of each group a string stands in a sentence; no `any`, which costs more than the search."""
    for group in groups:
        for one in group:
            if one in folded:
                break
        else:
            return False
    return True


def _base(verb: str) -> str:
    """The base form of a verb: "passes" is of "pass", "names" of "name"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "ches", "shes")) else verb[:-1]


def _spread(words: str) -> str:
    """The lead before every item of a list in one sentence: "You may not: a; b" says "You may not a; You may not b"."""
    found = _LISTS.fullmatch(words)
    if found is None:
        return words
    items = [_JOINS.sub("", item.strip()) for item in found["items"].split(";") if item.strip(" .") not in _NO_ITEM]
    items = items[:1] + [_ASIDE.sub(r"\g<do>, \g<when>", item) for item in items[1:]]
    if _AUTHORIZED.search(found["lead"]):
        items = [_MARKED.sub("", item) for item in items]
    return _each(found["lead"], items, words) if all(map(_is_act, items)) else words


def _each(lead: str, items: list[str], words: str) -> str:
    """The lead before every item; the words as they are where there are too few items, or too many."""
    return "; ".join(f"{lead} {item}" for item in items) if 1 < len(items) <= _MOST_ITEMS else words


def _provisos(words: str) -> str:
    """Each of several numbered conditions with what it is a condition of, where one of them denies something."""
    found = _PROVISOS.fullmatch(words)
    if found is None or "; or (" in words or ", or (" in words:
        return words
    items = [item.strip(" .;,") for item in _NEXT.split(found["items"])]
    return _each(found["lead"], items, words)


def _numbered(words: str) -> str:
    """The lead before every item of a numbered list of bans or duties, or of what is agreed, in one sentence."""
    found = _NUMBERED.fullmatch(words) if ";" in words else None
    if found is None:
        return words
    items = [_JOINS.sub("", item.strip(" .;,")) for item in _FURTHER.split(found["items"])]
    if not all(item.count(" ") > 1 and item[:1].islower() for item in items) or _OF_ALL.search(items[-1]):
        return words
    if found["lead"].endswith(("agree", "agrees")):
        fit = all(item.startswith(("to ", "not to ")) for item in items)
    else:
        fit = all(map(_is_act, items))
    return _each(found["lead"], items, words) if fit else words


def _passive(words: str) -> str:
    """The lead before every item of a list of what a thing may or may not be."""
    found = _PASSIVE.fullmatch(words) if " be" in words else None
    if found is None:
        return words
    items = [_JOINS.sub("", item.strip(" .;,")) for item in _NEXT.split(found["items"])]
    lead = _NEITHER.sub(r"\g<what> \g<may> not be", found["lead"])
    return _each(lead, items, words) if all(map(_DONE.match, items)) else words


def _is_act(item: str) -> bool:
    """Whether an item begins with what is to be done, in small letters."""
    return item[:1].islower() and item.partition(" ")[0] not in _NO_ACT
