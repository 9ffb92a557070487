"""Makes the databases that are timed, through the same commands as everybody's, and times the import."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bench.make_insights import write_csv
from data.settings import PROJECT


def make(rows: int, folder: Path) -> tuple[Path, float]:
    """A database with ``rows`` made-up insights, and the seconds that their import took."""
    database = folder / f"insights_{rows}.duckdb"
    _data("init", "--empty", "--database", str(database))
    file = write_csv(rows, folder)
    began = time.monotonic()
    _data("import", str(file), "--database", str(database))
    return database, time.monotonic() - began


def _data(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "data", *words], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"python -m data {words[0]} failed: {done.stderr or done.stdout}")
