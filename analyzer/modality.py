"""What a clause makes of its head: a permission, a ban, a duty, or only a statement.

Comes in: the head, the subject, the acts and all ids of a clause. Goes out: a `Modality`. Example: "may not" with a
licensee is a prohibition; in "it may not be accurate" it is a statement.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.vocabulary import Modality

ACTORS = ("licensee", "third-party", "licensor", "contributor", "affiliate", "anyone")
ACTORS_SET = frozenset(ACTORS)
PLAIN = {
    "permit": Modality.PERMISSION,
    "forbid": Modality.PROHIBITION,
    "oblige": Modality.OBLIGATION,
    "exempt": Modality.EXEMPTION,
    "advise": Modality.ENCOURAGEMENT,
    "grant": Modality.PERMISSION,
    "granted": Modality.PERMISSION,
    "no_grant": Modality.RESERVATION,
    "imperative": Modality.OBLIGATION,
    "reserve": Modality.RESERVATION,
    "disclaim": Modality.DISCLAIMER,
    "terminate": Modality.TERMINATION,
    "declare": Modality.PROVISION,
}
_STANDING = frozenset({"rights", "license-text", "under-this-license"})
_EPISTEMIC = frozenset({"may", "might", "can", "could", "cannot", "can't"})
_SOLEMN = frozenset({"shall", "will"})
_FREE = frozenset({"use", "reproduce", "modify", "distribute"})
_OUTSIDE = frozenset({"anyone", "third-party", "law", "court", "patent"})  # who may prevent, but bans nothing
_INERT = frozenset(
    {"restriction", "license-text", "clause", "under-this-license", "law", "governing-law"}
)  # that apply
_DISCLAIMED = frozenset({"warranty", "liability"})


class Head(msgspec.Struct, frozen=True, gc=False):
    """The rule of the grammar that a head fits, its voice, its first word, and the acts of its verbs."""

    name: str
    form: str
    word: str
    acts: Sequence[str] = ()


def modality_of(at: Head, actor: str, subject: Sequence[str], actions: Sequence[str], mentions: set[str]) -> Modality:
    """The modality of a clause; where a ban turns out to be a statement, "not" is added to `mentions`."""
    head, form = at.name, at.form
    licensee = actor in {"licensee", "third-party", "anyone", "affiliate"}
    thing = bool(subject) and subject[0] not in ACTORS
    maker = subject[:1] in (["licensor"], ("licensor",), ["contributor"], ("contributor",))
    missing = (at.word == "cannot" and subject[:1] in (["anyone"], ("anyone",))) or (at.word == "can" and not subject)
    if head == "forbid" and at.word in _EPISTEMIC and not actions and ((form == "be" and (thing or missing)) or maker):
        # "It may not be accurate", "The author may not have taken care", "if that person cannot be reached".
        modality = Modality.PROVISION
    elif head == "forbid" and at.word == "should" and form == "be" and thing and not actions:
        modality = Modality.PROVISION  # "It should not be relied on for medical advice" warns, it bans nothing
    elif form == "verb" and at.word.startswith("prevent") and not _OUTSIDE.isdisjoint(subject[:1]):
        modality = Modality.PROVISION  # "if anyone prevents you from sharing it"
    elif head == "permit" and set(actions) == {"impose"} and "distribute" in subject:
        modality = Modality.PROVISION  # "Distribution of it may require a license from others"
    elif head == "permit" and (actor == "other" or at.word == "might"):
        # "Outputs may contain errors" tells what can happen; nobody is allowed anything.
        modality = Modality.PROVISION
    elif head == "future":
        modality = Modality.OBLIGATION if licensee else Modality.PROVISION
    elif head == "future_not" and form == "passive" and set(actions) == {"arise"} and not ACTORS_SET & set(subject):
        modality = Modality.PROVISION  # "A delay will not be construed as a waiver" binds nobody
    elif head == "future_not":
        # "Your use of it will not involve reverse engineering" binds who uses it.
        used = subject[:1] in (["use"], ("use",)) and "engage" in actions
        modality = Modality.PROHIBITION if licensee or used else Modality.PROVISION
    else:
        modality = PLAIN[head]
    acting = set(actions)
    if head == "declare" and licensee and acting == {"deal"} and "not" not in mentions:
        return Modality.PERMISSION  # "You just do what you want."
    if head == "imperative" and (("at-will" in mentions and acting & _FREE) or "deal" in acting):
        return Modality.PERMISSION  # "Use and share it as you see fit"
    told = set(at.acts) == {"arise"}  # of the subject: "use of it shall not be deemed a waiver"
    if modality is Modality.PROHIBITION and form == "passive" and told and at.word in _SOLEMN:
        mentions.add("not")
        modality = Modality.PROVISION  # "shall not be construed as a waiver" bids nobody anything
    if modality is Modality.PROHIBITION and set(at.acts) == {"apply"} and not _INERT.isdisjoint(subject[:1]):
        mentions.add("not")
        # "These limits shall not apply to fraud" bans no fraud.
        modality = Modality.EXEMPTION if subject[0] == "restriction" else Modality.PROVISION
    standing = not _STANDING.isdisjoint(subject) or (bool(subject) and subject[0] not in ACTORS)
    ending = modality is Modality.PROVISION or not licensee or standing
    if "terminate" in acting and ending and modality is not Modality.PROHIBITION:
        return Modality.TERMINATION
    if (
        not acting & {"use", "distribute", "modify", "indemnify"}
        and mentions & _DISCLAIMED
        and (modality in {Modality.PROVISION, Modality.PROHIBITION, Modality.OBLIGATION, Modality.RESERVATION})
    ):
        return Modality.DISCLAIMER
    return modality
