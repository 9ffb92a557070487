"""Who is timed: how each one is started, where its page is and how many charts the page has."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.make_insights import write_csv
from data.settings import PROJECT

FLOOR = "bare Streamlit page, one ready chart (the floor)"
BARE_FOUR = "bare Streamlit page, four ready charts"
KENSPECKLE = "**Kenspeckle’s Overview**"
STREAMLIT = ("--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false")


@dataclass(frozen=True)
class Contestant:
    """One page to be timed. ``widget`` says whose filters it has: streamlit, dash or panel."""

    name: str
    rows: int
    charts: int
    widget: str
    command: tuple[str, ...]
    healthy: str
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name with the number of insights."""
        return f"{self.name}, {self.rows:,} insights" if self.rows else self.name


def kenspeckle(rows: int, database: Path) -> Contestant:
    """Kenspeckle's own Overview on one database, started the way its start command does it."""
    return Contestant(
        KENSPECKLE, rows, 4, "streamlit", (sys.executable, "-m", "join", "--port", "{port}"), "/_stcore/health",
        PROJECT, {"KENSPECKLE_DATABASE": str(database), "KENSPECKLE_NO_BROWSER": "1"},
    )  # fmt: skip


def bare(folder: Path) -> list[Contestant]:
    """The two pages without any data: what Streamlit and Plotly take by themselves."""
    return [
        _streamlit(FLOOR, "bare_one_peer", folder, charts=1),
        _streamlit(BARE_FOUR, "bare_four_peer", folder, charts=4),
    ]


def peers(rows: int, folder: Path) -> tuple[list[Contestant], list[str]]:
    """Other ways of making the same page, and a word on each that is not installed here."""
    data = {"BENCH_INSIGHTS": str(write_csv(rows, folder))}
    found = [
        _streamlit("Streamlit + DuckDB with cache_data", "streamlit_duckdb_peer", folder, charts=4, rows=rows, **data)
    ]
    missing = []
    settings = {"PYTHONPATH": str(PROJECT), "BENCH_PORT": "{port}", **data}
    for name, package, module in (
        ("Dash + pandas", "dash", "dash_pandas_peer"),
        ("Panel + DuckDB", "panel", "panel_duckdb_peer"),
    ):
        if importlib.util.find_spec(package) is None:
            missing.append(f"{name} is left out: the package {package} is not installed.")
            continue
        command = (sys.executable, "-m", f"bench.{module}")
        found.append(Contestant(name, rows, 4, package, command, "/", folder, settings))
    return found, missing


def _streamlit(name: str, module: str, folder: Path, *, charts: int, rows: int = 0, **settings: str) -> Contestant:
    script = str(PROJECT / "bench" / f"{module}.py")
    command = (sys.executable, "-m", "streamlit", "run", script, "--server.port={port}", *STREAMLIT)
    # In a folder of its own, so that it does not take over Kenspeckle's settings.
    return Contestant(
        name, rows, charts, "streamlit", command, "/_stcore/health", folder, {"PYTHONPATH": str(PROJECT), **settings}
    )
