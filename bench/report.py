"""Puts the timings into words: a Markdown table with ratios, the machine and the versions."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from bench.browser import Click
from bench.contestants import BARE_FOUR, FLOOR
from bench.measure import Timing

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- timings: begin -->", "<!-- timings: end -->"
PACKAGES = ("streamlit", "plotly", "duckdb", "pandas", "dash", "panel")
HEADER = (
    "page", "insights", "theme, ms", "× floor", "× bare four", "place, ms", "× floor", "× bare four",
    "theme again, ms", "memory, MB", "start, s",
)  # fmt: skip


def report(timings: Sequence[Timing], imports: Mapping[int, float], browser: str, rounds: int, picks: int) -> str:
    """Everything that goes between the markers of the README."""
    floor, four = (_named(timings, name) for name in (FLOOR, BARE_FOUR))

    def compared(one: Timing, series: str) -> list[str]:
        ratios = [f"{one.middle(series) / other.middle(series):.2f}" for other in (floor, four)]
        return [_spread(one.clicks[series]), *ratios]

    rows = [
        (
            one.contestant.name,
            f"{one.contestant.rows:,}" if one.contestant.rows else "–",
            *compared(one, "theme"),
            *compared(one, "place"),
            _spread(one.clicks["again"]),
            "not measured" if one.megabytes is None else f"{one.megabytes:,.0f}",
            f"{median(one.starts):.1f}",
        )
        for one in timings
    ]
    lines = ["| " + " | ".join(row) + " |" for row in (HEADER, ["---", *["---:"] * (len(HEADER) - 1)], *rows)]
    taken = ", ".join(f"{count:,} rows in {seconds:.1f} s" for count, seconds in imports.items())
    return "\n".join(
        [
            f"Measured on {datetime.now(UTC):%d %B %Y}. {machine()}. {versions(browser)}.",
            f"{rounds} rounds of {picks} clicks each; median, and in brackets the fastest and the slowest.",
            "", *lines, "",
            f"`python -m data import` of a CSV file, the start of Python included: {taken}.",
            *_unchanged(timings),
        ]
    )  # fmt: skip


def _named(timings: Sequence[Timing], name: str) -> Timing:
    return next(one for one in timings if one.contestant.name == name)


def _spread(clicks: Sequence[Click]) -> str:
    times = [click.milliseconds for click in clicks]
    return f"{median(times):.0f} ({min(times):.0f}–{max(times):.0f})"


def _unchanged(timings: Sequence[Timing]) -> list[str]:
    """A word where a choice left a chart as it was, so that the last change was that of another chart."""
    found = [
        f"{one.contestant.title}: {still} of {len(done)} choices left at least one chart as it was."
        for one in timings
        if (done := [click for series in one.clicks.values() for click in series])
        and (still := sum(not click.all_changed for click in done))
    ]
    return ["", *found] if found else []


def machine() -> str:
    """The processor, its cores, the memory and the system."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists() and (named := re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE)):
        model = named.group(1).strip()
    words = f"{model}, {os.cpu_count()} cores"
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        words += f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB"
    return f"{words}, {platform.system()}, load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else words


def versions(browser: str) -> str:
    """Python, the browser and the packages that are compared."""
    found = [f"Python {platform.python_version()}", f"Chromium {browser}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def write(words: str) -> None:
    """Put the report between the markers of bench/README.md. Raises ValueError if they are not there."""
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{README.name} has lost its markers {BEGIN} and {END}.")
    README.write_text(f"{before}{BEGIN}\n{words}\n{END}{after}", encoding="utf-8")
