"""Tokens to a typed tree by a strict LALR(1) grammar. The only module that knows Lark.

Comes in: (terminal, payload) pairs. Goes out: a `Node` whose leaves are those pairs. A stream the grammar does not
take raises `Rejected` with the place of the first token that does not fit. Lark reads the grammar, makes its tables
and the functions that build the tree; `ClauseParser.parse` walks the tables, since Lark's own walk, made for
characters and positions, takes four times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from lark import Lark, Token
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from analyzer import resources

_END = "$END"
# A rule that ends: how many parts it has, its name, and what builds its node.
_Reduction = tuple[int, str, Callable[[list[Any]], Any]]


class Node(msgspec.Struct, frozen=True, gc=False):
    """A rule with its children: nodes, or leaves as (terminal, payload)."""

    name: str
    children: list[Any]


class Rejected(Exception):  # noqa: N818 (an answer of the parser, caught by its callers)
    """The stream does not fit the grammar at token `position`."""

    def __init__(self, position: int, expected: Sequence[str]) -> None:
        super().__init__(f"token {position} does not fit; expected one of {', '.join(sorted(expected))}")
        self.position = position
        self.expected = tuple(sorted(expected))


class _NoLexer(Lexer):
    """Lark's seat for a lexer: the tagger has done the work."""

    __future_interface__ = 1

    def __init__(self, _conf: object) -> None:
        """Nothing to configure."""

    def lex(self, _lexer_state: object, _parser_state: object = None) -> Iterator[Token]:
        """Nothing: the tables are walked without it."""
        return iter(())


class ClauseParser:
    """A grammar of `grammar/`, its tables kept in the user's cache."""

    def __init__(self, name: str) -> None:
        path = resources.folder("grammar") / name
        place = resources.cache_folder()
        tables = place / f"{name}-{resources.digest_of([path])}.tables" if place else None
        lark = Lark(
            path.read_text(encoding="utf-8"),
            parser="lalr",
            lexer=_NoLexer,
            strict=True,
            tree_class=_node,
            cache=str(tables) if tables else False,
        )
        made = lark.parse_interactive("").parser_state.parse_conf
        self._start = made.start_state
        known: dict[int, _Reduction] = {}
        self._steps: dict[int, dict[str, int | _Reduction]] = {
            state: {
                str(name): after if action is Shift else _reduction(after, made.callbacks, known)
                for name, (action, after) in row.items()
            }
            for state, row in made.states.items()
        }
        # The start rule is complete: the end of the stream is taken as its last token.
        self._steps[made.end_state] = {_END: made.end_state}
        self._gotos: dict[int, dict[str, int]] = {
            state: {str(name): after for name, (action, after) in row.items() if action is Shift}
            for state, row in made.states.items()
        }

    def parse(self, tokens: Sequence[tuple[str, Any]]) -> Node:
        """The tree of a stream; raises `Rejected`."""
        steps, gotos = self._steps, self._gotos
        states: list[int] = [self._start]
        values: list[Any] = []
        for position, leaf in enumerate((*tokens, (_END, None))):
            terminal = leaf[0]
            while True:
                step = steps[states[-1]].get(terminal)
                if step is None:
                    raise Rejected(position, [name for name in steps[states[-1]] if name.isupper()])
                if isinstance(step, int):
                    states.append(step)
                    values.append(leaf)
                    break
                size, name, build = step
                parts: list[Any] = []
                if size:
                    parts = values[-size:]
                    del states[-size:], values[-size:]
                states.append(gotos[states[-1]][name])
                values.append(build(parts))
        tree = values[0]
        if not isinstance(tree, Node):
            raise TypeError("the start rule of a grammar makes a tree")
        return tree


def _reduction(rule: Any, builders: dict[Any, Any], known: dict[int, _Reduction]) -> _Reduction:
    """What to do where a rule ends; by identity first, since Lark compares rules by their words."""
    if id(rule) not in known:
        known[id(rule)] = (len(rule.expansion), str(rule.origin.name), builders[rule])
    return known[id(rule)]


def _node(name: str, children: list[Any]) -> Node:
    # Lark names a rule with a token, which is slow to compare.
    return Node(str(name), children)


@cache
def parser(name: str) -> ClauseParser:
    """The parser of a grammar file, built once a process."""
    return ClauseParser(name)
