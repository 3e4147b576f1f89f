"""Words of one unit to raw tokens: the longest lexicon phrase at each place, fillers kept.

Comes in: a sentence. Goes out: `Raw` tokens that cover every word once. A word has one token, shared by all places.
Example: "You may not use it" gives NOUN licensee, MODAL may, NOT not, VERB use, NOUN work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, compress, count
from operator import contains
from types import MappingProxyType
from typing import Any

import msgspec

from analyzer.bound import Bound, defined_at
from analyzer.lexicon import Entry, Lexicon, Longer, Match, canonical, of_several
from analyzer.patterns import regex

_WORD = regex(r"([^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]|_+)")
_SLASH = regex(r"/\s*or\b", re.IGNORECASE)  # spares most the slower pattern
_SLASHED = regex(r"\band\s*/\s*or\b", re.IGNORECASE)
# "Out of scope — do not use it": an order after a dash stands for itself.
_DASHED = regex(r"(?<=\s)[—–](?=\s+(?:do\s+not|don['’]t|never|please)\b)", re.IGNORECASE)
_PUNCTUATION = {
    ",": "COMMA",
    ";": "SEMI",
    ":": "COLON",
    "(": "LPAR",
    "[": "LPAR",
    "{": "LPAR",
    ")": "RPAR",
    "]": "RPAR",
    "}": "RPAR",
    **dict(zip("，；：（）", ("COMMA", "SEMI", "COLON", "LPAR", "RPAR"), strict=True)),  # of Chinese fonts
    "“": "QOPEN",
    "”": "QCLOSE",
    '"': "QUOTE",
    "/": "AND",
}
_CONNECTIVES = {"and": "AND", "or": "AND", "to": "TO", "but": "AND", "&": "AND", "then": "THEN", "nor": "AND"}
_DETERMINERS = frozenset(
    "the a an any all such this these those each every its their your our his her own some same no said of".split()
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_CONTRACTED = frozenset({"it", "that", "there", "here", "what", "who", "let", "he", "she"})
_WORD_ONLY = Entry("WORD", "")
_WHOEVER = frozenset({"whoever", "whosoever"})
MAX_WORDS = 2_000
_NAMES_PAPER = regex(r"\b(?:document|text|licen[cs]e|logo|logotype|trademark|mark)\b", re.IGNORECASE)
_PEOPLE = frozenset({"licensee", "licensor", "anyone", "third-party", "affiliate"})
_ENDING = frozenset("license permission grant right agreement".split())
# "The university's consent": who gives leave, where nothing else says who licenses it.
_GIVERS = frozenset(
    "university institute company foundation agency city ministry council steward museum library station".split()
)
_LEAVE = frozenset({"consent", "approval", "authorization", "permission"})
_STILL = frozenset({"NOUN", "ACT", "SKIP", "NEG", "ONLY", "WORD"})
_MAY_BE_IDLE = frozenset({"that", "if", "provided"})  # openers that may open nothing, as may "for example"
_BULLETS = frozenset({"-", "*", "•", "–", "—"})
_MARK = 4
_NO_OPTIONS: Mapping[str, Entry] = {}
_NONE: Any = MappingProxyType({})  # a default that is not made anew for every token
_KEPT_RUNS = 200_000  # runs whose lookup is kept; all texts of a large collection have fewer
_LONGEST_KEPT = 40
_LATELY = 1_000  # sentences whose words are at hand
_NO_PHRASES: Longer = {}


# Verbs that a particle behind their object completes, by their forms.
_ON = dict.fromkeys(("on", "along", "around"), "distribute")
_OUT = dict.fromkeys(("on", "over", "out", "around"), "distribute")
_SPLIT = {
    word: (form, particles)
    for words, particles in (
        ("pass passes passed passing", {**_ON, "off": "represent"}),
        ("hand hands handed handing", _OUT),
        ("give gives given giving", {"away": "distribute", "out": "distribute"}),
        ("send sends sent sending", {"out": "distribute", "around": "distribute"}),
        ("put puts put putting", {"up": "distribute", "online": "distribute"}),
        ("turn turns turned turning", {"over": "distribute"}),
        ("take takes taken taking", {"off": "remove", "out": "remove", "away": "remove", "apart": "reverse-engineer"}),
        ("point points pointed pointing", {"out": "state"}),
    )
    for word, form in zip(words.split(), ("base", "s", "ed", "ing"), strict=True)
}
_SPLIT["put"] = ("base", _SPLIT["put"][1])
_NONE_SPLIT: Mapping[str, str] = {}
_MAKES = frozenset("make makes made making".split())
_SEPARATE = frozenset({"separate", "special"})
_COMPLETED = _SEPARATE | _LEAVE | _SPLIT.keys()  # words that take their meaning from others near them
_LICENSES = ("license", "agreement")
_MARKS = frozenset("name names mark marks logo logos trademark trademarks brand".split())
_NAME = 6  # tokens of the name of a license
_OBJECT = 8  # tokens in which an object and its particle stand
_PARTING = frozenset({"OPEN", "COMMA", "SEMI", "COLON", "TO", "AND", "LPAR", "RPAR"})
_AFTER_ON = frozenset("to as in at with freely only".split())


class Raw(msgspec.Struct, frozen=True, gc=False):
    """One token: what it may be, its first word, and the phrase where it has more than one.

    `still` where no rule of heads or verbs can make something else of it: two thirds of all tokens.
    """

    kind: str
    id: str
    form: str
    word: str
    options: Mapping[str, Entry] = _NONE
    owns: bool = False  # "the researcher's": what follows is a thing
    still: bool = False
    phrase: str = ""
    longer: Longer = _NONE  # the phrases that its word begins


class _Runs(dict[str, tuple[Raw, ...]]):
    """The tokens of each run of characters without a blank, as it is spelled; looked up once a process."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._words: dict[str, Raw] = {}  # many runs hold the same word, with one mark or another
        # Those of the lexicon, no more than it has, by the match: the lexicon keeps each, and has it once.
        self._phrases: dict[tuple[int, bool], Raw] = {}

    def __missing__(self, run: str) -> tuple[Raw, ...]:
        if len(self) > _KEPT_RUNS:
            self.clear()
            self._words.clear()
        found = tuple(map(self._known, _WORD.findall(run)))
        if len(run) <= _LONGEST_KEPT:
            self[run] = found
        return found

    def _known(self, spelled: str) -> Raw:
        known = self._words.get(spelled)
        if known is None:
            known = self._words[spelled] = self._looked_up(spelled)
        return known

    def _looked_up(self, spelled: str) -> Raw:
        word, owns = canonical(spelled), _owns(spelled)
        alone, longer = self._lexicon.begins(word)
        kind = _PUNCTUATION.get(spelled) or _CONNECTIVES.get(word)
        if alone is None or kind is not None:
            return Raw(kind or "WORD", "", "", word, _NO_OPTIONS, owns, still=True, longer=longer)
        return _token(word, alone[1], owns, longer=longer)

    def phrase(self, match: Match, words: Sequence[str], at: int, owns: bool) -> Raw:
        """The token of a phrase of several words, which stands at a place."""
        known = self._phrases.get((id(match), owns))
        if known is None:
            length, entries = match
            said = " ".join(words[at : at + length])
            known = self._phrases[id(match), owns] = _token(words[at], entries, owns, phrase=said)
        return known


