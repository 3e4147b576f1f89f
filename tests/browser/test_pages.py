"""Reports and the gallery as a browser shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analyzer.render import reporting

if TYPE_CHECKING:
    from tests.browser.conftest import Open

TEXTS = Path(__file__).resolve().parents[1] / "texts"
NARROW = 390
CARD = """\
---
license: mit
base_model: "acme/<b>base</b>"
extra_gated_prompt: "You agree <script>document.title = 'taken'</script> to be named."
---
# Works 7B

A small model. It may not be used for commercial purposes, whatever its license says.
"""
HOSTILE = (
    "</pre></style><script>document.title = 'taken'</script> <img src=https://acme.example/a.png onerror=alert(2)>\n\n"
    "1. You may use the Works for any purpose. <b>Bold</b> | `code` | [a](javascript:alert(3)) | **x** {{ 7 * 7 }}\n"
    "2. You may not use the Works to train other models <iframe src=https://acme.example/></iframe>.\n"
    '3. You must keep the notices. " onmouseover="alert(4) <a href="javascript:alert(5)">here</a> <svg onload=a()>\n'
)
# What a reader would see of a wide table: nothing sticks out of the window.
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of our own: a license, a release in a folder, a license full of markup, the gallery."""
    place = tmp_path_factory.mktemp("pages")
    works = place / "works-7b"
    works.mkdir()
    (works / "README.md").write_text(CARD, "utf-8")
    (works / "LICENSE").write_bytes((TEXTS / "northfield-community-1.2.txt").read_bytes())
    (works / "model.safetensors").write_bytes(b"weights")
    (works / "train.py").write_bytes(b"pass\n")
    (place / "hostile.txt").write_text(HOSTILE, "utf-8")
    sources = {
        "license": TEXTS / "northfield-community-1.2.txt",
        "release": works,
        "hostile": place / "hostile.txt",
    }
    found = {}
    for name, source in sources.items():
        found[name] = place / f"{name}.html"
        reporting.write(str(source), found[name], reporting.HTML)
    reporting.write_all(place / "all", lambda _done, _of: None)
    return found | {"gallery": place / "all" / "index.html", "known": place / "all" / "grok-2.5.html"}


ALL = ["license", "release", "hostile", "gallery", "known"]


@pytest.mark.parametrize("name", ALL)
def test_the_page_says_nothing_on_the_console_and_asks_for_nothing(
    pages: dict[str, Path], open_page: Open, name: str
) -> None:
    opened = open_page(pages[name])
    assert opened.said == []
    assert opened.asked == [pages[name].resolve().as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ALL)
def test_the_page_has_no_serious_fault_of_access(
    pages: dict[str, Path], open_page: Open, axe: Path, name: str, scheme: str
) -> None:
    assert open_page(pages[name], scheme=scheme).faults(axe) == []


@pytest.mark.parametrize("name", ["license", "release", "gallery"])
def test_a_narrow_page_has_no_serious_fault_of_access_and_nothing_sticks_out(
    pages: dict[str, Path], open_page: Open, axe: Path, name: str
) -> None:
    opened = open_page(pages[name], width=NARROW)
    assert opened.page.evaluate(OVERFLOW) == 0
    assert opened.faults(axe) == []


def test_a_click_on_a_finding_scrolls_to_its_clause_and_marks_it(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["license"]).page
    finding = page.locator("ul.found li", has_text="No training or improving of models")
    finding.locator("a").first.click()
    marked = page.locator("mark:target")
    assert "distill" in marked.inner_text()
    assert marked.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    place = marked.bounding_box()
    assert place is not None
    assert 0 <= place["y"] <= 900 - place["height"]


def test_every_link_inside_the_page_leads_somewhere(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["release"]).page
    script = "all => all.map(one => one.hash).filter(hash => !document.getElementById(hash.slice(1)))"
    assert page.locator("a[href^='#']").count() > 10
    assert page.locator("a[href^='#']").evaluate_all(script) == []


