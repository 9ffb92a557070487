"""``python -m bench.views``: the map, a merge of themes and a search, from the click to the glass, beside the floor.

All on one machine in one run: the floor is a bare Streamlit page with one chart that is ready before the click.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from bench import contestants, databases
from bench.browser import WARM_UP, chromium, clicks, filter_clicks, opened
from bench.contestants import Contestant
from bench.four_charts import themes
from bench.report import machine, versions
from bench.servers import Server, start

# Begins to listen for the next key, and tells the milliseconds from it to the frame after the last change of the page,
# once other insights are listed and half a second has passed without a change.
LISTEN = """() => { window.searched = new Promise((done, fail) => {
    let pressed = 0, changed = 0, painted = 0;
    const found = () => [...document.querySelectorAll("article.ks-record")].map((one) => one.innerText).join("");
    const before = found();
    addEventListener("keydown", (event) => { pressed ||= event.timeStamp; }, { capture: true });
    new MutationObserver(() => {
        changed = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => { painted = performance.now(); }));
    }).observe(document.querySelector("[data-testid=stMain]"), { subtree: true, childList: true, characterData: true });
    const begun = performance.now();
    const look = setInterval(() => {
        if (performance.now() - begun > 30_000) { clearInterval(look); fail(new Error("No other insights came.")); }
        if (!pressed || changed < pressed || painted < changed || performance.now() - changed < 500) return;
        if (found() === before) return;
        clearInterval(look);
        done(painted - pressed);
    }, 25);
}); }"""
# Words of the made-up insights; each search finds others than the one before.
WORDS = ("gate", "hall map", "parcel", "radio kitchen", "garden", "ferry", "form table", "bench", "hall", "kitchen")
# Every pair of themes that one click makes one; no theme twice.
PAIRS = tuple(zip(themes()[0::2], themes()[1::2], strict=False))


class View(NamedTuple):
    """What was timed: milliseconds of each try, and what it is held against with the ratio that is wanted."""

    title: str
    milliseconds: Sequence[float]
    against: str
    wanted: float


def main() -> None:
    """The command: make the data, start both servers, time everything, print a table with ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.views", description="Times maps, merges and searches.")
    parser.add_argument("--rows", type=int, default=100_000, help="made-up insights (default 100,000)")
    parser.add_argument("--tries", type=int, default=7, help="timed tries of each (default 7)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kenspeckle-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        print(f"Making a database with {wanted.rows:,} insights", file=sys.stderr, flush=True)
        database, _ = databases.make(wanted.rows, folder)
        floor = contestants.bare(folder)[0]
        ours = contestants.kenspeckle(wanted.rows, database)
        browser = stack.enter_context(chromium())
        bare, server = (stack.enter_context(_running(one, folder)) for one in (floor, ours))
        with bare.alone([server]):
            click = filter_clicks(browser, bare, floor, themes()[: WARM_UP + wanted.tries])
            paint = _paints(browser, bare, bare.address, wanted.tries)
        views = [
            View("map, first paint", _paints(browser, server, f"{server.address}/places", wanted.tries), "paint", 1.5),
            View("map, filter by theme", _map_filters(browser, ours, server, wanted.tries), "click", 1.5),
            View("merge, all charts", _merges(browser, server, wanted.tries), "click", 2),
            View("search, results", _searches(browser, server, wanted.tries), "click", 2),
        ]
        # Before and after the rest: the machine is not equally quick for four minutes.
        with bare.alone([server]):
            click += filter_clicks(browser, bare, floor, themes()[: WARM_UP + wanted.tries])
        told = versions(browser.version)
    print(f"{wanted.rows:,} insights. {machine()}. {told}.\n")
    print("| view | ms, median (fastest–slowest) | × floor | wanted |\n| --- | ---: | ---: | ---: |")
    print(f"| the floor, a click on a filter | {_spread(click)} | 1.00 | |")
    print(f"| the floor, first paint | {_spread(paint)} | 1.00 | |")
    for view in views:
        ratio = median(view.milliseconds) / median(click if view.against == "click" else paint)
        print(f"| {view.title} | {_spread(view.milliseconds)} | {ratio:.2f} | ≤ {view.wanted} |")


@contextmanager
def _running(one: Contestant, folder: Path) -> Iterator[Server]:
    server = start(one.command, one.settings, one.folder, folder / f"{one.rows}.log")
    server.wait(one.healthy)
    try:
        yield server
    finally:
        server.stop()


def _paints(browser: Browser, server: Server, address: str, tries: int) -> list[float]:
    """Milliseconds from going to an address in a new window until its first chart is painted."""

    def one() -> float:
        with opened(browser, server, address) as page:
            milliseconds: float = page.evaluate("bench.first().then((moment) => moment - performance.timeOrigin)")
            return milliseconds

    return [one() for _ in range(WARM_UP + tries)][WARM_UP:]


def _map_filters(browser: Browser, ours: Contestant, server: Server, tries: int) -> list[float]:
    with opened(browser, server, f"{server.address}/places") as page:
        page.locator(".st-key-card-place-map .js-plotly-plot").wait_for()
        timed = clicks(page, replace(ours, charts=1), "Theme", themes()[: WARM_UP + tries], warm_up=WARM_UP)
    return [one.milliseconds for one in timed]


def _merges(browser: Browser, server: Server, tries: int) -> list[float]:
    """From the press on Merge, in a draft of one's own, until every chart of the page has been drawn again."""
    found = []
    with opened(browser, server, f"{server.address}/themes") as page:
        page.get_by_role("radio", name="Re-shape").click()
        name = page.get_by_label("Your name, kept with each change")
        name.fill("A benchmark")
        name.press("Enter")
        _calm(page)
        for one, other in PAIRS[: WARM_UP + tries]:
            for label, theme in (("First theme", one), ("Second theme", other)):
                box = page.get_by_label(label, exact=True)
                box.click()
                box.fill(theme)
                page.get_by_role("option", name=theme).first.click()
                _calm(page)
            found.append(_painted(page, page.get_by_role("button", name="Merge").click))
            _calm(page)
    return found[WARM_UP:]


def _calm(page: Page) -> None:
    """Wait until the server has long had time to begin, and has nothing left to do for this page."""
    page.wait_for_timeout(1_500)
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def _painted(page: Page, act: Callable[[], None]) -> float:
    page.evaluate("bench.arm()")
    act()
    told = page.evaluate("bench.painted()")
    if not told["seen"]:
        raise RuntimeError("No chart changed.")
    milliseconds: float = told["milliseconds"]
    return milliseconds


def _searches(browser: Browser, server: Server, tries: int) -> list[float]:
    """From Enter in the search box until the last word of the results is on the glass."""
    found = []
    with opened(browser, server, f"{server.address}/insights") as page:
        for words in WORDS[: WARM_UP + tries]:
            box = page.get_by_role("searchbox", name="Search in what was said")
            box.fill(words)
            page.wait_for_timeout(1_000)
            page.evaluate(LISTEN)
            box.press("Enter")
            found.append(float(page.evaluate("searched")))
    return found[WARM_UP:]


def _spread(milliseconds: Sequence[float]) -> str:
    return f"{median(milliseconds):.0f} ({min(milliseconds):.0f}–{max(milliseconds):.0f})"


if __name__ == "__main__":
    main()
