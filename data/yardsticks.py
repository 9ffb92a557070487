"""What counts are held against: which table is in use, of which year, by whom. All of it stands in the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.areas import reference_rows
from data.errors import Refused
from data.settings import REFERENCE

FILES = ("population", "deprivation", "urban_rural")


@dataclass(frozen=True)
class Yardstick:
    """One table of data/reference/ that counts are held against, as its own columns name it."""

    yardstick: str
    name: str
    year: str
    source: str

    @property
    def words(self) -> str:
        """``population estimates, mid-2022, National Records of Scotland, 2022``."""
        return f"{self.name}, {self.source}, {self.year}"


def yardsticks(folder: Path = REFERENCE) -> dict[str, Yardstick]:
    """The tables in use by their file's name. Raises Refused where a file names several years or sources, or
    not the councils that there are, each once."""
    councils = sorted(row["council_code"] for row in reference_rows("council", folder))
    found = {}
    for file in FILES:
        rows = reference_rows(file, folder)
        told = {Yardstick(file, row["name"], row["year"], row["source"]) for row in rows}
        if len(told) != 1 or sorted(row["council_code"] for row in rows) != councils:
            raise Refused(
                f"data/reference/{file}.csv needs one row for each council of council.csv, and the same name, year "
                "and source in every row."
            )
        found[file] = told.pop()
    return found
