"""Clause tree to norms: who may, must or may not do what, with what, for what, when, except when.

Comes in: the clause tree of a unit. Goes out: one `Norm` a clause with a head. Example: "You may not use the Work to
train other models" gives prohibition, licensee, actions use, targets work, purposes "train other-model".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from analyzer.clauses import Node
from analyzer.modality import ACTORS, ACTORS_SET, PLAIN, Head, modality_of
from analyzer.patterns import regex
from analyzer.pieces import ADDRESSEES, Piece
from analyzer.roles import STRANGERS, Roles, edge, gather, ids, leaf, nodes, unique
from analyzer.spans import Evidence
from analyzer.thresholds import Threshold
from analyzer.vocabulary import Modality

TELLING = "no clause was read in it, and it has words that may limit"  # why a sentence without a cue is unread


class Norm(msgspec.Struct, frozen=True, gc=False):
    """One clause read. Every string is an id of `grammar/vocabulary.yaml`.

    `purposes`, `conditions` and `exceptions` hold ids, or a verb with its things ("improve other-model");
    `subject` is what the clause speaks of; `manner` how, under what or with which relative clause; `mentions` is every
    id recognised in the clause, whatever its place.
    """

    modality: Modality
    actor: str
    actions: tuple[str, ...]
    targets: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    exceptions: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    territory: tuple[str, ...]
    strength: str  # must | may | should
    consequence: str | None
    mentions: frozenset[str]
    evidence: Evidence
    partly_read: bool
    subject: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    leads: tuple[Evidence, ...] = ()
    heading: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    place: int = 0


class Unread(msgspec.Struct, frozen=True, gc=False):
    """A unit with a normative cue that no norm accounts for; `ids` is what was recognised in it all the same."""

    evidence: Evidence
    reason: str
    ids: frozenset[str] = frozenset()


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A norm before it has its place: what `Norm` holds, with offsets into the unit's folded words."""

    modality: Modality
    actor: str
    actions: tuple[str, ...]
    targets: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    exceptions: tuple[str, ...]
    territory: tuple[str, ...]
    strength: str
    mentions: frozenset[str]
    subject: tuple[str, ...]
    manner: tuple[str, ...]
    partly_read: bool
    implied: bool  # an order without a subject, as in a list whose lead-in is lost


_STRENGTH = {Modality.PERMISSION: "may", Modality.ENCOURAGEMENT: "should", Modality.EXEMPTION: "may"}
_PURPOSES = frozenset("non-commercial research-noncommercial research commercial evaluation personal".split())
_ENDS = _PURPOSES | {"any-purpose", "internal"}
_ORDERING, _CAN, _ARE = frozenset({"do", "don't"}), frozenset({"may", "can"}), frozenset({"is", "are"})
_MODALS = frozenset({"may", "might", "can", "could", "cannot", "must", "shall"})
_SPOKEN = {"we'll": ("licensor",), "you'll": ("licensee",)}  # a modal that holds its subject
_MARK = regex(r"[a-z]\.\d+(?:\.\d+)*")
_LETTING = frozenset("let lets allow allows permit permits authorize authorizes authorise authorises".split())
_LEAVE, _HANDED = ("written-permission",), frozenset({"distribute", "disclose", "give"})
_JOINING = frozenset({"and", "but", "or", ","})
_LISTED = frozenset({"not", "never", "but"})
_PAPERS = frozenset({"rights", "license-text", "under-this-license"})
_BINDING = frozenset({"oblige", "future"})
_SUFFERED = frozenset({"indemnify", "notify"})
_GRANTS = frozenset({"grant", "granted", "no_grant"})
_GIVEN = frozenset({"rights", "modify", "derivative", "feedback", "contribution"})
_INVERTED = frozenset({"forbid", "future_not"})
# What an order bids in a license, and what a license allows.
_BIDDEN = frozenset(
    "comply retain include attribute notify arise impose state label register request pay accept obtain cease".split()
)
_BREAKS = frozenset({"circumvent", "reverse-engineer"})
_NOTED = frozenset("notice license-text credit licensor copyright source-code law name mark".split())
_ALLOWED = frozenset("use reproduce modify distribute make sell sublicense perform evaluate combine".split())


