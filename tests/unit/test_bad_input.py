"""Sources that are no license, or are one in an odd dress: a clear message or an honest result, never a traceback.

Each source goes through the command as a user would give it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from analyzer.cli import app

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from analyzer.cli import main; main()"]
LICENSE = """Works License 1.0

1. Grant. Acme grants you a worldwide license to use, copy, modify and distribute the Model for any purpose.

2. Limits. You may not use the Model or its outputs to train any other model.

3. Ending. Acme may end this license at any time.
"""
FRENCH = (
    "Licence du modèle\n\nVous pouvez utiliser, copier et modifier le modèle pour des fins de recherche seulement. Vous"
    " ne devez pas utiliser le modèle pour entraîner un autre modèle. La licence est accordée par la société sans"
    " garantie et peut être retirée à tout moment par elle.\n"
)
GERMAN = (
    "Lizenz für das Modell\n\nSie dürfen das Modell nutzen, kopieren und ändern, aber nicht, um mit ihm andere Modelle"
    " zu trainieren. Die Lizenz ist nicht übertragbar und kann von der Gesellschaft mit sofortiger Wirkung widerrufen"
    " werden.\n"
)
CHINESE = (
    "模型许可协议\n\n一、您可以使用、复制和修改本模型，但不得将本模型用于商业目的。\n"
    "二、您不得使用本模型的输出训练其他模型。\n"
)
JAPANESE = (
    "モデル利用許諾\n\n利用者は本モデルを使用、複製、改変することができます。ただし、商業目的で使用してはなりません。\n"
)
POEM = "The river carries morning light\nacross the stones below the bridge.\nA heron stands, a folded white.\n"
ODE = "Shall I compare thee to the night?\nThe moon may rise, the tide shall run,\nnor must the meadow shun the sun.\n"
HTML = (
    "<!DOCTYPE html><html><head><title>Works License</title><script>alert('You may sell it')</script></head><body>"
    "<h1>Works License</h1><p>You may use and copy the Model.</p>"
    "<p>You may <b>not</b> use outputs to train other models.</p></body></html>"
)
MARKDOWN = (
    "# Works License\n\n1. **Grant.** You may use the Model.\n2. You may `not` use the Model to [train](#t) models.\n"
)
HOSTILE = (
    "Works\x1b[31m License\x1b]0;title\x07\n\nYou may use\x1b[8m the Model\x1b[0m.\n\n"
    "You may not\x08\x08\x08 sell \u202ethe Model\u202c or \x9b31m share it\u2066.\n\n"
    "You must display “Made with\x9b5m Acme” on every page.\n"
)
ACTED_ON = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Done(NamedTuple):
    """What the command left."""

    code: int
    out: str
    err: str


def score(*words: str, form: str = "json", stdin: bytes = b"", cwd: Path | None = None) -> Done:
    """The command `score`; an exception that a user would see as a traceback fails the test."""
    with chdir(cwd or Path.cwd()):
        done = CliRunner().invoke(app, ["score", "--format", form, *words], input=stdin, env={"COLUMNS": "80"})
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert "Traceback" not in done.stderr
    assert not ACTED_ON.search(done.stdout)
    assert not ACTED_ON.search(done.stderr)
    return Done(done.exit_code, done.stdout, done.stderr)


def refused(*words: str, stdin: bytes = b"", cwd: Path | None = None) -> str:
    """The message on a source that cannot be used: exit code 2, one line on standard error, nothing else."""
    done = score(*words, stdin=stdin, cwd=cwd)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("openterms: ")
    assert done.err.count("\n") == 1
    return done.err.removeprefix("openterms: ")


def judged(path: Path, content: str | bytes) -> dict[str, Any]:
    """The JSON of a file with this content; it is never open."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    done = score(str(path))
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    assert found["verdict"]["open"] is not True
    return found


def shown(path: Path) -> str:
    done = score(str(path), form="table")
    assert (done.code, done.err) == (0, "")
    return " ".join(done.out.split())


