"""The areas of Scotland that a place can be: councils, partnerships, health boards, and the wider ones."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from data.settings import REFERENCE


@dataclass(frozen=True)
class Area:
    """One area. ``level`` is council, hscp, health_board, wider_region, national or not_known.

    A council carries all three codes; a partnership or board that is exactly one council carries that one too.
    """

    level: str
    council_code: str | None = None
    hscp_code: str | None = None
    health_board_code: str | None = None

    @property
    def codes(self) -> tuple[str, str | None, str | None, str | None]:
        """The level and the council's, partnership's and board's codes: what a place row of a record holds."""
        return self.level, self.council_code, self.hscp_code, self.health_board_code

    @property
    def place_id(self) -> str:
        """The id a filter uses: the code of the area at its own level, else the level itself."""
        own = {"council": self.council_code, "hscp": self.hscp_code, "health_board": self.health_board_code}
        return own.get(self.level) or self.level


NOT_KNOWN, NATIONAL, WIDER_REGION = Area("not_known"), Area("national"), Area("wider_region")
NATIONAL_CODE = "S92000003"


def reference_rows(name: str, folder: Path = REFERENCE) -> list[dict[str, str]]:
    """The rows of one CSV of data/reference/, every cell as text."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Areas:
    """Every council, partnership and board by its code."""

    def __init__(self) -> None:
        self._area = {NATIONAL_CODE: NATIONAL}
        self._name = {NATIONAL_CODE: "Scotland"}
        self._inside: dict[Area, frozenset[str]] = {}
        councils = reference_rows("council")
        for row in councils:
            self._area[row["council_code"]] = Area(
                "council", row["council_code"], row["hscp_code"], row["health_board_code"]
            )
            self._name[row["council_code"]] = row["council"]
        self.councils = frozenset(row["council_code"] for row in councils)
        for row in reference_rows("hscp"):
            self._add_group("hscp", row)
        for row in reference_rows("health_board"):
            self._add_group("health_board", row)
        for code in self.councils:
            self._inside[self._area[code]] = frozenset({code})
        self._inside[NATIONAL] = self.councils

    def _add_group(self, level: str, row: dict[str, str]) -> None:
        members = row["council_codes"].split(";")
        # a group of several councils has none of its own
        only = self._area[members[0]] if len(members) == 1 else Area(level)
        if level == "hscp":
            area = Area(level, only.council_code, row["code"], row["health_board_code"])
        else:
            area = Area(level, only.council_code, only.hscp_code, row["code"])
        self._area[row["code"]], self._name[row["code"]] = area, row["name"]
        self._inside[area] = frozenset(members)

    def of(self, code: str) -> Area:
        """The area with this code (S12, S37, S08 or S92000003); a KeyError for any other."""
        return self._area[code]

    def name(self, code: str) -> str:
        """The name of the area with this code, as the reference tables write it."""
        return self._name[code]

    def inside(self, area: Area) -> frozenset[str]:
        """The codes of the councils in an area; none for a wider region, whose boundary is not fixed."""
        return self._inside.get(area, frozenset())
