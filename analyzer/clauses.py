"""Tokens to a typed tree by a strict LALR(1) grammar. The only module that knows Lark.

Comes in: (terminal, payload) pairs. Goes out: a `Node` whose leaves are those pairs. A stream the grammar does not
take raises `Rejected` with the place of the first token that does not fit. Lark reads the grammar, checks it and makes
the tables, which are kept in the user's cache. `ClauseParser.parse` walks them: Lark's own walk, made for characters
and positions, takes four times as long, and a warm start need not load Lark at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from analyzer import resources

_END = "$END"


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


class _Rule(msgspec.Struct, frozen=True, array_like=True):
    """A rule that ends: how many parts it takes, and what it makes of them.

    `name` is that of its node and `origin` that of the rule. `kept` are the parts that become children, and whether
    their own children stand in for them; `plain` where all do as they are, `single` where a lone child stands for the
    node.
    """

    name: str
    origin: str
    size: int
    kept: list[tuple[int, bool]]
    plain: bool
    single: bool


class _Tables(msgspec.Struct, frozen=True, array_like=True):
    """By state and terminal the next state, or below zero the rule that ends; by state and rule the next state."""

    start: int
    steps: dict[int, dict[str, int]]
    gotos: dict[int, dict[str, int]]
    rules: list[_Rule]


class ClauseParser:
    """A grammar of `grammar/`, its tables kept in the user's cache."""

    def __init__(self, name: str) -> None:
        path = resources.folder("grammar") / name
        self._tables = resources.compiled(name, [path], lambda: _tables(path), _Tables, [Path(__file__)])

    def parse(self, tokens: Sequence[tuple[str, Any]]) -> Node:
        """The tree of a stream; raises `Rejected`."""
        steps, gotos, rules = self._tables.steps, self._tables.gotos, self._tables.rules
        states: list[int] = [self._tables.start]
        values: list[Any] = []
        for position, leaf in enumerate((*tokens, (_END, None))):
            terminal = leaf[0]
            while True:
                step = steps[states[-1]].get(terminal)
                if step is None:
                    raise Rejected(position, list(steps[states[-1]]))
                if step >= 0:
                    states.append(step)
                    values.append(leaf)
                    break
                rule = rules[-1 - step]
                parts: list[Any] = []
                if rule.size:
                    parts = values[-rule.size :]
                    del states[-rule.size :], values[-rule.size :]
                states.append(gotos[states[-1]][rule.origin])
                values.append(_built(rule, parts))
        # The end of the stream was taken as its last token.
        tree = values[0]
        if not isinstance(tree, Node):
            raise TypeError("the start rule of a grammar makes a tree")
        return tree


def _built(rule: _Rule, parts: list[Any]) -> Any:
    children: list[Any] = parts if rule.plain else []
    for place, spread in () if rule.plain else rule.kept:
        if not spread:
            children.append(parts[place])
        elif children:
            children += parts[place].children
        else:
            # A row of any length is built from the left: its list is taken over, not copied at every item.
            children = parts[place].children
    return children[0] if rule.single and len(children) == 1 else Node(rule.name, children)


def _tables(path: Path) -> _Tables:
    """What Lark makes of a grammar; a conflict in it is an error of Lark."""
    from lark import Lark  # noqa: PLC0415 (only where the grammar changed)
    from lark.lexer import Lexer  # noqa: PLC0415 (as above)
    from lark.parsers.lalr_analysis import Shift  # noqa: PLC0415 (as above)

    class NoLexer(Lexer):
        """Lark's seat for a lexer: the tagger does the work."""

        __future_interface__ = 1

        def __init__(self, _conf: object) -> None:
            """Nothing to configure."""

        def lex(self, _lexer_state: object, _parser_state: object = None) -> Iterator[Any]:
            return iter(())

    made = Lark(path.read_text(encoding="utf-8"), parser="lalr", lexer=NoLexer, strict=True)
    table = made.parse_interactive("").parser_state.parse_conf
    numbers: dict[Any, int] = {}
    steps: dict[int, dict[str, int]] = {}
    gotos: dict[int, dict[str, int]] = {}
    for state, row in table.states.items():
        steps[state], gotos[state] = {}, {}
        for name, (action, after) in row.items():
            if action is not Shift:
                steps[state][str(name)] = -1 - numbers.setdefault(after, len(numbers))
            elif name.isupper():
                steps[state][str(name)] = after
            else:
                gotos[state][str(name)] = after
    # The start rule is complete: the end of the stream is taken as its last token.
    steps[table.end_state] = {_END: table.end_state}
    return _Tables(table.start_state, steps, gotos, [_rule(rule) for rule in numbers])


def _rule(rule: Any) -> _Rule:
    """A rule of Lark: names with "_" before them are left out where they are terminals, spread where they are rules."""
    kept = [
        (place, not part.is_term and part.name.startswith("_"))
        for place, part in enumerate(rule.expansion)
        if not (part.is_term and part.filter_out)
    ]
    plain = len(kept) == len(rule.expansion) and not any(spread for _, spread in kept)
    single = rule.options.expand1 and not rule.alias
    name, origin = str(rule.alias or rule.origin.name), str(rule.origin.name)
    return _Rule(name, origin, len(rule.expansion), kept, plain, single)


@cache
def parser(name: str) -> ClauseParser:
    """The parser of a grammar file, built once a process."""
    return ClauseParser(name)