def clauses_of(tree: Node, *, partly: bool = False) -> list[Clause]:
    """The clauses with a head under `tree`, in order; a clause without a subject takes the one before."""
    found: list[Clause] = []
    subject: tuple[str, ...] = ()
    front: Node | None = None  # what stands before the last subject
    joined = ""
    for part in tree.children:
        if isinstance(part, tuple):
            joined = part[1].word
        elif part.name == "clause":
            granting = bool(found) and "grant" in found[-1].mentions
            clause = _clause(part, subject, granting=granting, partly=partly)
            subject = clause.subject
            left: Node = part.children[0]
            if left.children or joined not in _JOINING:
                front = left
            elif front is not None and (fronted := _fronted(front)):
                # "If you offer a warranty, you do so at your own risk and must indemnify us".
                clause = replace(clause, conditions=unique([*fronted, *clause.conditions]))
            found.append(clause)
            if clause.modality is Modality.PERMISSION:
                found.extend(_inner_bans(part, clause))
    return found


def _fronted(left: Node) -> tuple[str, ...]:
    """The conditions that stand before a subject; they hold for all that is said of it."""
    roles = Roles()
    gather(left.children, roles, "targets")
    return unique(roles.conditions)


def _inner_bans(node: Node, outer: Clause) -> Iterable[Clause]:
    """The bans in what a permission hangs on: "You may use it, provided that you do not sell it"."""
    for child in node.children:
        if isinstance(child, tuple) or child.name in {"nominal", "verb"}:
            continue
        if child.name == "body":
            ban = _ban(child, outer)
            if ban is not None:
                yield ban
        yield from _inner_bans(child, outer)


def _ban(body: Node, outer: Clause) -> Clause | None:
    parts = nodes(body)
    for place, part in enumerate(parts):
        if part.name != "inner":
            continue
        head = nodes(part)[0]
        piece: Piece = head.children[0][1]
        subject = tuple(i for n in parts[:place] if n.name == "nominal" for i in ids(n))
        acts = _acts(subject)
        if head.name != "forbid" and not (head.name == "declare" and "not" in piece.ids and acts):
            continue
        roles = Roles()
        gather(parts[place + 1 :], roles, "targets")
        passive = piece.form == "passive"
        person = next((identity for identity in subject if identity in ACTORS), "")
        if not roles.actions and not acts:
            return None
        return replace(
            outer,
            modality=Modality.PROHIBITION,
            actor="licensee" if passive or not person else person,
            actions=unique([*(acts if passive or head.name == "declare" else ()), *roles.actions]),
            targets=unique([*(subject if passive else ()), *roles.targets]),
            purposes=unique(roles.purposes),
            conditions=unique(roles.conditions),
            exceptions=unique(roles.exceptions),
            manner=unique(roles.manner),
            strength="must",
            mentions=frozenset(roles.mentions | set(subject) | {"proviso"}),
            subject=subject,
        )
    return None


