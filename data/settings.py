"""Where the project stands and which database it uses."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REFERENCE = PROJECT / "data" / "reference"
EXAMPLES = PROJECT / "data" / "examples"


def keeps_originals() -> bool:
    """Whether an administrator wants the untouched file of each upload kept: KENSPECKLE_KEEP_ORIGINALS=1."""
    return os.environ.get("KENSPECKLE_KEEP_ORIGINALS", "").strip() == "1"


def database_path() -> Path:
    """The DuckDB file in use: KENSPECKLE_DATABASE, else kenspeckle.duckdb in the project folder."""
    named = os.environ.get("KENSPECKLE_DATABASE", "").strip()
    return Path(named).expanduser().resolve() if named else PROJECT / "kenspeckle.duckdb"
