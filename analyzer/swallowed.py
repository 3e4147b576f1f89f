"""Heads that an adjunct swallowed: the clause of a sentence whose adjuncts end where nothing marks their end.

Comes in: the token stream of a unit in which every head stands inside an adjunct. Goes out: the stream with those
adjuncts closed before the last head that cannot be theirs, or None. Example: in "licenses which were granted prior to
termination shall survive" the relative clause has its verb, so "shall" is the head of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.pieces import ADDRESSEES, CLOSE, HEAD_TERMINALS, HUNGRY, OPENERS, Token

_OPENED = frozenset(OPENERS.values())
# Openers of conditions that a noun alone may follow: "upon notice", "prior to termination".
_NOMINAL = frozenset({"upon", "prior", "after", "until", "before", "during", "subject", "in", "conditioned", "on"})
# A permission is never set free: who reads a subordinate "may" as leave errs on the wrong side.
_FREED = HEAD_TERMINALS - {"PERMIT", "GRANT", "GRANTED", "EXEMPT"}
_PARTIES = ADDRESSEES | {"licensor", "contributor"}


class _Open(msgspec.Struct):
    """An open adjunct: its terminal, its first word, and what has been seen in it."""

    terminal: str
    word: str
    verbal: bool = False  # a verb or a head
    named: int = 0  # nominal runs

    def done(self, waiting: int) -> bool:
        """Whether it has what it needs; `waiting` nominal runs are those of the head that comes next."""
        if self.verbal or (self.terminal not in HUNGRY and self.named > waiting):
            return True
        return self.terminal == "IF" and self.word in _NOMINAL and self.named > waiting


def released(tokens: Sequence[Token]) -> list[Token] | None:
    """The stream with the swallowed head set free; None where no head can be."""
    at, depth = _last_free(tokens)
    if at < 0:
        return None
    place = at - 1 if tokens[at - 1][0] == "NP" else at
    before, subject = list(tokens[:place]), list(tokens[place:at])
    if subject and _opens(tokens[place - 1][0]):
        before, subject = _parted(before, subject[0])
    closing: list[Token] = [CLOSE] * depth
    return [*before, *closing, *subject, *_without_closings(tokens[at:])]


def _opens(terminal: str) -> bool:
    return terminal in _OPENED or terminal in {"LPAR", "ONLY"}


def _parted(before: list[Token], run: Token) -> tuple[list[Token], list[Token]]:
    """A run that is the whole of its adjunct, and of whose end a party may be the subject: "notice You must"."""
    terminal, piece = run
    if len(piece.ids) < 2 or piece.ids[-1] not in _PARTIES:
        return [*before, run], []
    own = msgspec.structs.replace(piece, ids=piece.ids[:-1])
    party = msgspec.structs.replace(piece, ids=piece.ids[-1:])
    return [*before, (terminal, own)], [(terminal, party)]


def _last_free(tokens: Sequence[Token]) -> tuple[int, int]:
    """The last head whose adjuncts are all done, and how many they are; (-1, 0) where there is none."""
    found, depth = -1, 0
    stack: list[_Open] = []
    for at, (terminal, piece) in enumerate(tokens):
        if _opens(terminal):
            stack.append(_Open(terminal, piece.word))
        elif terminal == "CLOSE":
            stack.pop()
        elif terminal in HEAD_TERMINALS:
            if terminal in _FREED and _free(stack, tokens, at):
                found, depth = at, len(stack)
            if stack:
                stack[-1].verbal = True
        elif stack:
            stack[-1].verbal = stack[-1].verbal or terminal == "VERB"
            stack[-1].named += terminal == "NP"
    return found, depth


def _free(stack: Sequence[_Open], tokens: Sequence[Token], at: int) -> bool:
    if not stack or any(one.terminal in {"LPAR", "ONLY"} for one in stack):
        return False
    # The run right before a head is its subject, unless it is all that the adjunct holds.
    own = tokens[at - 1][0] == "NP" and not _opens(tokens[at - 2][0])
    return all(one.done(int(own and one is stack[-1])) for one in stack)


def _without_closings(tokens: Sequence[Token]) -> list[Token]:
    """What follows, without the ends of adjuncts that were closed before."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if _opens(token[0]):
            depth += 1
        elif token[0] == "CLOSE":
            if not depth:
                continue
            depth -= 1
        kept.append(token)
    return kept
