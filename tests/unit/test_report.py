"""Reports: what they hold, that they need nothing else, and that hostile words stay words."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyzer import catalog
from analyzer.cli import app
from analyzer.errors import UsageError
from analyzer.render import leads, reporting
from analyzer.render.cited import Cited
from analyzer.render.files import write_whole
from analyzer.render.quotes import one_line

OWN = Path(__file__).resolve().parents[1] / "texts"
VOID = {"meta", "br", "rect", "link", "img", "input", "hr"}
HOSTILE = (
    "</pre><script>alert(1)</script> <img src=x onerror=alert(2)> {{ 7 * 7 }} {% raw %}\n\n"
    "1. You may use the Works for any purpose. <b>Bold</b> | `code` | [a](javascript:alert(3)) | ![b](https://acme.example)\n"
    "2. You may not use the Works to train other models <script src=https://acme.example/x.js></script>.\n"
    "3. You must keep the notices. \u202egnihton\u202c \x1b[8mhidden\x1b[0m &lt;i&gt; ]]> -->\n"
)


class Page(HTMLParser):
    """Collects tags, attributes, ids; notes tags that do not close."""

    def __init__(self, words: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.words = ""
        self.feed(words)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def own(name: str = "northfield-community-1.2.txt") -> Page:
    return Page(reporting.text(str(OWN / name), "html"))


def hostile(place: Path) -> Path:
    path = place / "LICENSE"
    path.write_text(HOSTILE, "utf-8")
    return path


def test_the_page_is_whole_and_needs_nothing_else() -> None:
    page = own()
    assert page.wrong == []
    assert page.open == []
    loaded = [(tag, attrs) for tag, attrs in page.tags if tag in {"script", "link", "img", "iframe", "object", "base"}]
    assert loaded == []
    assert [
        attrs for _, attrs in page.tags if "src" in attrs or "style" in attrs or any(a.startswith("on") for a in attrs)
    ] == []
    written = reporting.text(str(OWN / "northfield-community-1.2.txt"), "html")
    assert "url(" not in written
    assert "@import" not in written


def test_every_link_inside_the_page_has_its_place() -> None:
    page = own()
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    links = [
        str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a" and str(attrs.get("href")).startswith("#")
    ]
    assert len(ids) == len(set(ids))
    assert len(links) > 5
    assert set(links) <= set(ids)


def test_the_page_can_be_read_by_a_screen_reader() -> None:
    page = own()
    assert ("html", {"lang": "en"}) in page.tags
    assert all("aria-labelledby" in attrs and attrs["role"] == "img" for tag, attrs in page.tags if tag == "svg")
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_the_text_is_shown_word_for_word() -> None:
    text = (OWN / "northfield-community-1.2.txt").read_text("utf-8")
    written = reporting.text(str(OWN / "northfield-community-1.2.txt"), "html")
    shown = re.search(r'<pre class="text"[^>]*>(.*)</pre>', written, re.DOTALL)
    assert shown is not None
    assert html.unescape(re.sub(r"<[^>]+>", "", shown[1])).strip() == text.strip()


def test_hostile_words_stay_words_in_html(tmp_path: Path) -> None:
    page = Page(reporting.text(str(hostile(tmp_path)), "html"))
    assert page.wrong == []
    assert {tag for tag, _ in page.tags} & {"script", "img", "b", "i"} == set()
    assert "<script>alert(1)</script>" in page.words
    assert "{{ 7 * 7 }}" in page.words
    assert "\u202e" not in page.words
    assert "\x1b" not in page.words


def test_hostile_words_stay_words_in_markdown(tmp_path: Path) -> None:
    written = reporting.text(str(hostile(tmp_path)), "markdown")
    assert re.search(r"(?<!\\)<(?:script|img|b)\b", written) is None
    assert re.search(r"(?<!\\)\]\((?:javascript|https)", written) is None
    assert "\u202e" not in written
    assert "\x1b" not in written


def test_a_hostile_card_stays_words(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "---\nlicense: '<script>alert(1)</script>'\nbase_model: '<img src=x onerror=alert(2)>'\n"
        "extra_gated_prompt: 'a | b <b>c</b>'\n---\n# M\n",
        "utf-8",
    )
    page = Page(reporting.text(str(tmp_path), "html"))
    assert {tag for tag, _ in page.tags} & {"script", "img", "b"} == set()
    assert re.search(r"(?<!\\)<(?:script|img|b)\b", reporting.text(str(tmp_path), "markdown")) is None


def test_every_report_says_it_is_no_advice_and_how_it_was_made() -> None:
    for form in ("markdown", "html"):
        written = reporting.text(str(OWN / "acme-open-model-1.0.txt"), form)
        assert "This is not legal advice." in written
        assert "rulebook" in written


def test_a_text_of_the_package_is_credited_and_ones_own_is_not() -> None:
    record = catalog.find("mit")
    if record is None or not catalog.has_text(record):
        pytest.skip("the texts of licensedcode are not installed")
    assert "CC-BY-4.0" in reporting.text("mit", "html")
    assert "licensedcode" not in reporting.text(str(OWN / "acme-open-model-1.0.txt"), "html")


def test_the_flagship_report_in_both_forms() -> None:
    record = catalog.find("xai-community-license-2025-11")
    if record is None or not catalog.has_text(record):
        pytest.skip("the texts of licensedcode are not installed")
    written = reporting.text("grok-2.5", "markdown")
    shown = " ".join(Page(reporting.text("grok-2.5", "html")).words.split())
    for words in (written, shown):
        assert "announced as open source by Elon Musk on 23 August 2025, but its license violates" in words
        assert "violates OSD 6" in words
        assert "No training or improving of foundation or general-purpose models" in words
        assert "Missing for Class III, Open Model:" in words
        assert "Data card: not known to be available" in words
        assert "Not known to be available: Model architecture, Training code" in words
    assert re.search(r"section 2\.b: “You may not use", written)
    contradiction = written.partition("## Contradictions")[2].partition("\n## ")[0]
    assert re.search(r"section 2\.b: “You may not use.*section 4: “", contradiction, re.DOTALL)
    contradiction = shown.partition("Contradictions One clause")[2].partition("Components")[0]
    assert re.search(r"“You may not use.*” section 2\.b.*” section 4", contradiction)


def test_a_finding_of_the_flagship_leads_to_its_words() -> None:
    record = catalog.find("xai-community-license-2025-11")
    if record is None or not catalog.has_text(record):
        pytest.skip("the texts of licensedcode are not installed")
    written = reporting.text("grok-2.5", "html")
    place = re.search(r'<a href="#(c\d+)">section 2\.b</a>', written)
    assert place is not None
    assert re.search(rf'<mark class="ban" id="{place[1]}">You may not use', written)


def test_the_first_sentences_are_short_and_name_what_weighs_most(tmp_path: Path) -> None:
    written = reporting.text(str(OWN / "northfield-community-1.2.txt"), "markdown")
    lead = next(line for line in written.splitlines() if line.startswith("> "))
    assert lead.startswith("> NORTHFIELD COMMUNITY LICENSE AGREEMENT is not open source (open to some only).")
    assert "not for those with more than 50,000,000 users (section 3)" in lead
    path = tmp_path / "LICENSE"
    path.write_text(
        "Acme License\n\n1. You may use the Works for non-commercial research only.\n\n2. You may not use the Works "
        "for military purposes, for surveillance, to spread disinformation, to send spam or to write malware.\n",
        "utf-8",
    )
    lead = reporting.text(str(path), "markdown").partition("> ")[2].partition("\n")[0]
    assert "non-commercial research only (section 1)" in lead
    assert "limits only" not in lead
    assert len(lead) < 400


def test_words_are_quoted_once_in_a_list() -> None:
    written = reporting.text(str(OWN / "northfield-community-1.2.txt"), "markdown")
    restrictions = written.partition("## Restrictions")[2].partition("\n## ")[0]
    quotes = re.findall(r"“.+”$", restrictions, re.MULTILINE)
    assert len(quotes) == len(set(quotes)) > 5
    assert "section 3, quoted above" in restrictions


@pytest.mark.parametrize(
    ("iso", "said"), [("2025-08-23", "23 August 2025"), ("2024-12", "2024-12"), ("2025-13-01", "2025-13-01"), ("", "")]
)
def test_dates_are_written_as_people_write_them(iso: str, said: str) -> None:
    assert leads.date(iso) == said


@pytest.mark.parametrize(
    ("section", "where"), [("2.b", "section 2.b"), ("Exhibit A.1", "Exhibit A.1"), ("IV.2", "section IV.2"), ("", "")]
)
def test_places_are_called_as_people_call_them(section: str, where: str) -> None:
    assert Cited(section, "words", "c1").where == where


def test_a_number_left_behind_by_a_cut_is_not_quoted() -> None:
    assert one_line("For research, including 1.") == "For research, including …"
    assert one_line("Do no harm, and (ii)") == "Do no harm, and …"
    assert one_line("As set out in Section 2.") == "As set out in Section 2."


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    runner = CliRunner()
    assert runner.invoke(app, ["report", str(OWN / "acme-open-model-1.0.txt"), "-o", str(path)]).exit_code == 0
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    before = path.read_bytes()
    assert runner.invoke(app, ["report", "no-such-thing", "-o", str(path)]).exit_code == 2
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_whole(tmp_path / "no" / "report.md", "words")


def test_the_gallery_has_a_report_for_every_release(tmp_path: Path) -> None:
    count = reporting.write_all(tmp_path / "all", lambda _done, _of: None)
    pages = {one.name for one in (tmp_path / "all").iterdir()}
    index = Page((tmp_path / "all" / "index.html").read_text("utf-8"))
    linked = {attrs["href"] for tag, attrs in index.tags if tag == "a" and str(attrs["href"]).endswith(".html")}
    assert count == len(linked)
    assert pages == {*linked, "index.html"}
    assert index.wrong == []


@pytest.mark.parametrize("words", [["report"], ["report", "--all"], ["report", "mit", "--all", "-o", "x"]])
def test_words_that_do_not_fit_are_told(words: list[str]) -> None:
    assert CliRunner().invoke(app, words).exit_code == 2


def test_two_runs_give_the_same_bytes() -> None:
    name = str(OWN / "northfield-community-1.2.txt")
    assert reporting.text(name, "html") == reporting.text(name, "html")
