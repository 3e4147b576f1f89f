"""The commands as a user meets them: what they print, in what form and width, with which colors and exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from analyzer import __version__, catalog
from analyzer.cli import app
from analyzer.rules import term_rules

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "texts"
CLOSED = str(OWN / "northfield-community-1.2.txt")
OPEN = str(OWN / "hazel-reciprocal-2.0.md")
COMMAND = [sys.executable, "-c", "from analyzer.cli import main; main()"]
TITLE = "NORTHFIELD COMMUNITY LICENSE AGREEMENT"
ADVICE = "This is not legal advice."
TINY = """Tiny License

1. You may use, copy, modify and distribute the Model for any purpose.

2. You must keep all copyright notices.
"""
LABELS = """slug: tiny
terms:
  use: {value: granted, section: '1', starts: You may use}
  notice-retention: {value: true, section: '2', starts: You must keep}
  indemnity: {value: true, section: '3', starts: You must keep all}
verdict: {open: true, osd-violated: []}
"""


class Done(NamedTuple):
    """What the command left."""

    code: int
    out: str
    err: str


def run(*words: str, width: int = 80, stdin: bytes = b"") -> Done:
    done = CliRunner().invoke(app, list(words), input=stdin, env={"COLUMNS": str(width)})
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return Done(done.exit_code, done.stdout, done.stderr)


def printed(*words: str, width: int = 80, stdin: bytes = b"") -> str:
    """What a command that succeeds prints."""
    done = run(*words, width=width, stdin=stdin)
    assert done.code == 0, done.err
    return done.out


def process(*words: str, **settings: str) -> Done:
    """The command in a process of its own, its output piped."""
    env = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    done = subprocess.run(
        [*COMMAND, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**env, **settings},
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_score_tells_name_verdict_restrictions_and_that_it_is_no_advice() -> None:
    found = printed("score", CLOSED)
    lines = found.splitlines()
    assert lines[0] == TITLE
    assert any("NOT OPEN SOURCE" in line for line in lines[:8])
    for heading in ("Restrictions", "Duties"):
        assert heading in lines
    assert any(line.startswith("Open Source Definition: VIOLATED") for line in lines)
    assert ADVICE in found


def test_score_shows_restrictions_before_duties_before_criteria() -> None:
    found = printed("score", CLOSED)
    assert found.index("\nRestrictions") < found.index("\nDuties") < found.index("\nOpen Source Definition")


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(
    "words",
    [
        ("score", CLOSED),
        ("score", OPEN, CLOSED),
        ("read", CLOSED),
        ("read", "--all", OPEN),
        ("list", "licenses"),
        ("list", "terms"),
        ("list", "criteria"),
        ("list", "grades"),
        ("list", "releases"),
        ("explain", "output-training-ban"),
        ("explain", "osd-6"),
        ("explain", "fsf"),
        ("explain", "use-restricted"),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(words: tuple[str, ...], width: int) -> None:
    found = printed(*words, width=width)
    assert [line for line in found.splitlines() if cell_len(line) > width] == []
    assert len(found.splitlines()) > 1


def test_a_narrow_terminal_keeps_verdict_and_headings() -> None:
    found = printed("score", CLOSED, width=40)
    assert "NOT OPEN SOURCE" in found
    assert "Restrictions" in found.splitlines()


def test_json_of_one_source_is_an_object() -> None:
    found = json.loads(printed("score", CLOSED, "--format", "json"))
    assert found["schema"] == "openterms/1"
    assert found["verdict"]["open"] is False
    assert set(found["terms"]) == set(term_rules())


def test_json_of_several_sources_is_an_array_in_their_order() -> None:
    found = json.loads(printed("score", CLOSED, OPEN, "--format", "json"))
    assert [one["document"]["name"] for one in found] == [CLOSED, OPEN]


def test_json_lines_are_one_object_a_source() -> None:
    found = printed("score", CLOSED, OPEN, "--format", "jsonl").splitlines()
    assert [json.loads(line)["document"]["name"] for line in found] == [CLOSED, OPEN]


def test_json_is_the_same_for_any_width_and_ends_with_one_line_end() -> None:
    wide, narrow = (printed("score", CLOSED, "--format", "json", width=width) for width in (120, 40))
    assert wide == narrow
    assert wide.endswith("}\n")


def test_markdown_has_headings_a_table_and_the_advice() -> None:
    found = printed("score", CLOSED, "--format", "markdown")
    assert found.startswith(f"# {TITLE}\n")
    assert "\n## Restrictions\n" in found
    assert "\n|---|---|---|---|\n" in found
    assert ADVICE in found


def test_several_sources_are_answered_one_after_another() -> None:
    found = printed("score", CLOSED, OPEN)
    assert found.index(TITLE) < found.index("─" * 80) < found.index("Hazel")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "markdown"])
def test_an_unusable_source_among_others_costs_only_itself(form: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = run("score", CLOSED, str(empty), "no-such-license", OPEN, "--format", form)
    assert done.code == 2
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["openterms"] * 2
    assert "empty.txt" in done.err
    assert "no-such-license" in done.err
    assert "empty.txt" not in done.out
    if form == "json":
        assert [one["document"]["name"] for one in json.loads(done.out)] == [CLOSED, OPEN]
    elif form == "jsonl":
        assert len(done.out.splitlines()) == 2
    else:
        assert TITLE in done.out
        assert "Hazel" in done.out


def test_where_the_only_source_is_unusable_nothing_is_printed() -> None:
    for form in ("table", "json", "jsonl", "markdown"):
        done = run("score", "no-such-license", "--format", form)
        assert (done.code, done.out) == (2, "")


def test_standard_input_is_a_source() -> None:
    raw = Path(CLOSED).read_bytes()
    found = json.loads(printed("score", "-", "--format", "json", stdin=raw))
    other = json.loads(printed("score", CLOSED, "--format", "json"))
    assert found["document"]["sha256"] == other["document"]["sha256"]
    assert found["terms"] == other["terms"]
    assert TITLE in printed("read", "-", stdin=raw)


def test_an_id_without_a_text_is_answered_from_its_record_and_says_so() -> None:
    name = next(one.id for one in catalog.records().values() if one.terms and not one.scancode)
    done = run("score", name)
    assert done.code == 0
    assert "reviewed record" in done.err
    assert "answered from its reviewed record" in " ".join(done.out.split())
    refused = run("read", name)
    assert refused.code == 2
    assert "needs the text" in refused.err


def test_read_shows_sentences_their_norms_and_how_many() -> None:
    found = printed("read", CLOSED)
    assert re.search(r"^ +prohibition +", found, re.MULTILINE)
    assert "sentences that permit, forbid or demand" in found
    assert ADVICE in found


def test_read_all_shows_more() -> None:
    text = TINY.encode() + b"\nThe Model knows the names of many birds.\n"
    assert "many birds" in printed("read", "-", "--all", stdin=text)
    assert "many birds" not in printed("read", "-", stdin=text)


def test_read_json_has_every_sentence_with_its_place() -> None:
    text = Path(CLOSED).read_text(encoding="utf-8")
    found = json.loads(printed("read", CLOSED, "--format", "json"))
    assert len(found) > 10
    assert [one for one in found if one["quote"] != text[one["start"] : one["end"]]] == []
    assert all(len(one["norms"]) == len(one["said"]) for one in found)


@pytest.mark.parametrize(
    ("what", "key", "some"),
    [
        ("licenses", "id", "mit"),
        ("terms", "term", "output-training-ban"),
        ("criteria", "criterion", "osd-6"),
        ("grades", "grade", "open-source"),
        ("releases", "release", "grok-2.5"),
    ],
)
def test_list_names_what_is_known(what: str, key: str, some: str) -> None:
    rows: list[dict[str, Any]] = json.loads(printed("list", what, "--format", "json"))
    assert some in [row[key] for row in rows]
    assert some in printed("list", what, width=120)


def test_list_without_a_word_lists_licenses() -> None:
    assert printed("list") == printed("list", "licenses")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("output-training-ban", ["foundation-model", "Judged by:", "Contradicted:"]),
        ("osd-6", ["The Open Source Definition, criterion 6", "Violated where", "output-training-ban"]),
        ("osd", ["Open Source Definition", "osd-1", "osd-10"]),
        ("use-restricted", ["first grade that fits"]),
    ],
)
def test_explain_tells_a_rule(name: str, words: list[str]) -> None:
    found = printed("explain", name)
    assert [word for word in [*words, ADVICE] if word not in found] == []


def test_explain_names_the_nearest_of_an_unknown_name() -> None:
    done = run("explain", "ods-6")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'osd-6'?" in done.err


@pytest.mark.parametrize("name", [*term_rules(), "osd", "osaid", "fsf", "dfsg", "open-definition", "eu-ai-act"])
def test_every_term_and_set_can_be_explained(name: str) -> None:
    assert printed("explain", name).startswith(name)


@pytest.fixture
def labelled(tmp_path: Path) -> tuple[str, str]:
    """A folder of labels and one of texts, one text of our own in each."""
    for folder, name, words in (("labels", "tiny.yaml", LABELS), ("texts", "tiny.txt", TINY)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(words, encoding="utf-8")
    return str(tmp_path / "labels"), str(tmp_path / "texts")


def test_evaluate_counts_right_false_and_missed(labelled: tuple[str, str]) -> None:
    labels, texts = labelled
    found = json.loads(printed("evaluate", labels, "--texts", texts, "--format", "json"))
    assert found["texts"] == 1
    assert (found["total"]["right"], found["total"]["false"], found["total"]["missed"]) == (2, 0, 1)
    assert [(cell["term"], cell["fault"]) for cell in found["cells"]] == [("indemnity", "missed")]
    assert found["reading"] == {"normative_units": 2, "read": 2, "share": 1.0}


def test_evaluate_shows_the_sentence_of_a_wrong_cell(labelled: tuple[str, str]) -> None:
    labels, texts = labelled
    found = printed("evaluate", labels, "--texts", texts)
    assert "Term F1" in found
    assert "tiny, indemnity: missed" in found
    assert "“You must keep all copyright notices.”" in found
    assert "Wrong cells" not in printed("evaluate", labels, "--texts", texts, "--cells", "0")


def test_evaluate_without_texts_or_labels_says_what_is_missing(labelled: tuple[str, str], tmp_path: Path) -> None:
    labels, texts = labelled
    faults = [("evaluate", labels), ("evaluate", str(tmp_path / "none"), "--texts", texts)]
    faults += [("evaluate", labels, "--texts", str(tmp_path / "none")), ("evaluate", texts, "--texts", texts)]
    for words in faults:
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("openterms: ")


def test_evaluate_of_a_broken_label_names_file_and_line(labelled: tuple[str, str]) -> None:
    labels, texts = labelled
    (Path(labels) / "tiny.yaml").write_text(LABELS.replace("terms:", "termz:"), encoding="utf-8")
    done = run("evaluate", labels, "--texts", texts)
    assert done.code == 2
    assert "tiny.yaml:2:1: unknown key 'termz'; did you mean 'terms'?" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Usage"),
        (("scoer", "mit"), "Did you mean 'score'"),
        (("score",), "Missing argument"),
        (("score", CLOSED, "--format", "xml"), "'xml' is not one of"),
        (("list", "licences"), "is not one of"),
    ],
)
def test_a_wrong_command_ends_with_two_and_says_how(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert said in done.out + done.err


def test_version_and_help_are_short_and_quick() -> None:
    assert printed("--version") == f"openterms {__version__}\n"
    assert ADVICE in " ".join(printed("--help").split())
    for command in ("score", "read", "list", "explain", "evaluate"):
        assert command in printed("--help")
        assert "Usage" in printed(command, "--help")


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_load_neither_lark_nor_rich_nor_the_reading(word: str) -> None:
    program = (
        "import sys\nfrom analyzer.cli import app\n"
        "try:\n    app([sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'lark', 'rich', 'pydantic', 'yaml'}))\n"
        "print('analyzer.pipeline' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, word], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-2:] == ["[]", "False"]


@pytest.mark.parametrize("words", [("score", CLOSED), ("read", CLOSED), ("list", "grades"), ("explain", "osd-6")])
def test_piped_output_has_no_escape_codes(words: tuple[str, ...]) -> None:
    done = process(*words, TERM="xterm-256color")
    assert done.code == 0
    assert "\x1b" not in done.out + done.err


@pytest.mark.parametrize("settings", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["plain", "NO_COLOR", "dumb"])
def test_color_always_colors_and_never_does_not(settings: dict[str, str]) -> None:
    assert "\x1b[" in process("--color", "always", "score", CLOSED, **settings).out
    assert "\x1b" not in process("--color", "never", "score", CLOSED, FORCE_COLOR="1", **settings).out


def test_the_words_are_the_same_with_colors_and_without() -> None:
    colored = process("--color", "always", "score", CLOSED).out
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == process("score", CLOSED).out


def test_no_color_is_obeyed_where_a_terminal_would_have_colors() -> None:
    colors = re.compile(r"\x1b\[(?:\d+;)*3[0-7]")
    assert colors.search(process("score", CLOSED, FORCE_COLOR="1", TERM="xterm").out)
    assert not colors.search(process("score", CLOSED, FORCE_COLOR="1", TERM="xterm", NO_COLOR="1").out)


def test_no_cache_leaves_no_file(tmp_path: Path) -> None:
    assert process("--no-cache", "list", "grades", XDG_CACHE_HOME=str(tmp_path)).code == 0
    assert list(tmp_path.rglob("*")) == []


def test_a_reader_that_stops_early_leaves_no_traceback() -> None:
    with subprocess.Popen(
        [*COMMAND, "list", "licenses", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
