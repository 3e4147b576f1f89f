"""The part of the ledger on kinds of use: single bans that we worded ourselves, and which kinds are read in them.

Comes in: lists of bans in `tests/golden/uses/`, each with the kinds that a careful reader finds in it. Goes out:
Markdown and numbers. Example: `numbers()["bans set aside, F1"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from analyzer import intake, pipeline, records
from analyzer.tally import Tally
from tests.golden.columned import HIGHER, Number

FOLDER = Path(__file__).with_name("uses")
SETS = {
    "models": ("bans of models", "As providers of models word them; rules were written with them in sight."),
    "houses": ("bans of houses", "As hospitals, agencies, schools and hobbyists word them; rules likewise."),
    "aside": ("bans set aside", "Nobody who writes rules has looked at what is wrong in them."),
}
_HEAD = "Acceptable Use Policy\n\nThis policy binds everyone who uses the Model.\n\n"
# Each lead-in with a second item of no kind, so that it leads in a list.
_LEADS = {
    "act": ("You agree not to use the Model, or anything it generates, to:", "evade the payment of parking fees."),
    "noun": ("The following uses are prohibited:", "evasion of parking fees."),
}
_SECOND = "other"  # what the second item is


class Ban(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ban, whether it is an item of a list, and of which kinds the use is that it bans."""

    text: str
    kinds: list[str]
    item: str = ""


def bans(name: str) -> list[Ban]:
    """The bans of a set."""
    return records.load(FOLDER / f"{name}.yaml", list[Ban])


def policy(ban: Ban) -> str:
    """A policy that holds the ban and no other."""
    if not ban.item:
        return f"{_HEAD}{ban.text}\n"
    lead, second = _LEADS[ban.item]
    return f"{_HEAD}{lead}\n\n(a) {ban.text.rstrip('.;')};\n\n(b) {second}\n"


def read(ban: Ban) -> frozenset[str]:
    """The kinds that we read in a ban."""
    found = pipeline.analyze(intake.from_bytes(policy(ban).encode(), "policy"))
    value = found.terms["use-categories"].value
    kinds = frozenset(value if isinstance(value, tuple) else ())
    return kinds - {_SECOND} if ban.item else kinds


@cache
def tallies() -> dict[str, Tally]:
    """What is right, false and missed in each set."""
    found: dict[str, Tally] = {}
    for name in SETS:
        right = false = missed = 0
        for ban in bans(name):
            ours, theirs = read(ban), frozenset(ban.kinds) - ({_SECOND} if ban.item else set())
            right, false, missed = right + len(ours & theirs), false + len(ours - theirs), missed + len(theirs - ours)
        found[name] = Tally(right, false, missed)
    return found


def numbers() -> dict[str, Number]:
    """Every number that must not get worse."""
    return {
        f"{SETS[name][0]}, {kind}": Number(value, HIGHER)
        for name, tally in tallies().items()
        for kind, value in (("F1", tally.f1), ("precision", tally.precision), ("recall", tally.recall))
    }


def lines() -> Iterator[str]:
    """The part as Markdown."""
    yield from ("", "## Kinds of use in single bans", "")
    for name, (title, means) in SETS.items():
        yield f"- {title}: {len(bans(name))} sentences and items. {means}"
    yield from ("", "| what | value | better |", "|---|---|---|")
    yield from (f"| {name} | {number.value:.4f} | {number.better} |" for name, number in numbers().items())
