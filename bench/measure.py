"""Starts everybody, clicks in rounds so that a busy moment of the machine falls on all alike, and notes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.browser import Click, chromium, clicks, first_paint, opened
from bench.contestants import Contestant
from bench.four_charts import choices
from bench.servers import Server, start

WARM_UP = 2
Say = Callable[[str], None]


@dataclass
class Timing:
    """What one contestant needed: clicks in milliseconds, starts in seconds, memory in megabytes."""

    contestant: Contestant
    new: list[Click] = field(default_factory=list)
    repeated: list[Click] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    megabytes: float | None = None

    def middle(self, series: str) -> float:
        """The median of the clicks of one series ("new" or "repeated"), in milliseconds."""
        return median(click.milliseconds for click in getattr(self, series))


def measure(
    contestants: Sequence[Contestant], folder: Path, *, rounds: int, picks: int, starts: int, say: Say
) -> list[Timing]:
    """Time them all. In each round everybody chooses ``picks`` values that no round has chosen before, and
    then, in a new window, the same values once more."""
    timings = [Timing(contestant) for contestant in contestants]
    running: list[Server] = []
    with chromium() as browser:
        try:
            for timing in timings:
                say(f"Starting: {timing.contestant.title}")
                running.append(_started(browser, timing, folder, starts))
            for number in range(rounds):
                values = choices()[number::rounds][: WARM_UP + picks]
                for series in ("new", "repeated"):
                    for timing, server in zip(timings, running, strict=True):
                        with opened(browser, server) as page:
                            found = clicks(page, timing.contestant, values, warm_up=WARM_UP)
                        getattr(timing, series).extend(found)
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
