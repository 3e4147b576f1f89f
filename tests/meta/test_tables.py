"""The documents hold what the code and the data say: marked blocks, paths, commands, links, the first two commands."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from analyzer.rulebook import version
from tests import tables
from tests.__main__ import CHECKS, found

PAGES = {name: (tables.ROOT / name).read_text(encoding="utf-8") for name in tables.DOCUMENTS}
PLACED = [(page, name) for page, text in PAGES.items() for name in tables.names(text)]
CHANGELOG = (tables.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
AGAIN = "it is stale; read the difference after: python -m tests.tables"
# Paths that a reader makes, or that lie beside the checkout.
ELSEWHERE = ("LICENSE", ".venv/", "../shared")


def prose(text: str) -> str:
    """A page without its made blocks and its code."""
    return re.sub(r"```.*?```", "", re.sub(r"<!-- table: .*?<!-- end -->", "", text, flags=re.DOTALL), flags=re.DOTALL)


def first_commands() -> list[str]:
    """The lines of the first block of code in README."""
    return PAGES["README.md"].split("```sh\n", 1)[1].split("```", 1)[0].splitlines()


@pytest.mark.parametrize(("page", "name"), PLACED)
def test_a_table_is_the_one_the_generator_makes(page: str, name: str) -> None:
    held = PAGES[page].split(f"<!-- table: {name} -->\n", 1)[1].split("\n<!-- end -->", 1)[0]
    assert held == tables.block(name), f"{page}, {name}: {AGAIN}"


def test_every_table_that_can_be_made_stands_in_one_place() -> None:
    assert sorted(name for _, name in PLACED) == sorted(tables.BLOCKS)


def test_a_stale_table_is_written_anew_and_nothing_else() -> None:
    stale = "Before.\n<!-- table: checks -->\nold\n<!-- end -->\nAfter.\n"
    fresh = tables.filled(stale)
    assert fresh == stale.replace("old", tables.block("checks"))
    assert tables.filled(fresh) == fresh


def test_readme_opens_with_two_commands_that_set_up_score_and_check() -> None:
    assert PAGES["README.md"].startswith("# openterms\n\n```sh\n")
    first, second = first_commands()
    assert first.startswith("python3 -m venv .venv && ")
    assert first.endswith(" && .venv/bin/openterms score xai-cla-2025")
    assert second == ".venv/bin/python -m tests"


def test_every_tool_of_the_checks_is_installed_beside_python() -> None:
    assert [check.command for check in CHECKS if found(check.command.split()[0]) is None] == []


def test_ci_runs_the_commands_of_readme() -> None:
    script = (tables.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert [check.command for check in CHECKS if check.command in script] == []


def test_paths_named_in_the_documents_exist() -> None:
    named = {
        (page, path)
        for page, text in PAGES.items()
        for path in re.findall(r"`((?:\.\./)?[\w.-]+/[\w./-]*|[\w-]+\.(?:md|toml|py|yaml|lark))`", prose(text))
        if not path.startswith(ELSEWHERE)
    }
    assert len(named) > 20
    places = ("", "analyzer", "grammar", "tests", "tests/golden")
    absent = [one for one in named if not any((tables.ROOT / place / one[1]).exists() for place in places)]
    assert absent == []


def test_links_between_the_documents_lead_somewhere() -> None:
    pages = {**PAGES, "CHANGELOG.md": CHANGELOG}
    links = [(page, link) for page, text in pages.items() for link in re.findall(r"\]\(([^)#]+)\)", prose(text))]
    assert len(links) > 5
    broken = [one for one in links if not one[1].startswith("https://") and not (tables.ROOT / one[1]).exists()]
    assert broken == []


def test_every_command_that_is_shown_is_a_command() -> None:
    known = set(re.findall(r"`openterms ([a-z-]+)", tables.block("commands")))
    shown = set(chain.from_iterable(re.findall(r"(?:\$|`|\|) ?openterms ([a-z]+)", text) for text in PAGES.values()))
    assert {"score", "read"} <= shown
    assert shown - known == set()


def test_every_dependency_says_what_it_is_for() -> None:
    told = tables.dependencies()
    assert {group: [package for package, _ in rows] for group, rows in told.items()} == tables.declared()
    assert [package for rows in told.values() for package, use in rows if not use] == []


def test_readme_says_what_it_must() -> None:
    readme = PAGES["README.md"]
    for words in ("This is not legal advice", "CC-BY-4.0", "licensedcode-data", "## What it cannot do"):
        assert words in readme


def test_the_changelog_has_a_part_for_this_version_of_the_rulebook() -> None:
    rulebook = CHANGELOG.split("## Rulebook", 1)[1]
    assert f"### {version()}" in rulebook
