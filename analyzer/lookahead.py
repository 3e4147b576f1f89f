"""What comes later in a unit: whether a head, a verb or an order is near, and brackets around the whole.

Comes in: settled tokens and a place. Goes out: yes or no. Example: after the colon of "If you share it: keep the
notices" an order follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analyzer.asides import last_order
from analyzer.choice import is_adverb
from analyzer.granting import names_giver
from analyzer.pieces import ADDRESSEES, HEAD_TERMINALS, MOMENTS, NOMINAL, PARTIES, SOON, STRONG, Token, inverts, last_of
from analyzer.tokens import Raw

_BIDDING = frozenset({"OBLIGE", "FORBID", "WILL", "WILLNOT"})
_LONG_MARK, _CLAIMS_NEAR, _SHORTEST_RUN = 3, 9, 3
_MAY = frozenset("may can might could cannot can't".split())  # they govern a verb without "to"
_GIVERS = frozenset({"licensor", "contributor"})
_OF_THINGS = MOMENTS | {"subject", "in"}  # "in the case of a breach"
_SPANS = frozenset({"term", "period", "duration"})
_EVER = frozenset({"now", "hereafter"})  # "patents it now or hereafter owns"
_URGING = frozenset("always just simply also kindly instead therefore".split())
# What may grant rights without this license granting them.
_LICENSING = frozenset("rights license-text other-license separate-license offered-terms new-version".split())


class Seen(Protocol):
    """What the tagger has done so far of a unit."""

    out: list[Token]
    stack: list[str]
    chunk: list[Raw]
    strong_left: int
    acted: bool
    headed: bool
    listing: bool


def is_weak(token: Raw) -> bool:
    """Of "is" and "are" with nothing that permits or forbids: a head only where no other is."""
    return token.id == "DECLARE" and token.form == "be"


def set_apart(raw: Sequence[Raw], at: int) -> bool:
    """Whether what opens here stands between commas: "may, free of charge and without leave, use it"."""
    before = raw[at - 1]
    if before.kind in {"COMMA", "SEMI", "HEAD"} or before.word == "whether":
        return True
    while at > 1 and (raw[at - 1].kind in NOMINAL or raw[at - 1].kind == "AND"):
        at -= 1
    return at > 1 and raw[at - 1].kind == "COMMA" and raw[at - 2].kind == "HEAD"


def breaks_out(seen: Seen, head: Raw) -> bool:
    """Whether a head is that of the clause, though something is open before it.

    "In no event shall"; "Subject to these terms, each holder, author or contributor hereby grants"; "it is owned by
    Acme, which grants you the right to". No license is granted by "a paid license which grants more is available".
    """
    solemn = head.word == "hereby" or (bool(seen.chunk) and seen.chunk[-1].word == "hereby")
    if head.id != "GRANT" or solemn:
        return inverts(seen.out, head.word) or (head.id == "GRANT" and head.form == "grant")
    if seen.strong_left or seen.stack != ["WHOM"] or seen.out[-1][0] != "WHOM" or not all(map(is_adverb, seen.chunk)):
        return False
    before = next((piece.ids for terminal, piece in reversed(seen.out) if terminal == "NP"), ("rights",))
    return _LICENSING.isdisjoint(before)


def head_soon(raw: Sequence[Raw], at: int) -> bool:
    """Whether a head that permits or forbids is near."""
    return any(token.kind == "HEAD" and not is_weak(token) for token in raw[at : at + SOON])


def order_next(raw: Sequence[Raw], at: int) -> bool:
    """Whether an order begins: "If you distribute it: include the notice"."""
    while at < len(raw) and raw[at].kind in {"LPAR", "RPAR", "WORD"}:
        at += 1
    return at < len(raw) and raw[at].kind == "VERB" and raw[at].form == "base"


def verb_follows(raw: Sequence[Raw], at: int) -> bool:
    """Whether the verb of a "to" comes next, adverbs and marks of items between."""
    for place, token in enumerate(raw[at + 1 : at + 6], at + 1):
        if token.kind == "VERB":
            return True
        if token.kind not in {"SKIP", "ONLY", "NOT", "WORD", "COLON", "LPAR", "RPAR"}:
            return False
        if token.kind in {"COLON", "LPAR", "RPAR"} or (raw[place - 1].kind == "LPAR" and len(token.word) <= _LONG_MARK):
            continue  # "to: (b) share it"
        if token.kind == "WORD" and not token.word.endswith("ly"):
            return place == at + 1 and len(token.word) > 3
    return False


def party_later(raw: Sequence[Raw], at: int) -> bool:
    """Whether a later party has the head of the clause: "If you use copies you may make, you must"."""
    after = raw[at + 1 :]
    trios = zip(after, after[1:], after[2:], strict=False)
    return any(a.kind in {"COMMA", "THEN"} and b.id in PARTIES and c.kind == "HEAD" for a, b, c in trios)


def main_clause(raw: Sequence[Raw], at: int, out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether a condition that no comma ends has ended: "If you modify the files you must say so"."""
    if len(chunk) < _SHORTEST_RUN or chunk[-1].id not in PARTIES or chunk[-2].kind not in {"NOUN", "ACT", "WORD"}:
        return False
    return any(terminal == "VERB" for terminal, _ in out) and not party_later(raw, at)


