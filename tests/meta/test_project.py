"""The project keeps its own rules: names, sizes, docstrings, layers, terminals, start-up, and what is tracked."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from analyzer import catalog, intake, records, thresholds
from analyzer.definitions import define
from analyzer.lexicon import lexicon
from analyzer.outline import outline
from analyzer.reading import unit_words
from analyzer.tagging import tag
from tests import tables

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "analyzer").rglob("*.py"))
GENERAL = sorted(
    path
    for folder in ("grammar", "analyzer")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".lark", ".yaml"} and not {"__pycache__", "_data"} & set(path.parts)
)
LONGEST = 400

# Words of names of licenses and stewards that are ordinary English, or words of the field.
ORDINARY = frozenset(
    """
    academic acceptable access additional agreement ai alike and april artifact artistic attribution bilingual black
    blue business by california china chinese clause cloud code commercial common commons community condition
    consortium copy copyright corporation council creative data database dataset dedication derivatives derived dev
    development diffusion discovery distribution documentation domain eclipse educational elastic english eu european
    fair first font for forest foundation free gallery general if image inference institute international internet
    labs later learning lesser licence license ltd machine max medium model models modified moonshine new non
    noncommercial noderivatives of only open or original parameters part patent permissive platform policy prior
    production project provision public purposes regents research resources sample scientific seed sensors series
    server services set share sharealike sharing side software source stability stable strongly systems technology
    terms the training union universal university use useful variant version video web weights with yi zero
    """.split()
)
# Who keeps a definition or a list of names that we speak of.
KEEPERS = frozenset({"fsf", "huggingface", "oak", "osi"})
# (file, word) -> why the word stands there.
EXCUSED = {
    ("analyzer/bounds.py", "hardware"): "machines",
    ("analyzer/bounds.py", "reproduced"): "as in may be reproduced",
    ("analyzer/bounds.py", "teacher"): "one who teaches",
    ("analyzer/hypertext.py", "meta"): "an element of HTML",
    ("analyzer/language.py", "mit"): "German for 'with'",
    ("analyzer/likeness.py", "zlib"): "a module of the standard library",
    ("grammar/lexicon/nouns.yaml", "hardware"): "machines",
    ("grammar/telltales.yaml", "hardware"): "machines",
    ("grammar/idioms.yaml", "hardware"): "machines",
    ("grammar/idioms.yaml", "clear"): "as in making clear",
    ("grammar/lexicon/verbs.yaml", "clear"): "as in making clear",
    ("grammar/telltales.yaml", "opt"): "as in opting out",
}
# Modules that are no stage: nothing comes in or goes out.
NO_STAGE = {"analyzer/__init__.py", "analyzer/errors.py", "analyzer/cli.py", "analyzer/render/__init__.py"}

# One sentence for each terminal of the clause grammar.
CLAUSES = """
You may use the Work, and you shall keep the notices.
You may not sell the Work (or parts of it), except as permitted under this License.
If you share the Work, you must include this license unless you have written permission.
You are not required to publish your changes; you should mark them.
The licensor will send a copy to you. The licensor will not train models on your data.
Acme grants you a license to use the Work for research purposes only. No rights are granted to use the marks.
Permission is hereby granted to any person who obtains a copy, including members of a team, to copy the Work.
Keep the notices. Notwithstanding the above, the licensor reserves all rights. The licensor disclaims all warranties.
This license terminates if you breach it. "Work" means the model. You may use it without permission, to train models.
If you use it in violation of this License, you must stop.
"""
# The same for the grammar of sizes.
SIZES = """
If you have more than 5 million monthly active users; not more than 20 employees, or at most 30 devices.
A company whose annual revenue exceeds 10 million dollars or 20 million euros or more on the release date.
You have fewer than 5,000 users or less. If you are a company with over 3 million users or 10 million users at any time.
A company with more than 2,000 tokens; less than 1 million dollars in fees and not under 100 employees of affiliates.
"""
# With "¦" inside, so that this file does not hold what it looks for.
UNFIT = {
    "a path of one machine": r"(?<![\w.~])/(?:ro¦ot|ho¦me|op¦t|wo¦rk|Us¦ers)/\w|[A-Z]:\\Us¦ers",
    "a package host": r"pypi¦\.org|python¦hosted|index-¦url|registry¦\.npmjs",
    "an address inside a network": r"\b(?:10\.\d+|192\.168|172\.16)\.\d+\.\d+\b|://local¦host",
    "talk about how it was written": r"(?i)\b(?:this ses¦sion|work¦place|sub-?ag¦ent|co-authored-¦by|as an¦ ai )",
}


@cache
def names() -> frozenset[str]:
    """Words that name a license, a steward or a model: those of the records, without ordinary ones."""
    found = chain.from_iterable((one.steward, one.name, *one.aliases) for one in catalog.records().values())
    words = {word.lower() for name in found for word in re.findall(r"[A-Za-z]{3,}", name)}
    return frozenset(words) - ORDINARY - KEEPERS


def said(path: Path) -> str:
    """What a file says: of Python its names and strings without docstrings, of data all but comments and sources."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return "\n".join(_code(ast.parse(text)))
    lines = (re.sub(r"(?:^|\s)(?:#|//).*", "", line) for line in text.splitlines())
    return "\n".join(line for line in lines if not re.match(r"\s*(?:- )?source:", line))


def _code(tree: ast.Module) -> Iterator[str]:
    spoken = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spoken:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg


