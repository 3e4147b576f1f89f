"""What each part of a clause does: acts, targets, purposes, conditions, exceptions, manner.

Comes in: the nodes of one clause. Goes out: `Roles`. Example: of "to train other models" under a head the purpose
"train other-model".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzer.clauses import Node
from analyzer.pieces import Piece

_ROLES = {
    "condition": "conditions",
    "unless": "exceptions",
    "exception": "exceptions",
    "without": "conditions",
    "despite": "despite",
    "manner": "manner",
    "relative": "manner",
}


@dataclass(slots=True)
class Roles:
    """What a walk over one clause gathers, in order of appearance."""

    actions: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    manner: list[str] = field(default_factory=list)
    despite: list[str] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)
    granting: bool = False


def gather(items: Sequence[Node | tuple[str, Piece]], roles: Roles, role: str) -> None:
    """Put every item where it belongs; `role` names the list that takes things and verbs of this level."""
    into: list[str] = getattr(roles, role)
    verbs: list[str] = []
    for item in items:
        if not isinstance(item, Node):
            continue
        if item.name == "verb":
            verbs.extend(ids(item))
            roles.mentions.update(ids(item))
            if role == "targets":
                roles.actions.extend(ids(item))
            continue
        if item.name == "nominal":
            things = ids(item)
            roles.mentions.update(things)
            _attach(into, verbs if role != "targets" else [], things)
            verbs = []
            continue
        if item.name == "limit":
            roles.mentions.add("only")
            continue
        if item.name in {"inner", "body"}:
            gather(item.children, roles, role)
            continue
        _adjunct(item, roles, role)
    if role != "targets":
        _attach(into, verbs, ())


def _attach(into: list[str], verbs: list[str], things: Sequence[str]) -> None:
    if not verbs:
        into.extend(things)
    else:
        into.extend(verbs[:-1])
        into.append(" ".join((verbs[-1], *things)))


def _adjunct(item: Node, roles: Roles, role: str) -> None:
    inner = _ROLES.get(item.name, role)
    opener = next((child[1] for child in item.children if not isinstance(child, Node)), None)
    if opener is not None and "purpose-only" in opener.ids:
        roles.mentions.add("only")
    if opener is not None and "breach" in opener.ids:
        roles.mentions.add("infringe")
        getattr(roles, inner).append("infringe")
    if item.name == "purpose":
        acts = roles.granting and opener is not None and opener.word == "to" and role == "targets"
        inner = "targets" if acts else ("purposes" if role == "targets" else role)
    elif item.name == "without":
        roles.mentions.add("without")
        inner = "conditions" if role == "targets" else role
    elif role not in {"targets", "purposes"} and inner != "exceptions":
        inner = role
    for child in item.children:
        if isinstance(child, Node):
            gather(child.children if child.name == "body" else [child], roles, inner)


def ids(node: Node) -> tuple[str, ...]:
    """The ids of the pieces right under a node."""
    return tuple([i for child in node.children if not isinstance(child, Node) for i in child[1].ids])


def pieces(node: Node) -> list[Piece]:
    """All pieces under a node, in order."""
    found: list[Piece] = []
    for child in node.children:
        if isinstance(child, Node):
            found += pieces(child)
        else:
            found.append(child[1])
    return found


def unique(found: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in order of appearance."""
    return tuple(dict.fromkeys(found))