@cache
def _known_runs(lexicon: Lexicon) -> _Runs:
    return _Runs(lexicon)


def _token(word: str, entries: tuple[Entry, ...], owns: bool, *, phrase: str = "", longer: Longer = _NO_PHRASES) -> Raw:
    """The token of a phrase: what it may be, by terminal, and what it is until a rule says otherwise."""
    # "the Institute's consent": a possessive is a thing.
    kept = [entry for entry in entries if not owns or entry.terminal in {"NOUN", "ACT"}] or [_WORD_ONLY]
    options = {entry.terminal: entry for entry in kept}
    first = options.get("OPEN", kept[0])
    opens = len(options) == 1 and first.terminal == "OPEN" and word not in _MAY_BE_IDLE
    still = _STILL.issuperset(options) or (opens and (word, first.id) != ("for", "include"))
    return Raw(first.terminal, first.id, first.form, word, options, owns, still, phrase, longer)


@lru_cache(_LATELY)
def single_words(text: str, lexicon: Lexicon) -> tuple[Raw, ...]:
    """The token of each word of a unit by itself; many texts of one family hold the same sentences."""
    return tuple(chain.from_iterable(map(_known_runs(lexicon).__getitem__, _unslashed(text).split(" "))))


def raw_tokens(text: str, lexicon: Lexicon, defined: Bound, singles: Sequence[Raw] | None = None) -> list[Raw]:
    """Tokens of a unit; `defined` maps the first word of this document's defined terms to (rest, thing id).

    `singles` are those of its single words where they are at hand.
    """
    text = _unslashed(text)
    runs = _known_runs(lexicon)
    tokens = list(single_words(text, lexicon) if singles is None else singles)
    if "—" in text or "–" in text:
        _part_orders(tokens, text, runs)
    words = [token.word for token in tokens]
    # Where a phrase may begin, with the phrases that its first word begins.
    begins = map(contains, [token.longer for token in tokens], words[1:])
    begun = [(at, tokens[at].longer) for at in compress(count(), begins)]
    if defined:
        named = {place: _NO_PHRASES for place, word in enumerate(words) if word in defined}
        begun = sorted({**named, **dict(begun)}.items()) if named else begun
    tokens = _with_phrases(tokens, words, begun, defined, runs) if begun else tokens
    if "hoever" in text or (text[:4] == "Who " and text[-1] != "?"):
        tokens = _related(tokens, runs)
    if not _COMPLETED.isdisjoint(words):  # most units hold none of them
        if not _LEAVE.isdisjoint(words):
            _with_leave(tokens)
        if not _SPLIT.keys().isdisjoint(words):
            _with_particles(tokens)
        if not _SEPARATE.isdisjoint(words):
            tokens = _with_licenses(tokens)
    return _with_names(tokens) if " it" in text and _NAMES_PAPER.search(text) else tokens


