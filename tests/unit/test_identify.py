"""A text recognised for what it is: copies however laid out, riders shown as clauses, titles held against the text."""

from __future__ import annotations

import json
import random
import re
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyzer import catalog, index, intake, likeness, recognize, resources
from analyzer.align import Kind
from analyzer.cli import app
from analyzer.intake import Text
from analyzer.recognize import Recognition
from analyzer.render import identification
from tests.bench import recognition

pytestmark = pytest.mark.skipif(
    catalog.text_of_key("mit") is None, reason="the texts are not installed (openterms[texts])"
)

RIDER = "You may not use the Software to train machine learning models."
LIMIT = "The Work may be used for non-commercial purposes only."
_ITEM = re.compile(r"\s*(?:\(?[0-9a-zA-Z.]{1,5}[.)]|[-*•])\s")
_MARKER = re.compile(r"^([ \t]*)(\d{1,2})\.(?=[ \t]+[A-Z\"“])", re.MULTILINE)


def content(key: str) -> str:
    text = catalog.text_of_key(key)
    assert text is not None
    return text.content


def recognized(words: str, name: str = "LICENSE") -> Recognition:
    return recognize.recognize(intake.from_bytes(words.encode(), name))


def test_mit_with_a_ban_on_training_is_mit_modified_with_that_clause_and_not_open() -> None:
    found = recognized(f"MIT License\n\n{content('mit')}\n\n{RIDER}\n")
    assert found.identity is not None
    assert (found.identity.license, found.identity.modified) == ("mit", True)
    assert found.pairs is not None
    assert [(pair.kind, pair.second and pair.second.evidence.quote) for pair in found.pairs] == [(Kind.ADDED, RIDER)]
    assert found.assessment.rating.open is False
    assert "1 prohibition added" in identification.headline(found)
    assert RIDER in identification.table(found, "LICENSE", 100)
    assert "departs from it and does not say so" in found.finding


def test_apache_with_a_rider_in_the_middle_is_apache_modified_and_not_open() -> None:
    words = content("apache-2.0")
    middle = words.rindex("\n", 0, words.index("5. Submission"))
    found = recognized(words[:middle] + f"\n\n   {LIMIT}" + words[middle:])
    assert found.identity is not None
    assert (found.identity.license, found.identity.modified) == ("apache-2.0", True)
    assert found.pairs is not None
    assert [pair.second and pair.second.evidence.quote for pair in found.pairs] == [LIMIT]
    assert found.assessment.rating.open is False


def refilled(words: str, chance: random.Random) -> str:
    """Paragraphs and items filled to another width; headings and items keep their lines."""
    width = chance.choice((60, 72, 100))
    parts: list[list[str]] = []
    before = ""
    for line in words.split("\n"):
        if not parts or len(before.strip()) < 50 or not line.strip() or _ITEM.match(line):
            parts.append([])
        parts[-1].extend(line.split())
        before = line
    return "\n".join(
        textwrap.fill(" ".join(part), width, break_on_hyphens=False, break_long_words=False) for part in parts
    )


def renumbered(words: str) -> str:
    return _MARKER.sub(lambda found: f"{found[1]}({chr(96 + int(found[2])) if int(found[2]) < 27 else 'z'})", words)


def copies(words: str, chance: random.Random) -> dict[str, tuple[bytes, str]]:
    """Bytes and names of copies that say the same."""
    lines = words.split("\n")
    marked = "\n".join(f"## {line.strip()}" if 0 < len(line.split()) < 5 else line for line in lines)
    return {
        "reflowed": (refilled(words, chance).encode(), "LICENSE"),
        "utf-16": (words.encode("utf-16"), "LICENSE"),
        "crlf": (words.replace("\n", "\r\n").encode(), "LICENSE"),
        "renumbered": (renumbered(words).encode(), "LICENSE"),
        "markdown": (marked.encode(), "LICENSE.md"),
    }


def _sample() -> list[str]:
    at_hand = sorted(record.id for record in catalog.records().values() if catalog.has_text(record))
    return sorted(random.Random(5).sample(at_hand, min(50, len(at_hand))))  # noqa: S311 (a sample, no secret)


@pytest.mark.parametrize("name", _sample())
def test_a_copy_laid_out_otherwise_is_the_license_and_not_modified(name: str) -> None:
    text = catalog.text_of(catalog.records()[name])
    assert text is not None
    wrong = []
    for kind, (raw, file) in copies(text.content, random.Random(name)).items():  # noqa: S311 (as above)
        found = catalog.identify(intake.from_bytes(raw, file))
        if found is None or (found.license, found.modified) != (name, False):
            wrong.append((kind, found and (found.license, found.modified, [one.added for one in found.changes][:3])))
    assert wrong == []


