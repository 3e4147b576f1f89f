"""The clause grammar: token streams to typed trees, or the place of the first token that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from analyzer import resources
from analyzer.clauses import ClauseParser, Node, Rejected, parser


def parse(stream: str) -> Node:
    return parser("clause.lark").parse([(terminal, place) for place, terminal in enumerate(stream.split())])


def names(node: Node) -> list[str]:
    """Names of the nodes right below."""
    return [child.name for child in node.children if isinstance(child, Node)]


def leaves(node: Node) -> Iterator[tuple[str, int]]:
    for child in node.children:
        if isinstance(child, Node):
            yield from leaves(child)
        else:
            yield child


def test_a_clause_has_what_stands_left_of_its_head_the_head_and_what_stands_right() -> None:
    tree = parse("NP PERMIT VERB NP")
    (clause,) = (child for child in tree.children if isinstance(child, Node))
    assert (clause.name, names(clause)) == ("clause", ["left", "permit", "right"])


@pytest.mark.parametrize(
    ("terminal", "head"),
    [
        ("PERMIT", "permit"),
        ("FORBID", "forbid"),
        ("OBLIGE", "oblige"),
        ("EXEMPT", "exempt"),
        ("NOGRANT", "no_grant"),
        ("WILLNOT", "future_not"),
        ("DECLARE", "declare"),
    ],
)
def test_each_head_has_its_own_name(terminal: str, head: str) -> None:
    (clause,) = (child for child in parse(f"NP {terminal} VERB NP").children if isinstance(child, Node))
    assert names(clause)[1] == head


def test_boundaries_part_clauses() -> None:
    assert names(parse("NP PERMIT VERB SEP NP FORBID VERB")) == ["clause", "clause"]


def test_what_has_no_head_is_a_fragment() -> None:
    assert names(parse("NP PURPOSE NP CLOSE")) == ["fragment"]


def test_a_head_in_an_adjunct_makes_no_clause() -> None:
    tree = parse("IF NP OBLIGE VERB CLOSE NP PERMIT VERB")
    assert names(tree) == ["clause"]


def test_leaves_are_the_stream_in_order() -> None:
    stream = "IF NP VERB NP CLOSE NP OBLIGE VERB NP PURPOSE VERB NP CLOSE"
    kept = [terminal for terminal in stream.split() if terminal != "CLOSE"]
    found = [leaf for leaf in leaves(parse(stream)) if leaf[0] != "CLOSE"]
    assert [terminal for terminal, _ in found] == kept
    assert [place for _, place in found] == sorted(place for _, place in found)


@pytest.mark.parametrize(("stream", "place"), [("NP PERMIT VERB FORBID VERB", 3), ("CLOSE NP", 0), ("NP SEP SEP", 2)])
def test_a_stream_that_does_not_fit_is_rejected_at_its_place(stream: str, place: int) -> None:
    with pytest.raises(Rejected) as fault:
        parse(stream)
    assert fault.value.position == place
    assert fault.value.expected == tuple(sorted(fault.value.expected))


def test_a_stream_that_ends_too_early_is_rejected_after_its_end() -> None:
    with pytest.raises(Rejected) as fault:
        parse("IF NP")
    assert fault.value.position == 2


def test_a_parser_is_built_once() -> None:
    assert parser("clause.lark") is parser("clause.lark")


def test_the_grammar_is_strict_and_small() -> None:
    text = (resources.folder("grammar") / "clause.lark").read_text(encoding="utf-8")
    rules = re.findall(r"^\??[a-z_]+\s*:", text, re.MULTILINE)
    assert ClauseParser("clause.lark").parse([("NP", None)]).name == "start"
    assert len(rules) < 80


def test_no_rule_of_the_grammar_holds_an_english_word() -> None:
    text = (resources.folder("grammar") / "clause.lark").read_text(encoding="utf-8")
    code = "\n".join(line.partition("//")[0] for line in text.splitlines())
    assert re.findall(r"\"[^\"]*\"|/[^/]+/", code) == []
