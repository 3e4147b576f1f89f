"""What each part of a clause does: acts, targets, purposes, conditions, exceptions, manner.

Comes in: the nodes of one clause. Goes out: `Roles`. Example: of "to train other models" under a head the purpose
"train other-model".
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

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

UNNAMED = "unnamed-purpose"
STRANGERS = "strangers"
_WAYS = frozenset("means access process this us yours ours theirs works virtues fits others".split())
_EXTENT = frozenset({"extent", "degree"})
UNTOLD = "unnamed-exception"
UNKNOWN = "unnamed-condition"


class Roles(msgspec.Struct, gc=False):
    """What a walk over one clause gathers, in order of appearance."""

    actions: list[str] = msgspec.field(default_factory=list)
    targets: list[str] = msgspec.field(default_factory=list)
    purposes: list[str] = msgspec.field(default_factory=list)
    conditions: list[str] = msgspec.field(default_factory=list)
    exceptions: list[str] = msgspec.field(default_factory=list)
    manner: list[str] = msgspec.field(default_factory=list)
    despite: list[str] = msgspec.field(default_factory=list)
    doers: list[str] = msgspec.field(default_factory=list)  # what stands after "by"
    mentions: set[str] = msgspec.field(default_factory=set)
    granting: bool = False


def gather(items: Sequence[Node | tuple[str, Piece]], roles: Roles, role: str) -> None:
    """Put every item where it belongs; `role` names the list that takes things and verbs of this level."""
    into: list[str] = getattr(roles, role)
    apart = role == "targets"  # its acts stand in a list of their own
    mentions = roles.mentions
    verbs: list[str] = []
    for item in items:
        if isinstance(item, tuple):
            continue
        name = item.name
        if name == "nominal":
            things = item.children[0][1].ids  # a run is one piece, and so is a verb
            mentions.update(things)
            if verbs and not apart:
                _attach(into, verbs, things)
            else:
                into.extend(things)
            verbs = []
        elif name == "verb":
            acts = item.children[0][1].ids
            mentions.update(acts)
            verbs.extend(acts)
            if apart:
                roles.actions.extend(acts)
        elif name == "limit":
            mentions.add("only")
        elif name in {"inner", "body"}:
            if name == "inner" and role == "conditions" and _forbids(item):
                into.append("not")  # "provided that you do not change it"
            gather(item.children, roles, role)
        else:
            _adjunct(item, roles, role)
    if verbs and not apart:
        _attach(into, verbs, ())


def _names_strangers(item: Node) -> bool:
    """Whether what stands after "by" are several of which no word is known: "used by universities", not "by means"."""
    body = next((child for child in nodes(item) if child.name == "body"), None)
    only = body.children[0] if body is not None and len(body.children) == 1 else None
    piece = leaf(only) if only is not None and not isinstance(only, tuple) and only.name == "nominal" else None
    return piece is not None and not piece.ids and piece.word.endswith("s") and piece.word not in _WAYS


def _includes(aside: Node) -> bool:
    """Whether words in brackets only name what a thing holds."""
    body = next(iter(nodes(aside)), None)
    within = nodes(body) if body is not None else []
    return len(within) == 1 and within[0].name == "inclusion"


def _forbids(inner: Node) -> bool:
    head = inner.children[0]
    if isinstance(head, tuple):
        return False
    # "provided that Licensee (i) does not change it": denied, too, behind a marker.
    return head.name == "forbid" or (head.name == "declare" and "not" in head.children[0][1].ids)


def _attach(into: list[str], verbs: list[str], things: Sequence[str]) -> None:
    into.extend(verbs[:-1])
    into.append(" ".join((verbs[-1], *things)))


def _adjunct(item: Node, roles: Roles, role: str) -> None:
    inner = _ROLES.get(item.name, role)
    opener = leaf(item)
    kinds = opener.ids if opener is not None else ()
    if "purpose-only" in kinds:
        roles.mentions.add("only")
    elif "breach" in kinds:
        roles.mentions.add("infringe")
        getattr(roles, inner).append("infringe")
    elif "part-of" in kinds:
        roles.mentions.add("part-of")
        getattr(roles, inner).append("part-of")
    elif "obey" in kinds and role == "exceptions":
        roles.exceptions.append("comply")
    if item.name == "purpose":
        acts = roles.granting and opener is not None and opener.word == "to" and role == "targets"
        inner = "targets" if acts else ("purposes" if role == "targets" else role)
    elif item.name == "without":
        roles.mentions.add("without")
        inner = "conditions" if role == "targets" else role
    elif role not in {"targets", "purposes"} and inner != "exceptions":
        inner = role
    before, told, spared = len(roles.purposes), len(roles.manner), len(roles.exceptions)
    held = len(roles.conditions)
    for child in nodes(item):
        if child.name != "body":
            gather([child], roles, inner)
        elif child.children:
            gather(child.children, roles, inner)
    if item.name == "manner" and inner == "manner" and opener is not None and opener.word == "by":
        roles.doers += roles.manner[told:] or ([STRANGERS] if _names_strangers(item) else [])
    if item.name == "aside" and role == "targets" and _includes(item):
        del roles.manner[told:]  # "the Work (including the files that come with it)": no way in which it is done
    # "For weddings": a purpose of which no word is known is one all the same, but not "For the avoidance of doubt,".
    if inner == "purposes" and role == "targets" and len(roles.purposes) == before and opener is not None:
        # Nor the lead-in of a list, "You may not use it for:".
        filled = any(_filled(child) for child in nodes(item))
        if filled and (opener.word == "for" or "purpose-only" in opener.ids) and opener.form != "first":
            roles.purposes.append(UNNAMED)
    # "If the sun shines": a condition of which no word is known.
    if role == "targets" and (
        (item.name == "condition" and len(roles.conditions) == held)
        or (item.name == "unless" and len(roles.exceptions) == spared)
    ):
        roles.mentions.add(UNKNOWN)
    # "Except as Section 4 permits": a ban with an exception, whatever is excepted.
    untold = item.name == "exception" and role == "targets" and len(roles.exceptions) == spared
    if untold and any(child.children for child in nodes(item)):
        roles.exceptions.append(UNTOLD)


def _filled(node: Node) -> bool:
    """Whether a purpose is named; "solely to the extent" names none."""
    last = edge(node, -1)
    return bool(node.children) and (last is None or last.word not in _EXTENT)


def nodes(node: Node) -> list[Node]:
    """The nodes right under a node. What is no tuple is one: to ask for the struct itself costs five times as much."""
    return [child for child in node.children if not isinstance(child, tuple)]


def ids(node: Node) -> tuple[str, ...]:
    """The ids of the pieces right under a node."""
    children = node.children
    if len(children) == 1 and isinstance(children[0], tuple):
        found: tuple[str, ...] = children[0][1].ids
        return found
    return tuple([i for child in children if isinstance(child, tuple) for i in child[1].ids])


def leaf(node: Node) -> Piece | None:
    """The first piece right under a node: of an adjunct its opener, of a head itself."""
    for child in node.children:
        if isinstance(child, tuple):
            found: Piece = child[1]
            return found
    return None


def edge(node: Node, step: int) -> Piece | None:
    """The first piece under a node (step 1) or the last (step -1); pieces stand in the order of the words."""
    for child in node.children if step > 0 else reversed(node.children):
        if isinstance(child, tuple):
            piece: Piece = child[1]
            return piece
        found = edge(child, step) if child.children else None
        if found is not None:
            return found
    return None


def unique(found: Sequence[str]) -> tuple[str, ...]:
    """Each word once, in order of appearance."""
    if not found:
        return ()
    return tuple(dict.fromkeys(found))
