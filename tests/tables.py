r"""The tables of our documents: `python -m tests.tables` writes the marked blocks of README and its neighbours anew.

Comes in: the code, the data folders, pyproject.toml, the goldens. Goes out: the text between `<!-- table: name -->` and
`<!-- end -->`, block by block. Example: `filled("<!-- table: grades -->\n<!-- end -->")`.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec
from typer.core import TyperGroup
from typer.main import get_command

from analyzer import intake, pipeline, records, rulebook
from analyzer.clauses import Node, parser
from analyzer.cli import app
from analyzer.definitions import define
from analyzer.lexicon import lexicon
from analyzer.outline import outline
from analyzer.reading import unit_words
from analyzer.render.english import say
from analyzer.render.wording import wording
from analyzer.rules import term_rules
from analyzer.tagging import tag
from analyzer.vocabulary import State
from tests.__main__ import CHECKS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
SAMPLE = "tests/texts/northfield-community-1.2.txt"
EXAMPLE = """Acme Model License

1. Definitions. "Works" means the weights and the code of the Acme model.

2. Conditions
(a) If you share the Works, you must keep the notices.
(b) You may not use the Works or their outputs to train any other model, except derivatives of the Works.
"""
WIDTH = 100
_BLOCK = re.compile(r"(<!-- table: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_DEPENDENCY = re.compile(r'^ *"([A-Za-z][\w.-]*)(\[[\w,]+\])?[^"]*",? *(?:# *(.*\S))?')
_GOLDEN = re.compile(r"^\| ([^|]+?) \| ([\d.]+) \|", re.MULTILINE)
_FIGURES = {
    "term F1": "Terms, F1 over all asserted values",
    "term precision": "Terms, precision",
    "term recall": "Terms, recall",
    "further, term F1": "Terms of further texts that we labelled ourselves, F1",
    "held-out, term F1": "Terms of the texts set aside, F1",
    "drafts-aside, term F1": "Terms of drafts set aside, which are worded like no known license, F1",
    "bans set aside, F1": "Kinds of use in single bans, worded afresh and set aside, F1",
    "evidence at the labelled sentence": "Right terms whose quote touches the labelled sentence",
    "labelled texts right on open or not": "Labelled texts right on open or not",
    "labelled texts wrongly called open": "Labelled texts wrongly called open",
    "OSD criteria violated, F1": "Violated criteria of the Open Source Definition, F1",
    "openness by authorities, balanced": "Open or not, by the lists of authorities: balanced accuracy",
    "choosealicense, F1": "Tags of choosealicense.com, F1",
    "lidetector, precision": "Terms of the LiDetector labels, precision",
    "lidetector, attitude": "Terms that both mention, the same attitude (can, cannot, must)",
    "closed categories called open, share": "Texts filed as closed that are called open, share",
    "all texts, share read": "Sentences that permit, forbid or demand: share read",
}


def filled(document: str) -> str:
    """A document with every marked block made anew; KeyError where a block has a name nobody makes."""
    return _BLOCK.sub(lambda found: f"{found[1]}{block(found[2])}\n{found[3]}", document)


def names(document: str) -> list[str]:
    """The names of the blocks of a document, in order."""
    return [found[2] for found in _BLOCK.finditer(document)]


@cache
def block(name: str) -> str:
    """What stands in a block."""
    return BLOCKS[name]()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines)


# README


def _sample() -> str:
    """What `score` prints of a license of ours, its longer parts cut."""
    code = "import sys; from analyzer.cli import main; sys.argv[0] = 'openterms'; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "score", SAMPLE],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.decode().strip().splitlines()]
    parts = "\n".join(lines).split("\n\n")
    shown = [_cut(part, 9) for part in parts if part.startswith(("Restrictions", "Duties"))]
    head, verdict = parts[0], parts[1:3]
    main = [part for part in parts if part.startswith(wording().sets["osd"])]
    return fenced("\n\n".join([head, *verdict, *shown, *main, parts[-1]]), f"$ openterms score {SAMPLE}")


def _cut(part: str, most: int) -> str:
    """The first lines of a part, no finding torn apart."""
    lines = part.splitlines()
    if len(lines) <= most:
        return part
    while lines[most].startswith(" "):
        most -= 1
    return "\n".join([*lines[:most], "…"])


def fenced(words: str, command: str = "") -> str:
    """Words as they stand, in a block of code."""
    return "```\n" + (command + "\n" if command else "") + words + "\n```"


def _commands() -> str:
    group = get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("the program has several commands")
    rows = []
    for name, command in group.commands.items():
        given = "".join(f" {p.name}{'...' * (p.nargs != 1)}" for p in command.params if _is(p, "argument")).upper()
        options = ", ".join(f"`{p.opts[-1]}`" for p in command.params if _is(p, "option"))
        rows.append((f"`openterms {name}{given}`", " ".join((command.help or "").split()), options))
    return table(("command", "what it does", "options"), rows)


def _is(parameter: object, kind: str) -> bool:
    return getattr(parameter, "param_type_name", "") == kind


def _sets() -> str:
    sets = rulebook.criterion_sets()
    rows = [
        (wording().sets.get(name, name), f"`{name}`", ", ".join(f"`{one.id}`" for one in found))
        for name, found in sets.items()
    ]
    return table(("definition", "id", "criteria"), rows)


def _grades() -> str:
    rows = [(f"`{rule.grade.value}`", wording().grades[rule.grade], rule.means) for rule in rulebook.grades()]
    return table(("grade", "in words", "meaning"), rows)


def _freedoms() -> str:
    rows = [(freedom.id, str(freedom.weight), freedom.means) for freedom in rulebook.scoring()]
    return table(("freedom", "points", "meaning"), rows)


def _accuracy() -> str:
    page = (ROOT / "tests" / "golden" / "accuracy.md").read_text(encoding="utf-8")
    found = dict(_GOLDEN.findall(page))
    rows = [(words, _rounded(found[what])) for what, words in _FIGURES.items() if what in found]
    labelled = re.search(r"^(\d+) licenses are labelled", page, re.MULTILINE)
    rulebook_of = re.search(r"^Rulebook ([\d.]+)\.", page, re.MULTILINE)
    texts = f"{labelled[1] if labelled else '?'} labelled texts, rulebook {rulebook_of[1] if rulebook_of else '?'}"
    return table((f"measured ({texts})", "value"), rows)


def _rounded(figure: str) -> str:
    return f"{float(figure):.2f}" if "." in figure else figure


def dependencies() -> dict[str, list[tuple[str, str]]]:
    """Group of pyproject.toml ("" for those always installed) -> (package, what it is for, from the comment)."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[tuple[str, str]]] = {}
    part, group = "", None
    for line in lines:
        if line.startswith("["):
            part, group = line, None
        opened = re.match(r"([\w-]+) = \[", line)
        if opened and part == "[project]" and opened[1] == "dependencies":
            group = ""
        elif opened and part == "[project.optional-dependencies]":
            group = opened[1]
        item = _DEPENDENCY.match(line)
        if group is not None and item:
            found.setdefault(group, []).append((item[1] + (item[2] or ""), item[3] or ""))
        if line.startswith("]"):
            group = None
    return found