@cache
def tracked() -> list[Path]:
    """The files under version control; none where git is not at hand."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    done = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def declared(name: str) -> set[str]:
    """The terminals that a grammar takes from outside."""
    text = (ROOT / "grammar" / name).read_text(encoding="utf-8")
    return {word for line in re.findall(r"^%declare (.*)$", text, re.MULTILINE) for word in line.split()}


def own_sentences() -> Iterator[tuple[str, frozenset[str]]]:
    """Every sentence of the licenses we wrote, with the terminals the tagger gives it."""
    for path in sorted((ROOT / "tests" / "texts").iterdir()):
        if path.suffix == ".yaml":
            continue
        document = outline(intake.read(path))
        bound = define(document, lexicon()).bound
        for words in (unit_words(document, unit) for unit in document.units):
            yield words, frozenset(terminal for terminal, _ in tag(words, lexicon(), bound))


def test_no_license_steward_or_model_is_named_in_grammar_code_or_rulebook() -> None:
    assert {"apache", "gnu", "mozilla"} <= names()
    found = [
        (path.relative_to(ROOT).as_posix(), word)
        for path in GENERAL
        for word in sorted({word.lower() for word in re.findall(r"[A-Za-z]+", said(path))} & names())
    ]
    assert [one for one in found if one not in EXCUSED] == []
    assert [one for one in EXCUSED if one not in found] == [], "an excuse that nothing needs"


def test_a_name_in_code_or_data_is_noticed(tmp_path: Path) -> None:
    code, data = tmp_path / "rule.py", tmp_path / "rule.yaml"
    code.write_text('"""Mozilla may stand in a docstring."""\nif word == "Apache": pass\n', encoding="utf-8")
    data.write_text("# Mozilla may stand in a comment\nsay: [the Apache way]\n", encoding="utf-8")
    assert "Apache" in said(code)
    assert "Apache" in said(data)
    assert "Mozilla" not in said(code) + said(data)


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(ROOT).as_posix() for path in MODULES])
def test_a_module_is_short_and_says_what_comes_in_and_goes_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    doc = tables.docstring(path)
    assert len(text.splitlines()) <= LONGEST
    assert doc.partition("\n")[0].endswith((".", ":", "`."))
    if path.relative_to(ROOT).as_posix() not in NO_STAGE:
        assert "Comes in:" in doc or "Example:" in doc


def test_no_module_is_a_drawer_for_everything() -> None:
    assert {path.stem for path in MODULES} & {"helpers", "utils", "util", "common", "models", "misc"} == set()


def test_every_module_has_its_layer() -> None:
    placed = list(chain.from_iterable(tables.layers()))
    assert sorted(set(tables.modules()) - set(placed)) == []
    assert sorted(name for name in set(placed) if placed.count(name) > 1) == []


def test_the_terminals_of_the_clause_grammar_are_those_the_tagger_gives() -> None:
    given: set[str] = set()
    for sentence in re.split(r"(?<=[.])\s+", CLAUSES.strip()):
        given |= {terminal for terminal, _ in tag(sentence, lexicon(), {})}
    assert given == declared("clause.lark")


def test_the_tagger_gives_no_other_terminal_to_whole_licenses() -> None:
    allowed = declared("clause.lark")
    sentences = list(own_sentences())
    assert len(sentences) > 100
    assert [words for words, terminals in sentences if terminals - allowed] == []


def test_the_terminals_of_the_threshold_grammar_are_those_its_lexer_gives() -> None:
    given: set[str] = set()
    for line in SIZES.strip().splitlines():
        given |= {terminal for terminal, _ in thresholds._Lexer(line).stream()}  # noqa: SLF001 (the stream has no door)
    assert given == declared("threshold.lark")


def test_every_terminal_of_the_lexicon_is_known_to_the_code() -> None:
    files = sorted((ROOT / "grammar" / "lexicon").glob("*.yaml"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    unknown = [path.name for path in files if f'"{records.read_yaml(path)["terminal"]}"' not in code]
    assert files
    assert unknown == []


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["score", "--help"]])
def test_help_and_version_load_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys\nfrom analyzer.cli import app\n"
        "try:\n    app(sys.argv[1:], prog_name='openterms')\n"
        "finally:\n    sys.stderr.write(' '.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "openterms" in done.stdout
    assert "analyzer" in loaded
    assert loaded & {"lark", "rich", "pydantic", "tabulate", "jinja2", "yaml"} == set()


def test_scoring_one_plain_file_loads_only_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("You may use and copy the software. You must keep this notice.\n", encoding="utf-8")
    program = (
        "import sys\nfrom analyzer.cli import app\n"
        "try:\n    app(sys.argv[1:], prog_name='openterms')\n"
        "finally:\n    sys.stderr.write(' '.join(sys.modules))\n"
    )
    words = [sys.executable, "-c", program, "score", str(path)]
    subprocess.run(words, cwd=ROOT, capture_output=True, check=True)  # fills the cache
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stderr.split())
    unused = "papers folders cards releases remedy compare recognize evaluate openness render.contract render.report"
    assert "analyzer.pipeline" in loaded
    assert loaded & {f"analyzer.{name}" for name in unused.split()} == set()
    assert loaded & {"lark", "rich", "pydantic", "tabulate", "jinja2", "yaml", "multiprocessing", "zipfile"} == set()


@pytest.mark.parametrize("what", UNFIT)
def test_no_tracked_file_holds(what: str) -> None:
    if not tracked():
        pytest.skip("not a git checkout")
    pattern = re.compile(UNFIT[what].replace("¦", ""))
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_lock_file_is_not_tracked() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "uv.lock" in ignored
    assert ROOT / "uv.lock" not in tracked()