def not_judged(found: dict[str, Any]) -> bool:
    return bool(found["verdict"] == {"open": "undecidable", "grade": None, "score": None, "decided_share": 0.0})


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", "\u00a0\u2003\n".encode(), b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_bytes(content)
    assert "empty" in refused(str(path))


def test_empty_standard_input_is_refused() -> None:
    assert "empty" in refused("-")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"You may\x00\x01\x02" * 100)
    assert "not a text file" in refused(str(path))


def test_a_pdf_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "license.pdf"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    message = refused(str(path))
    assert "a PDF" in message
    assert "save its text" in message


def test_a_folder_without_a_license_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"\x00\x01")
    message = refused(str(tmp_path))
    assert "folder" in message
    assert "license" in message


def test_of_a_folder_the_license_is_read_and_named(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(LICENSE, encoding="utf-8")
    done = score(str(tmp_path))
    assert done.code == 0
    assert "LICENSE" in done.err
    assert json.loads(done.out)["verdict"]["open"] is False


def test_a_missing_file_is_refused_and_the_nearest_named(tmp_path: Path) -> None:
    (tmp_path / "license.txt").write_text(LICENSE, encoding="utf-8")
    message = refused(str(tmp_path / "licence.txt"))
    assert "no such file" in message
    assert "license.txt" in message


def test_an_unknown_id_is_refused_and_the_nearest_named(tmp_path: Path) -> None:
    message = refused("apache-2", cwd=tmp_path)
    assert "neither a file nor a known license" in message
    assert "apache-2.0" in message
    assert "openterms list" in message


@pytest.mark.parametrize(
    "name", ["", " ", "a" * 300, "a/" * 5000, "a" * 5000 + ".txt", "\x1b[31mred", "two\nlines", "🦆"]
)
def test_a_name_that_names_nothing_is_refused(name: str, tmp_path: Path) -> None:
    assert len(refused(name, cwd=tmp_path)) < 600


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB" in refused(str(path))
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_DATA, (120_000_000,) * 2); "
        "from analyzer.cli import main; main()"
    )
    little = subprocess.run(
        [sys.executable, "-c", program, "score", str(path)], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert little.returncode == 2
    assert "50 MB" in little.stderr


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "cp1252"), ("utf-16", "utf-16")])
def test_another_encoding_is_read_and_said(encoding: str, said: str, tmp_path: Path) -> None:
    found = judged(tmp_path / "LICENSE", LICENSE.replace("Acme", "Café “Ünal”").encode(encoding))
    assert found["verdict"]["open"] is False
    assert "Café “Ünal”" in found["terms"]["termination-at-will"]["evidence"][0]["quote"]
    assert f"Decoded as {said}" in shown(tmp_path / "LICENSE")


@pytest.mark.parametrize(
    ("content", "code", "language"),
    [(FRENCH, "fr", "French"), (GERMAN, "de", "German"), (CHINESE, "zh", "Chinese"), (JAPANESE, "ja", "Japanese")],
)
def test_a_text_in_another_language_is_not_judged_and_that_is_said(
    content: str, code: str, language: str, tmp_path: Path
) -> None:
    found = judged(tmp_path / "LICENSE", content)
    assert not_judged(found)
    assert found["document"]["language"] == code
    words = shown(tmp_path / "LICENSE")
    assert "NOT JUDGED" in words
    assert f"The text is in {language}, which is not read" in words


@pytest.mark.parametrize("other", [FRENCH, CHINESE])
def test_of_a_bilingual_text_the_english_part_is_judged_and_the_rest_said(other: str, tmp_path: Path) -> None:
    found = judged(tmp_path / "LICENSE", LICENSE + "\n\n" + other)
    assert found["document"]["language"] == "en"
    assert found["terms"]["output-training-ban"]["value"] == "any-model"
    assert "of the text is in another language and was not read" in shown(tmp_path / "LICENSE")


def test_of_an_english_text_no_part_is_said_to_be_in_another_language(tmp_path: Path) -> None:
    judged(tmp_path / "LICENSE", LICENSE)
    assert "another language" not in shown(tmp_path / "LICENSE")