def declared() -> dict[str, list[str]]:
    """The same groups as a TOML parser reads them: group -> package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    bare = re.compile(r"^[A-Za-z][\w.-]*(?:\[[\w,]+\])?")
    return {name: [match[0] for one in found if (match := bare.match(one))] for name, found in groups.items()}


def _dependencies() -> str:
    rows = [
        (f"`{package}`", f"extra `{group}`" if group else "always", use)
        for group, found in dependencies().items()
        for package, use in found
        if not package.startswith("openterms")
    ]
    return table(("package", "installed", "what for"), rows)


# ARCHITECTURE


def layers() -> list[list[str]]:
    """Modules in the order of the data, those of one layer together, from the contract in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [re.findall(r"analyzer\.(\w+)", row) for row in reversed(rows)]


def modules() -> dict[str, Path]:
    """Every module and package right below `analyzer`, by name."""
    found = {path.stem: path for path in sorted((ROOT / "analyzer").glob("*.py")) if path.stem != "__init__"}
    return found | {path.parent.name: path for path in sorted((ROOT / "analyzer").glob("*/__init__.py"))}


def docstring(path: Path) -> str:
    """The docstring of a module, "" where it has none."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def _modules() -> str:
    places = modules()
    placed = [name for layer in layers() for name in layer if name in places]
    rows = []
    for name in [*placed, *sorted(set(places) - set(placed))]:
        path = places[name]
        shown = f"`{name}/`" if path.stem == "__init__" else f"`{path.name}`"
        rows.append((shown, docstring(path).partition("\n")[0]))
        if path.stem == "__init__":
            inner = [one for one in sorted(path.parent.glob("*.py")) if one != path]
            rows.extend((f"`{name}/{one.name}`", docstring(one).partition("\n")[0]) for one in inner)
    return table(("module", "what it does"), rows)


def _terms() -> str:
    groups: dict[str, list[str]] = {}
    for name, rule in term_rules().items():
        groups.setdefault(rule.group, []).append(f"`{name}`")
    return table(("group", "terms"), [(group, ", ".join(found)) for group, found in groups.items()])


def _example() -> str:
    """Sentence (b) of `EXAMPLE`, stage by stage."""
    text = intake.from_bytes(EXAMPLE.encode(), "acme.txt")
    document = outline(text)
    unit = next(unit for unit in document.units if unit.section == "2.b")
    defined = define(document, lexicon())
    tokens = tag(unit_words(document, unit), lexicon(), defined.bound)
    assessed = pipeline.analyze(text)
    norm = next(norm for norm in assessed.norms if norm.place == unit.span.start)
    slots = ("modality", "actor", "actions", "targets", "purposes", "conditions", "exceptions", "strength")
    stated = [one for one in assessed.terms.values() if one.state is not State.SILENT and norm.evidence in one.evidence]
    steps = (
        ("outline", f"section {unit.section}, heading {unit.heading!r}\n{unit_words(document, unit)}"),
        ("definitions", "\n".join(f"{one.term} -> {one.thing}" for one in defined.entries)),
        ("tagging", " ".join(_token(terminal, piece.ids) for terminal, piece in tokens)),
        ("clauses", _tree(parser("clause.lark").parse(tokens))),
        ("norms", "\n".join(f"{slot}: {_slot(getattr(norm, slot))}" for slot in slots if getattr(norm, slot))),
        ("said back", say(norm)),
        ("terms", "\n".join(f"{one.name} = {_slot(one.value)}" for one in stated)),
    )
    return fenced("\n\n".join(f"{stage}\n" + _indented(words) for stage, words in steps))


def _token(terminal: str, ids: Sequence[str]) -> str:
    return f"{terminal}({' '.join(ids)})" if ids and terminal in {"NP", "VERB"} else terminal


def _slot(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _tree(node: Node, depth: int = 0) -> str:
    """A node a line; the leaves stand behind their node."""
    leaves = [_token(terminal, piece.ids) for terminal, piece in (c for c in node.children if not isinstance(c, Node))]
    own = "  " * depth + " ".join([node.name, *leaves])
    return "\n".join([own, *(_tree(child, depth + 1) for child in node.children if isinstance(child, Node))])


def _indented(words: str) -> str:
    return "\n".join("    " + line for line in words.splitlines())


# CONTRIBUTING


def _checks() -> str:
    return table(("check", "watches over"), [(f"`{check.command}`", check.watches) for check in CHECKS])


class _Entry(msgspec.Struct, frozen=True):
    id: str
    say: list[str | bool]


class _Words(msgspec.Struct, frozen=True):
    terminal: str
    entries: list[_Entry]


def _lexicon() -> str:
    rows = []
    for path in sorted((ROOT / "grammar" / "lexicon").glob("*.yaml")):
        found = msgspec.convert(records.read_yaml(path), _Words)
        firsts = [f'"{one.say[0]}" is {one.id}' for one in found.entries[:3]]
        rows.append((f"`{path.relative_to(ROOT)}`", f"`{found.terminal}`", "; ".join(firsts)))
    return table(("file", "terminal", "such as"), rows)


BLOCKS: dict[str, Callable[[], str]] = {
    "sample": _sample,
    "commands": _commands,
    "sets": _sets,
    "grades": _grades,
    "freedoms": _freedoms,
    "accuracy": _accuracy,
    "dependencies": _dependencies,
    "modules": _modules,
    "terms": _terms,
    "example": _example,
    "checks": _checks,
    "lexicon": _lexicon,
}


def main() -> int:
    """Write the documents; a file that is right stays untouched."""
    for name in DOCUMENTS:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = filled(old)
        if new != old:
            path.write_text(new, encoding="utf-8", newline="\n")
        print(f"{name}: {'written' if new != old else 'as it was'}")  # noqa: T201 (a command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