def _clause(part: Node, carried: tuple[str, ...], *, granting: bool, partly: bool) -> Clause:
    left, head, right = part.children
    name: str = head.name
    piece: Piece = head.children[0][1]
    roles = Roles(granting=name in _GRANTS)
    own = _subject(left) or _SPOKEN.get(piece.word, ())
    # "In no event shall Licensee use it": the subject follows its modal.
    if carried[:1] == ("licensor",) and granting and name == "forbid" and piece.word in _LISTED:
        # "Acme grants you the right to use, but not to share, it": the ban is on who receives.
        carried = ("licensee",)
    inverted = _first_person(right) if set(own) <= {"never"} and name in _INVERTED else ()
    subject = inverted or own or carried
    before = Roles(granting=roles.granting)
    gather(left.children, before, "targets")
    gather(right.children, roles, "targets")
    # "Use is permitted for any purpose": the act is the subject, though "for" follows.
    nominal = name in {"permit", "forbid"} and piece.word not in _MODALS and not roles.actions and bool(_acts(subject))
    passive = piece.form == "passive" or (nominal and ACTORS_SET.isdisjoint(subject))
    actions = roles.actions
    if roles.granting:
        actions = [*before.actions, *actions]
    elif passive:
        # "Redistribution is permitted": the act is the subject; not in "such modifications may not be distributed".
        handed = set(_acts(subject)) == {"modify"} and not _HANDED.isdisjoint(actions)
        actions = [*(() if handed else _acts(subject)), *before.actions, *actions]
    targets = [*(before.targets if passive or _gives(name, piece.word, roles, before) else ()), *roles.targets]
    if name in {"forbid", "permit"}:
        paper = name == "forbid" and piece.form == "verb" and not _PAPERS.isdisjoint(subject)
        actions, targets = _let(actions, targets, roles, paper=paper)
    if name == "grant" and not actions and piece.word in _LETTING and "rights" not in targets:
        actions = _acts(targets)  # "We authorize the copying and modification of"
    if actions == ["grant"] and name in _INVERTED and roles.purposes[:1] and roles.purposes[0].startswith("use "):
        # "You will not permit others to use it to spy": the ban is on the use.
        act, *things = roles.purposes.pop(0).split()
        actions, targets = [act], [*targets, *things]
    aims: list[str] = []
    if name == "permit" and not actions and piece.word in _ARE and subject[:1] == ("work",):
        # "The Work is free for personal use": leave to use it, for that purpose.
        meant = [target for target in targets if target != "work"]
        if meant and _ENDS.issuperset(meant):
            actions, aims, targets = ["use"], meant, ["work"]
    mentions = before.mentions | roles.mentions | set(subject)
    mentions.update(piece.ids)
    if roles.granting:
        mentions.add("grant")
    if name == "future_not":
        mentions.add("not")
    if piece.form in {"waive", "warranty"}:
        mentions.add(piece.form)
    aims = roles.targets if nominal and piece.form != "passive" else aims
    purposes = [
        *before.purposes,
        *aims,
        *roles.purposes,
        *[i for i in (*before.manner, *roles.manner) if i in _PURPOSES],
    ]
    # "The licensor prohibits the use" bans whoever would use it; "it is permitted to use the Work" is leave for anyone.
    impersonal = name == "permit" and piece.word in _ARE and not piece.form and subject == ("work",)
    # "In particular, do not use it": an order is to whom it is given.
    order = name == "forbid" and not subject and piece.word in _ORDERING
    told = (name == "forbid" and piece.form == "verb") or order or (impersonal and bool(actions))
    actor = "licensee" if told else _actor(name, subject, roles, None if carried else left, passive=passive)
    actor = "other" if STRANGERS in roles.doers and passive and piece.word in _CAN else actor
    clause = Clause(
        modality=modality_of(Head(name, piece.form, piece.word, roles.actions), actor, subject, actions, mentions),
        actor="licensor" if name == "granted" and passive and _goes_back(subject, targets, right) else actor,
        actions=unique(actions),
        targets=unique(targets),
        purposes=unique(purposes),
        conditions=unique([*before.conditions, *_leave(name, subject), *roles.conditions]),
        exceptions=unique([*before.exceptions, *roles.exceptions]),
        territory=tuple(sorted([i for i in mentions if i.startswith("territory-")])),
        strength=_STRENGTH.get(PLAIN.get(name, Modality.OBLIGATION), "must"),
        mentions=frozenset(mentions),
        subject=subject,
        manner=unique([*before.manner, *roles.manner]),
        partly_read=partly or (name in {"permit", "forbid", "oblige"} and not actions and not targets),
        implied=name == "imperative",
    )
    return _kept(clause, mentions if passive else before.mentions)


def _goes_back(subject: Sequence[str], targets: list[str], right: Node) -> bool:
    """Whether the licensor receives: "Acme is granted a license to your changes", "a license is granted to Acme"."""
    taker = () if _GIVEN.isdisjoint((*subject, *targets)) else _first_person(right)
    return ADDRESSEES.isdisjoint(subject) and "licensor" in (*subject[:1], *taker)


def _gives(head: str, word: str, roles: Roles, before: Roles) -> bool:
    """Whether what stands before a grant is granted; in "This license permits redistribution" it gives."""
    return roles.granting and not (head == "grant" and word in _LETTING and before.targets == ["license-text"])


def _kept(clause: Clause, near: Iterable[str]) -> Clause:
    """What the licensor keeps for itself is barred to others: "Only the licensor may sell it".

    `near` are the ids among which "only" must stand.
    """
    if clause.modality is not Modality.PERMISSION or clause.actor != "licensor" or "only" not in near:
        return clause
    if _KEPT.isdisjoint(clause.actions) or not _LEFT_OPEN.isdisjoint(clause.mentions):
        return clause
    return replace(
        clause,
        modality=Modality.PROHIBITION,
        actor="anyone",
        mentions=clause.mentions - {"licensor", "only"},
        manner=tuple(one for one in clause.manner if one != "licensor"),
    )


def _let(actions: list[str], targets: list[str], roles: Roles, *, paper: bool) -> tuple[list[str], list[str]]:
    """Acts that stand as nouns: "this license does not permit sublicensing, resale or the use of the Work"."""
    if not actions or (paper and "licensee" not in targets):
        actions = [*actions, *_acts(targets)]
    if paper and "work" in roles.manner and "work" not in targets:
        targets = [*targets, "work"]  # "reverse engineering or the like with respect to the Work"
    return actions, targets