def _with_licenses(tokens: list[Raw]) -> list[Raw]:
    """As in "a separate Business Edition license agreement": what is to be had elsewhere, whatever its name."""
    made: list[Raw] = []
    past = 0
    for at, token in enumerate(tokens):
        if at < past:
            continue
        past = _license_end(tokens, at) if token.word in _SEPARATE and not token.phrase else 0
        if not past:
            made.append(token)
            continue
        entry = Entry("NOUN", "separate-license")
        made.append(Raw("NOUN", "separate-license", "", token.word, {"NOUN": entry}, still=True, phrase=token.word))
    return made


def _license_end(tokens: Sequence[Raw], at: int) -> int:
    """Where the name of a license that begins with "separate" ends; 0 where it is none."""
    end = 0
    for place in range(at + 1, min(len(tokens), at + _NAME)):
        token = tokens[place]
        said = token.phrase or token.word
        if said.endswith(_LICENSES):
            end = place + 1
        elif end or token.kind not in {"WORD", "NOUN", "ACT"} or not token.word.isalnum():
            break
    return end


def _related(tokens: list[Raw], runs: _Runs) -> list[Raw]:
    """As in "Whoever breaks this license loses it": one who, and what that one does."""
    made: list[Raw] = []
    for at, token in enumerate(tokens):
        if token.phrase or not (token.word in _WHOEVER or (token.word == "who" and not at)):
            made.append(token)
            continue
        made.append(Raw("NOUN", "anyone", "", token.word, {"NOUN": Entry("NOUN", "anyone")}, still=True))
        made += runs["who"]
    return made


def _with_leave(tokens: list[Raw]) -> None:
    """Make leave of what the licensor is named to give: "the consent of Acme", "Acme's prior approval"."""
    for at, token in enumerate(tokens):
        if token.word not in _LEAVE or token.phrase:
            continue
        behind = [one for one in tokens[at + 2 : at + 4] if one.word != "the"]
        given = bool(behind) and behind[0].id == "licensor" and tokens[at + 1].word in {"of", "from"}
        owner = tokens[at - 1] if at else None
        owned = owner is not None and owner.owns and (owner.id == "licensor" or owner.word in _GIVERS)
        if given or owned:
            tokens[at] = Raw("NOUN", "written-permission", "", token.word, still=True, longer=token.longer)


def _part_orders(tokens: list[Raw], text: str, runs: _Runs) -> None:
    """Make a boundary of each dash that an order follows."""
    past = at = 0
    for match in _DASHED.finditer(text):
        at += sum(len(runs[run]) for run in text[past : match.start()].split(" "))
        past = match.start()
        tokens[at] = Raw("SEMI", "", "", tokens[at].word, still=True, longer=tokens[at].longer)


def _with_particles(tokens: list[Raw]) -> None:
    """Make one verb of a verb and the particle behind its object: "pass the Model on", "take the notices off"."""
    for at, token in enumerate(tokens):
        form, particles = _SPLIT.get(token.word, ("", _NONE_SPLIT))
        if form and not token.phrase and (found := _particle(tokens, at + 1, particles)):
            tokens[at] = Raw("VERB", found, form, token.word, {"VERB": Entry("VERB", found, form)})


def _particle(tokens: Sequence[Raw], at: int, particles: Mapping[str, str]) -> str:
    """What a verb does by the particle that stands behind its object; nothing where none does."""
    told = False
    for place in range(at, min(len(tokens), at + _OBJECT)):
        token = tokens[place]
        if told and token.word in particles and not token.phrase:
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            # "On" may also begin what comes next: "pass the test on the first day".
            ends = after is None or after.kind in _PARTING or after.word in _AFTER_ON or not after.word[:1].isalnum()
            free = ends or token.word != "on"
            return particles[token.word] if free else ""
        if token.kind in _PARTING or token.kind in {"BE", "HAVE", "NOT"} or "MODAL" in token.options:
            return ""
        told = told or not {"NOUN", "ACT"}.isdisjoint(token.options)
    return ""


