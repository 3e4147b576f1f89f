"""A list says the same whatever leads in, however its items are laid out, and in whatever markup the text stands."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analyzer import intake, pipeline, records

_TEXT = """"Model" means the weights. Acme grants you a license to use and copy the Model.

{lead}

{items}
The Model is provided "as is", without warranty of any kind.
"""


class Lead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What leads in, and the form of the acts below it."""

    form: str
    words: str


class Lists(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lead-ins of one kind, the acts below them, and the terms that follow."""

    leads: list[Lead]
    things: list[dict[str, str]]
    terms: dict[str, Any]


class Layouts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an item is laid out, and lists."""

    layouts: dict[str, str]
    bans: Lists
    duties: Lists
    rights: Lists


_ALL = records.load(Path(__file__).with_name("layouts.yaml"), Layouts)
_LISTS = [(lead, lists) for lists in (_ALL.bans, _ALL.duties, _ALL.rights) for lead in lists.leads]


def _text(lead: str, lists: Lists, layout: str, form: str) -> str:
    items = [
        layout.format(
            n=at + 1, a="abcde"[at], title=one["title"], act=one[form], Act=one[form][0].upper() + one[form][1:]
        )
        for at, one in enumerate(lists.things)
    ]
    head = "| Field | What |\n|---|---|\n" if layout.startswith("|") else ""
    return _TEXT.format(lead=lead, items=head + "".join(items))


def _terms(text: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """The terms that are asked for; of a list the items that are."""
    terms = pipeline.analyze(intake.from_bytes(text.encode(), "layout")).terms
    found: dict[str, Any] = {name: terms[name].value for name in wanted}
    for name, value in wanted.items():
        if isinstance(value, list):
            found[name] = [one for one in value if one in (found[name] or ())]
    return found


@pytest.mark.parametrize("layout", _ALL.layouts)
@pytest.mark.parametrize(("lead", "lists"), _LISTS, ids=[lead.words[:60] for lead, _ in _LISTS])
def test_each_item_of_a_list_is_read(lead: Lead, lists: Lists, layout: str) -> None:
    text = _text(lead.words, lists, _ALL.layouts[layout], lead.form)
    assert _terms(text, lists.terms) == lists.terms


@pytest.mark.parametrize("title", ["Prohibited uses", "**Prohibited uses**", "Banned uses:", "What is not allowed"])
def test_a_title_in_small_letters_bans_the_items_below(title: str) -> None:
    text = _text(title, _ALL.bans, "- {Act}\n", "deed")
    assert _terms(text, _ALL.bans.terms) == _ALL.bans.terms


def _as_page(text: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(one)}</p>\n".replace("\n", "<br>\n") for one in text.split("\n\n"))
    return f"<html><body>\n{paragraphs}</body></html>\n"


_LONG = (
    "Marlow is a small and fast parser for configuration files, and it is written in C with no dependencies; it reads "
    "files that hold many nested sections and writes them in the order in which they were read, so that two of them "
    "are easy to compare."
)
_QUOTED = re.compile(r'"([^"\n]*)"')


def _starred(text: str) -> str:
    lines = "".join(f" * {line}".rstrip() + "\n" for line in text.splitlines())
    return f"/*\n{lines} */\n"


_OWN = sorted((Path(__file__).parents[1] / "texts").glob("*.txt"))
_MARKUPS: dict[str, Callable[[str], str]] = {
    "a page of HTML": _as_page,
    "comments of two slashes": lambda text: "".join(f"// {line}\n" for line in text.splitlines()),
    "comments of a hash": lambda text: "".join(f"# {line}\n" for line in text.splitlines()),
    "a comment of stars": _starred,
    "a quotation": lambda text: "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines()),
    "a long line below": lambda text: f"{text}\n{_LONG}\n",
    "a long line above": lambda text: f"{_LONG}\n\n{text}",
    "printed quotes": lambda text: _QUOTED.sub("“\\1”", text).replace("'", "’"),
    "double spacing": lambda text: text.replace("\n", "\n\n"),
    "ligatures": lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02"),
    "spaces at line ends": lambda text: text.replace("\n", "   \n"),
    "an indent": lambda text: textwrap.indent(text, "      "),
    "line ends of two characters": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("markup", _MARKUPS)
@pytest.mark.parametrize("path", _OWN, ids=lambda path: path.stem)
def test_a_license_says_the_same_in_every_markup(path: Path, markup: str) -> None:
    plain = path.read_text(encoding="utf-8")
    first, second = (
        pipeline.analyze(intake.from_bytes(one.encode(), path.name)) for one in (plain, _MARKUPS[markup](plain))
    )
    assert {name: term.value for name, term in second.terms.items()} == {
        name: term.value for name, term in first.terms.items()
    }
    assert second.rating.open == first.rating.open
