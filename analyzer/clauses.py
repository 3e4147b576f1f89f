"""Tokens to a typed tree by a strict LALR(1) grammar. The only module that knows Lark.

Comes in: (terminal, payload) pairs. Goes out: a `Node` whose leaves are those pairs. A stream the grammar does not
take raises `Rejected` with the place of the first token that does not fit. Lark reads the grammar, checks it and makes
the tables, which are kept in the user's cache. `ClauseParser.parse` walks them: Lark's own walk, made for characters
and positions, takes four times as long, and a warm start need not load Lark at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

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
    node, `row` where the children of the only part are those of the node.
    """

    name: str
    origin: str
    size: int
    kept: list[tuple[int, bool]]
    plain: bool
    single: bool
    row: bool

    @property
    def adds(self) -> bool:
        """Whether it adds one more to a row of any length."""
        return self.name.startswith("__") and self.kept == [(0, True), (1, False)]


class _Arrival(NamedTuple):
    """What becomes of a value that is put on a state, as far as that is the same whatever token follows.

    `wraps` are the nodes it is put in, each with it as the only child. Where it is one more of a row, it `joins` the
    children of the value below and the state stays; else `state` is the next.
    """

    joins: bool
    state: int
    wraps: tuple[str, ...]


class _Tables(msgspec.Struct, frozen=True, array_like=True):
    """By state: for a terminal the number of the rule that ends or what comes of the token, for a rule of its value."""

    start: int
    steps: list[dict[str, int | _Arrival]]
    gotos: list[dict[str, _Arrival]]
    rules: list[_Rule]


class ClauseParser:
    """A grammar of `grammar/`, its tables kept in the user's cache."""

    def __init__(self, name: str) -> None:
        path = resources.folder("grammar") / name
        self._tables = resources.compiled(name, [path], lambda: _tables(path), _Tables, [Path(__file__)])

    def parse(self, tokens: Sequence[tuple[str, Any]]) -> Node:
        """The tree of a stream; raises `Rejected`."""
        tables = self._tables
        steps, gotos, rules = tables.steps, tables.gotos, tables.rules
        state = tables.start
        states: list[int] = [state]
        values: list[Any] = []
        for position, leaf in enumerate((*tokens, (_END, None))):
            terminal, taken = leaf[0], False
            while not taken:
                value: Any
                try:
                    step = steps[state][terminal]
                except KeyError:
                    raise Rejected(position, [*steps[state]]) from None
                if not isinstance(step, int):
                    joins, state, wraps = step
                    value, taken = leaf, True
                else:
                    rule = rules[step]
                    if rule.row:
                        value = Node(rule.name, values.pop().children)
                        states.pop()
                    else:
                        value = _built(rule, values)
                        if rule.size:
                            del states[-rule.size :]
                    joins, state, wraps = gotos[states[-1]][rule.origin]
                for name in wraps:
                    value = Node(name, [value])
                if joins:
                    values[-1].children.append(value)
                else:
                    states.append(state)
                    values.append(value)
        # The end of the stream was taken as its last token.
        tree = values[0]
        if not isinstance(tree, Node):
            raise TypeError("the start rule of a grammar makes a tree")
        return tree


def _built(rule: _Rule, values: list[Any]) -> Any:
    """The value of a rule that ends, in place of its parts."""
    size = rule.size
    parts: list[Any] = []
    if size:
        parts = values[-size:]
        del values[-size:]
    if rule.plain:
        return parts[0] if rule.single and size == 1 else Node(rule.name, parts)
    children: list[Any] = []
    for place, spread in rule.kept:
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
    ends: dict[int, dict[str, int]] = {}
    nexts: dict[int, dict[str, int]] = {}
    for state, row in table.states.items():
        ends[state], nexts[state] = {}, {}
        for name, (action, after) in row.items():
            if action is not Shift:
                ends[state][str(name)] = numbers.setdefault(after, len(numbers))
            else:
                nexts[state][str(name)] = after
    # The start rule is complete: the end of the stream is taken as its last token.
    nexts[table.end_state] = {_END: table.end_state}
    rules = [_rule(rule) for rule in numbers]
    # A state in which one rule ends whatever follows; a token that does not fit is found out in the next state.
    sure = {
        state: rules[next(iter(row.values()))]
        for state, row in ends.items()
        if len(set(row.values())) == 1 and not any(name.isupper() for name in nexts[state])
    }
    steps: list[dict[str, int | _Arrival]] = [{} for _ in range(max(ends) + 1)]
    gotos: list[dict[str, _Arrival]] = [{} for _ in steps]
    for state, after in nexts.items():
        steps[state].update(ends[state])
        for name in after:
            arrival = _arrival(after, sure, state, name)
            if name.isupper() or name == _END:
                steps[state][name] = arrival
            else:
                gotos[state][name] = arrival
    return _Tables(table.start_state, steps, gotos, rules)


def _arrival(nexts: Mapping[str, int], sure: Mapping[int, _Rule], state: int, name: str) -> _Arrival:
    wraps: list[str] = []
    after = nexts[name]
    while (rule := sure.get(after)) is not None and rule.size == 1 and (rule.plain or rule.single):
        wraps += [] if rule.single else [rule.name]
        after = nexts[rule.origin]
    if rule is not None and rule.adds:
        return _Arrival(joins=True, state=state, wraps=tuple(wraps))
    return _Arrival(joins=False, state=after, wraps=tuple(wraps))


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
    row = kept == [(0, True)] and len(rule.expansion) == 1 and not single
    return _Rule(name, origin, len(rule.expansion), kept, plain, single, row)


@cache
def parser(name: str) -> ClauseParser:
    """The parser of a grammar file, built once a process."""
    return ClauseParser(name)