def _with_names(tokens: list[Raw]) -> list[Raw]:
    """As in "copy this license document, but changing it is not allowed": "it" is the paper, not the work.

    So it is with a mark that nothing else stands before: "The logo cannot be changed, but you may remove it".
    """
    meant, before, first = "", "", True
    for at, token in enumerate(tokens):
        if token.kind != "NOUN" or token.id in _PEOPLE:
            continue
        if meant and token.word == "it":
            tokens[at] = Raw("NOUN", meant, "", token.word, {"NOUN": Entry("NOUN", meant)}, still=True)
        else:
            named = not token.owns and (token.phrase or token.word).endswith(("document", "text"))
            paper = token.id == "license-text" and (named or before == "copy")
            meant = token.id if paper or (token.id == "mark" and first) else ""
            before, first = token.id, False
    return tokens


def _with_phrases(
    tokens: list[Raw], words: list[str], begun: Sequence[tuple[int, Longer]], defined: Bound, runs: _Runs
) -> list[Raw]:
    """The tokens where the phrases and defined terms that begin at some of the places are one token each."""
    made: list[Raw] = []
    words.append("")
    past = 0
    for at, longer in begun:
        if at < past:
            continue
        word = words[at]
        own = defined_at(words, at, defined[word]) if word in defined else None
        own = None if own is not None and own[1] == "licensor" and _only_quoted(tokens, at, own[0]) else own
        match = of_several(longer, words, at)
        if word in _MAKES and match is not None and _made_available(words, at, match):
            continue
        if own is not None and (match is None or match[0] <= own[0]):
            end = at + own[0]
            entry = Entry("NOUN", own[1])
            said, owns = " ".join(words[at:end]), tokens[end - 1].owns
            token = Raw("NOUN", own[1], "", word, {"NOUN": entry}, owns, still=True, phrase=said)
        elif match is not None:
            end = at + match[0]
            token = runs.phrase(match, words, at, tokens[end - 1].owns)
        else:
            continue
        made += tokens[past:at]
        made.append(token)
        past = end
    made += tokens[past:]
    return made


def _only_quoted(tokens: Sequence[Raw], at: int, length: int) -> bool:
    """As in 'it begins with "Acme"': a word to be used, no party, other than in 'Acme Inc. ("Acme")'."""
    quoted = at > 0 and tokens[at - 1].kind in {"QUOTE", "QOPEN"}
    after = tokens[at + length + 1].word if at + length + 1 < len(tokens) else ""
    return quoted and (at < 2 or tokens[at - 2].kind != "LPAR") and after not in _MARKS


def _made_available(words: list[str], at: int, match: Match) -> bool:
    """As in "make adaptations available": what is made available is a thing, nothing is changed."""
    past = at + match[0]
    return match[1][0].id == "modify" and "available" in words[past : past + _OBJECT]


def _unslashed(text: str) -> str:
    """The text with "or" for "and/or", in as many characters."""
    spared = "/" not in text or _SLASH.search(text) is None
    return text if spared else _SLASHED.sub(lambda found: "or".ljust(len(found[0])), text)


def _owns(word: str) -> bool:
    """Whether a word is a possessive: "licensee's", "authors'"; not "it's"."""
    return word.endswith(_POSSESSIVE) and word[:-2].lower() not in _CONTRACTED


def is_determiner(token: Raw) -> bool:
    """Whether a noun is to be expected after this token."""
    return token.owns or (token.kind in {"SKIP", "WORD", "NEG"} and token.word in _DETERMINERS)


def points_at_person(raw: Sequence[Raw], at: int) -> bool:
    """As in "If you give it to others, that person must accept": "that" before the one who must opens nothing."""
    follows = raw[at + 1 : at + 3]
    must = len(follows) > 1 and follows[0].id in _PEOPLE and "MODAL" in follows[1].options
    # "If you sue, that license ends".
    ends = bool(follows) and follows[0].word in _ENDING and len(follows) > 1 and "ENDS" in follows[1].options
    return (must or ends) and at > 0 and raw[at - 1].kind == "COMMA"


def past_mark(raw: Sequence[Raw], at: int) -> int:
    """Past a colon and the mark of an item: "must ensure that your use does not: (i) create duties"."""
    if at >= len(raw) or raw[at].kind != "COLON":
        return at
    past = at + 1
    while past < len(raw) and (raw[past].kind in {"LPAR", "RPAR"} or raw[past].word in _BULLETS):
        past += 1 + (raw[past].kind == "LPAR" and past + 1 < len(raw) and len(raw[past + 1].word) <= _MARK)
    return past