def acts_ahead(raw: Sequence[Raw], at: int) -> bool:
    """Whether acts with what qualifies them and then "are permitted" follow: "use, with or without changes, is"."""
    if _granter(raw, at):
        return True
    if at >= len(raw) or raw[at].kind != "ACT" or raw[at - 1].kind != "COMMA":
        return False
    for token in raw[at : at + 40]:
        if token.kind == "HEAD":
            return token.id in {"PERMIT", "FORBID"} and token.word in {"is", "are"}
        under = token.kind == "OPEN" and token.id == "under"
        if not under and token.kind not in NOMINAL and token.kind not in {"AND", "COMMA"}:
            return False
    return False


def gerund_ahead(raw: Sequence[Raw], at: int) -> bool:
    """Whether a new subject follows "but" or a comma: "for teaching, but selling it is prohibited"."""
    if at >= len(raw) or raw[at].kind != "VERB" or raw[at].form != "ing" or raw[at - 1].kind not in {"AND", "COMMA"}:
        return False
    for token in raw[at + 1 : at + 40]:
        if token.kind == "HEAD":
            return token.id in {"PERMIT", "FORBID"} and token.word in {"is", "are"}
        goes_on = (token.kind == "VERB" and token.form == "ing") or token.id in {"under", "purpose"}
        if not goes_on and token.kind not in NOMINAL and token.kind != "AND":
            return False
    return False


def _granter(raw: Sequence[Raw], at: int) -> bool:
    """As in "Subject to these terms, each licensor, on behalf of itself and its heirs, grants you"."""
    while at < len(raw) and raw[at].kind == "SKIP":
        at += 1
    if at + 2 >= len(raw) or raw[at].id not in _GIVERS or raw[at + 1].kind != "COMMA" or raw[at + 2].id != "under":
        return False
    past = next((place for place in range(at + 2, min(len(raw), at + 40)) if raw[place].kind == "COMMA"), 0)
    return 0 < past + 1 < len(raw) and (raw[past + 1].kind, raw[past + 1].id) == ("HEAD", "GRANT")


def _plain_head_later(raw: Sequence[Raw], at: int) -> bool:
    """Whether a later head is that of no adjunct: "Subject to the terms you may set, the user may copy"."""
    later = next((token.kind for token in raw[at + 1 :] if token.kind in {"OPEN", "HEAD"}), "")
    return later == "HEAD"


def party_after_thing(seen: Seen, raw: Sequence[Raw], at: int) -> bool:
    """Whether a thing ends the open condition: "Upon termination you shall cease", "Subject to Clause 2 you may"."""
    if len(seen.stack) != 1 or seen.out[-1][0] != "IF":
        return False
    word = seen.out[-1][1].word
    if word not in _OF_THINGS or (seen.strong_left and (word != "subject" or _plain_head_later(raw, at))):
        return False
    named = [token for token in seen.chunk if token.kind in {"NOUN", "ACT", "WORD"}]
    return len(named) > 1 and named[-1] is seen.chunk[-1] and named[-1].id in PARTIES