def test_a_poem_is_not_judged(tmp_path: Path) -> None:
    found = judged(tmp_path / "poem.txt", POEM)
    assert not_judged(found)
    assert found["reading"]["normative_units"] == 0
    assert "is this a license text?" in shown(tmp_path / "poem.txt")


def test_a_poem_with_shall_and_may_is_not_judged(tmp_path: Path) -> None:
    found = judged(tmp_path / "ode.txt", ODE)
    assert not_judged(found)
    assert "NOT JUDGED" in shown(tmp_path / "ode.txt")


@pytest.mark.parametrize(
    "content",
    [
        "You may use the Model and " + "the data of the work and " * 40_000 + "no other.",
        "you must not use it and " * 42_000,
        "x" * 1_000_000,
    ],
    ids=["objects", "clauses", "one word"],
)
def test_one_sentence_of_a_megabyte_is_answered(content: str, tmp_path: Path) -> None:
    found = judged(tmp_path / "endless.txt", content)
    assert found["document"]["characters"] == len(content)


@pytest.mark.parametrize(
    "content",
    ["You may use it " + "(" * 10_000 + "now" + ")" * 10_000 + ".\n", "[" * 10_000, "{(<" * 3_400 + "You must pay."],
    ids=["nested", "open only", "mixed"],
)
def test_ten_thousand_brackets_are_answered(content: str, tmp_path: Path) -> None:
    found = judged(tmp_path / "brackets.txt", content)
    assert found["document"]["characters"] == len(content)


def test_a_page_of_html_is_read_without_its_markup(tmp_path: Path) -> None:
    found = judged(tmp_path / "page.html", HTML)
    assert found["document"]["characters"] == len(HTML)
    assert found["terms"]["output-training-ban"]["value"] == "any-model"
    quote = found["terms"]["output-training-ban"]["evidence"][0]
    assert HTML[quote["start"] : quote["end"]] == quote["quote"]
    assert "script" not in shown(tmp_path / "page.html")


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    found = judged(tmp_path / "LICENSE.md", MARKDOWN)
    assert found["terms"]["use"]["value"] == "granted"
    assert found["terms"]["output-training-ban"]["evidence"][0]["section"] == "2"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_make_no_difference_but_to_the_offsets(end: str, tmp_path: Path) -> None:
    plain = judged(tmp_path / "plain", LICENSE)
    found = judged(tmp_path / "other", LICENSE.replace("\n", end))
    assert found["verdict"] == plain["verdict"]
    assert {name: term["value"] for name, term in found["terms"].items()} == {
        name: term["value"] for name, term in plain["terms"].items()
    }
    assert found["document"]["characters"] == len(LICENSE.replace("\n", end))


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "markdown"])
def test_control_and_escape_characters_never_reach_the_output(form: str, tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(HOSTILE, encoding="utf-8")
    done = score(str(path), form=form)
    assert done.code == 0
    assert "Model" in done.out


def test_the_json_of_a_hostile_text_holds_its_words_as_they_are(tmp_path: Path) -> None:
    found = judged(tmp_path / "LICENSE", HOSTILE)
    places = [place for term in found["terms"].values() for place in term["evidence"]]
    assert places
    assert [place for place in places if place["quote"] != HOSTILE[place["start"] : place["end"]]] == []


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "🦆 license.txt", "\x1b[31mred.txt", "a\u202eb.txt", "-license.txt"]
)
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_an_odd_file_name_is_read_and_shown_safely(name: str, form: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(LICENSE, encoding="utf-8")
    done = score("--", name, form=form, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    if form == "json":
        assert json.loads(done.out)["document"]["name"] == name


def test_a_disk_that_is_full_is_said_in_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as out:
        done = subprocess.run([*COMMAND, "list"], cwd=ROOT, stdout=out, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("openterms: the output could not be written")
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_without_our_quotes_and_dashes_still_shows_the_result(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(LICENSE, encoding="utf-8")
    done = subprocess.run(
        [*COMMAND, "score", str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"NOT OPEN SOURCE" in done.stdout
    assert done.stdout.isascii()
