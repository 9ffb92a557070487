"""Starts everybody, clicks in rounds so that a busy moment of the machine falls on all alike, and notes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.browser import WARM_UP, Click, chromium, clicks, first_paint, opened
from bench.contestants import Contestant
from bench.four_charts import places, themes
from bench.servers import Server, start

# What is clicked: the name of the series, the filter, and what it offers.
SERIES = (("theme", "Theme", themes), ("place", "Place", places), ("again", "Theme", themes))
Say = Callable[[str], None]


@dataclass
class Timing:
    """What one contestant needed: clicks in milliseconds, starts in seconds, memory in megabytes."""

    contestant: Contestant
    clicks: dict[str, list[Click]] = field(default_factory=lambda: {name: [] for name, _, _ in SERIES})
    starts: list[float] = field(default_factory=list)
    megabytes: float | None = None

    def middle(self, series: str) -> float:
        """The median of the clicks of one series, in milliseconds."""
        return median([click.milliseconds for click in self.clicks[series]])


def measure(
    contestants: Sequence[Contestant], folder: Path, *, rounds: int, picks: int, starts: int, say: Say
) -> list[Timing]:
    """Time them all. In each round everybody chooses ``picks`` themes that no round has chosen before, then
    places, and then, in a new window, the same themes in the same order once more."""
    timings = [Timing(contestant) for contestant in contestants]
    running: list[Server] = []
    with chromium() as browser:
        try:
            for timing in timings:
                say(f"Starting: {timing.contestant.title}")
                running.append(_started(browser, timing, folder, starts))
            for number in range(rounds):
                for series, name, offered in SERIES:
                    values = offered()[number::rounds][: WARM_UP + picks]
                    for timing, server in zip(timings, running, strict=True):
                        with server.alone(running), opened(browser, server) as page:
                            found = clicks(page, timing.contestant, name, values, warm_up=WARM_UP)
                        timing.clicks[series] += found
                say(f"Round {number + 1} of {rounds} done")
            for timing, server in zip(timings, running, strict=True):
                timing.megabytes = server.megabytes()
        finally:
            for server in running:
                server.stop()
    return timings


def _started(browser: Browser, timing: Timing, folder: Path, starts: int) -> Server:
    """Start it several times, note each time until its first chart was painted, and keep the last one running."""
    for number in range(starts):
        one = timing.contestant
        server = start(one.command, one.settings, one.folder, folder / f"{one.widget}-{one.rows}.log")
        server.wait(one.healthy)
        try:
            with opened(browser, server) as page:
                timing.starts.append(first_paint(page) - server.began)
        except BaseException:
            server.stop()
            raise
        if number < starts - 1:
            server.stop()
    return server