@pytest.mark.parametrize("width", [1280, NARROW])
def test_charts_are_drawn_and_no_words_are_cut_off(pages: dict[str, Path], open_page: Open, width: int) -> None:
    page = open_page(pages["release"], width=width).page
    charts = page.locator("svg[role=img]")
    assert charts.count() == 2
    for chart in charts.all():
        box = chart.bounding_box()
        assert box is not None
        assert box["width"] > 200
        assert box["height"] > 60
        for words in chart.locator("text").all():
            inner = words.bounding_box()
            assert inner is not None
            assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1, words.inner_text()
    bars = charts.first.locator("rect.full")
    widths = {round(found["width"]) for bar in bars.all() if (found := bar.bounding_box())}
    assert len(widths) > 1


def test_the_page_is_dark_where_dark_is_wanted(pages: dict[str, Path], open_page: Open) -> None:
    found = {}
    for scheme in ("light", "dark"):
        page = open_page(pages["release"], scheme=scheme).page
        found[scheme] = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert found == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 23, 27)"}


def test_the_keyboard_reaches_the_report_its_findings_and_its_text(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["license"]).page
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the report"
    assert page.locator(":focus").is_visible()
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        label = page.evaluate("() => document.activeElement.ariaLabel || document.activeElement.textContent")
        reached.append(label)
        if label == "The text of the license":
            break
    assert reached[-1] == "The text of the license"
    assert {"Restrictions", "section 2.c", "Open Source Definition"} <= set(reached)


def test_a_finding_is_followed_by_the_keyboard(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["license"]).page
    page.locator("ul.found a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("mark:target").count() == 1


def test_hostile_words_are_shown_and_do_nothing(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["hostile"]).page
    assert page.title() != "taken"
    assert page.locator("script, iframe, img, b, [onerror], [onload], [onmouseover]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    shown = page.locator("pre.text").inner_text()
    assert "<script>document.title = 'taken'</script>" in shown
    assert "| `code` | [a](javascript:alert(3)) | **x** {{ 7 * 7 }}" in shown


def test_a_hostile_card_is_shown_and_does_nothing(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["release"]).page
    assert page.title() == "works-7b: openness report"
    assert page.locator("script, b").count() == 0
    assert "<script>document.title = 'taken'</script>" in page.locator("main").inner_text()


def test_printed_everything_is_there_and_nothing_is_cut_off(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["release"], width=700, media="print").page
    assert page.locator("nav").is_hidden()
    assert page.locator("pre.text").is_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_gallery_is_sorted_by_a_click_and_by_the_keyboard(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["gallery"]).page
    column = [head.strip() for head in page.locator("thead th").all_inner_texts()].index("score")
    cells = page.locator(f"tbody td:nth-child({column + 1})")
    button = page.locator("thead th").nth(column).locator("button")
    count = cells.count()
    button.click()
    rising = [int(one) for one in cells.all_inner_texts() if one != "–"]
    assert rising == sorted(rising)
    button.focus()
    page.keyboard.press("Enter")
    falling = [int(one) for one in cells.all_inner_texts() if one != "–"]
    assert falling == rising[::-1]
    assert page.locator("th[aria-sort=descending]").count() == 1
    assert cells.count() == count
    assert set(cells.all_inner_texts()[len(falling) :]) <= {"–"}


def test_a_row_of_the_gallery_leads_to_its_report(pages: dict[str, Path], open_page: Open) -> None:
    page = open_page(pages["gallery"]).page
    page.get_by_role("link", name="Grok 2.5").click()
    assert page.title() == "Grok 2.5: openness report"
    assert "violates OSD 6" in page.locator("main").inner_text()


def test_faults_would_be_noticed(tmp_path: Path, open_page: Open, axe: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        "<!DOCTYPE html><title>x</title><img src='missing.png'><p style='color: #ddd'>pale</p><script>no()</script>",
        "utf-8",
    )
    opened = open_page(path)
    assert any(one.startswith("error:") for one in opened.said)
    assert opened.asked[1:] == [(tmp_path / "missing.png").as_uri()]
    assert {one.partition(" ")[0] for one in opened.faults(axe)} >= {"color-contrast", "html-has-lang", "image-alt"}
