"""Raw tokens to heads: modal assembly, and the choice between verb and noun.

Comes in: raw tokens of a unit. Goes out: the same tokens where "are not permitted to" is one HEAD (FORBID) and every
ambiguous word is settled. Example: "You agree not to use it" gives NOUN licensee, HEAD FORBID, VERB use, NOUN work.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.tokens import Raw, is_determiner

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
    "ADVISE": "ADVISE",
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
_BOUNDARY = frozenset({"SEMI", "COLON", "HEAD"})
_LOOK_AHEAD = 6


def assemble(raw: Sequence[Raw]) -> list[Raw]:
    """Heads joined, verbs and nouns told apart; every character stays covered."""
    out: list[Raw] = []
    at = 0
    while at < len(raw):
        found = _head_at(raw, at, out)
        if found is None:
            out.append(_settled(raw, at, out))
            at += 1
        else:
            length, identity, form = found
            last = raw[at + length - 1]
            out.append(Raw("HEAD", identity, form, raw[at].start, last.end, raw[at].word))
            at += length
    return out


def _is_adverb(token: Raw) -> bool:
    return (
        token.kind in {"SKIP", "ONLY"}
        or (token.kind == "WORD" and token.word.endswith("ly"))
        or token.word in {"hereby", "also", "further", "either", "therefore", "only"}
    )


def _after_adverbs(raw: Sequence[Raw], at: int) -> tuple[int, bool]:
    """Next place that is neither adverb nor negation, and whether a negation was passed."""
    negated = False
    stop = min(len(raw), at + _LOOK_AHEAD)
    while at < stop and (raw[at].kind == "NOT" or _is_adverb(raw[at]) or (raw[at].kind == "COMMA" and negated)):
        negated = negated or raw[at].kind == "NOT"
        at += 1
    return at, negated


def _denied_before(out: Sequence[Raw]) -> str:
    """A denial in the clause so far: "nothing" for "Nothing in this", "no" for "no person" or "neither", else ""."""
    for token in reversed(out):
        if token.kind in _BOUNDARY:
            return ""
        if token.kind == "NEG":
            return "nothing" if token.word in {"nothing", "none"} else "no"
        if token.kind == "NOT" and (token.id == "never" or token.word == "neither"):
            return "no"
    return ""


def _head_at(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    token = raw[at]
    if "MODAL" in token.options:
        return _modal(raw, at, out)
    if token.kind == "BE":
        return _copula(raw, at, out)
    if token.kind == "HAVE":
        return _having(raw, at)
    if "COMMITS" in token.options and token.options["COMMITS"].form in {"base", "s"}:
        return _commitment(raw, at)
    if "FORBIDS" in token.options and _is_finite(token, out):
        return 1, "FORBID" if token.options["FORBIDS"].id == "forbid" else "OBLIGE", "verb"
    for terminal, head in _FINITE.items():
        entry = token.options.get(terminal)
        if entry is not None and entry.form in {"base", "s"} and _is_finite(token, out):
            denied = bool(out and out[-1].kind == "NOT")
            return 1, "NOGRANT" if denied and head == "GRANT" else head, entry.id
    return None


def _is_finite(token: Raw, out: Sequence[Raw]) -> bool:
    """Whether a verb has a subject before it and no head or "to" that governs it."""
    for before in reversed(out):
        if _is_adverb(before) and not is_determiner(before):
            continue
        if before.kind == "NOT":
            continue
        if before.kind in {"TO", "HEAD", "VERB", "BE", "HAVE", "OPEN"} or is_determiner(before):
            return before.kind == "OPEN" and before.id == "whom"
        if before.kind in {"AND", "COMMA"}:
            return token.kind not in {"NOUN", "ACT"} and "NOUN" not in token.options
        if "NOUN" in token.options or "ACT" in token.options:
            return before.id in {"licensor", "contributor"} or before.word in {"i", "we", "hereby"}
        return before.kind in {"NOUN", "ACT", "WORD", "QCLOSE", "QUOTE", "RPAR", "NEG"}
    return False


def _modal(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    token = raw[at]
    if token.word == "may" and at + 1 < len(raw) and raw[at + 1].word[:1].isdigit():
        return None
    if token.word == "will" and out and is_determiner(out[-1]):
        return None
    head = _MODAL[token.options["MODAL"].id]
    denial = _denied_before(out)
    at_next, negated = _after_adverbs(raw, at + 1)
    if denial == "nothing":
        return at_next - at, "DECLARE", ""
    if (negated or (denial and not negated)) and head in _NEGATED:
        head = _NEGATED[head] if not (negated and denial) else head
    if at_next < len(raw) and raw[at_next].kind == "BE":
        past, also = _after_adverbs(raw, at_next + 1)
        if past < len(raw) and "DEONTIC" in raw[past].options:
            plain, flipped = _DEONTIC[raw[past].options["DEONTIC"].id]
            length, form = _to(raw, past + 1)
            return length - at, flipped if negated or also or denial else plain, form
        if past < len(raw) and raw[past].options.get("VERB") is not None and raw[past].options["VERB"].form == "ed":
            return past - at, head, "passive"
        return at_next + 1 - at, head, "be"
    return at_next - at, head, ""


def _to(raw: Sequence[Raw], at: int) -> tuple[int, str]:
    """Past a following "to" or "from" ("is required to"), with the voice that its absence means."""
    if at < len(raw) and (raw[at].kind == "TO" or raw[at].word in {"from", "for"}):
        return at + 1, ""
    before = raw[at - 1]
    if before.word.endswith(" to") or (
        before.kind == "DEONTIC" and before.end - before.start > 0 and " to" in before.word
    ):
        return at, ""
    return at, "passive"


def _copula(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str]:
    past, negated = _after_adverbs(raw, at + 1)
    denied = bool(_denied_before(out)) or (bool(out) and out[-1].kind == "NOT")
    if past < len(raw):
        options = raw[past].options
        if "DEONTIC" in options:
            plain, flipped = _DEONTIC[options["DEONTIC"].id]
            length, form = _to(raw, past + 1)
            return length - at, flipped if negated != denied else plain, form
        granted = options.get("GRANTS")
        if granted is not None and granted.form == "ed":
            return past + 1 - at, "NOGRANT" if negated != denied else "GRANTED", "passive"
        ended = options.get("ENDS")
        if ended is not None and ended.form == "ed":
            return past + 1 - at, "TERMINATE", "passive"
        if raw[past].kind == "NEG" and past + 1 < len(raw):
            return past - at, "DECLARE", "be"
    return 1, "DECLARE", "be"


def _having(raw: Sequence[Raw], at: int) -> tuple[int, str, str] | None:
    past, negated = _after_adverbs(raw, at + 1)
    denied = past < len(raw) and raw[past].kind == "NEG"
    place = past + 1 if denied else past
    if place < len(raw) and raw[place].id == "rights" and place + 1 < len(raw) and raw[place + 1].kind == "TO":
        return place + 2 - at, "FORBID" if denied or negated else "PERMIT", ""
    return None


def _commitment(raw: Sequence[Raw], at: int) -> tuple[int, str, str] | None:
    past, negated = _after_adverbs(raw, at + 1)
    if past < len(raw) and raw[past].kind == "TO":
        after, inner = _after_adverbs(raw, past + 1)
        return after - at, "FORBID" if negated or inner else "OBLIGE", ""
    return None


def _settled(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> Raw:
    """The token as verb, noun or filler."""
    token = raw[at]
    if token.kind in {"DEONTIC", "COMMITS", "FORBIDS", "GRANTS", "RESERVES", "DISCLAIMS", "ENDS", "DECLARES", "MODAL"}:
        for other in ("VERB", "NOUN", "ACT", "OPEN"):
            if other in token.options:
                return _settled_verb(_as(token, other), out)
        governed = bool(out) and out[-1].kind in {"HEAD", "TO"}
        return _as(token, token.kind, "VERB") if governed else _as(token, token.kind, "WORD")
    if "VERB" in token.options:
        return _settled_verb(token, out)
    return token


def _as(token: Raw, terminal: str, kind: str | None = None) -> Raw:
    entry = token.options[terminal]
    return Raw(kind or terminal, entry.id, entry.form, token.start, token.end, token.word, token.options)


def _noun(token: Raw) -> Raw:
    for terminal in ("NOUN", "ACT"):
        if terminal in token.options:
            return _as(token, terminal)
    return Raw("WORD", "", "", token.start, token.end, token.word, token.options)


def _settled_verb(token: Raw, out: Sequence[Raw]) -> Raw:
    entry = token.options.get("VERB")
    if entry is None:
        return token
    nominal = "NOUN" in token.options or "ACT" in token.options
    before = next((t for t in reversed(out) if not (_is_adverb(t) and not is_determiner(t)) and t.kind != "NOT"), None)
    if before is None:
        return _noun(token) if nominal and entry.form != "base" else _as(token, "VERB")
    if before.kind in {"HEAD", "TO"}:
        return _as(token, "VERB")
    if before.kind in {"AND", "COMMA"}:
        earlier = next(
            (t for t in reversed(out) if t.kind not in {"AND", "COMMA", "SKIP", "ONLY"} and not _is_adverb(t)), None
        )
        if earlier is not None and earlier.kind == "VERB":
            return _as(token, "VERB")
        return _noun(token) if nominal or entry.form in {"ed", "base"} else _as(token, "VERB")
    if entry.form == "ed":
        return _as(token, "VERB") if before.kind in {"BE", "HAVE", "HEAD"} else _noun(token)
    if is_determiner(before):
        return _noun(token)
    if entry.form == "ing":
        return _as(token, "VERB")
    if nominal:
        subject = before.id in {"licensee", "third-party", "anyone", "licensor", "affiliate"}
        return _as(token, "VERB") if subject else _noun(token)
    return _as(token, "VERB")
