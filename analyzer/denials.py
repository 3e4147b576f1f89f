"""What is denied or bidden by more than one word: negations around a head, "is to", "it is your duty to".

Comes in: raw tokens and those settled so far. Goes out: yes or no, and how many tokens a negation takes. Example: in
"nothing in this license permits" the head is denied by a word far before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.asides import after_adverbs
from analyzer.choice import is_adverb
from analyzer.lexicon import Entry
from analyzer.tokens import Raw, is_determiner, past_mark

NEGATION = Entry("NOT", "not")
_LIMITS = frozenset({"ONLY", "NOUN", "no-longer"})
_BOUNDARY = frozenset({"SEMI", "COLON", "HEAD"})
_NEGATIONS = frozenset({"NEG", "NOT"})
_DENYING = frozenset({"no-claim", "royalty-free"})
_ENSURING = ((1, ["ensure"]), (2, ["take", "care"]))
_MAKE_SURE = frozenset({"make", "see"})  # "make sure" and "see to it" are one token
_CLAUSE = 16
_UNDERTAKING = frozenset("undertake undertakes warrant warrants promise promises covenant covenants guarantee".split())
_WHOLE = 80  # tokens of a clause that is looked through at once
_LONGEST = 20  # tokens of a subject, or of what is told of it: a longer one is none
_LOOK_AHEAD = 6
_MARK = 4
_OWED = 8
_GETTING = frozenset({"obtain", "request", "receive"})
CHARGES = frozenset({"obligation", "duty", "responsibility"})
_BULLETS = frozenset({"-", "*", "•", "–", "—"})
_OPENING = 24  # tokens of an adverbial before an order
_PREDICATES = frozenset({"HEAD", "NOT", "NEG", "COLON"})
_RISKED = frozenset({"use", "arise", "evaluate", "obtain"})  # what one does at one's own risk, and need not do
REFRAIN = frozenset({"refrain", "abstain", "desist"})
_PLEADED = frozenset({"notify", "request", "register", "pay", "obtain", "have"})
_INVERTED = frozenset({"licensee", "licensor"})  # what stands behind its modal: "should you"
_SUBJECT = frozenset({"SKIP", "NOUN", "ACT", "WORD"})
_AUXILIARY = frozenset({"HAVE", "NOT"})
_MOVED = frozenset({"released", "placed", "put", "dedicated", "donated"})
_ELSEWHERE = frozenset({"HEAD", "SEMI", "COLON"})
_PAPERS = frozenset({"license-text", "under-this-license", "clause", "notice", "work", "documentation"})
_TOLD_VERBS = frozenset({"arise", "represent", "make"})  # "is to be construed as", "is to be found in"


def item_negation(raw: Sequence[Raw], at: int) -> int:
    """How far a "not" is that only a colon and the mark of an item part from its head: "You must: (c) not use"."""
    stop = min(len(raw), at + _LOOK_AHEAD)
    marks = 0
    for place in range(at, stop):
        token = raw[place]
        if token.kind == "NOT":
            return place + 1 - at if marks else 0
        item = token.kind in {"COLON", "LPAR", "RPAR"} or token.word in _BULLETS or token.word == "."
        if not item and not (token.kind == "WORD" and len(token.word) <= _MARK) and token.word not in {"a", "i"}:
            return 0
        marks += item
    return 0


def confirmed(token: Raw, out: Sequence[Raw]) -> bool:
    """As in "acknowledges that they have read and agreed to these terms": what was agreed holds."""
    if token.word != "agreed" or any(before.kind == "HEAD" for before in out):
        return False
    words = [before.word for before in out[-_OWED:]]
    return "have" in words and ("read" in words or "understood" in words)


def agreed_not(raw: Sequence[Raw], at: int) -> int:
    """How far "not to" takes that only a colon and the mark of an item part from "agree": "You agree: (i) not to"."""
    length = item_negation(raw, at) if at < len(raw) and raw[at].kind == "COLON" else 0
    return length + 1 if length and at + length < len(raw) and raw[at + length].kind == "TO" else 0


def ensured_not(raw: Sequence[Raw], at: int) -> tuple[int, int, int]:
    """As in "must ensure that the Work is not used to spy": a ban in the words of a duty.

    How many tokens the frame takes, and where the head of the ban begins and ends; zeros where it is none.
    """
    past, negated = after_adverbs(raw, at + 1)
    words = [token.word for token in raw[past : past + 3]]
    that = past + next((n for n, frame in _ENSURING if words[:n] == frame), len(raw))
    if past < len(raw) and raw[past].id == "impose" and raw[past].word in _MAKE_SURE:
        that = past + 1
    if negated or that >= len(raw) or raw[that].word != "that":
        return 0, 0, 0
    first, end = _not_done(raw, that)
    return (that + 1 - at, first, end) if end else (0, 0, 0)


def undertaken_not(raw: Sequence[Raw], at: int, past: int, out: Sequence[Raw]) -> tuple[int, int]:
    """As in "You undertake that it is not used to spy": where the head of the ban begins and ends; zeros for none."""
    binds = raw[at].word in _UNDERTAKING and bool(out) and out[-1].id in {"licensee", "anyone", "third-party"}
    first, end = _not_done(raw, past - 1) if binds else (0, 0)
    return (first, end) if first and raw[first].kind == "BE" else (0, 0)


def _not_done(raw: Sequence[Raw], that: int) -> tuple[int, int]:
    """Where the denied verb of the clause after "that" begins and ends; its place is 0 where a modal holds it."""
    for place in range(that + 1, min(len(raw) - 1, that + _CLAUSE)):
        token = raw[place]
        modal = "MODAL" in token.options
        if token.kind == "BE" or token.word in {"do", "does"} or modal:
            end, denied = after_adverbs(raw, place + 1)
            end = past_mark(raw, end)
            verb = raw[end].options.get("VERB") if end < len(raw) else None
            if not denied or (verb is None and not modal):
                return 0, 0
            return (0 if modal else place), end
        named = token.kind == "VERB" and is_determiner(raw[place - 1])  # "your use of open source does not"
        if token.kind not in {"NOUN", "ACT", "WORD", "SKIP", "AND"} and not named:
            return 0, 0
    return 0, 0


def unsaid(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """As in "does not warrant that you may", "neither represents that": what follows is said by nobody."""
    denied = bool(at) and (raw[at - 1].kind == "NOT" or raw[at - 1].word.endswith("n't"))
    return denied or (bool(out) and denied_before(out) == "no")


def denied_before(out: Sequence[Raw]) -> str:
    """A denial in the clause so far: "nothing" for "Nothing in this", "no" for "no person" or "neither", else ""."""
    if (
        len(out) < _WHOLE
        and _NEGATIONS.isdisjoint([token.kind for token in out])
        and _DENYING.isdisjoint([token.id for token in out])
    ):
        return ""  # most hold none: this is quicker than to look back
    at = len(out)
    joint = at - 2  # the place of "and" in "and you"
    for token in reversed(out):
        at -= 1
        kind = token.kind
        if kind == "HEAD" and _told_of_denied(out, at):
            continue
        if (
            kind in _BOUNDARY
            or (at == joint and _begins_anew(out, at))
            or (token.word == "that" and _lists_clauses(out, at))
        ):
            return ""
        if kind not in _NEGATIONS and token.id not in _DENYING:
            continue
        if kind == "NEG" and (_object(out, at) or _tells_of(out, at)):
            return ""
        charge = token.id == "royalty-free" and token.word == "no" and (not at or out[at - 1].kind in _BOUNDARY)
        if kind == "NEG" or token.id == "no-claim" or charge:  # "No charge may be made for copies"
            return "nothing" if token.word == "nothing" else "no"
        if kind == "NOT" and (token.id == "never" or token.word == "neither"):
            return "no"
    return ""


def _told_of_denied(out: Sequence[Raw], at: int) -> bool:
    """As in "no company that was fined may": what is told of the subject does not end its denial."""
    told = next((place for place in range(at - 1, max(-1, at - _LONGEST), -1) if out[place].id == "whom"), 0)
    denied = next((place for place in range(told - 1, max(-1, told - _LONGEST), -1) if out[place].kind == "NEG"), -1)
    return denied >= 0 and all(token.kind in _SUBJECT for token in out[denied + 1 : told])


def _tells_of(out: Sequence[Raw], at: int) -> bool:
    """As in "nobody who has been banned": the verb of what is told of the subject is not denied."""
    told = next((place for place in range(at + 1, min(len(out), at + _LONGEST)) if out[place].id == "whom"), 0)
    if not told or not all(token.kind in _SUBJECT for token in out[at + 1 : told]):
        return False
    return all(token.kind in _AUXILIARY for token in out[told + 1 :])


def _object(out: Sequence[Raw], at: int) -> bool:
    """As in "Acme has no duty to mend it and may stop": what the verb before denies is not denied after "and"."""
    if out[at].word == "no" and at + 1 < len(out) and out[at + 1].kind == "COMMA":
        return True  # "No, you may not" answers, it denies no subject
    before = next((token for token in reversed(out[:at]) if not is_adverb(token)), None)
    if before is None or before.kind not in {"HEAD", "VERB", "HAVE"}:
        return False
    joined = next((place for place in range(len(out) - 1, at, -1) if out[place].word in {"and", "but"}), 0)
    return joined > 0 and all(token.kind in _SUBJECT for token in out[joined + 1 :])


def _begins_anew(out: Sequence[Raw], at: int) -> bool:
    """As in "there is no fee, and you may use it": the party after "and" begins a clause of its own."""
    joined = out[at].word in {"and", "but"}
    return joined and out[-1].id in {"licensee", "licensor"} and any(token.kind in {"BE", "HEAD"} for token in out[:at])


def _lists_clauses(out: Sequence[Raw], at: int) -> bool:
    """As in "that no one owes it, that each is free to": every "that" begins a clause of its own."""
    return out[at].word == "that" and at > 0 and out[at - 1].kind in {"COMMA", "AND"}


def gives_nothing(raw: Sequence[Raw], at: int) -> bool:
    """As in "Grants You no rights": the thing given is denied."""
    for token in raw[at : at + 4]:
        if token.kind == "NEG" or token.id == "no-claim":
            return True
        if token.id not in {"licensee", "third-party", "anyone"} and token.kind not in {"SKIP", "TO"}:
            return False
    return False


_MAKERS = frozenset({"licensor", "contributor"})


def given_by_nothing(out: Sequence[Raw]) -> bool:
    """As in "Nothing in this license grants", "Neither this notice nor its delivery grants", "No part of it grants".

    Nor does anyone give what "no licensor" gives.
    """
    if any(token.kind == "HEAD" for token in out):
        return False
    if len(out) > 1 and out[-2].kind == "NEG" and out[-1].id in _MAKERS:
        return True
    denied = denied_before(out)
    said = next((token for token in out if token.kind not in {"SKIP", "OPEN"}), None)
    papers = said is not None and said.kind == "NEG" and not _PAPERS.isdisjoint({token.id for token in out})
    neither = said is not None and said.word == "neither"
    return denied == "nothing" or (denied == "no" and (papers or neither))


def _included(out: Sequence[Raw]) -> bool:
    """As in "must obey the rules, including not using it to": what an order includes may be a ban."""
    said = [token for token in out[-2:] if token.kind != "COMMA"]
    opens = bool(said) and said[-1].kind == "OPEN" and said[-1].id == "include"
    return opens and any(token.kind == "HEAD" and token.id == "OBLIGE" for token in out)


def denied_act(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    """As in "You may use it and not sell it": a verb denied in a list of verbs is a ban of its own."""
    if not out or raw[at].word not in {"not", "never", "but"}:
        return None
    past = at + 2 if at + 1 < len(raw) and raw[at + 1].kind == "TO" else at + 1
    verb = raw[past].options.get("VERB") if past < len(raw) else None
    if verb is not None and verb.form == "ing" and _included(out) and raw[at].word == "not":
        return past - at, "FORBID", "listed"
    if verb is None or verb.form != "base" or not any(token.kind == "HEAD" and token.form != "be" for token in out):
        return None
    listed = raw[at].word == "but" or out[-1].kind in {"AND", "COMMA", "SEMI", "RPAR", "COLON"}
    # "cause its affiliates not to sell it"
    caused = past == at + 2 and any(token.kind == "VERB" and token.id == "impose" for token in out[-_LOOK_AHEAD:])
    return (past - at, "FORBID", "") if listed or caused else None


def dedicated(out: list[Raw]) -> list[Raw]:
    """A head for "Public domain.", "Written by Joe Smith and released into the public domain": said without a verb."""
    ids = [token.id for token in out]
    if "public-domain" not in ids or not _PREDICATES.isdisjoint([token.kind for token in out]):
        return out
    place = ids.index("public-domain")
    before = [token for token in out[:place] if token.kind != "SKIP"]
    said = [token for token in out[:place] if token.word != "the"]
    moved = len(said) > 1 and said[-1].word in {"in", "into", "to"} and said[-2].word in _MOVED
    if (before and not moved) or not _ends(out, place + 1):
        return out
    return [*out[:place], Raw("HEAD", "DECLARE", "verb", out[place].word), *out[place:]]


def _ends(out: Sequence[Raw], at: int) -> bool:
    return at >= len(out) or out[at].word in {".", "!"} or out[at].kind in {"COMMA", "SEMI"} or out[at].word == "by"


def denial(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> dict[str, Entry]:
    """What denies a statement, before its verb or in the words right behind it."""
    denied = any(token.kind in {"NEG", "NOT"} for token in raw[at + 1 : at + 3]) or denied_before(out) == "no"
    return {"NOT": NEGATION} if denied else {}


def denied_thing(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> dict[str, Entry]:
    """As in "Recipient receives no rights", "No contributor claims any": the object or the subject denies it."""
    denied = (at + 1 < len(raw) and raw[at + 1].kind == "NEG") or denied_before(out) == "no"
    return {"NOT": NEGATION} if denied else {}


def told(head: Sequence[Raw]) -> dict[str, Entry]:
    """What is kept of the words that a head was made of: "only", "no longer", and things."""
    return {t.kind + t.id: Entry(t.kind, t.id) for t in head if t.kind in _LIMITS or t.id in _LIMITS}


def takes_on(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> int:
    """Past "for" in "You assume full responsibility for telling recipients of these terms"; 0 where it is none."""
    said = [token for token in out if not is_adverb(token) or is_determiner(token)]
    if not said or (said[-1].id not in {"licensee", "third-party", "anyone"} and said[-1].kind != "HEAD"):
        return 0
    duty = next((place for place in range(at + 1, min(len(raw), at + _LOOK_AHEAD)) if raw[place].word in CHARGES), 0)
    if not duty or duty + 2 >= len(raw) or raw[duty + 1].word not in {"for", "to"}:
        return 0
    plain = all(token.kind in {"SKIP", "WORD", "ONLY"} for token in raw[at + 1 : duty])
    verb = raw[duty + 2].options.get("VERB")
    acts = (
        verb is not None and verb.id not in _RISKED and verb.form == ("ing" if raw[duty + 1].word == "for" else "base")
    )
    return duty + 2 if plain and acts else 0


def charged(raw: Sequence[Raw], at: int, first: int) -> int:
    """Past "to" in "it is your responsibility to keep it", "it shall be the duty of the Licensee to"; 0 for none.

    The verb "be" stands at `at`; `first` is where its head begins.
    """
    if not first or raw[first - 1].word != "it":
        return 0
    stop = min(len(raw), at + _OWED)
    duty = next((place for place in range(at + 1, stop) if raw[place].word in CHARGES), 0)
    past = next((place for place in range(duty + 1, stop) if raw[place].kind == "TO"), 0) if duty else 0
    whose = raw[at + 1 : past]
    told = any(token.id in {"licensee", "third-party"} or token.word == "your" for token in whose)
    # To get the licenses of others is said to warn, not to bid.
    gets = past and past + 1 < len(raw) and raw[past + 1].id in _GETTING
    return past + 1 if past and told and not gets else 0


_BIDDEN = frozenset(("VERB", "COMMITS", "GRANTS", "ENDS"))
_BEFORE_ACTS = frozenset(("COLON", "LPAR", "COMMA"))  # as in "you are to: (a) keep it"


def ordered(raw: Sequence[Raw], at: int, out: Sequence[Raw], *, negated: bool) -> int:
    """Tokens of "to" in "you are to keep", "it is not to be used"; 0 where "to" tells something else."""
    if at + 1 >= len(raw) or raw[at].kind != "TO":
        return 0
    party = bool(out) and out[-1].id in {"licensee", "third-party", "affiliate"}
    if raw[at + 1].kind == "BE" and raw[at + 1].word == "be" and (negated or _to_be_done(raw, at + 2, out)):
        return 2
    past, _ = after_adverbs(raw, at + 1)
    if past >= len(raw) or not (negated or party):
        return 0
    bids = any(entry.form == "base" for kind, entry in raw[past].options.items() if kind in _BIDDEN)
    return 1 if bids or (party and raw[past].kind in _BEFORE_ACTS) else 0


def _to_be_done(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """As in "copies are to be sent to Acme"; not "where the Work is to be used in print", which tells a case."""
    past, _ = after_adverbs(raw, at)
    verb = raw[past].options.get("VERB") if past < len(raw) else None
    bidden = verb is not None and verb.form == "ed" and verb.id not in _TOLD_VERBS
    return bidden and all(
        token.kind not in _ELSEWHERE and (token.kind != "OPEN" or token.id == "under") for token in out
    )


def commitment(raw: Sequence[Raw], at: int) -> tuple[int, str, str] | None:
    """Of "agree to", "agree not to", "undertake to refrain from" the head they make."""
    if at + 2 < len(raw) and raw[at + 1].word == "as" and raw[at + 2].kind == "COLON":
        return 2, "DECLARE", "verb"  # "agree as follows:"
    if item := agreed_not(raw, at + 1):
        return 1 + item, "FORBID", ""
    past, negated = after_adverbs(raw, at + 1)
    past = past_mark(raw, past)
    if past < len(raw) and raw[past].kind == "TO":
        after, inner = after_adverbs(raw, past + 1)
        if after < len(raw) and raw[after].word in REFRAIN:
            return after + 1 - at, "FORBID", ""
        return after - at, "FORBID" if negated or inner else "OBLIGE", ""
    return None


def pleading(raw: Sequence[Raw], at: int) -> tuple[int, str, str] | None:
    """As in "For commercial use, please contact us": a request, not a duty."""
    verb = raw[at + 1].options.get("VERB") if at + 1 < len(raw) else None
    if verb is None or verb.form != "base" or verb.id not in _PLEADED or at + 2 >= len(raw):
        return None
    return None if raw[at + 2].kind == "NOT" else (1, "ADVISE", "")


def opens_condition(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """Whether "should" stands for "if": "Should any provision become invalid", "may end it should you breach it"."""
    if raw[at].word != "should" or at + 1 >= len(raw):
        return False
    first = not out or out[-1].kind in {"SEMI", "COLON", "COMMA"}
    subject = is_determiner(raw[at + 1]) or raw[at + 1].id in _INVERTED
    return (first and raw[at + 1].kind in {"SKIP", "NOUN"}) or subject


def no_modal(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """As in "May 19", "by his will", "except as may be permitted by law": it makes no head."""
    word = raw[at].word
    if word == "may" and at + 1 < len(raw) and raw[at + 1].word[:1].isdigit():
        return True
    if not out:
        return False
    said = (out[-1].phrase or out[-1].word).rpartition(" ")[2]
    passive = said == "as" and at + 1 < len(raw) and raw[at + 1].kind == "BE"
    return passive or (word == "will" and is_determiner(out[-1]))


def opened(out: Sequence[Raw]) -> bool:
    """Whether words before an order end in a comma and hold no subject: "In particular,", "When sharing it,"."""
    if not out or out[-1].kind != "COMMA":
        return bool(out) and out[-1].word in {"please", "just"}
    begin = len(out) - 1
    while begin and len(out) - begin < _OPENING and out[begin - 1].kind not in {"SEMI", "COLON"}:
        begin -= 1
    said = out[begin:-1]
    if begin and out[begin - 1].kind not in {"SEMI", "COLON"}:
        return False
    if said and said[0].kind == "OPEN":
        return said[0].id == "under" or any(token.kind in {"VERB", "HEAD", "ACT"} for token in said)
    return bool(said) and all(token.id in {"", "skip"} for token in said)
