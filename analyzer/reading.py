"""Units to norms: each sentence is tagged, parsed and read; what could not be read is kept as `Unread`.

Comes in: a document with its definitions. Goes out: `Read`. A sentence that occurs in many texts is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from analyzer import clauses
from analyzer.answers import asks, statement
from analyzer.bans import bans_a_use
from analyzer.bound import Bound, Named, standing
from analyzer.caps import Caps
from analyzer.carveouts import carved
from analyzer.context import Titles, answered, freed, gap, in_context
from analyzer.cues import is_normative, unreadable
from analyzer.definitions import Definitions
from analyzer.elliptic import forbids, of_the_work, shown, spares, told
from analyzer.frames import Frame, titles
from analyzer.granting import one_party
from analyzer.headings import denies, goes_on, label
from analyzer.idioms import in_plain_words
from analyzer.informal import spelled_out
from analyzer.items import first_of_bans, goes_on_with
from analyzer.keptout import kept_out
from analyzer.kinds import kind_of
from analyzer.kindsofuse import kinds_of_use_told
from analyzer.leave import barred, ended
from analyzer.lexicon import heading_ids, lexicon
from analyzer.named import given_back
from analyzer.norms import TELLING, Clause, Norm, Unread, clauses_of, listed
from analyzer.outline import Document, Unit
from analyzer.parties import addressed
from analyzer.patterns import regex
from analyzer.pieces import BOUNDARY, Token
from analyzer.placed import Place, Sentence, norm_of, unfolded
from analyzer.sentences import samples
from analyzer.serving import served
from analyzer.spans import Evidence, Span
from analyzer.swallowed import released
from analyzer.tagging import tag_raw
from analyzer.telltales import topics
from analyzer.thresholds import read_thresholds
from analyzer.tokens import MAX_WORDS, Raw, raw_tokens, single_words
from analyzer.uses import kinds_of_ban
from analyzer.verbless import TITLE, read_verbless
from analyzer.vocabulary import Modality

_TELLING = frozenset({"governing-law", "accept"})  # what is told of them counts, with no cue as well
_HEADS = frozenset(
    (
        "PERMIT FORBID OBLIGE EXEMPT ADVISE WILL WILLNOT GRANT GRANTED NOGRANT IMPERATIVE RESERVE DISCLAIM "
        "TERMINATE DECLARE"
    ).split()
)
_DEONTIC = frozenset((Modality.PROHIBITION, Modality.PERMISSION, Modality.OBLIGATION, Modality.EXEMPTION))
_VAGUE = frozenset("licensor licensee contributor third-party anyone affiliate endorse engage grant work".split())
_WRAPPED = regex(r"(?<=\b[Nn]on)- (?!and\b|or\b)")  # "non-" at the end of a line
_RETRIES, _MAX_LEADS = 3, 4
_DENIALS = frozenset((Modality.PROHIBITION, Modality.RESERVATION))
_ALLOWS_OR_BIDS = frozenset((Modality.PERMISSION, Modality.OBLIGATION))
_ENDS = frozenset(":.")  # of a lead-in whose items are sentences of their own
_ASIDE = regex(r"(?:for (?:the avoidance of doubt|clarity|example)|note that|however|in addition)\b", re.IGNORECASE)
_LINKED = regex(r"(?:[;,]\s*(?:and(?:/or)?|or)?|\b(?:and(?:/or)?|or))\s*$")  # the end of an item that another follows
_LABELLED = regex(r"[A-Z][A-Z &/-]{2,40}:\s")  # "CREDIT: Name us." begins anew
_WEAK = regex(r"\b(?:is|are)\b", re.IGNORECASE)
_FULL_STOP = regex(r"\.[\"”’)]*$")
_ORDERS = regex(r"\W*(?:comply|abide|adhere|ensure|obey|follow|respect|if|when)\b", re.IGNORECASE)
_UNFIT = "the clauses do not fit the grammar"
_SUBORDINATE = "the only verb of permission, ban or duty stands in a subordinate place"
_CACHE_LIMIT = 45_000  # sentences of some 6 KB each: more would take a large collection over 400 MB
_LONGEST_KEPT = 4_000  # longer sentences do not occur twice; to keep them costs memory


class Read(msgspec.Struct, frozen=True, gc=False):
    """The norms of a document in order, what was not read, and the counts of normative units."""

    norms: tuple[Norm, ...]
    unread: tuple[Unread, ...]
    normative_units: int
    read_units: int


_Used = frozenset[tuple[str, Named]]
_sentences: dict[str | tuple[str, _Used], Sentence] = {}
_named: dict[_Used, _Used] = {}  # each set of defined terms is kept once


def forget() -> None:
    """Empty the cache of sentences, so that the next text is read as by a new process."""
    _sentences.clear()
    _named.clear()


def read(document: Document, definitions: Definitions) -> Read:
    """Read every unit of a document."""
    norms: list[Norm] = []
    unread: list[Unread] = []
    normative = lost = 0
    shared: dict[Span, tuple[str, str | None]] = {}
    skipped = samples(document.text.reading, [unit.span for unit in document.units])
    banned: tuple[Unit, int] | None = None  # the unit before, where it bans, and the place of its norms
    for unit, sentence in _with_leads(document, definitions):
        if unit.span.start in skipped:
            continue
        place = _place(document, unit, shared)
        if banned and (whole := _with_exception(document, banned[0], unit, definitions)):
            # What the sentence before bans, it bans but for this, which says no more by itself.
            norms[banned[1] :] = [norm_of(TITLE, sentence, place)]
            place = replace(_place(document, banned[0], shared), leads=(place.evidence,))
            sentence = replace(whole, normative=sentence.normative, fault=sentence.fault)  # noqa: PLW2901
        bans = any(clause.modality is Modality.PROHIBITION for clause in sentence.clauses)
        banned = (unit, len(norms)) if bans else None
        norms.extend(norm_of(unfolded(clause, place, definitions), sentence, place) for clause in sentence.clauses)
        if sentence.normative:
            normative += 1
            lost += bool(sentence.fault)
        if sentence.fault:
            unread.append(Unread(place.evidence, sentence.fault, sentence.ids))
    return Read(tuple(norms), tuple(unread), normative, normative - lost)


def _with_leads(document: Document, definitions: Definitions) -> Iterator[tuple[Unit, Sentence]]:
    """Each unit with what it says; an item whose lead-in broken layout tore off gets it back.

    Text that ends in a colon, or in the middle of a sentence, leads in the orders without a subject that follow.
    Under a heading such as "Prohibited Uses" an item that says neither who nor whether is a ban. An item
    whose lead-ins would be read too often stays unread (`caps`).
    """
    lead: tuple[Span, ...] = ()
    carried: set[int] = set()
    stops, whole, section, marked = False, False, "", False
    # The question right before, where the unit before ended, and what the lead-in says of its items.
    asked, past, kind = "", 0, Modality.PROVISION
    caps, over = Caps(), Titles(document)
    for at, unit in enumerate(document.units):
        capped = caps.too_long(unit) or caps.one_more(words := unit_words(document, unit, definitions))
        if capped:
            yield unit, capped
            continue
        words = in_context(document, at, words)
        said, whole_answer = statement(asked or unit.heading, words) if asked or asks(unit.heading) else ("", False)
        if said and not whole_answer:
            yield unit, read_sentence(said, definitions.bound)
        asked, words = words if asks(words) else "", said if whole_answer else words
        own = read_sentence("" if answered(document, at, asked) else _untitled(words, lead, kind), definitions.bound)
        loose = all(clause.implied for clause in own.clauses) and not _ASIDE.match(words)
        apart, closes, marked, past = gap(document, at, words, past, marked=marked)
        if lead and stops and not unit.leads:
            if not apart:
                yield unit, own  # a later sentence of the item before
                continue
            lead = lead if loose and _goes_on(words, own, kind) and not freed(document, at) else ()
        own = _titled(document, unit, own, definitions)
        if unit.leads and unit.leads[0].start not in carried:
            whole = whole or unit.leads[0] in lead
            yield unit, own
            continue
        here, above = f"{unit.section}.", f"{section}."
        if whole and (closes or not (here.startswith(above) or above.startswith(here))):
            lead, whole = (), False  # a list that kept its items ends with its section, with their signs at a paragraph
        if lead and loose and len(unit.leads) < _MAX_LEADS and not _LABELLED.match(words):
            carried.add(unit.span.start)
            stops = _FULL_STOP.search(words) is not None
            unit = replace(unit, leads=(*lead, *unit.leads))  # noqa: PLW2901 (the unit with its lead-in)
            words = unit_words(document, unit, definitions)
            yield unit, caps.with_lead(lead[0]) or read_sentence(words, definitions.bound)
            continue
        if not unit.leads:
            lead = (unit.span,) if own.clauses and not loose and goes_on(words) else ()
            carried.clear()
            stops, whole, section = False, False, unit.section
            kind = own.clauses[-1].modality if lead and words[-1:] in _ENDS else Modality.PROVISION
            if length := first_of_bans(document.text.reading[unit.span.start : unit.span.end]):
                lead, stops, kind = (Span(unit.span.start, unit.span.start + length),), True, Modality.PROHIBITION
        if not unit.leads:
            found = over.frame_of(unit, words)
            own = _framed(found, words, own, definitions) if loose else own
        yield unit, own


def _untitled(words: str, lead: tuple[Span, ...], kind: Modality) -> str:
    """A paragraph below a lead-in that allows or bids, without its title: "Credit: name us."."""
    return words[label(words) :] if lead and kind in _ALLOWS_OR_BIDS else words


def _goes_on(words: str, own: Sentence, kind: Modality) -> bool:
    """Whether a paragraph goes on with the list before it, whose lead-in bans, allows or bids."""
    orders = any(clause.modality is Modality.OBLIGATION for clause in own.clauses)
    if kind in _ALLOWS_OR_BIDS and label(words):
        return True
    return listed(kind, own.clauses) or (not orders and goes_on_with(words, banned=kind in _DENIALS))


def _titled(document: Document, unit: Unit, own: Sentence, definitions: Definitions) -> Sentence:
    """An item below a title that leads in with a colon: "Prohibited uses:"."""
    title = titles(document.text.words(unit.leads[-1])) if unit.leads else None
    if title is None:
        return own
    item = document.text.words(unit.span)
    return _framed(title, item, read_sentence(item, definitions.bound), definitions)


def _with_exception(document: Document, before: Unit, unit: Unit, definitions: Definitions) -> Sentence | None:
    """What the unit before bans, but for what this one says is free: "This does not apply to derivatives"."""
    if unit.leads or not (spared := carved(document.text.words(unit.span))):
        return None
    words = unit_words(document, before, definitions)
    whole = read_sentence(f"{words.rstrip(' .;:,')}, {spared}", definitions.bound)
    return whole if any(c.exceptions and c.modality is Modality.PROHIBITION for c in whole.clauses) else None


def _framed(above: Frame | None, words: str, own: Sentence, definitions: Definitions) -> Sentence:
    """An item under a title that says whether it is allowed; the items of "Not allowed:" say what that says."""
    if above is None or titles(words) or _ORDERS.match(words):
        return own
    act = any(clause.actions for clause in own.clauses)
    if not act and above.things is not None and above.things.search(words) is None:
        return own
    return read_sentence((above.act if act else above.thing) + words, definitions.bound)


def _place(document: Document, unit: Unit, shared: dict[Span, tuple[str, str | None]]) -> Place:
    """Where a unit stands; `shared` holds the words of lead-ins and tails, which the items of a list share."""
    text = document.text
    leads = []
    for lead in unit.leads if unit.tail is None else (*unit.leads, unit.tail):
        at = text.original(lead)
        if at not in shared:
            one = text.evidence(unit.section, lead)
            shared[at] = one.quote or "", one.seen
        leads.append(Evidence(unit.section, at, *shared[at]))
    return Place(text.evidence(unit.section, unit.span), tuple(leads), heading_ids(unit.heading), unit.span.start)


def unit_words(document: Document, unit: Unit, definitions: Definitions | None = None) -> str:
    """The words of a unit between its lead-ins and its tail, white space folded, and "you" for a licensee's "I"."""
    reading = document.text.reading
    parts = [_FULL_STOP.sub(":", reading[lead.start : lead.end]) for lead in unit.leads]
    parts.append(reading[unit.span.start : unit.span.end])
    if unit.leads and not denies(parts[-2]):
        parts[-1] = parts[-1][label(parts[-1]) :]
    if unit.tail is not None:
        parts[-1] = _LINKED.sub("", parts[-1])
        parts.append(reading[unit.tail.start : unit.tail.end])
    words = " ".join(" ".join(parts).split())
    words = _WRAPPED.sub("-", words) if "n- " in words else words
    return addressed(words) if definitions and definitions.first_person else words


