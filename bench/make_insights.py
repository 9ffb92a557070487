"""Makes up insights for timing: ``python -m bench.make_insights --rows 100000 --out DIR``.

Nobody said any of it. Every title starts with "Made up", every source is called a made-up source, and the
sentences are strung together from a short list of words. The same rows and seed give the same file.
"""

from __future__ import annotations

import argparse
import csv
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import xlsxwriter

from data.settings import EXAMPLES, REFERENCE
from data.vocabulary import vocabulary

COLUMNS = (
    "insight_id", "recorded_on", "date_precision", "title", "text", "source_kind", "source_name", "source_url",
    "sector", "place", "focus_area", "themes", "barrier_or_enabler", "groups", "inequality_effect", "level",
    "quote_permission",
)  # fmt: skip
FORMATS = ("csv", "xlsx")
FIRST_DAY, DAYS = date(2021, 1, 1), 1826  # 60 months
BLANK_PLACES = 0.15
ROWS_A_SOURCE = 8
SENTENCES = 4_000
THINGS = (
    "bus", "fare", "ferry", "path", "kitchen", "garden", "letter", "form", "phone", "signal", "hall", "club",
    "choir", "workshop", "kettle", "heater", "window", "stair", "field", "road", "shop", "parcel", "ticket", "map",
    "chair", "table", "lamp", "radio", "bench", "gate",
)  # fmt: skip
DOINGS = (
    "opened", "closed", "helped", "waited", "changed", "arrived", "stayed", "moved", "worked", "stopped", "grew",
    "returned",
)  # fmt: skip
HOWS = (
    "slowly", "early", "often", "again", "together", "twice", "later", "quietly", "nearby", "everywhere",
    "sometimes", "well",
)  # fmt: skip


class Weighted:
    """Draws one of several things, each as often as its weight says."""

    def __init__(self, things: Sequence[str], weights: Sequence[float]) -> None:
        self._things = things
        self._sums = list(accumulate(weights))

    def draw(self, chance: Random) -> str:
        """One thing; the same chance draws the same things on every machine."""
        return self._things[bisect(self._sums, chance.random() * self._sums[-1], hi=len(self._things) - 1)]

    def several(self, chance: Random, wanted: int) -> list[str]:
        """``wanted`` different things."""
        drawn: dict[str, None] = {}
        while len(drawn) < wanted:
            drawn[self.draw(chance)] = None
        return list(drawn)


def falling(things: Sequence[str]) -> Weighted:
    """The first thing most often, the second half as often, the third a third as often, and so on."""
    return Weighted(things, [1 / place for place in range(1, len(things) + 1)])


def insights(rows: int, seed: int = 7) -> Iterator[tuple[str, ...]]:
    """``rows`` made-up insights, in the order of COLUMNS."""
    chance = Random(seed)
    words = vocabulary()
    sentences = [_sentence(chance) for _ in range(SENTENCES)]
    themes = falling([row["theme"] for row in _file(EXAMPLES / "themes.csv")])
    kinds, sectors = (falling(words.values(field)) for field in ("source_kind", "sector"))
    focus, groups = (falling(words.values(field)) for field in ("focus_area", "group"))
    leaning = Weighted(("barrier", "enabler", "both", ""), (0.5, 0.32, 0.06, 0.12))
    effect = Weighted(("widening", "narrowing", "mixed", "none stated", ""), (0.3, 0.15, 0.08, 0.22, 0.25))
    level = Weighted(("micro", "meso", "macro", ""), (0.4, 0.35, 0.15, 0.1))
    permission = Weighted(("public", "workshop only", "no"), (0.7, 0.2, 0.1))
    how_many_themes = Weighted(("1", "2", "3", "4"), (0.4, 0.33, 0.19, 0.08))
    how_many_groups = Weighted(("0", "1", "2", "3"), (0.35, 0.4, 0.18, 0.07))
    places = _places()
    sources = [
        (f"Made-up source {number:06d}", kinds.draw(chance), sectors.draw(chance) if chance.random() > 0.2 else "")
        for number in range(1, max(1, rows // ROWS_A_SOURCE) + 1)
    ]
    for number in range(1, rows + 1):
        name, kind, sector = sources[int(chance.random() * len(sources))]
        # Later months are busier, as in a collection that grows.
        day = FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.5))
        text = " ".join(_one(chance, sentences) for _ in range(2 + int(chance.random() * 4)))
        yield (
            f"MADE-UP-{number:07d}", day.isoformat(), "day", f"Made up: {_one(chance, sentences)}"[:-1], text, kind,
            name, "", sector, places.draw(chance), focus.draw(chance),
            "; ".join(themes.several(chance, int(how_many_themes.draw(chance)))), leaning.draw(chance),
            "; ".join(groups.several(chance, int(how_many_groups.draw(chance)))), effect.draw(chance),
            level.draw(chance), permission.draw(chance),
        )  # fmt: skip


def _places() -> Weighted:
    """Councils by their share of the people of Scotland, and a blank for the share that names no place."""
    people = councils()
    blank = sum(people.values()) * BLANK_PLACES / (1 - BLANK_PLACES)
    return Weighted([*people, ""], [*people.values(), blank])


def councils() -> dict[str, float]:
    """Every council area and how many people live there."""
    people = {row["council_code"]: float(row["population"]) for row in _file(REFERENCE / "population.csv")}
    return {row["council"]: people[row["council_code"]] for row in _file(REFERENCE / "council.csv")}


def _sentence(chance: Random) -> str:
    first, second = _one(chance, THINGS), _one(chance, THINGS)
    return f"The {first} {_one(chance, DOINGS)} {_one(chance, HOWS)} and the {second} {_one(chance, DOINGS)}."


def _one(chance: Random, things: Sequence[str]) -> str:
    return things[int(chance.random() * len(things))]


def _file(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_csv(rows: int, folder: Path, seed: int = 7) -> Path:
    """Write ``insights_ROWS.csv`` and return its path."""
    path = folder / f"insights_{rows}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(insights(rows, seed))
    return path


def write_xlsx(rows: int, folder: Path, seed: int = 7, columns: Sequence[str] = COLUMNS) -> Path:
    """Write ``insights_ROWS.xlsx`` with one sheet of these columns and return its path."""
    wanted = [COLUMNS.index(name) for name in columns]
    path = folder / f"insights_{rows}.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("insights")
        for number, row in enumerate((COLUMNS, *insights(rows, seed))):
            sheet.write_row(number, 0, [row[at] for at in wanted])
    return path


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def main() -> None:
    """The command: write the wanted files and name them."""
    parser = argparse.ArgumentParser(prog="python -m bench.make_insights", description="Makes up insights for timing.")
    parser.add_argument("--rows", type=int, default=1_000, help="how many (default 1000)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=["csv"], help="csv, xlsx or both")
    parser.add_argument("--seed", type=int, default=7, help="another number gives other insights")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    for kind in wanted.formats:
        print(WRITERS[kind](wanted.rows, wanted.out, wanted.seed))


if __name__ == "__main__":
    main()
