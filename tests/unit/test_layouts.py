"""A list of banned uses says the same whatever leads in, and however its items are laid out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer import intake, pipeline, records

_TEXT = """"Model" means the weights. Acme grants you a license to use, copy and modify the Model.

{lead}

{items}
The Model is provided "as is", without warranty of any kind.
"""
_USES = {"self-harm-violence", "minors", "disinformation", "malware-cyber", "military-weapons"}


class Lead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What leads in, and the form of the acts below it."""

    form: str
    words: str


class Layouts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lead-ins, what is banned, and how it is laid out, an item each."""

    leads: list[Lead]
    things: list[dict[str, str]]
    layouts: dict[str, str]


_ALL = records.load(Path(__file__).with_name("layouts.yaml"), Layouts)


def _items(layout: str, form: str) -> str:
    found = [
        layout.format(
            n=at + 1, a="abcde"[at], title=one["title"], act=one[form], Act=one[form][0].upper() + one[form][1:]
        )
        for at, one in enumerate(_ALL.things)
    ]
    head = "| Field | Use |\n|---|---|\n" if layout.startswith("|") else ""
    return head + "".join(found)


@pytest.mark.parametrize("layout", _ALL.layouts)
@pytest.mark.parametrize("lead", _ALL.leads, ids=lambda lead: lead.words[:60])
def test_each_item_of_a_list_is_banned(lead: Lead, layout: str) -> None:
    text = _TEXT.format(lead=lead.words, items=_items(_ALL.layouts[layout], lead.form))
    found = pipeline.analyze(intake.from_bytes(text.encode(), "layout")).terms["use-categories"].value
    assert set(found or ()) >= _USES


@pytest.mark.parametrize("title", ["Prohibited uses", "**Prohibited uses**", "Banned uses:", "What is not allowed"])
def test_a_title_in_small_letters_bans_the_items_below(title: str) -> None:
    text = _TEXT.format(lead=title, items=_items("- {Act}\n", "deed"))
    found = pipeline.analyze(intake.from_bytes(text.encode(), "layout")).terms["use-categories"].value
    assert set(found or ()) >= _USES