def read_sentence(words: str, bound: Bound | None = None) -> Sentence:
    """Clauses of one sentence whose white space is folded."""
    # Only the defined terms that occur in it count, so that others share what was read of it.
    tokens: Sequence[Raw] | None = None
    used: Bound = {}
    key: str | tuple[str, _Used] = words
    if bound:
        tokens = single_words(words, lexicon())
        said = [token.word for token in tokens]
        if used := {word: here for word in bound.keys() & said if (here := standing(said, word, bound[word]))}:
            named = frozenset(used.items())
            key = words, _named.setdefault(named, named)
    found = _sentences.get(key)
    if found is None:
        if len(_sentences) > _CACHE_LIMIT:
            forget()
        found = _banned(_read(words, used, tokens), words)
        if len(words) <= _LONGEST_KEPT:
            _sentences[key] = found
    return found


def _banned(said: Sentence, words: str) -> Sentence:
    """The sentence with what its bans mention beside the phrases of the lexicon: the kinds of use by their words."""
    bans = [bans_a_use(one) for one in said.clauses]
    kinds = kinds_of_ban(words) if any(bans) else ()
    if not kinds:
        return said
    told = zip(said.clauses, bans, strict=True)
    return replace(said, clauses=tuple([replace(c, mentions=c.mentions | kinds) if ban else c for c, ban in told]))


