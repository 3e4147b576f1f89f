"""Raw tokens to heads: modal assembly, denials, the verbs of statements.

Comes in: raw tokens of a unit. Goes out: the same tokens where "are not permitted to" is one HEAD (FORBID) and every
ambiguous word is settled. Example: "You agree not to use it" gives NOUN licensee, HEAD FORBID, VERB use, NOUN work.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.asides import after_adverbs, done_by, interposed, past_aside
from analyzer.choice import (
    has_states,
    is_adverb,
    is_finite,
    is_instrument,
    may_be_finite,
    settled,
)
from analyzer.denials import (
    NEGATION,
    REFRAIN,
    charged,
    commitment,
    confirmed,
    dedicated,
    denial,
    denied_act,
    denied_before,
    denied_thing,
    ensured_not,
    given_by_nothing,
    gives_nothing,
    item_negation,
    no_modal,
    opened,
    opens_condition,
    ordered,
    pleading,
    takes_on,
    told,
    undertaken_not,
    unsaid,
)
from analyzer.granting import (
    GETTING,
    PAPERS,
    accepting,
    acquired,
    brief,
    granted_bare,
    hands_on,
    having,
    includes_rights,
    including,
    inverted,
    letting,
    licensed_to,
    promises,
    rights_given,
    vouched,
)
from analyzer.refused import denied_object
from analyzer.relative import ends_relative
from analyzer.tokens import Raw, is_determiner, past_mark

_MODAL = {
    "may": "PERMIT",
    "must": "OBLIGE",
    "will": "WILL",
    "should": "ADVISE",
    "may-not": "FORBID",
    "will-not": "WILLNOT",
    "need-not": "EXEMPT",
}
_NEGATED = {
    "PERMIT": "FORBID",
    "OBLIGE": "FORBID",
    "WILL": "WILLNOT",
    "ADVISE": "FORBID",  # "should not" in a list of bans is meant as one, and read so to be on the safe side
    "FORBID": "FORBID",
    "WILLNOT": "WILLNOT",
    "EXEMPT": "EXEMPT",
}
_DEONTIC = {
    "permit": ("PERMIT", "FORBID"),
    "forbid": ("FORBID", "PERMIT"),
    "oblige": ("OBLIGE", "EXEMPT"),
    "advise": ("ADVISE", "ADVISE"),
}
_FINITE = {
    "RESERVES": "RESERVE",
    "DISCLAIMS": "DISCLAIM",
    "ENDS": "TERMINATE",
    "DECLARES": "DECLARE",
    "GRANTS": "GRANT",
}
_LONG_TO = frozenset({"free to", "welcome to", "at liberty to", "eligible to", "unlawful to"})
_BOUNDARY = frozenset({"SEMI", "COLON", "HEAD"})
_LOOK_AHEAD = 6
_MARK = 4
_ITEM_NEGATED = frozenset({"PERMIT", "OBLIGE", "WILL", "ADVISE"})
_DO = frozenset({"do", "does", "did", "don't", "doesn't"})
_NOT_BE = frozenset({"isn't", "aren't", "wasn't", "weren't"})
_CLAIM = frozenset({"claim", "claims"})
_BIDDING, _PLEASE = frozenset({"OBLIGE", "WILL"}), frozenset({"please", "kindly"})
# Heads that a word tells, in the lexicon or not: a rule for a plain noun or filler names it here.
_TAKING_ON = frozenset("assume assumes take takes bear bears accept accepts".split())
_BY_WORD = _TAKING_ON | _DO | _NOT_BE | _CLAIM | _PLEASE | GETTING | {"includes", "include", "given", "but"}
_NO_HEAD = frozenset("VERB NOUN ACT SKIP NEG ONLY OPEN WORD".split())  # alone or together they make no head
_NOTING = frozenset({"note"})  # "Note that": what follows is said, the frame orders nothing
_NOTED = _PLEASE | _NOTING
_GIVEN = frozenset({"rights", "no-claim"})  # what "is given" must speak of to be a grant
_REFUSED = frozenset({"denied", "refused", "withheld"})
_VOID, _VOIDED = frozenset({"void", "null", "forfeit"}), frozenset({"rights", "license-text"})
_BEFORE_NOUNS = frozenset("in on at with into against within onto between among".split())
_THEY = frozenset({"it", "they"})
_PROMISING = frozenset({"OBLIGE", "WILL", "WILLNOT", "FORBID"})
_PLURAL_SUBJECTS = frozenset({"licensee", "licensor", "contributor", "affiliate"})


def assemble(raw: Sequence[Raw], *, loose: bool = False) -> list[Raw]:
    """Heads joined, verbs and nouns told apart; every word stays covered.

    With `loose` any finite verb is that of a statement: for sentences in which nothing stronger was found.
    """
    out: list[Raw] = []
    at = 0
    bans: dict[int, int] = {}  # where the head of a ban in the words of a duty begins, and where it ends
    for place in [place for place, token in enumerate(raw) if not token.still or token.word in _BY_WORD]:
        if place < at:
            continue  # the head before took it
        out += raw[at:place]
        at = place
        token = raw[at]
        by_word = token.word in _BY_WORD
        if not (by_word or bans or token.word in _NOTING) and _NO_HEAD.issuperset(token.options):
            _settle(raw, at, out, loose=loose)
            at += 1
            continue
        found = _head_at(raw, at, out) if by_word or not _NO_HEAD.issuperset(token.options) else None
        committing = "COMMITS" in token.options and not unsaid(raw, at, out)
        clause = _content_clause(raw, at) if committing or token.word in _NOTED else 0
        if found is not None and found[1] in _PROMISING and out and out[-1].word in _THEY and promises(raw, at):
            out[-1] = Raw("NOUN", "licensee", "", out[-1].word)
        if found is not None and found[1] in _BIDDING and "MODAL" in token.options:
            clause, first, bans[first] = ensured_not(raw, at)
        if committing and clause:
            first, bans[first] = undertaken_not(raw, at, at + clause, out)
        if at and at in bans:
            found = bans[at] - at, "FORBID", "passive" if token.kind == "BE" else ""
        if clause:
            # "You agree that we may": what follows "that" is the clause; its frame says nothing of its own.
            out += [*accepting(raw[at], out), Raw("SEMI", "", "", raw[at].word)]
            at += clause
        elif found is None:
            if "MODAL" in token.options and opens_condition(raw, at, out):
                out.append(Raw("OPEN", "if", "", token.word))
            else:
                _settle(raw, at, out, loose=loose)
            at += 1
        else:
            length, identity, form = found
            if identity in _ITEM_NEGATED and (more := item_negation(raw, at + length)):
                length, identity = length + more, "FORBID"
            if identity == "PERMIT" and vouched(raw, at):
                identity, form = "DECLARE", "verb"
            limits = told(raw[at : at + length])
            before = denied_before(out) if identity == "DECLARE" else ""
            denied = before == "nothing" or (before == "no" and form != "be")
            if identity == "DECLARE" and (denied or any(t.kind == "NOT" for t in raw[at : at + length + 1])):
                limits["NOT"] = NEGATION
            out.append(Raw("HEAD", identity, form, token.word, limits))
            at += length
    out += raw[at:]
    return dedicated(out)


def _settle(raw: Sequence[Raw], at: int, out: list[Raw], *, loose: bool) -> None:
    """Put down what is no head: a verb that is the finite one of a statement gets a head of its own."""
    word = done_by(settled(raw, at, out), out)
    if loose and has_states(word, raw, at, out):
        word = Raw("HEAD", "DECLARE", "verb", word.word, denial(raw, at, out))
    elif word.kind == "VERB" and (_states(word, out) or (loose and may_be_finite(word, out))):
        said = denied_thing(raw, at, out)
        out.append(Raw("HEAD", "DECLARE", "verb", word.word, said))
    out.append(word)


def _content_clause(raw: Sequence[Raw], at: int) -> int:
    """How many tokens "agree that" takes; 0 where it is none."""
    if raw[at].word in _PLEASE:
        noted = _content_clause(raw, at + 1) if at + 1 < len(raw) and raw[at + 1].word in _NOTING else 0
        return noted + 1 if noted else 0
    if raw[at].word in _NOTING:
        follows = at + 1 < len(raw) and (raw[at + 1].word == "that" or (at and raw[at + 1].kind == "COLON"))
        return 2 if follows and raw[at].kind == "VERB" else 0
    entry = raw[at].options.get("COMMITS")
    if entry is None or entry.form not in {"base", "s"}:
        return 0
    past = past_mark(raw, after_adverbs(raw, at + 1)[0])
    return past + 1 - at if past < len(raw) and raw[past].word == "that" else 0


def _head_at(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    token = raw[at]
    if token.word in _PLEASE:
        return pleading(raw, at)
    if token.word in GETTING:
        return acquired(raw, at, out)
    if token.word in _TAKING_ON and (past := takes_on(raw, at, out)):
        return past - at, "OBLIGE", ""
    if token.kind == "NOT" and token.word not in _DO | _NOT_BE:
        return denied_act(raw, at, out)
    if token.word == "but" and token.kind == "OPEN":
        return denied_act(raw, at, out)
    if "MODAL" in token.options:
        return _modal(raw, at, out)
    if token.id == "include" and token.word[:7] == "include" and at and includes_rights(raw, at):
        return including(raw, at)
    if token.word in _CLAIM and at and at + 1 < len(raw) and "no-claim" in {raw[at + 1].id, raw[at + 1].kind}:
        return 1, "DECLARE", "claim"
    if token.kind == "BE" or token.word in _NOT_BE:
        # "To be", and "unless they have applied and been granted access", go on with the verb before.
        told = out and (out[-1].kind == "TO" or (out[-1].kind == "WORD" and out[-1].id in _MODAL))  # "as may be"
        goes_on = told or (out and token.word == "been" and out[-1].kind == "AND")
        return None if goes_on else _copula(raw, at, out)
    if token.kind == "HAVE":
        return having(raw, at, out)
    if token.word == "reserved" and out and out[-1].id == "rights" and at + 2 >= len(raw):
        return 1, "RESERVE", "passive"
    if token.word in _DO:
        return _doing(raw, at, out)
    if "COMMITS" in token.options and (token.options["COMMITS"].form in {"base", "s"} or confirmed(token, out)):
        found = commitment(raw, at)
        if found is not None:
            return found
    if "FORBIDS" in token.options and is_finite(token, out, token.options["FORBIDS"].form):
        before = denied_before(out)
        if token.options["FORBIDS"].id == "forbid":
            return 1, "DECLARE" if before == "nothing" else "FORBID", "verb"
        return 1, "EXEMPT" if before or gives_nothing(raw, at + 1) else "OBLIGE", "verb"  # "it needs no account"
    if granted_bare(raw, at, out):
        return 1, "GRANTED", "passive"
    if not out and token.kind == "DEONTIC" and token.word in {"free", "freely"}:
        return 1, "PERMIT", "" if token.phrase == "free to" else "passive"
    if "DEONTIC" in token.options and not any(before.kind == "HEAD" for before in out):
        return brief(raw, at, out)
    if _FINITE.keys().isdisjoint(token.options) or is_instrument(token, out):
        return None
    if "GRANTS" in token.options and token.options["GRANTS"].form == "base" and (subject := inverted(out)):
        return (1, "FORBID", "verb") if subject in PAPERS else None  # "nor shall this license allow you to sell it"
    if hands_on(raw, at, out):
        return None  # "You give a copy of this License", "You retain all notices"
    for terminal, head in _FINITE.items():
        entry = token.options.get(terminal)
        if entry is not None and entry.form in {"base", "s"} and is_finite(token, out, entry.form):
            denied = bool(out and out[-1].kind == "NOT") or gives_nothing(raw, at + 1) or given_by_nothing(out)
            return 1, "NOGRANT" if denied and head == "GRANT" else head, entry.id
    return None


def _states(verb: Raw, out: Sequence[Raw]) -> bool:
    """Whether a verb is the finite verb of a statement: "You own the outputs", "the clause survives"."""
    for place in range(len(out) - 1, -1, -1):
        before = out[place]
        plain = before.kind == "WORD" and verb.form == "s" and not {"NOUN", "ACT"} & set(verb.options)
        named = before.kind in {"NOUN", "ACT", "RPAR", "QCLOSE"} and before.id != "irrevocable"  # not "irrevocably"
        if named or (plain and before.word.isalpha()):
            if verb.form != "base":
                return verb.form == "s"
            # "copies you distribute" is a relative clause; in "shall Licensee use" the verb belongs to the head.
            inner = place and (
                out[place - 1].kind == "HEAD"
                or (out[place - 1].kind in {"NOUN", "ACT", "WORD"} and not is_determiner(out[place - 1]))
                or out[place - 1].word == "as"  # "the code as you receive it"
            )
            return before.id in _PLURAL_SUBJECTS and not inner
        if ends_relative(out, place):
            return verb.form == "s" or verb.id == "belong"  # "Any improvement that you make belongs to Acme"
        if not (is_adverb(before) and not is_determiner(before)) or before.word in _BEFORE_NOUNS:
            return False
    return False


def _doing(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    """Denials with "do": "Do not remove", "you do not have permission to", "this license does not grant"."""
    past, negated = after_adverbs(raw, at + 1)
    if past >= len(raw) or not (negated or raw[at].word.endswith("n't")):
        return None
    options = raw[past].options
    if "MODAL" in options and options["MODAL"].id == "must":
        return past + 1 - at, "EXEMPT", ""
    if raw[past].word == "be":
        return past + 1 - at, "FORBID", "passive"  # "this paper does not be changed": a slip for "may not"
    if raw[past].kind == "HAVE":
        held = having(raw, past, ())
        return (past + held[0] - at, "FORBID", "") if held else (past + 1 - at, "DECLARE", "be")
    subject = next((t for t in reversed(out) if t.kind in {"NOUN", "ACT", "WORD", "HEAD", "SEMI", "COLON"}), None)
    order = subject is None or subject.kind in _BOUNDARY or subject.word in _PLEASE
    orders = order or opened(out) or (out[-1] is subject and out[-1].id == "licensee")
    if "GRANTS" in options and (raw[at].word == "did" or not order):
        gives = raw[past].word in {"grant", "grants", "give", "convey", "confer", "license", "waive"}
        if raw[at].word == "did":
            return past + 1 - at, "DECLARE", "verb"  # "did not enable all uses to be tested" is told
        return past + 1 - at, "NOGRANT" if gives else "FORBID", "" if gives else "verb"
    if "FORBIDS" in options:
        return past + 1 - at, "EXEMPT" if options["FORBIDS"].id == "require" else "DECLARE", ""
    return past - at, "FORBID" if orders else "DECLARE", "verb" if not orders else ""


def _modal(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    token = raw[at]
    if no_modal(raw, at, out) or opens_condition(raw, at, out):
        return None
    head = _MODAL[token.options["MODAL"].id]
    denial = "no" if out and out[-1].word == "nor" else denied_before(out)
    at_next, negated = after_adverbs(raw, at + 1)
    at_next = interposed(raw, past_aside(raw, at_next))
    if denial == "nothing":
        return at_next - at, "DECLARE", ""
    if at_next < len(raw) and raw[at_next].kind == "HAVE":
        held = having(raw, at_next, out)
        if held is not None:
            denies = negated and held[1] == "PERMIT"
            return at_next + held[0] - at, "FORBID" if denies else held[1], ""
    if at_next < len(raw) and raw[at_next].word in REFRAIN and head in {"OBLIGE", "WILL", "ADVISE"}:
        return at_next + 1 - at, "FORBID", ""
    if denied_object(raw, at_next) and head in _NEGATED and not negated and not denial:
        return at_next - at, _NEGATED[head], ""
    if (negated or denial) and head in _NEGATED and not (negated and denial):
        head = "EXEMPT" if token.word.startswith("need") else _NEGATED[head]  # "no form needs to be signed"
    if let := letting(raw, at_next, out, head):
        return at_next + 1 - at, *let
    if at_next < len(raw) and raw[at_next].kind == "BE":
        if head in _BIDDING and (owed := charged(raw, at_next, at)):
            return owed - at, "OBLIGE", ""
        past, also = after_adverbs(raw, at_next + 1)
        if past < len(raw) and "DEONTIC" in raw[past].options:
            plain, flipped = _DEONTIC[raw[past].options["DEONTIC"].id]
            length, form = _to(raw, past + 1)
            return length - at, flipped if negated or also or denial else plain, form
        done = raw[past].options.get("VERB") if past < len(raw) else None
        if done is not None and (done.form == "ed" or (done.id == "use" and raw[past].word == "run")):
            return past - at, head, "passive"
        # "No decision may be based on it" bids; "it may not be exact" only tells.
        return at_next + 1 - at, head, "" if denial == "no" and token.word == "may" else "be"
    return at_next - at, head, ""


def _to(raw: Sequence[Raw], at: int) -> tuple[int, str]:
    """Past a following "to" or "from" ("is required to"), with the voice that its absence means."""
    if at < len(raw) and (raw[at].kind == "TO" or (raw[at].word in {"from", "for"} and not raw[at].phrase)):
        return at + 1, ""
    if raw[at - 1].phrase in _LONG_TO:
        return at, ""
    return at, "passive"


def _copula(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str]:
    past, negated = after_adverbs(raw, at + 1)
    negated = negated or raw[at].word in _NOT_BE
    denied = bool(denied_before(out)) or (bool(out) and out[-1].kind == "NOT")
    if past < len(raw):
        options = raw[past].options
        if raw[past].word in _REFUSED and any(token.id == "rights" for token in out):
            return past + 1 - at, "NOGRANT", "passive"
        if past_duty := charged(raw, at, at):
            return past_duty - at, "EXEMPT" if negated else "OBLIGE", ""
        if "DEONTIC" in options:
            plain, flipped = _DEONTIC[options["DEONTIC"].id]
            length, form = _to(raw, past + 1)
            return length - at, flipped if negated != denied else plain, form
        reserved = options.get("RESERVES")
        if reserved is not None and reserved.form == "ed":
            return past + 1 - at, "RESERVE", "passive"
        if licensed_to(raw, past) or rights_given(raw, past, out, denied=denied):
            return past + 1 - at, "NOGRANT" if negated != denied else "GRANTED", "passive"
        granted = options.get("GRANTS")
        waived = granted is not None and granted.id == "waive" and raw[past].word not in {"waived", "dedicated"}
        waived = waived and not (negated and raw[past].word == "released")
        # "The Work is given as is" grants nothing; "permission is given" does.
        near = (*out[-_LOOK_AHEAD:], *raw[past + 1 : past + _MARK])
        waived = waived or (raw[past].word == "given" and all(token.id not in _GIVEN for token in near))
        if granted is not None and granted.form == "ed" and not waived and raw[past].word != "enabled":
            denied = negated != denied or gives_nothing(raw, past + 1)
            return past + 1 - at, "NOGRANT" if denied else "GRANTED", "passive"
        ended = options.get("ENDS")
        void = raw[past].word in _VOID and bool(out) and out[-1].id in _VOIDED and not (negated or denied)
        if void or (ended is not None and ended.form == "ed"):
            return past + 1 - at, "TERMINATE", "passive"
        if raw[past].kind == "NEG" and past + 1 < len(raw):
            # "There is no right to sell it"
            none = raw[past + 1].id == "rights" and bool(out) and out[-1].word == "there"
            return (past + 2 - at, "NOGRANT", "passive") if none else (past - at, "DECLARE", "be")
        bidden = ordered(raw, past, out, negated=negated)
        if bidden:
            head = "FORBID" if negated or denied else "OBLIGE"
            return past + bidden - at, head, "passive" if bidden > 1 else ""
    return 1, "DECLARE", "be"
