"""Where each area stands on the map of equal squares, in the form that ``tile_map`` draws."""

from __future__ import annotations

from typing import Any

from components.place_words import LEVELS, Level
from queries.disclosure import tell


def of(level: Level) -> list[dict[str, Any]]:
    """The squares of one level."""
    code = LEVELS[level][0]
    return [{**row, code: row["code"]} for row in tell("tiles").rows if row["area_level"] == level]