def _read(words: str, bound: Bound, singles: Sequence[Raw] | None = None) -> Sentence:
    normative = is_normative(words)
    plain = kinds_of_use_told(in_plain_words(spelled_out(words)))
    if plain != words:
        words, singles = plain, None
        normative = normative or is_normative(words)  # plain words may leave a cue out
    if fault := unreadable(words):
        return Sentence((), frozenset(), (), normative, fault)
    raw = one_party(raw_tokens(words, lexicon(), bound, singles))
    tokens = tag_raw(raw)
    ids = frozenset([one for _, piece in tokens for one in piece.ids])
    if len(tokens) > MAX_WORDS:
        return Sentence((), ids, (), normative, f"longer than {MAX_WORDS} tokens")
    headed = _headed(tokens)
    if normative and not headed:
        loose = tag_raw(raw, loose=True)
        headed = _headed(loose)
        tokens = loose if headed else tokens
    if asks(words):
        return Sentence((TITLE,), ids, (), normative, "")  # "Can I sell it?" asks; the answer says
    if not headed or shown(words):
        if whole := _whole(told(words, kind_of), bound):
            return replace(whole, ids=ids | whole.ids, normative=normative)
        if headed or spares(words):
            return Sentence((TITLE,), ids, (), normative, "")  # "Support: no" is no order to support
    if not headed:
        found, fault = read_verbless(words, tokens, ids, normative=normative)
        return Sentence(found, ids, (), normative, fault or _telling(words, found, normative))
    if forbids(words) and (whole := _whole(of_the_work(words, kind_of), bound)):
        return whole
    tree, retries = _parse(tokens)
    if tree is None:
        return Sentence((), ids, (), normative, _UNFIT if normative else _telling(words, (), normative))
    found = tuple(clauses_of(tree, partly=retries > 0))
    if (normative or not _TELLING.isdisjoint(ids)) and not found and _WEAK.search(words):
        # "A product is a good, unless such uses represent all": the verb of the clause is a bare "is".
        tree, retries = _parse(tag_raw(raw, plain=True))
        found = tuple(clauses_of(tree, partly=retries > 0)) if tree is not None else ()
    if normative and not found:
        freed = released(tokens)
        tree, retries = _parse(freed) if freed else (None, 0)
        found = tuple(clauses_of(tree, partly=retries > 0)) if tree is not None else ()
    fault = _SUBORDINATE if normative and not found else _telling(words, found, normative)
    found = ended(found, words) if "no-longer" in ids else found
    found = given_back(kept_out(barred(found, ids), ids), words)
    return Sentence(served(found, ids, words), ids, read_thresholds(words), normative, fault)


