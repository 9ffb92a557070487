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
    data_command("init", "--empty", "--database", str(database))
    file = write_csv(rows, folder)
    began = time.monotonic()
    data_command("import", str(file), "--database", str(database))
    return database, time.monotonic() - began


def data_command(*words: str) -> None:
    """Run ``python -m data`` with these words; RuntimeError if it refuses."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *words], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"python -m data {words[0]} failed: {done.stderr or done.stdout}")
