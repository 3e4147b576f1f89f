"""A browser for the tests of pages: Debian's Chromium, driven by Playwright, with axe-core from npm.

What is missing makes the tests skip and say so. axe-core is looked for in the folder that `OPENTERMS_AXE` names (its
`axe.min.js`), then in `node_modules` of the checkout.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
GRAVE = {"serious", "critical"}


@dataclass
class Opened:
    """A page that was opened, with what it said on the console and what it asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def faults(self, axe: Path) -> list[str]:
        """The serious and critical faults that axe-core finds, each with the place of the first."""
        # The page's own rules forbid scripts; evaluating one through the browser's protocol does not go through them.
        self.page.evaluate(axe.read_text("utf-8"))
        found: dict[str, Any] = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}"
            for one in found["violations"]
            if one["impact"] in GRAVE
        ]


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    with sync_api.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core."""
    places = (Path(os.environ.get("OPENTERMS_AXE", "")), ROOT / "node_modules" / "axe-core")
    found = next((place / "axe.min.js" for place in places if (place / "axe.min.js").is_file()), None)
    if found is None:
        pytest.skip("axe-core is not at hand: npm install --no-save axe-core")
    return found


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a file in a window of its own: `open_page(path, scheme="dark", width=390)`."""
    contexts = []

    def opened(path: Path, *, scheme: str = "light", width: int = 1280, media: str = "screen") -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",  # a click is at its place at once
        )
        contexts.append(context)
        found = Opened(context.new_page())

        def hear(message: ConsoleMessage) -> None:
            found.said.append(f"{message.type}: {message.text}")

        def note(request: Request) -> None:
            found.asked.append(request.url)

        found.page.on("console", hear)
        found.page.on("pageerror", lambda fault: found.said.append(f"error: {fault}"))
        found.page.on("request", note)
        found.page.emulate_media(media="print" if media == "print" else "screen")
        found.page.goto(path.resolve().as_uri())
        return found

    yield opened
    for context in contexts:
        context.close()
