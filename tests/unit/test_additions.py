"""Additions: what was added to a known open license is found, and is in doubt unless a term or chatter explains it."""

from __future__ import annotations

import pytest

from analyzer import additions, catalog, intake, pipeline
from analyzer.outline import outline

_APPROVED = [one.id for one in catalog.records().values() if one.approved_by and catalog.has_text(one)]
if not _APPROVED:
    pytest.skip("the texts of licensedcode are not installed", allow_module_level=True)


def _with(line: str, *, first: bool = False) -> intake.Text:
    known = catalog.text_of_key("mit")
    assert known is not None
    return intake.from_bytes((f"{line}\n\n{known.content}" if first else f"{known.content}\n\n{line}\n").encode(), "x")


@pytest.mark.parametrize("name", _APPROVED)
def test_a_known_license_has_no_additions(name: str) -> None:
    text = catalog.text_of(catalog.records()[name])
    assert text is not None
    assert additions.added(outline(text)) == frozenset(), "run: python -m tests.known"


@pytest.mark.parametrize("first", [False, True])
def test_an_added_line_is_found(*, first: bool) -> None:
    text = _with("Five seats.", first=first)
    assert {text.content[at : at + 10] for at in additions.added(outline(text))} == {"Five seats"}


def test_another_name_in_a_known_sentence_is_no_addition() -> None:
    text = _with("")
    other = intake.from_bytes(
        text.content.replace("THE AUTHORS OR COPYRIGHT HOLDERS", "ACME OR ITS HEIRS").encode(), "x"
    )
    assert additions.added(outline(other)) == frozenset()


def test_a_text_of_which_most_is_not_known_has_no_additions() -> None:
    text = _with(" ".join(f"It parses files of kind {number}." for number in range(200)))
    assert additions.added(outline(text)) == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "Two installations.",
        "A single mailbox.",
        "Reserviert, nur für Mitglieder.",
        "Vente interdite.",
        "Ne pas redistribuer.",
        "转载禁止",
        "| Resale | no |",
        "Write to me before you ship it.",
        "Every fork has to be cleared by the maintainer.",
        "Jot down everyone you hand it to, and keep a list of them.",
        "Free of charge for veterans.",
        "Puppets not wanted.",
        "The photos in this folder are all rights reserved.",
        "Proof copy, do not distribute.",
        "Bakeries may apply for a separate grant.",
        "You may hold it for one winter.",
        "We can take it back.",
        "You may sing it, not record it.",
        "This permission dies with the choir.",
        "Your extension must be free too.",
        "Not outside of Hazelbrook.",
        "One choir, one copy.",
        "Do not train your parrot with it.",
    ],
)
def test_an_added_line_that_may_restrict_is_not_called_open(line: str) -> None:
    assert pipeline.analyze(_with(line)).rating.open is not True


@pytest.mark.parametrize(
    "line",
    [
        "Run the setup script and then restart the shell.",
        "It needs Ruby 3 or newer.",
        "Do not use this branch on real servers yet.",
        "Never edit the generated headers.",
        "You never have to pay for anything.",
        "If you enjoy it, please consider supporting the choir.",
        "The queue may not be shared between threads.",
        "Drawings by Jane Roe.",
        "You have no rights in the Software other than those granted above.",
        "Titles are for convenience only.",
        "No royalty is due.",
        "Firms are encouraged to use it.",
        "Contributors keep the copyright in what they add.",
        "If the build fails, delete the cache and try again.",
        "This license takes effect when you first use the Software.",
        "The parties are independent contractors.",
        "Waivers must be in writing.",
        "Dates must have four digits.",
        "Use four spaces, not tabs.",
        "Tinyparse, a small parser, located in vendor/tinyparse.",
        "You accept this license by using your rights, such as copying it,\n\nthe singing or the printing of it.",
    ],
)
def test_an_added_line_that_only_tells_leaves_it_open(line: str) -> None:
    assert pipeline.analyze(_with(line)).rating.open is True


@pytest.mark.parametrize("item", ["Trial.", "Confidential.", "Keine Weitergabe.", "Choirs: ask."])
def test_a_short_bullet_with_a_full_stop_is_no_heading(item: str) -> None:
    assert pipeline.analyze(_with(f"Restrictions\n\n- {item}")).rating.open is not True
