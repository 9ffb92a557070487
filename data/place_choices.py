"""The places of Scotland to choose from: each a name that the import reads as exactly that place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.areas import reference_rows
from data.places import gazetteer

ALL_SCOTLAND = "All Scotland"


@dataclass(frozen=True)
class PlaceChoice:
    """One place: what the screen and a spreadsheet call it, what it is, and the code of an area."""

    name: str
    kind: str  # council, partnership, health board, town, national
    code: str = ""


@cache
def areas() -> tuple[PlaceChoice, ...]:
    """All Scotland, the councils, the partnerships and the health boards."""
    return (
        PlaceChoice(ALL_SCOTLAND, "national"),
        *(PlaceChoice(row["council"], "council", row["council_code"]) for row in reference_rows("council")),
        *(PlaceChoice(f"{row['name']} HSCP", "partnership", row["code"]) for row in reference_rows("hscp")),
        *(PlaceChoice(row["name"], "health board", row["code"]) for row in reference_rows("health_board")),
    )


@cache
def towns() -> tuple[PlaceChoice, ...]:
    """Towns and neighbourhoods, each with its council behind it: ``Leven, Fife``."""
    named = {f"{row['town']}, {row['council']}": row["council_code"] for row in reference_rows("town")}
    return tuple(PlaceChoice(name, "town") for name, code in sorted(named.items()) if _is_in(name, code))


def _is_in(name: str, council_code: str) -> bool:
    """Whether the import reads this name as its council and nothing else: a few towns are spelt like another place."""
    match = gazetteer().match(name)
    return not match.unplaced and [area.council_code for area in match.areas] == [council_code]
