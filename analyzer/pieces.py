"""What the tagger writes and what it knows of the terminals: pieces, adjuncts, and which of them hold a clause.

Comes in: nothing. Goes out: `Piece` and the sets the tagger works by. Example: the condition "if you share it" is
opened by the terminal IF and closed by CLOSE.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

Token = tuple[str, "Piece"]

NOMINAL = frozenset({"NOUN", "ACT", "WORD", "SKIP", "NEG", "BE", "HAVE", "NOT", "THEN", "DEONTIC", "TO", "MODAL"})
JOINING = NOMINAL - {"TO"}  # they join the run of nouns that is open, whatever stands before
QUOTES = frozenset({"QOPEN", "QCLOSE", "QUOTE"})
OPENERS = {
    "if": "IF",
    "unless": "UNLESS",
    "except": "EXCEPT",
    "despite": "DESPITE",
    "include": "INCLUDE",
    "without": "WITHOUT",
    "breach": "UNDER",
    "under": "UNDER",
    "obey": "UNDER",
    "part-of": "UNDER",
    "purpose": "PURPOSE",
    "purpose-only": "PURPOSE",
    "whom": "WHOM",
}
HEAD_TERMINALS = frozenset(
    "PERMIT FORBID OBLIGE EXEMPT ADVISE WILL WILLNOT GRANT GRANTED NOGRANT RESERVE DISCLAIM TERMINATE DECLARE".split()
)
STRONG = frozenset({"IF", "UNLESS", "EXCEPT", "DESPITE"})
HUNGRY = frozenset({"IF", "UNLESS", "WHOM"})  # they hold a clause; the others may hold a few nouns only
TOLD = frozenset({"NOUN", "ACT", "VERB"})
MOMENTS = frozenset({"upon", "before", "prior", "after", "until", "during"})  # of a thing, not only of a clause
TOLD_INSIDE = TOLD | {"NOT"}  # inside an adjunct
TRYING = frozenset({"attempt", "try", "seek"})  # who may not try to do it may not do it
PARTIES = frozenset({"licensee", "licensor"})
ADDRESSEES = frozenset({"licensee", "anyone", "third-party", "affiliate"})
DEPTH = 8
SOON = 12
_BETWEEN = 20
_OPENED = frozenset(OPENERS.values())


class Piece(msgspec.Struct, frozen=True, gc=False):
    """What stands under a terminal: ids in order, verb form or voice, and a word to name it.

    The form of an opener is "first" where nothing stands before it, that of a run of one word "alone".
    """

    ids: tuple[str, ...]
    form: str = ""
    word: str = ""


BOUNDARY: Token = ("SEP", Piece(()))  # between clauses, where no word stands for it
CLOSE: Token = ("CLOSE", Piece(()))  # the end of an adjunct


def inverts(out: Sequence[Token], word: str) -> bool:
    """Whether a modal is that of a clause begun by "in no event", whatever adjunct stands between the two."""
    if word not in {"will", "shall"}:
        return False
    opened = 0
    for terminal, piece in reversed(out[-_BETWEEN:]):
        opened += (terminal in _OPENED) - (terminal == "CLOSE")
        if terminal in {"SEP", "LPAR"}:
            return False
        if terminal == "NP" and "never" in piece.ids:
            return opened > 0
    return False


def last_of(out: Sequence[Token], openers: frozenset[str]) -> Token | None:
    """The last verb, head or opener of an adjunct that needs one."""
    return next(
        (one for one in reversed(out) if one[0] in openers or one[0] == "VERB" or one[0] in HEAD_TERMINALS), None
    )
