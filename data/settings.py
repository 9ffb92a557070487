"""Where the project stands and which database it uses."""

from __future__ import annotations

import os
from pathlib import Path

from data.errors import Refused

PROJECT = Path(__file__).resolve().parent.parent
REFERENCE = PROJECT / "data" / "reference"
EXAMPLES = PROJECT / "data" / "examples"
MASK_UNDER = 5  # distinct people or organisations that spoke in confidence; fewer are not shown in sharing mode
MASKS_OFFERED = (5, 10)


def keeps_originals() -> bool:
    """Whether an administrator wants the untouched file of each upload kept: KENSPECKLE_KEEP_ORIGINALS=1."""
    return os.environ.get("KENSPECKLE_KEEP_ORIGINALS", "").strip() == "1"


def asks_ahead() -> bool:
    """Whether an idle server asks what a reader may choose next; a small machine can be spared it.

    KENSPECKLE_ASK_AHEAD=0 turns it off.
    """
    return os.environ.get("KENSPECKLE_ASK_AHEAD", "").strip() != "0"


def database_path() -> Path:
    """The DuckDB file in use: KENSPECKLE_DATABASE, else kenspeckle.duckdb in the project folder."""
    named = os.environ.get("KENSPECKLE_DATABASE", "").strip()
    return Path(named).expanduser().resolve() if named else PROJECT / "kenspeckle.duckdb"


def mask_under() -> int:
    """How many distinct sources a number told in confidence must rest on to be shared: KENSPECKLE_MASK_UNDER.

    Raises Refused for a setting that is not offered: a smaller one would protect nobody.
    """
    words = os.environ.get("KENSPECKLE_MASK_UNDER", "").strip() or str(MASK_UNDER)
    if words not in map(str, MASKS_OFFERED):
        offered = " or ".join(map(str, MASKS_OFFERED))
        raise Refused(f"KENSPECKLE_MASK_UNDER is set to something else than {offered}. Set it to one of them.")
    return int(words)
