"""A norm said back in English, for the reviewer to hold against the license's own words.

Comes in: a `Norm`. Goes out: one sentence of the words of `grammar/vocabulary.yaml`. Example: "You may use, copy and
modify the work for research, if you keep the notices." Where words were not recognized stands "…", so that the sentence
never claims more than was read.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.norms import Norm
from analyzer.render.phrases import GAP, is_in, is_plural, joined, parts, row, said, size, verbs
from analyzer.vocabulary import Modality, words

_MODALS = {
    Modality.PERMISSION: "may",
    Modality.PROHIBITION: "must not",
    Modality.OBLIGATION: "must",
    Modality.EXEMPTION: "need not",
    Modality.ENCOURAGEMENT: "should",
}
_NOBODY = {Modality.PROHIBITION: "may", Modality.EXEMPTION: "must"}
_DISCLAIMED = ("warranty", "liability")
_DENYING = frozenset({Modality.PROHIBITION, Modality.EXEMPTION})
_ASIDE = ("qualities", "places")


def say(norm: Norm) -> str:
    """One sentence for a norm; "(partly read)" at its end where words of the clause were lost."""
    sentence = _core(norm)
    for adjunct in _adjuncts(norm, sentence):
        sentence += adjunct if adjunct.startswith(" ") else f", {adjunct}"
    partly = " (partly read)" if norm.partly_read else ""
    stop = "" if (sentence + partly).endswith(GAP) else "."
    return f"{sentence[:1].upper()}{sentence[1:]}{partly}{stop}"


def _core(norm: Norm) -> str:
    """Who may, must or must not do what, or what is stated."""
    match norm.modality:
        case Modality.RESERVATION:
            return _reservation(norm)
        case Modality.DISCLAIMER:
            return _disclaimer(norm)
        case Modality.TERMINATION:
            return _termination(norm)
        case Modality.PROVISION:
            return _provision(norm)
        case _:
            return _deontic(norm)


def _deontic(norm: Norm) -> str:
    actor, modal, things = _actor(norm), _MODALS[norm.modality], _object(norm)
    if norm.modality is Modality.PERMISSION and not norm.actions and "waive" in norm.mentions:
        return f"the licensor waives {things or GAP}"
    if norm.modality is Modality.PERMISSION and not norm.actions and "grant" in norm.mentions:
        return f"{actor} {'are' if is_plural(actor) else 'is'} granted {things or GAP}"
    if norm.actor == "anyone" and norm.modality in _NOBODY:
        actor, modal = "nobody", _NOBODY[norm.modality]
    if "only" in norm.mentions and not (norm.purposes or norm.conditions):
        modal += " only"
    if norm.actions:
        return f"{actor} {modal} {verbs(norm.actions, things, link=_link(norm))}"
    spoken = [i for i in norm.subject if not is_in("parties", i)]
    if spoken:
        return f"{row(spoken)} {modal} be {row(i for i in norm.targets if i not in norm.subject) or GAP}"
    return " ".join(part for part in (actor, modal, GAP, things) if part)


def _reservation(norm: Norm) -> str:
    things = row(i for i in (*norm.subject, *norm.targets) if not is_in("parties", i) and not is_in("qualities", i))
    if "grant" not in norm.mentions:
        owner = _actor(norm)
        verb = "reserve" if is_plural(owner) else "reserves"
        return f"{owner} {verb} {verbs(norm.actions, things, 'ing') if norm.actions else things or GAP}"
    if norm.actions:
        return f"{_actor(norm)} {'are' if is_plural(_actor(norm)) else 'is'} not granted {_right_to(norm)}"
    return f"not granted: {things or 'any rights'}"


def _right_to(norm: Norm) -> str:
    return f"the right to {verbs(norm.actions, _object(norm))}"


def _disclaimer(norm: Norm) -> str:
    named = [i for i in _DISCLAIMED if i in norm.mentions]
    return f"{row(named) or GAP} {'is' if named == ['liability'] else 'are'} disclaimed"


def _termination(norm: Norm) -> str:
    if is_in("parties", norm.actor) and norm.actor != "other":
        modal = "may" if norm.strength == "may" else "will"
        return f"{_actor(norm)} {modal} {verbs(norm.actions or ('terminate',), _object(norm))}"
    ending = [i for i in (*norm.subject, *norm.targets) if not (is_in("parties", i) or is_in("qualities", i))]
    what = row(i for i in ending if i != "terminate")
    return f"{what or said('rights')} {'may' if norm.strength == 'may' else 'will'} end"


def _provision(norm: Norm) -> str:
    denied, things, actor = "not" in norm.mentions, _object(norm), _actor(norm)
    if not norm.actions:
        about = row(norm.subject)
        stated = ("not " if denied else "") + (things or GAP)
        return f"about {about}: {stated}" if about else f"it is stated: {stated}"
    if norm.strength == "may":
        return f"{actor} {'may not' if denied else 'may'} {verbs(norm.actions, things)}"
    if denied:
        return f"{actor} {'do' if is_plural(actor) else 'does'} not {verbs(norm.actions, things)}"
    return f"{actor} {verbs(norm.actions, things, 'base' if is_plural(actor) else 's')}"


def _actor(norm: Norm) -> str:
    if norm.actor != "other":
        return said(norm.actor)
    return row(norm.subject) or said("other")


def _object(norm: Norm) -> str:
    """What the acts are about; without the parties of a grant, what repeats the acts, and qualities."""
    granting = "grant" in norm.mentions
    left_out = set(norm.actions)
    if granting:
        left_out |= {"licensor", "licensee", "contributor", *(["rights"] if norm.actions else [])}
    if norm.actor == "other":
        left_out |= set(norm.subject)
    return row((i for i in norm.targets if i not in left_out and not _is_aside(i)), _link(norm))


def _link(norm: Norm) -> str:
    return "or" if norm.modality in _DENYING else "and"


def _is_aside(identity: str) -> bool:
    """Whether an id is told after the core: a quality, or a place of which it is unknown whether in or outside."""
    return any(is_in(group, identity) for group in _ASIDE)


def _adjuncts(norm: Norm, core: str) -> Iterable[str]:
    """What stands after the core, in order; one that begins with a blank follows without a comma."""
    qualities = [words()[i].say for i in norm.targets if is_in("qualities", i)]
    qualities = [quality for quality in qualities if quality not in core]
    if qualities:
        yield f" ({', '.join(qualities)})"
    only = "only " if "only" in norm.mentions else ""
    yield from _purposes(norm, only)
    yield from _conditions(norm, "" if norm.purposes else only)
    yield from _exceptions(norm)
    if norm.thresholds and not any(is_in("sizes", item) for item in norm.conditions):
        yield f"size: {_sizes(norm)}"
    yield from _rest(norm)
    if norm.consequence:
        yield f"or else: {joined(part.acting() or row(part.things) for part in parts([norm.consequence]))}"


def _purposes(norm: Norm, only: str) -> Iterable[str]:
    """What it is for, or to do what: "for research", "to train other models"."""
    items = [i for i in norm.purposes if i != norm.actor and not _is_disclaimed(norm, i)]
    phrases = []
    for part in parts(items):
        if part.acts:
            noun = part.named()
            phrases.append(f"for {noun}" if noun else f"to {part.acting(link=_link(norm))}")
        if part.things or (part.who and not part.acts):
            phrases.append(f"for {row([*([part.who] if part.who else []), *part.things], _link(norm))}")
    if phrases:
        yield f" {only}{joined(phrases, _link(norm))}"


def _conditions(norm: Norm, only: str) -> Iterable[str]:
    absent = "without" in norm.mentions
    for part in parts(i for i in norm.conditions if not _is_disclaimed(norm, i)):
        sizes = _sizes(norm) if part.things and all(is_in("sizes", i) for i in part.things) else ""
        if sizes:
            yield f"{only}if {said(part.who)} {GAP} {sizes}" if part.who else f"{only}at {sizes}"
        elif part.who:
            yield f"{only}if {part.clause()}"
        elif part.acts:
            yield f" without {part.acting('ing')}" if absent else f"{only}when {part.acting('ing')}"
        else:
            yield f" without {row(part.things)}" if absent else f"{only}given {row(part.things)}"


def _sizes(norm: Norm) -> str:
    return "; ".join(size(one) for one in norm.thresholds)


def _exceptions(norm: Norm) -> Iterable[str]:
    for part in parts(norm.exceptions):
        if part.who:
            yield f"unless {part.clause()}"
        else:
            yield f"except to {part.acting()}" if part.acts else f"except for {row(part.things)}"


def _rest(norm: Norm) -> Iterable[str]:
    """What was read beside all that: how or under what, and places named."""
    items = (*norm.subject, *norm.purposes, *norm.conditions, *norm.exceptions)
    told = {word for item in items for word in item.split()} | {norm.actor}
    manner = [i for i in norm.manner if i not in told and i not in norm.targets and not _is_disclaimed(norm, i)]
    if manner:
        yield f"as to {joined(part.acting('ing') or row([part.who, *part.things]) for part in parts(manner))}"
    places = [i for i in norm.territory if i not in told and i not in norm.manner]
    if places:
        yield f"naming {row(places)}"


def _is_disclaimed(norm: Norm, item: str) -> bool:
    return norm.modality is Modality.DISCLAIMER and item in _DISCLAIMED