def _telling(words: str, found: tuple[Clause, ...], normative: bool) -> str:
    """Why a sentence that need not be read is in doubt all the same: it says nothing, in words that may limit."""
    tells = () if normative or found else topics(words)
    return TELLING if tells and "tells-aside" not in tells else ""


def _whole(words: str, bound: Bound) -> Sentence | None:
    """What a sentence that was told in full says of an act; None where that is in doubt."""
    whole = _read(words, bound) if words else None
    said = whole.clauses if whole is not None else ()
    if any(clause.modality is Modality.OBLIGATION for clause in said) and forbids(words):
        return None
    sure = [one for one in said if one.modality in _DEONTIC and not _VAGUE.issuperset({*one.actions, *one.targets})]
    return whole if sure else None


def _headed(tokens: Sequence[Token]) -> bool:
    return not _HEADS.isdisjoint([terminal for terminal, _ in tokens])


def _parse(tokens: list[Token]) -> tuple[clauses.Node | None, int]:
    """The tree, after putting a boundary before a head that does not fit, at most three times."""
    parser = clauses.parser("clause.lark")
    for retry in range(_RETRIES + 1):
        try:
            return parser.parse(tokens), retry
        except clauses.Rejected as fault:
            at = fault.position
            if at >= len(tokens) or tokens[at][0] not in _HEADS:
                return None, retry
            place = at - 1 if at and tokens[at - 1][0] == "NP" else at
            tokens = [*tokens[:place], BOUNDARY, *tokens[place:]]
    return None, _RETRIES
