"""One unit to the token stream of the clause grammar: boundaries, adjuncts in brackets, nominal runs in chunks.

Comes in: the words of a sentence with its lead-ins. Goes out: (terminal, Piece) pairs.
Example: "If you share it, you must keep it" gives IF NP VERB NP CLOSE NP OBLIGE VERB NP.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import ClassVar

from analyzer.asides import unbracketed
from analyzer.bound import Bound
from analyzer.granting import goes_on, hands_over, one_party, resumes_grant
from analyzer.heads import assemble
from analyzer.lexicon import Lexicon
from analyzer.lookahead import (
    acts_ahead,
    asked,
    breaks_out,
    clause_starts,
    excepts_things,
    follows,
    gerund_ahead,
    goes_on_after_purpose,
    goes_with_head,
    head_soon,
    is_weak,
    item_mark,
    leads_conditions,
    led,
    limits_again,
    lists_conditions,
    main_clause,
    more_cases,
    order_next,
    ordered_first,
    owned_claims,
    parallel,
    party_after_thing,
    reduced_relative,
    set_apart,
    still_conditional,
    still_owned,
    stranded,
    tells,
    timed,
    verb_follows,
    verbless,
    waiting,
)
from analyzer.pieces import (
    BOUNDARY,
    CLOSE,
    DEPTH,
    HUNGRY,
    JOINING,
    OPENERS,
    QUOTES,
    STRONG,
    TOLD,
    TOLD_INSIDE,
    TRYING,
    Piece,
    Token,
    last_of,
)
from analyzer.relative import begins_anew, said_first, stands_alone
from analyzer.tokens import Raw, raw_tokens


def tag(text: str, lexicon: Lexicon, defined: Bound) -> list[Token]:
    """The stream of a unit; `text` has its white space folded."""
    return tag_raw(one_party(raw_tokens(text, lexicon, defined)))


def tag_raw(raw: Sequence[Raw], *, plain: bool = False, loose: bool = False) -> list[Token]:
    """The stream of raw tokens: with `loose` any finite verb makes a statement, with `plain` a bare "is" as well."""
    return _Segmenter(unbracketed(assemble(raw, loose=loose)), plain=plain).run()


class _Segmenter:
    """One pass over the settled tokens with a stack of open adjuncts."""

    def __init__(self, raw: Sequence[Raw], *, plain: bool) -> None:
        self.raw = raw
        self.out: list[Token] = []
        self.stack: list[str] = []
        self.chunk: list[Raw] = []
        self.headed = False
        self.quoted = False
        self.plain = plain
        self.places = [at for at, token in enumerate(raw) if token.kind not in JOINING]
        self.strong_left = len([token for token in raw if token.kind == "HEAD" and not is_weak(token)])
        self.skipped_brackets = 0
        self.items: dict[str, int] = {}  # of each style of marks how many adjuncts were open at the first one
        self.whom = 0  # where the last relative clause was opened
        self.stated = False  # "is" or "are" stands in the open adjunct
        self.granting = False  # the clause grants: its verbs after "to" are what may be done
        self.acted = False  # the head of the clause has its verb
        self.listing = False  # the open condition is a list: "if: (a) ...; or (b) ..."
        self.interposed = False  # the open adjunct stands between commas, after the head

    def run(self) -> list[Token]:
        raw, steps, past = self.raw, self._STEPS, 0
        for at in self.places:
            token = raw[at]
            step = None if self.quoted and token.kind not in QUOTES else steps.get(token.kind)
            if step is not None:
                self.chunk += raw[past:at]
                past = at + 1
                step(self, at, token)
        self.chunk += raw[past:]
        self._close_all()
        return self.out

    def _quote(self, _at: int, token: Raw) -> None:
        self.quoted = token.kind == "QOPEN" or (token.kind == "QUOTE" and not self.quoted)
        self.chunk.append(token)

    def _flush(self) -> None:
        if not self.chunk:
            return
        # Inside an adjunct "not" is told ("provided that it is not changed"); elsewhere the heads hold it.
        told = TOLD_INSIDE if self.stack else TOLD
        ids = tuple([t.id for t in self.chunk if t.kind in told or t.id in {"never", "anyone"}])
        if self.stack[-1:] == ["IF"] and any(t.word == "no" and t.kind == "NEG" for t in self.chunk):
            ids = ("not", *ids)  # "provided that no changes are made"
        last = self.chunk[-2 if self.chunk[-1].word == "." and len(self.chunk) > 1 else -1]
        self.out.append(("NP", Piece(ids, "" if len(self.chunk) > 1 or last.phrase else "alone", last.word)))
        self.chunk = []

    def _push(self, terminal: str, token: Raw, at: int) -> None:
        self._flush()
        if len(self.stack) >= DEPTH:
            self._close()
        form = token.form if at else "first"
        self.out.append((terminal, Piece((token.id,) if token.id else (), form, token.word)))
        self.stack.append(terminal)
        if terminal == "WHOM":
            self.whom = at

    def _close(self) -> None:
        self._flush()
        self.stated = False
        self.out.append(CLOSE)
        self.stack.pop()

    def _close_to(self, keep: frozenset[str]) -> None:
        """Close adjuncts from the inside out until one that is kept."""
        while self.stack and self.stack[-1] not in keep:
            self._close()

    def _close_all(self) -> None:
        self._flush()
        self._close_to(frozenset())

    def _open(self, at: int, token: Raw) -> None:
        terminal = "ONLY" if token.kind == "ONLY" else OPENERS[token.id]
        if terminal == "ONLY":
            self._close_to(frozenset()) if limits_again(self, self.raw, at) else self._flush()
            self.out += [("ONLY", Piece((token.id,), "", token.word)), CLOSE]
            return
        if (terminal == "UNDER" or token.word in {"from", "for"}) and stranded(self.raw, at):
            self.chunk.append(token)
            return
        comma = at > 0 and self.raw[at - 1].kind in {"COMMA", "SEMI"}
        if terminal in STRONG or limits_again(self, self.raw, at):
            self._close_to(frozenset({"LPAR"}) if comma else frozenset({"LPAR"}) | STRONG)
        else:
            self._close_to(frozenset({"LPAR"}) | STRONG | {"INCLUDE", "WHOM"})
        if not self.stack:
            waits = self.interposed and not self.granting
            self.interposed = self.headed and not self.acted and (waits or set_apart(self.raw, at))
        self._push(terminal, token, at)

    def _bracket(self, at: int, token: Raw) -> None:
        style, first = item_mark(self.raw, at)
        if first:
            self.items[style] = len(self.stack)
        elif style in self.items and "SEMI" in {before.kind for before in self.raw[max(0, at - 2) : at]}:
            # "may not (a) copy it, except to test it; (b) sell it": what an item opened ends with it.
            while len(self.stack) > self.items[style]:
                self._close()
        if len(self.stack) >= DEPTH - 1:
            self.skipped_brackets += 1
            return
        self._push("LPAR", token, at)

    def _unbracket(self, _at: int, _token: Raw) -> None:
        if self.skipped_brackets:
            self.skipped_brackets -= 1
        elif "LPAR" in self.stack:
            self._close_to(frozenset({"LPAR"}))
            self._close()

    def _infinitive(self, at: int, token: Raw) -> None:
        """Before a verb, "to": the acts of a grant when a right or license is its noun, else a purpose."""
        if not verb_follows(self.raw, at):
            self.chunk.append(token)
            return
        if self.chunk and self.chunk[-1].kind == "TO":
            return
        last = self.chunk[-1] if self.chunk else None
        right = last is not None and (last.id == "rights" or last.word in {"permission", "right", "license", "rights"})
        if right and not hands_over(self.out):
            self._flush()
            return
        if self.out and self.out[-1][1].word in TRYING and not self.chunk and not self.stack:
            return  # "may not attempt to copy it"
        if self.granting and not self.acted and len(self.stack) == 1 and timed(self.out, self.chunk):
            self._close_all()
            return
        if self.granting and (not self.acted or self.raw[at - 1].kind in {"AND", "COMMA"}):
            named = excepts_things(self.raw, at, self.stack, self.out)
            self._close_to(frozenset({"LPAR"}) if named else frozenset({"LPAR"}) | STRONG)
            if not self.stack:
                self._flush()
                return
        if self.headed and not self.stack and goes_with_head(self.raw, at, self):
            self._flush()
            return
        if self.out and self.out[-1][0] in {"PERMIT", "FORBID", "OBLIGE", "EXEMPT", "PURPOSE"} and not self.chunk:
            return
        self._close_to(frozenset({"LPAR", "WHOM", "INCLUDE"}) | STRONG)
        self._push("PURPOSE", token, at)

    def _head(self, at: int, token: Raw) -> None:
        weak, strong_left = is_weak(token), self.strong_left and not (self.plain and not self.stack)
        later = strong_left and (self.headed or self.stack or self.out or not stands_alone(self.raw, at))
        if weak and (later or self.headed or (self.stack and not self._subordinate_done())):
            self.chunk.append(token)
            self.stated = bool(self.stack)
            return
        self.strong_left -= not weak
        if token.form == "listed":
            self._close_all()
        reduced = not self.stack and (self.strong_left or self.headed) and reduced_relative(self.chunk)
        if not weak and (reduced or (self.granting and not self.acted and owned_claims(self.stack, self.chunk))):
            subject = self.chunk.pop()
            self._push("WHOM", Raw("OPEN", "", "", ""), at)
            self.chunk = [subject]
        conditional = self.stack[-1:] == ["IF"] and main_clause(self.raw, at, self.out, self.chunk)
        if not (weak or self.headed) and (conditional or party_after_thing(self, self.raw, at)):
            subject = self.chunk.pop()
            self._close_all()
            self.chunk = [subject]
        elif not self.headed and self.stack and (self._subordinate_done() or breaks_out(self, token)):
            self._close_all()
        self._flush()
        if not self.stack:
            if self.headed:
                self._separate()
            self.headed = True
            self.granting = token.id in {"GRANT", "GRANTED", "NOGRANT"}
            self.acted = False
        limits = tuple(entry.id for entry in token.options.values())
        self.out.append((token.id, Piece(limits, token.form, token.word)))

    def _subordinate_done(self) -> bool:
        """Whether the open adjuncts have what they need, so that a head is that of the clause.

        "Users who wish to use it must register"; "any use in breach of this license will end your rights".
        """
        if "LPAR" in self.stack:
            return False
        if not HUNGRY.intersection(self.stack):
            return True
        if self.strong_left and STRONG.intersection(self.stack):
            return False
        if self.stated or tells(self.out, self.chunk):
            return True
        last = last_of(self.out, HUNGRY)
        # "upon our request you must": a noun is all it needs
        return last is not None and (last[0] not in HUNGRY or last[1].word == "upon")

    def _separate(self) -> None:
        """A clause boundary before the nominal run that is the next head's subject."""
        subject = self.out.pop() if self.out and self.out[-1][0] == "NP" else None
        self.out.append(BOUNDARY)
        if subject:
            self.out.append(subject)

    def _boundary(self, at: int, token: Raw) -> None:
        colon = token.kind == "COLON"
        if colon and not self.headed and (head_soon(self.raw, at + 1) or order_next(self.raw, at + 1)):
            self._close_all()
            self.out += [BOUNDARY] if said_first(self.raw, at, self.out) else []
            return
        conditions = colon and at + 1 < len(self.raw) and leads_conditions(self.out, self.stack, self.chunk)
        self.listing |= colon and lists_conditions(self.out, self.chunk)
        if colon and self.stack[-1:] == ["PURPOSE"] and follows(self.out, self.chunk):
            self._flush()
        elif (colon and not conditions) or "LPAR" in self.stack:
            self._close_to(frozenset({"LPAR"}) if colon and led(self) else frozenset({"LPAR"}) | STRONG)
        elif self.listing and more_cases(self.raw, at, self.stack):
            self.chunk.append(token)
        elif conditions or self._head_ahead(at + 1) or begins_anew(self.raw, at):
            self._close_all()
            # "You agree that we may": the frame is a part of its own.
            framed = token.word not in {";", ""} and bool(self.out) and self.out[-1][0] != "SEP"
            if self.headed or framed:
                self.out.append(BOUNDARY)
                self.headed = False
        else:
            self._flush()
            if "EXCEPT" in self.stack and parallel(self.raw, at + 1):
                self._close_to(frozenset({"LPAR"}))

    def _join(self, at: int, token: Raw) -> None:
        then = token.kind == "COMMA" and at + 1 < len(self.raw) and self.raw[at + 1].kind == "THEN"
        ahead = then or (self._head_ahead(at + 1) and not (self.listing and more_cases(self.raw, at, self.stack)))
        ahead = ahead or (self.headed and STRONG.isdisjoint(self.stack) and begins_anew(self.raw, at))
        if (
            ahead
            and not then
            and (
                (not self.headed and STRONG.intersection(self.stack) and still_conditional(self.raw, at))
                or (token.kind == "AND" and waiting(self.stack, self.out, self.chunk))
                or still_owned(self.raw, at, self.stack, granting=self.granting and not self.acted)
            )
        ):
            self.chunk.append(token)
        elif ahead and self.raw[at + 1].kind == "HEAD" and "WHOM" in self.stack and verbless(self.raw[self.whom : at]):
            self._close_to(frozenset({"WHOM"}))
            return  # "measures that, in such a case, may not be removed"
        elif ahead and "LPAR" not in self.stack:
            self._close_all()
            if self.headed:
                self.out.append(("SEP", Piece((), "", token.word)))
                self.headed = False
        elif token.kind == "COMMA" and self.stack and (self._orders(at + 1) or self._resumes(at + 1)):
            self._close_all()
        elif self.chunk:
            self.chunk.append(token)

    def _orders(self, at: int) -> bool:
        """Whether an order follows its condition: "If you may not use it, delete it"."""
        if self.headed or "LPAR" in self.stack or waiting(self.stack, self.out, self.chunk):
            return False
        more = self.strong_left and not ordered_first(self.raw, at)
        if more or (not STRONG.intersection(self.stack) and self.out[-1][0] == "VERB" and not self.chunk):
            return False  # "use to train, distill or improve other models"
        at += at < len(self.raw) and self.raw[at].word == "please"
        return at < len(self.raw) and self.raw[at].kind == "VERB" and self.raw[at].form == "base"

    def _resumes(self, at: int) -> bool:
        """Whether what follows a comma belongs to the head again: "may, subject to Section 3, use"."""
        if not self.headed and self.stack == ["WITHOUT"] and self.out[0][0] == "WITHOUT":
            return at < len(self.raw) and self.raw[at].word in {"any", "all", "no"}
        self.interposed = self.interposed and not self.acted
        if self.granting and not self.acted and STRONG.isdisjoint(self.stack) and resumes_grant(self.raw, at):
            return True
        return self.interposed and goes_on(self.raw, at, granting=self.granting)

    def _head_ahead(self, at: int) -> bool:
        """Whether a nominal run and then a head follow, with nothing that opens in between."""
        acts = STRONG.intersection(self.stack) and not self.headed and acts_ahead(self.raw, at)
        if acts or gerund_ahead(self.raw, at):
            return True
        brackets = 0
        for place in self.places[bisect_left(self.places, at) : bisect_left(self.places, at + 40)]:
            token = self.raw[place]
            brackets += (token.kind == "LPAR") - (token.kind == "RPAR")
            if brackets or token.kind in {"RPAR", "TO"} or (token.kind == "OPEN" and token.id == "under"):
                continue
            if token.kind == "HEAD" and self.headed and place > at and self.raw[place - 1].kind == "AND":
                return False  # "add your name and mark to it and may share it": the boundary comes before the head
            if token.kind == "HEAD":
                return not is_weak(token) or (not self.strong_left and not self.headed)
            if token.kind not in {"AND", "QUOTE", "QOPEN", "QCLOSE"}:
                return False
        return False

    def _verb(self, at: int, token: Raw) -> None:
        if token.form == "base" and "NOUN" not in token.options and goes_on_after_purpose(self, self.raw, at):
            self._close()
        self._flush()
        if token.form == "base" and not self.headed and not self.stack and clause_starts(self.out):
            self.headed = True
            if asked(self.out):
                self.out[-1] = ("ADVISE", self.out[-1][1])  # "Please keep this notice" asks, it does not order
            else:
                self.out.append(("IMPERATIVE", Piece((), "", token.word)))
        self.acted |= not self.stack
        self.out.append(("VERB", Piece((token.id,), token.form, token.word)))

    # Of each kind of token that may end a nominal run what is done; all else joins the run.
    _STEPS: ClassVar[dict[str, Callable[[_Segmenter, int, Raw], None]]] = {
        **dict.fromkeys(QUOTES, _quote),
        "HEAD": _head,
        **dict.fromkeys(("OPEN", "ONLY"), _open),
        "LPAR": _bracket,
        "RPAR": _unbracket,
        **dict.fromkeys(("SEMI", "COLON"), _boundary),
        **dict.fromkeys(("COMMA", "AND"), _join),
        "TO": _infinitive,
        "VERB": _verb,
    }