def stranded(raw: Sequence[Raw], at: int) -> bool:
    """Whether a preposition waits for a noun that a later verb shares: "make works based on, and share, the code".

    Or names a giver: "The Institute for Tern Research grants you the right to use it" says nothing of a purpose.
    """
    if raw[at].word == "for":
        return names_giver(raw, at)
    past = at + 1
    while past < len(raw) and raw[past].kind in {"COMMA", "AND"}:
        past += 1
    return past > at + 1 and past < len(raw) and raw[past].kind == "VERB" and raw[past].form == "base"


def item_mark(raw: Sequence[Raw], at: int) -> tuple[str, bool]:
    """The style of the mark that a bracket opens, "(b)" or "(ii)", and whether it is the first of its list."""
    if at + 2 >= len(raw) or raw[at + 2].kind != "RPAR":
        return "", False
    word = raw[at + 1].word.lower()
    if word.isdigit() and len(word) < _LONG_MARK:
        return "digit", word == "1"
    if word and set(word) <= set("ivx"):
        return "roman", word == "i"
    return ("letter", word == "a") if len(word) == 1 and word.isalpha() else ("", False)


def reduced_relative(chunk: Sequence[Raw]) -> bool:
    """Whether a head after these words is that of a relative clause: "any copies You may make must bear ..."."""
    return len(chunk) > 1 and chunk[-1].id in PARTIES and chunk[-2].kind in {"NOUN", "ACT"}


def verbless(said: Sequence[Raw]) -> bool:
    """Whether a relative clause has no verb yet."""
    return not any(token.kind in {"HEAD", "VERB"} for token in said)


def still_conditional(raw: Sequence[Raw], at: int) -> bool:
    """Whether "and" goes on with the condition: "If you operate it and your revenue exceeds X, you must"."""
    if raw[at].word in {"or", "and"} and raw[at + 1].kind == "HEAD":
        # "If you do not or cannot agree, do not use it": a second head of the same condition.
        later = [token.kind for token in raw[at + 2 :]]
        return "COMMA" in later and "HEAD" in later[later.index("COMMA") :]
    joined = raw[at].kind == "AND" or (at + 1 < len(raw) and raw[at + 1].kind == "AND")
    heads = [token.id for token in raw[at + 1 :] if token.kind == "HEAD" and not is_weak(token)]
    return joined and heads[:1] == ["DECLARE"] and any(head != "DECLARE" for head in heads)


