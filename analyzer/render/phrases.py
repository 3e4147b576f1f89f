"""Ids of the vocabulary to phrases: rows of things, verbs with their objects, parts such as "if you keep the notices".

Comes in: ids, or a verb with its things ("improve other-model"). Goes out: words. Example: `row(["work", "output"])` is
"the work and the outputs". "…" stands where words between two things were not recognized.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from analyzer.lexicon import verb_forms
from analyzer.thresholds import Threshold
from analyzer.vocabulary import groups, words

GAP = "…"
_HANGING = frozenset({"with", "of", "over", "for", "in", "to"})
_COMPARISONS = {"over": "more than", "under": "less than"}
_AS_OF = {"release-date": "on the release date", "any-time": "at any time"}
_SCOPES = {"affiliates": "affiliates counted in", "employer": "of the employer", "product": "of a product"}


class Part(msgspec.Struct):
    """A run of ids that belong together: who acts, the acts with their objects, or things alone."""

    who: str = ""
    acts: list[list[str]] = msgspec.field(default_factory=list)
    things: list[str] = msgspec.field(default_factory=list)

    def acting(self, form: str = "base", link: str = "and") -> str:
        """The acts as one phrase: "use and copy the work"."""
        return joined([verbs([act[0]], row(act[1:], link), form) for act in self.acts], link)

    def named(self) -> str:
        """The noun of a single act that nothing is about: "claims"; "" where there is none."""
        alone = len(self.acts) == 1 and len(self.acts[0]) == 1
        return words()[self.acts[0][0]].noun if alone else ""

    def clause(self) -> str:
        """Who does what: "you keep the notices", "you … the territory"."""
        rest = self.acting() if self.acts else f"{GAP} {row(self.things)}".rstrip()
        return f"{said(self.who)} {rest}"


def parts(items: Iterable[str]) -> list[Part]:
    """The parts of purposes, conditions or exceptions, in order."""
    found: list[Part] = []
    ordered = list(items)
    for place, item in enumerate(ordered):
        first, *rest = item.split()
        last = found[-1] if found else None
        if not rest and is_in("parties", first) and place + 1 < len(ordered):
            found.append(Part(who=first))
        elif item == first and said(first) == GAP:
            continue
        elif is_in("acts", first):
            if last is None or last.things:
                found.append(Part())
            found[-1].acts.append([first, *rest])
        elif last is not None and last.acts and len(last.acts[-1]) == 1:
            # "Distribution of the work": the thing is what the act is about.
            last.acts[-1].append(item)
        else:
            if last is None or last.acts:
                found.append(Part())
            found[-1].things.extend([first, *rest])
    return found


def row(ids: Iterable[str], link: str = "and") -> str:
    """Things with commas and a last "and" or "or"."""
    return joined([said(identity) for identity in ids], link)


def said(identity: str) -> str:
    """The words of an id as a noun; an id without words by its name."""
    word = words().get(identity)
    if word is None:
        return identity.replace("-", " ")
    if word.noun or not is_in("acts", identity):
        return word.noun or word.say
    return verbs([identity], "", "ing")


def verbs(ids: Sequence[str], about: str, form: str = "base", link: str = "and") -> str:
    """Acts and what they are about: "use, copy and modify the work"; `form` is base, s or ing."""
    phrases = [_inflected(_act(identity), form) for identity in ids]
    if about:
        return f"{joined(phrases, link)} {about}"
    head, _, last = phrases[-1].rpartition(" ")
    if last in _HANGING and head:
        phrases[-1] = head
    return joined(phrases, link)


def joined(phrases: Iterable[str], link: str = "and") -> str:
    """Phrases with commas and a last "and" or "or", each once."""
    found = list(dict.fromkeys(phrase for phrase in phrases if phrase))
    return f" {link} ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def is_in(group: str, identity: str) -> bool:
    """Whether an id stands in a group of the vocabulary."""
    return identity in groups().get(group, {})


@cache
def is_plural(subject: str) -> bool:
    """Whether the words of a subject take a verb in the plural: "you", "the outputs", "the work and the outputs"."""
    return subject.lower() == "you" or " and " in subject or (subject.endswith("s") and not subject.endswith("ss"))


def size(one: Threshold) -> str:
    """A size: "more than USD 20,000,000 in revenue a year"."""
    name = f"{one.metric}-threshold"
    amount = f"{one.currency} {one.amount:,}" if one.currency else f"{one.amount:,}"
    pieces = [_COMPARISONS.get(one.comparison, one.comparison), amount]
    pieces.append(words()[name].say if name in words() else one.metric)
    pieces.append(f"a {one.period}" if one.period else "")
    aside = [_AS_OF.get(one.as_of or "", ""), _SCOPES.get(one.scope or "", "")]
    return " ".join(piece for piece in [*pieces, ", ".join(a for a in aside if a)] if piece)


def _act(identity: str) -> str:
    """The verb of an act; of a kind of use, what can be engaged in."""
    word = words().get(identity)
    if word is None:
        return identity.replace("-", " ")
    return word.say if is_in("acts", identity) else f"engage in {word.say}"


def _inflected(phrase: str, form: str) -> str:
    if phrase == GAP:
        return phrase
    first, _, rest = phrase.partition(" ")
    return f"{verb_forms(first)[form]} {rest}".strip()
