"""A real Chromium that clicks a filter and waits until the charts have been painted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.contestants import Contestant
from bench.pickers import PICKERS, Picker
from bench.servers import Server

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WATCHER = Path(__file__).with_name("paint.js")
WAIT = 60_000
WARM_UP = 2  # clicks in a new window that are not timed


@dataclass(frozen=True)
class Click:
    """One timed click: milliseconds until painted, and whether every chart of the page had changed."""

    milliseconds: float
    all_changed: bool


@contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@contextmanager
def opened(browser: Browser, server: Server, address: str = "") -> Iterator[Page]:
    """The contestant's page, or another ``address`` of it, in a fresh window with the watcher inside."""
    window = browser.new_context(viewport={"width": 1280, "height": 1600}, locale="en-GB")
    window.add_init_script(path=WATCHER)
    page = window.new_page()
    page.set_default_timeout(WAIT)
    page.goto(address or server.address)
    yield page
    window.close()


def first_paint(page: Page) -> float:
    """The moment the first chart was painted, in seconds since 1970."""
    milliseconds: float = page.evaluate("bench.first()")
    if not milliseconds:
        raise RuntimeError("The page drew no chart.")
    return milliseconds / 1000


def clicks(page: Page, contestant: Contestant, name: str, values: Sequence[str], *, warm_up: int) -> list[Click]:
    """Choose one value after another in the filter ``name`` and time each, but for the first few."""
    if not page.evaluate("charts => bench.enough(charts)", contestant.charts):
        raise RuntimeError(f"{contestant.title} did not draw {contestant.charts} charts.")
    page.wait_for_timeout(1_500)
    timed = [_click(page, PICKERS[contestant.widget], name, value) for value in values]
    return timed[warm_up:]


def filter_clicks(browser: Browser, server: Server, contestant: Contestant, values: Sequence[str]) -> list[float]:
    """Milliseconds of each choice of a theme in a window of its own, but for the first few: see ``clicks``."""
    with opened(browser, server) as page:
        return [one.milliseconds for one in clicks(page, contestant, "Theme", values, warm_up=WARM_UP)]


def _click(page: Page, picker: Picker, name: str, value: str) -> Click:
    option = picker(page, name, value)
    page.evaluate("bench.arm()")
    option.click()
    told: dict[str, Any] = page.evaluate("bench.painted()")
    if not told["seen"]:
        raise RuntimeError(f"No chart changed after choosing {value}.")
    return Click(told["milliseconds"], told["differing"] == told["charts"])
