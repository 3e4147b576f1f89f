"""Tokens to a typed tree by a strict LALR(1) grammar. The only module that knows Lark.

Comes in: (terminal, payload) pairs. Goes out: a `Node` whose leaves are those pairs. A stream the grammar does not
take raises `Rejected` with the place of the first token that does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from analyzer import resources


@dataclass(frozen=True, slots=True)
class Node:
    """A rule with its children: nodes, or leaves as (terminal, payload)."""

    name: str
    children: tuple[Any, ...]


class Rejected(Exception):  # noqa: N818 (an answer of the parser, caught by its callers)
    """The stream does not fit the grammar at token `position`."""

    def __init__(self, position: int, expected: Sequence[str]) -> None:
        super().__init__(f"token {position} does not fit; expected one of {', '.join(sorted(expected))}")
        self.position = position
        self.expected = tuple(sorted(expected))


class _TypedTokens(Lexer):
    """Lark's seat for a lexer: hands the typed tokens through."""

    __future_interface__ = 1

    def __init__(self, _conf: object) -> None:
        """Nothing to configure: the tagger has done the work."""

    def lex(self, lexer_state: Any, _parser_state: object = None) -> Iterator[Token]:
        """The tokens of the sequence given as text."""
        for place, (terminal, _) in enumerate(lexer_state.text):
            # Lark turns a value into words; the payload is found again by its place.
            yield Token(terminal, "", start_pos=place)


class ClauseParser:
    """A grammar of `grammar/`, its tables kept in the user's cache."""

    def __init__(self, name: str) -> None:
        path = resources.folder("grammar") / name
        place = resources.cache_folder()
        tables = place / f"{name}-{resources.digest_of([path])}.tables" if place else None
        self._lark = Lark(
            path.read_text(encoding="utf-8"),
            parser="lalr",
            lexer=_TypedTokens,
            strict=True,
            cache=str(tables) if tables else False,
        )

    def parse(self, tokens: Sequence[tuple[str, Any]]) -> Node:
        """The tree of a stream; raises `Rejected`."""
        try:
            node = _node(self._lark.parse(tokens), tokens)
        except UnexpectedInput as fault:
            position = getattr(getattr(fault, "token", None), "start_pos", None)
            expected = getattr(fault, "expected", None) or getattr(fault, "accepts", None) or ()
            raise Rejected(len(tokens) if position is None else position, sorted(expected)) from None
        if not isinstance(node, Node):
            raise TypeError("the start rule of a grammar makes a tree")
        return node


@cache
def parser(name: str) -> ClauseParser:
    """The parser of a grammar file, built once a process."""
    return ClauseParser(name)


def _node(tree: Tree[Any] | Token, tokens: Sequence[tuple[str, Any]]) -> Any:
    if isinstance(tree, Token):
        return tokens[tree.start_pos or 0]
    return Node(str(tree.data), tuple([_node(child, tokens) for child in tree.children]))