def test_changed_copies_are_named_right() -> None:
    found = recognition.measure(60, seed=7)
    assert found.share >= recognition.BAR, found.wrong


def test_the_nearest_of_a_text_with_a_rider_is_the_text_without() -> None:
    text = intake.from_bytes((content("gpl-3.0") + LIMIT).encode(), "t")
    assert recognize.neighbours(text)[0].license == "gpl-3.0"


def test_a_text_without_a_record_is_named_by_its_key() -> None:
    found = recognized(content("zpl-2.1"))
    assert found.identity == catalog.Identity("zpl-2.1", 1.0, modified=False)


def test_a_copy_without_the_appendix_is_not_modified() -> None:
    words = content("apache-2.0")
    found = recognized(words[: words.index("END OF TERMS AND CONDITIONS")] + "END OF TERMS AND CONDITIONS\n")
    assert found.identity is not None
    assert (found.identity.license, found.identity.modified) == ("apache-2.0", False)


@pytest.mark.parametrize(
    ("title", "key", "told"),
    [
        ("MIT License", "bsd-new", "names mit, but the text is nearest to bsd-new"),
        ("Apache License\nVersion 2.0", "mit", "names apache-2.0, but the text is nearest to mit"),
        ("MIT License", "mit", ""),
        ("SPDX-License-Identifier: Apache-2.0", "mit", "names apache-2.0"),
        ("Terms of the Works", "mit", ""),
    ],
)
def test_a_title_is_held_against_the_text(title: str, key: str, told: str) -> None:
    found = recognized(f"{title}\n\n{content(key)}").finding
    assert told in found
    assert bool(told) is bool(found)


def test_a_title_over_a_text_nobody_knows_is_a_finding() -> None:
    found = recognized(
        "MIT License\n\nYou may look at the Works of Acme, and at nothing else, on the first of a month.\n"
    )
    assert found.identity is None
    assert found.finding == "The title names mit, but the text is neither that license nor near it."


def test_known_texts_bear_their_own_titles() -> None:
    wrong = []
    for record in catalog.records().values():
        text = catalog.text_of(record)
        if text is not None:
            finding = recognize.finding_of(text, catalog.identify(text))
            wrong.extend([(record.id, finding)] if finding else [])
    assert wrong == []


def test_a_text_that_is_not_at_hand_is_known_by_its_sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    words = content("bsd-new") + "\n\nNo person may sell copies of it on a Sunday.\n"
    monkeypatch.setattr(catalog, "has_text", lambda _: False)
    monkeypatch.setattr(catalog, "shelf", lambda: index.Shelf(index.build([])))
    found = catalog.identify(Text("t", words, "", "utf-8", words))
    assert found is not None
    assert (found.license, found.modified) == ("bsd-new", True)


@pytest.mark.parametrize("name", sorted(catalog.records()))
def test_the_sketch_of_a_record_is_that_of_its_text(name: str) -> None:
    record = catalog.records()[name]
    text = catalog.text_of(record)
    if text is None:
        pytest.skip(f"the text of {name} is not at hand")
    assert "".join(record.sketch.split()) == index.sketch(likeness.grams(likeness.folded_words(text.reading)))


def test_the_index_is_built_anew_when_the_texts_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "acme.LICENSE").write_text("one", encoding="utf-8")
    monkeypatch.setattr(catalog, "_texts_folder", lambda: tmp_path)
    before = resources.digest_of(catalog.text_paths())
    (tmp_path / "acme.LICENSE").write_text("another", encoding="utf-8")
    changed = resources.digest_of(catalog.text_paths())
    (tmp_path / "other.LICENSE").write_text("one", encoding="utf-8")
    assert len({before, changed, resources.digest_of(catalog.text_paths())}) == 3


def test_the_command_prints_json(tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(f"{content('mit')}\n{RIDER}\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["identify", str(path), "--format", "json"])
    assert found.exit_code == 0
    data = json.loads(found.stdout)
    assert data["identity"]["license"] == "mit"
    assert data["identity"]["modified"] is True
    assert [one["here"]["quote"] for one in data["clauses"]] == [RIDER]
    assert CliRunner().invoke(app, ["identify", str(tmp_path / "none.txt")]).exit_code == 2


def test_a_number_of_a_sketch_tells_the_triple_behind_it() -> None:
    grams = likeness.grams("you may use and share the work and this notice".split())
    assert {index.unmixed(value) for value in index.least(grams)} == grams


@pytest.mark.parametrize(
    "words", ["", " ", "İstanbul and ŉa Σας ΟΔΟΣ ok", "a_b ß“c”-d", "x\ud800y", "".join(map(chr, range(0xD800)))]
)
def test_folded_words_are_the_same_with_and_without_their_places(words: str) -> None:
    assert likeness.folded_words(words) == likeness.words(words).folded