def waiting(stack: Sequence[str], out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether the open condition still waits for its verb: "if you and your affiliates abide".

    "If it is withdrawn after publication, and shall" has all it needs: what comes after a moment is a thing.
    """
    last = last_of(out, STRONG) if STRONG.intersection(stack) else None
    if last is None or last[0] not in STRONG or any(one.kind == "HAVE" for one in chunk):
        return False  # "If you have more than a hundred users, contact us"
    return not (last[1].word in MOMENTS and chunk and chunk[-1].kind == "COMMA" and chunk[0].id not in ADDRESSEES)


def addressed(out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether only a party stands between head and "to": "does not allow you to sublicense"."""
    said = [token for token in chunk if token.kind != "SKIP"]
    return bool(said) and out[-1][0] in HEAD_TERMINALS and all(token.id in ADDRESSEES for token in said)


def goes_with_head(raw: Sequence[Raw], at: int, seen: Seen) -> bool:
    """Whether the verb after "to" is what the head permits, not what an act is for."""
    return _again_to(raw, at, seen.out) if seen.acted else addressed(seen.out, seen.chunk)


def _again_to(raw: Sequence[Raw], at: int, out: Sequence[Token]) -> bool:
    """Whether "to" goes on with a head that ends in it: "You are entitled to use it, to edit it and to share it".

    "This license does not allow you to share it, or to sell it" bans both; in "agree not to share it, and to keep it
    secret" what follows "and" is no ban.
    """
    if raw[at - 1].kind not in {"AND", "COMMA"}:
        return False
    head, piece = next(((name, piece) for name, piece in reversed(out) if name in HEAD_TERMINALS), ("", None))
    if piece is None or piece.word in _MAY:
        return False
    bans = head == "FORBID" and raw[at - 1].word in {"or", "nor"} and piece.form in {"", "verb"}
    return bans or (head in {"PERMIT", "OBLIGE"} and not piece.form)


def tells(out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether a relative clause has its verb: "those who have a key need none", "anyone who earns a lot needs one"."""
    kinds = [token.kind for token in chunk]
    who = kinds[:1] == ["WORD"] and out[-1][1].word == "who"
    return who or ("HAVE" in kinds and "BE" not in kinds and kinds[-1] in {"NOUN", "ACT", "WORD"})


def timed(out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether no more than a noun stands in the condition: "a license during the term of this license to use"."""
    terminal, piece = out[-1]
    named = any(token.kind == "NOUN" or token.word in _SPANS for token in chunk)
    return terminal == "IF" and piece.word in MOMENTS | {"subject"} and named


def leads_conditions(out: Sequence[Token], stack: Sequence[str], chunk: Sequence[Raw]) -> bool:
    """Whether a colon ends "subject to the following conditions": what follows stands for itself."""
    if not out or out[-1][0] != "IF":
        return not chunk and stack[-1:] == ["IF"] and _bracketed_terms(out)
    if not chunk:
        return out[-1][1].word == "subject"
    # "If the other: (a) breaches it" names who.
    return chunk[-1].word != "other" and not any(t.kind == "NOUN" and t.id != "license-text" for t in chunk)


def _bracketed_terms(out: Sequence[Token]) -> bool:
    """Whether the condition that is open is the terms with a name: 'subject to the following terms ("Terms")'."""
    if not out or out[-1][0] != "CLOSE":
        return False
    opened = next((at for at in range(len(out) - 1, -1, -1) if out[at][0] == "IF"), 0)
    said = [terminal for terminal, _ in out[opened:]]
    return said[1:3] == ["NP", "LPAR"] and said.count("LPAR") == 1 and {*out[opened + 1][1].ids} <= {"license-text"}


def owned_claims(stack: Sequence[str], chunk: Sequence[Raw]) -> bool:
    """Whether a head in a grant says whose the things are: "under any patents the licensor can license, to make"."""
    said = [token for token in chunk if token.kind not in {"SKIP", "AND"} and token.word not in _EVER]
    if stack[-1:] != ["UNDER"] or len(said) < 2 or said[-2].kind != "NOUN":
        return False
    return said[-1].id in _GIVERS or (said[-1].word in {"it", "they"} and said[-2].id in {"patent", "ip", "copyright"})


def still_owned(raw: Sequence[Raw], at: int, stack: Sequence[str], *, granting: bool) -> bool:
    """Whether "or" goes on with what a grant is under: "patents we can license, or become able to license, to"."""
    near = raw[at : at + 2]
    if stack[-1:] == ["WHOM"] and _claims_of(raw, at):
        return True
    if not granting:
        return False
    if not stack:
        after = next((token for token in raw[at + 1 :] if token.kind not in NOMINAL), near[-1])
        return after.id == "under"
    ever = stack[-1] == "UNDER" and near[-1].word in _EVER
    return "UNDER" in stack and (stack[-1] == "WHOM" or ever) and any(token.kind == "AND" for token in near)


def _claims_of(raw: Sequence[Raw], at: int) -> bool:
    """As in "infringe your copyright, any patent claim the contributor can license, or both"."""
    said: list[str] = []
    for token in raw[at + 1 : at + _CLAIMS_NEAR]:
        if token.kind == "HEAD":
            return said[-1:] in (["licensor"], ["contributor"]) and bool({"patent", "ip"} & set(said))
        if token.kind not in NOMINAL:
            return False
        if token.kind != "SKIP":
            said.append(token.id)
    return False


def follows(out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether the purposes come after the colon: "You may not use it for: (a) selling weapons"."""
    if out[-1][0] != "PURPOSE":
        return False
    return (not chunk and out[-1][1].word != "to") or any(token.word.startswith("following") for token in chunk)


def lists_conditions(out: Sequence[Token], chunk: Sequence[Raw]) -> bool:
    """Whether a colon opens a list of cases: "This license ends if: (a) you breach it; or (b) ..."."""
    return bool(out) and out[-1][0] in {"IF", "UNLESS"} and out[-1][1].word != "subject" and not chunk


def more_cases(raw: Sequence[Raw], at: int, stack: Sequence[str]) -> bool:
    """Whether only statements follow a semicolon, so that they are more cases of the open condition."""
    if not stack or "SEMI" not in {token.kind for token in raw[max(0, at - 1) : at + 1]}:
        return False
    heads = [token.id for token in raw[at + 1 :] if token.kind == "HEAD" and not is_weak(token)]
    return bool(heads) and all(head == "DECLARE" for head in heads)


def parallel(raw: Sequence[Raw], at: int) -> bool:
    """Whether a purpose of its own follows a semicolon: "to train models, except yours; or for clinical use"."""
    if at < len(raw) and raw[at].kind == "AND":
        at += 1
    return at < len(raw) and (raw[at].kind == "TO" or (raw[at].kind == "OPEN" and raw[at].id == "purpose"))


def asked(out: Sequence[Token]) -> bool:
    """Whether "please" stands last: "Please keep this notice" asks, it does not order."""
    return bool(out) and out[-1][0] == "NP" and out[-1][1].word == "please"


def clause_starts(out: Sequence[Token]) -> bool:
    """Whether a verb that comes next is the first word of its clause, but for "please" or "always"."""
    before = out[:-1] if asked(out) or _urged(out) else out
    return not before or before[-1][0] in {"SEP", "CLOSE"}


def _urged(out: Sequence[Token]) -> bool:
    """As in "Always keep this notice": a word before an order that says nothing of who or what."""
    if not out or out[-1][0] != "NP":
        return False
    piece = out[-1][1]
    return piece.word in _URGING and piece.form == "alone"


def excepts_things(raw: Sequence[Raw], at: int, stack: Sequence[str], out: Sequence[Token]) -> bool:
    """As in "to use it for any purpose other than spying, to change it and to share it": the exception has no verb."""
    if stack != ["EXCEPT"] or raw[at - 1].kind not in {"AND", "COMMA"}:
        return False
    last = last_of(out, frozenset(stack))
    return last is not None and last[0] == "EXCEPT"


def ordered_first(raw: Sequence[Raw], at: int) -> bool:
    """As in "If you want to sell it, write to us and we will find a way": "and" and a party before the later head."""
    head = next((place for place in range(at, len(raw)) if raw[place].kind in {"HEAD", "SEMI", "COLON"}), 0)
    later = head > at + 1 and raw[head].kind == "HEAD" and raw[head - 1].id in PARTIES and raw[head - 2].kind == "AND"
    return later or last_order(raw[at + 1 : at + 41])


def goes_on_after_purpose(seen: Seen, raw: Sequence[Raw], at: int) -> bool:
    """Whether a verb after a comma or "and" goes on with the head: "may host it for remote access and share it"."""
    joined = at and raw[at - 1].kind in {"COMMA", "AND"}
    if not joined or list(seen.stack[-1:]) != ["PURPOSE"] or not seen.acted:
        return False
    return next(piece for terminal, piece in reversed(seen.out) if terminal == "PURPOSE").word == "for"


def led(seen: Seen) -> bool:
    """As in "You must, when you share it: keep the notices": the act comes after the colon, the condition before."""
    if list(seen.stack) != ["IF"] or not seen.headed or seen.acted or seen.listing:
        return False
    head, piece = next((name, piece) for name, piece in reversed(seen.out) if name in HEAD_TERMINALS)
    return head in _BIDDING and piece.form != "passive"


def limits_again(seen: Seen, raw: Sequence[Raw], at: int) -> bool:
    """As in "to use it, subject to what these terms say, only for testing": "only for" belongs to the head again."""
    ahead = raw[at + (raw[at].kind == "ONLY")] if at + 1 < len(raw) else raw[at]
    opens = ahead.id == "purpose-only" or (ahead.id == "purpose" and raw[at].kind == "ONLY")
    condition = seen.acted and bool(seen.stack) and seen.stack[0] in STRONG
    return condition and opens and raw[at - 1].kind == "COMMA" and {"WHOM", "LPAR"}.isdisjoint(seen.stack)