def _leave(head: str, subject: Sequence[str]) -> list[str]:
    """As in "With the written consent of Acme, you may sell it": leave that stands before the one who may."""
    return list(subject[:1]) if head == "permit" and subject[:1] == _LEAVE and len(subject) > 1 else []


def _speaks(left: Node) -> bool:
    """Whether any words but a mark or "please" stand before a head."""
    named = (n for n in nodes(left) if n.name == "nominal" and not _is_mark(n))
    return any((last := edge(n, -1)) is None or last.word != "please" for n in named)


def _is_mark(node: Node) -> bool:
    """Whether a nominal run is the mark of a clause that the outline left in the sentence: "C.1"."""
    run = leaf(node)
    return run is not None and "." in run.word and len(node.children) == 1 and _MARK.fullmatch(run.word) is not None


def _first_person(right: Node) -> tuple[str, ...]:
    first = next(iter(nodes(right)), None)
    named = ids(first) if first is not None and first.name == "nominal" else ()
    return named[:1] if named and named[0] in ACTORS else ()


def _subject(left: Node) -> tuple[str, ...]:
    """What stands before the head; of runs that an adjunct parts, the last one in which something is known."""
    groups: list[list[str]] = [[]]
    described = False  # "users holding a license may": what follows the participle is no subject
    for child in nodes(left):
        if described:
            continue
        if child.name == "verb" and not ACTORS_SET.isdisjoint(groups[-1][:1]):
            verb = edge(child, 1)
            described = verb is not None and verb.form == "ing"
        if child.name == "nominal":
            groups[-1].extend(ids(child))
        elif child.name != "aside":
            groups.append([])
    known = [group for group in groups if group]
    return unique(known[-1]) if known else ()


def _actor(head: str, subject: Sequence[str], roles: Roles, left: Node | None, *, passive: bool) -> str:
    """Whose act it is: the one who may, must or may not; of a grant, the one who receives it.

    `left` is what stands before the head where no clause before it has a subject.
    """
    person = next((identity for identity in subject if identity in ACTORS), "")
    if roles.granting:
        # "You grant us", "the Submitter grants the Company a license".
        if subject[-1:] == ("licensor",) and person == "licensee" and head == "grant" and not passive:
            return "licensee"  # "To each Member, Acme grants a license"
        back = head == "grant" and roles.targets[:1] == ["licensor"] and person != "licensor"
        if passive and subject[:1] == ("government",):
            return "other"  # "The Government has been granted a license": rights of its own
        return "licensor" if (person == "licensee" or back) and not passive else "licensee"
    if passive:
        # "You shall be indemnified": what is done to the licensee, others do.
        suffers = head in _BINDING and subject[:1] == ("licensee",) and "licensee" not in roles.manner
        suffers = suffers and _SUFFERED.issuperset(roles.actions)
        doer = next((i for i in roles.doers if i in ACTORS_SET), "")
        return "licensor" if suffers or doer == "licensor" else "licensee"
    if person or head == "imperative" or (left is not None and not _speaks(left)):
        return person or "licensee"
    if head == "forbid" or (head == "oblige" and "license-text" not in subject):
        return "licensee" if subject else "other"
    return "other"


def _acts(subject: Sequence[str]) -> list[str]:
    return [identity for identity in subject if identity in _ACT_IDS]


_KEPT = frozenset("distribute modify sell rent sublicense host".split())  # acts that a licensor may keep for itself
_LEFT_OPEN = frozenset(("written-permission", "separate-license"))  # "only with leave given by the licensor"
_ACT_IDS = frozenset(
    "use reproduce modify distribute sublicense sell rent transfer train fine-tune distill reverse-engineer"
    " export".split()
)


def listed(kind: Modality, found: Sequence[Clause]) -> bool:
    """Whether an order goes on with a list before it, item by item: "Copy it." and "Sell it." below "You may not:".

    An order that bids what licenses bid ("Keep the notices.") is one, whatever stands above it.
    """
    acts = {act for clause in found for act in clause.actions}
    if not acts or any(clause.modality is not Modality.OBLIGATION for clause in found):
        return False
    if kind is Modality.PROHIBITION:
        if _BREAKS & acts:
            return True  # "Bypass the filter, including any that we add": nobody is bidden such things
        noted = any(not _NOTED.isdisjoint(clause.targets) for clause in found)
        return acts.isdisjoint(_BIDDEN) or not (noted or acts.isdisjoint(_ALLOWED))
    return kind is Modality.PERMISSION and acts <= _ALLOWED
