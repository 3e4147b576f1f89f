"""What findings are called in words for people, from `templates/wording.yaml`.

Comes in: terms. Goes out: phrases in the order of their weight. Example: `output-training-ban` = `foundation-model`
is "No training or improving of foundation or general-purpose models". A term without wording is said by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from analyzer import records, resources
from analyzer.patterns import regex
from analyzer.tally import is_absent
from analyzer.terms import Term, TermValue
from analyzer.vocabulary import State

_SLOT = regex(r"\{([a-z-]+)\}")
_MORE = "other"
_NAMING = {"must": "must hold", "must-not": "must not hold"}
_CURRENCY_FIRST = "{currency} {amount:,}"


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """How one term is said: `say` for any value, `values` for single ones; `words` matter in its quotes."""

    term: str
    say: str = ""
    values: dict[str, str] = {}
    words: list[str] = []


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """All wording; lists stand in the order in which they are shown."""

    grades: dict[str, str]
    openness: dict[str, str]
    languages: dict[str, str]
    answers: dict[str, str]
    things: dict[str, str]
    sets: dict[str, str]
    permissions: list[Phrase]
    restrictions: list[Phrase]
    duties: list[Phrase]
    frame: list[Phrase]


@cache
def wording() -> Wording:
    """The wording of the program, compiled once."""
    path = resources.folder("templates") / "wording.yaml"
    return resources.compiled("wording", [path], lambda: records.load(path, Wording), Wording)


def phrase_of(phrase: Phrase, terms: Mapping[str, Term]) -> str:
    """The words for a term as it stands, "" where this phrase is not about its value."""
    term = terms.get(phrase.term)
    if term is None or is_absent(term.value):
        return ""
    value = term.value
    key = "+".join(value) if isinstance(value, tuple) else str(value)
    said = phrase.values.get(key, phrase.say)
    return _SLOT.sub(lambda slot: _slot(slot[1], term, terms), said)


def _slot(name: str, term: Term, terms: Mapping[str, Term]) -> str:
    other = term if name == "value" else terms.get(name)
    return "" if other is None else value_words(other.value)


def value_words(value: TermValue) -> str:
    """A value as people write it: 700,000,000; USD 20,000,000; "Built with Acme"; a list with commas."""
    if value is True:
        return "a credit"
    if isinstance(value, bool) or value is None:
        return "none" if value is None else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        named = ", ".join(thing(item) for item in value if item != _MORE)
        return f"{named} and more" if named and _MORE in value else named or "certain kinds"
    if isinstance(value, dict):
        return _mapping(value)
    return value if " " in value or value != value.lower() else plain(value)


def _mapping(value: Mapping[str, str | int]) -> str:
    if set(value) == {"amount", "currency"}:
        return _CURRENCY_FIRST.format_map(value)
    return ", ".join(f"{_NAMING.get(key, plain(key))} {_quoted(item)}" for key, item in value.items())


def _quoted(item: str | int) -> str:
    return f"{item:,}" if isinstance(item, int) else f"“{item}”"


def thing(identity: str) -> str:
    """One of a list of things as words: its own wording, else its id."""
    return wording().things.get(identity, plain(identity))


def plain(identity: str) -> str:
    """An id of the vocabulary as words: "military-weapons" is "military weapons"."""
    return identity.replace("-", " ")


def undecided(terms: Mapping[str, Term]) -> Sequence[Term]:
    """The terms of which a clause speaks that was not fully read."""
    return [term for term in terms.values() if term.state is State.UNCLEAR and term.value is None]
