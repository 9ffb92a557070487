"""What the facilitator feels while the room answers: clicks on a filter, and how soon the stage follows.

All in a real Chromium against the same server: the clicks first alone, then while crowd after crowd comes to the door
and a stage is open; then the steps and the merges of the host's window until the stage has drawn them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from bench.browser import WARM_UP, chromium, filter_clicks, opened
from bench.contestants import Contestant
from bench.four_charts import themes
from bench.people import Seen, crowd
from bench.servers import Server

# In the host's window: when the mouse was pressed last. On the stage: when the last change of what it shows was
# painted; it is all there once nothing has changed for half a second.
PRESSED = "addEventListener('mousedown', (e) => { window.pressed = performance.timeOrigin + e.timeStamp; }, true)"
DRAWN = """() => {
  window.drawn = 0;
  new MutationObserver((changes) => {
    if (!changes.some((one) => !one.target.closest?.(".ks-clock"))) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.drawn = performance.timeOrigin + performance.now();
    }));
  }).observe(document.querySelector(".ks-stage"), { subtree: true, childList: true, characterData: true });
}"""
STILL = "() => window.drawn > 0 && performance.timeOrigin + performance.now() - window.drawn > 500"


@dataclass(frozen=True)
class Felt:
    """Milliseconds of each try, and what the people of the crowds saw meanwhile."""

    alone: list[float]
    loaded: list[float]
    steps: list[float]
    merges: list[float]
    seen: list[Seen] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What is printed: the medians and the ratio."""
        alone, loaded = median(self.alone), median(self.loaded)
        yield (
            f"filter click: median {alone:.0f} ms alone, {loaded:.0f} ms while {len(self.seen):,} people came, "
            f"ratio {loaded / alone:.2f} (wanted: under 2)"
        )
        yield f"stage after a step: {_spread(self.steps)} (wanted: under 1,000)"
        yield f"stage after a merge: {_spread(self.merges)} (wanted: under 1,000)"


def felt(server: Server, ours: Contestant, workshop_id: str, code: str, people: int, within: float, tries: int) -> Felt:
    """Time everything. The room has to be at the step that asks; it is at the re-shape step afterwards."""
    names = themes()
    with chromium() as browser:
        alone = filter_clicks(browser, server, ours, names[0::2][: tries + WARM_UP])
        with (
            opened(browser, server, f"{server.address}/stage?w={workshop_id}"),
            _crowds(server, code, people, within) as seen,
        ):
            # Other themes: what was asked before would be remembered.
            loaded = filter_clicks(browser, server, ours, names[1::2][: tries + WARM_UP])
        steps, merges = _stage(browser, server, workshop_id, tries)
    return Felt(alone, loaded, steps, merges, seen)


@contextmanager
def _crowds(server: Server, code: str, people: int, within: float) -> Iterator[list[Seen]]:
    """Crowd after crowd comes to the door until the block ends; gives what all of them saw."""
    at, seen, over = urlsplit(server.address), list[Seen](), threading.Event()

    def come() -> None:
        while not over.is_set():
            seen.extend(asyncio.run(crowd(at.hostname or "127.0.0.1", at.port or 80, code, people, within)))

    coming = threading.Thread(target=come)
    coming.start()
    try:
        yield seen
    finally:
        over.set()
        coming.join()


def _stage(browser: Browser, server: Server, workshop_id: str, tries: int) -> tuple[list[float], list[float]]:
    """From the press in the host's window to the stage: steps on and back, then merges at the last step."""
    with (
        opened(browser, server, f"{server.address}/workshop?w={workshop_id}") as host,
        opened(browser, server, f"{server.address}/stage?w={workshop_id}") as stage,
    ):
        stage.wait_for_selector(".ks-stage h1")
        host.get_by_role("button", name="Next", exact=True).first.wait_for()
        host.evaluate(PRESSED)
        stage.evaluate(DRAWN)
        steps = [_pressed(host, stage, "Next" if at % 2 == 0 else "Previous") for at in range(2 * (tries // 2) + 2)]
        while host.get_by_role("button", name="Next", exact=True).first.is_enabled():
            _pressed(host, stage, "Next")
        merges = [_merged(host, stage, *pair) for pair in zip(themes()[0::2][:tries], themes()[1::2], strict=False)]
    return steps[2:], merges


def _pressed(host: Page, stage: Page, name: str) -> float:
    host.wait_for_timeout(700)  # everything before is drawn
    stage.evaluate("window.drawn = 0")
    host.get_by_role("button", name=name, exact=True).first.click()
    stage.wait_for_function(STILL)
    drawn: float = stage.evaluate("window.drawn")
    pressed: float = host.evaluate("window.pressed")
    return drawn - pressed


def _merged(host: Page, stage: Page, first: str, second: str) -> float:
    for label, words in (("First theme", first), ("Second theme", second)):
        box = host.get_by_label(label, exact=True)
        box.click()
        box.fill(words)
        host.get_by_role("option", name=words, exact=True).click()
        host.wait_for_timeout(500)
    host.get_by_label("Name of the theme they become").fill(f"{first} with {second}"[:60])
    host.keyboard.press("Tab")
    host.wait_for_timeout(500)
    return _pressed(host, stage, "Merge")


def _spread(found: list[float]) -> str:
    return f"median {median(found):.0f} ms, slowest {max(found):.0f} of {len(found)}" if found else "not timed"
