"""Whoever sees all that sharing mode offers, and knows all that is public, cannot work out what is masked.

Evidence is made at random, imported, and every table told in sharing mode. Then the public part is subtracted, and a
linear program looks for the least and the most that each masked number could be. It does not know how masks are made.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from data import connect, ready
from data.areas import reference_rows
from data.uploads import import_file
from queries import hidden
from queries.ask import ask
from queries.disclosure import Told, tell
from queries.filters import Filters
from queries.question import named, names
from queries.suppression import PROTECTION, Suppression
from tests.queries.test_questions import OWN
from tests.sheets import csv_file

SHARING = Filters(mode="sharing")
COUNCIL = {row["council"]: row for row in reference_rows("council")}
BOARD = {row["name"]: row["code"] for row in reference_rows("health_board")}
HEADS = ["text", "place", "source", "quote permission", "themes", "groups", "inequality effect", "focus area",
         "source kind", "date", "level"]  # fmt: skip
PLACES = ["Fife", "Moray", "Angus", "Dundee City", "Aberdeenshire", "NHS Tayside", "NHS Grampian", "Scotland", ""]
THEMES = ["Remote consultations", "Food and essentials", "Digital exclusion", ""]
GROUPS = ["older people", "women", "students", ""]
EFFECTS = ["widening", "narrowing", "mixed", "none stated", ""]
KINDS = ["podcast", "workshop", "grey literature", ""]
DAYS = ["2024-01-05", "2024-02-09", "2024-03-11", "2024", ""]
LEVELS = ["micro", "meso", "macro", ""]
Record = dict[str, str]
Fill = Callable[[list[Record]], None]


def evidence(seed: int) -> list[Record]:
    """Insights of one place, theme and group each, most of them told in confidence, unevenly spread."""
    draw = random.Random(seed)

    def some(values: list[str]) -> Callable[[], str]:
        weights = [draw.choice([0, 1, 1, 3, 12]) for _ in values]
        return lambda: draw.choices(values, weights if any(weights) else None)[0]

    columns = [some(values) for values in (PLACES, THEMES, GROUPS, EFFECTS, KINDS, DAYS, LEVELS)]
    rows = []
    for n in range(draw.choice([8, 25, 60])):
        place, theme, group, effect, kind, day, level = (column() for column in columns)
        told = draw.choices(["no", "public"], [4, 1])[0]
        who = f"Person {n if draw.random() < 0.8 else draw.randrange(5)}"
        values = [f"Words {n}", place, who, told, theme, group, effect, "", kind, day, level]
        rows.append(dict(zip(HEADS, values, strict=True)))
    return rows


@pytest.fixture
def opened(made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fill]:
    """Makes a database of the records and opens it in place of the one before."""
    number = iter(range(1000))

    def fill(records: list[Record]) -> None:
        connect.release()
        path = tmp_path / f"{next(number)}.duckdb"
        path.write_bytes(made["themes"].read_bytes())
        monkeypatch.setenv("KENSPECKLE_DATABASE", str(path))
        ready.bring_forward(path)
        rows = [[row[head] for head in HEADS] for row in records]
        assert import_file(csv_file([HEADS, *rows]), "heard.csv").rows_saved == len(rows)

    yield fill
    connect.release()


# ---------------------------------------------------------------- what is shown, against what is public


@dataclass
class Seen:
    """What one system of tables shows: numbers that are known, and cells that are masked, over the same leaves."""

    leaves: Sequence[tuple[str, ...]]
    shown: list[tuple[np.ndarray[Any, Any], float]]
    masked: dict[str, np.ndarray[Any, Any]]

    def narrowest(self) -> tuple[float, str]:
        """How far apart the least and the most are for the masked cell that is known best, and which it is."""
        found = [(self._width(wanted), name) for name, wanted in self.masked.items() if wanted.any()]
        return min(found, default=(float("inf"), ""))

    def gives_away(self) -> bool:
        """Whether any masked cell could be worked out too closely."""
        return any(self._width(wanted) < PROTECTION for wanted in self.masked.values() if wanted.any())

    def _width(self, wanted: np.ndarray[Any, Any]) -> float:
        rows, sums = [row for row, _ in self.shown], [total for _, total in self.shown]
        low, high = (linprog(sign * wanted, A_eq=rows, b_eq=sums) for sign in (1, -1))
        assert {low.status, high.status} <= {0, 3}, "what is shown contradicts itself"
        return float("inf") if 3 in (low.status, high.status) else -float(high.fun or 0) - float(low.fun or 0)


def look(
    records: list[Record],
    leaf_of: Callable[[Record], tuple[str, ...]],
    universe: Sequence[tuple[str, ...]],
    tables: list[tuple[Told, str, Callable[[Mapping[str, Any]], Callable[[tuple[str, ...]], bool]]]],
) -> Seen:
    """One system: ``tables`` hold for each told table its column of counts and what of a leaf a row counts."""
    public: dict[tuple[str, ...], int] = dict.fromkeys(universe, 0)
    for record in records:
        if record["quote permission"] == "public":
            public[leaf_of(record)] += 1
    seen = Seen(universe, [], {})
    headline = tell("headline", SHARING).one
    if headline["insights"] is not None:
        seen.shown.append((np.ones(len(universe)), headline["insights"] - sum(public.values())))
    for told, column, counts in tables:
        for number, row in enumerate(told.rows):
            holds = counts(row)
            inside = np.array([float(holds(leaf)) for leaf in universe])
            known = sum(public[leaf] for leaf in universe if holds(leaf))
            if row[column] is not None:
                seen.shown.append((inside, row[column] - known))
            elif any(row.get(f"{name}_masked") for name in row):
                seen.masked[f"{told.question} {number}"] = inside
    return seen


def field(name: str) -> Told:
    """One field of completeness as a table of its own."""
    told = tell("completeness", SHARING)
    return Told(told.question, told.columns, tuple(row for row in told.rows if row["field"] == name))


def places(records: list[Record]) -> Seen:
    """Councils, boards and bands: a leaf is (council code, board code, kind)."""
    bands = {
        name: {row["band"]: set[str]() for row in tell(name).rows}
        for name in ("deprivation_bands", "urban_rural", "islands")
    }
    for parting, members in bands.items():
        for row in ask("council_bands").rows:
            if row["parting"] == parting.removesuffix("_bands"):
                members[row["band"]].add(row["council_code"])

    def leaf_of(record: Record) -> tuple[str, ...]:
        place = record["place"]
        if place in COUNCIL:
            return COUNCIL[place]["council_code"], COUNCIL[place]["health_board_code"], "council"
        if place in BOARD:
            return "", BOARD[place], "health_board"
        return "", "", "national" if place else "not_known"

    universe: list[tuple[str, ...]] = [
        (row["council_code"], row["health_board_code"], "council") for row in COUNCIL.values()
    ]
    universe += [("", code, "health_board") for code in BOARD.values()] + [("", "", "national"), ("", "", "not_known")]
    hscps = {row["hscp_code"]: set[str]() for row in COUNCIL.values()}
    for row in COUNCIL.values():
        hscps[row["hscp_code"]].add(row["council_code"])
    kinds = tell("place_totals", SHARING)
    kinds = Told(kinds.question, kinds.columns, tuple(row for row in kinds.rows if row["kind"] != "several_councils"))
    return look(records, leaf_of, universe, [
        (tell("council_counts", SHARING), "insights", lambda row: lambda leaf: leaf[0] == row["council_code"]),
        (tell("hscp_counts", SHARING), "insights", lambda row: lambda leaf: leaf[0] in hscps[row["hscp_code"]]),
        (tell("board_counts", SHARING), "insights", lambda row: lambda leaf: leaf[1] == row["health_board_code"]),
        *[(tell(name, SHARING), "insights", lambda row, name=name: lambda leaf: leaf[0] in bands[name][row["band"]])
          for name in bands],
        (kinds, "insights",
         lambda row: lambda leaf: leaf[2] == {"one_council": "council"}.get(row["kind"], row["kind"])),
        (field("place"), "recorded", lambda row: lambda leaf: leaf[2] != "not_known"),
    ])  # fmt: skip


def column(records: list[Record], head: str, values: list[str], question: str, count: str, key: str,
           complete: str) -> Seen:  # fmt: skip
    """A coded column: its table and how much of it is recorded."""
    told = tell(question, SHARING)
    blank = {"": "not_recorded"}
    return look(records, lambda record: (blank.get(record[head], record[head]),),
                [(blank.get(value, value),) for value in values], [
        (told, count, lambda row: lambda leaf: leaf[0] == row[key]),
        *([(field(complete), "recorded", lambda row: lambda leaf: leaf[0] != "not_recorded")] if complete else []),
    ])  # fmt: skip


def months(records: list[Record]) -> Seen:
    """The months and what stands beside them."""
    beside = tell("undated_totals", SHARING)
    beside = Told(beside.question, beside.columns, tuple(row for row in beside.rows if row["theme_id"] is None))
    return look(records, lambda record: (record["date"][:7],), [(day[:7],) for day in DAYS], [
        (tell("month_totals", SHARING), "records", lambda row: lambda leaf: leaf[0] == f"{row['month']:%Y-%m}"),
        (beside, "records", lambda row: lambda leaf: leaf[0] == str(row["year"] or "")),
        (field("recorded_on"), "recorded", lambda row: lambda leaf: leaf[0] != ""),
    ])  # fmt: skip


def systems(records: list[Record]) -> dict[str, Seen]:
    """Everything that the unnarrowed sharing view shows, system by system; nothing where it counts only what is
    public, which tells nothing of the rest (see below)."""
    if "only what may be quoted publicly" in " ".join(tell("headline", SHARING).notes):
        return {}
    return {
        "places": places(records),
        "effects": column(
            records, "inequality effect", EFFECTS, "effect_totals", "records", "effect", "inequality_effect"
        ),
        "groups": column(records, "groups", GROUPS, "group_counts", "records", "group_name", "groups"),
        "themes": column(records, "themes", THEMES, "theme_frequency", "mentions", "theme", "themes"),
        "kinds": column(records, "source kind", KINDS, "source_kinds", "records", "source_kind", ""),
        "months": months(records),
    }


@pytest.mark.process
@pytest.mark.parametrize("seed", range(16))
def test_no_masked_number_can_be_worked_out_from_all_that_is_shared(opened: Fill, seed: int) -> None:
    records = evidence(seed)
    opened(records)
    for name, seen in systems(records).items():
        width, cell = seen.narrowest()
        assert width >= PROTECTION - 1e-6, (seed, name, cell, width)


@pytest.mark.process
def test_with_the_small_cells_masked_alone_they_could_be_worked_out(
    opened: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above sees red where the masks are broken."""

    def only_small(leaves: Any, cells: Any, threshold: int, forced: Any = ()) -> Suppression:
        return Suppression(frozenset(name for name, cell in cells.items() if cell.is_small(threshold)))

    monkeypatch.setattr(hidden, "suppress", only_small)
    monkeypatch.setattr(hidden, "_kept", (None, 0, hidden.Hidden()))
    found = set[str]()
    seeds = iter(range(12))
    while not {"places", "effects"} <= found:
        records = evidence(next(seeds))
        opened(records)
        found |= {name for name, seen in systems(records).items() if seen.gives_away()}


# ---------------------------------------------------------------- narrowed views, and tables of two characteristics

NARROWED = [
    Filters(mode="sharing", place=("S12000047",)),
    Filters(mode="sharing", place=("not_known",)),
    Filters(mode="sharing", group=("older people",)),
    Filters(mode="sharing", group=("not_recorded", "women", "students")),
    Filters(mode="sharing", to_date=date(2024, 2, 28)),
    Filters(mode="sharing", from_date=date(2024, 3, 1)),
    Filters(mode="sharing", record_kind="insight"),
]


def everything(filters: Filters) -> dict[str, Any]:
    """What every question tells."""
    told = {}
    for name in names():
        if name in ("recent_uploads", "choices"):
            continue
        own = {parameter: OWN[parameter] for parameter in named(name).parameters}
        answer = tell(name, filters if named(name).filtered else Filters(mode="sharing"), **own)
        told[name] = [{key: value for key, value in row.items() if key not in CHANGES} for row in answer.rows]
    return told


CHANGES = ("insight_id", "upload_id", "sheet_row", "all_insights")  # given anew at each import


@pytest.mark.process
@pytest.mark.parametrize("seed", range(1))
def test_a_narrowed_view_is_the_same_whatever_was_told_in_confidence(opened: Fill, seed: int) -> None:
    """So no two of them, and no filter and its complement, tell anything of it."""
    records = [*evidence(seed), *({**row, "text": f"{row['text']} more"} for row in evidence(seed + 100))]
    public = [row for row in records if row["quote permission"] == "public"]
    confided = [row for row in records if row["quote permission"] != "public"]
    opened([*public, *confided])
    first = [everything(filters) for filters in NARROWED]
    others = [
        {**row, "place": "Moray", "groups": "women", "themes": "Remote consultations", "date": ""} for row in confided
    ]
    opened([*public, *others[: len(others) // 2]])
    assert [everything(filters) for filters in NARROWED] == first


@pytest.mark.process
@pytest.mark.parametrize("seed", range(6))
def test_a_table_of_two_characteristics_tells_its_public_part_or_has_no_small_square(opened: Fill, seed: int) -> None:
    records = evidence(seed)
    opened(records)
    sides = {"theme_effects": ("themes", "inequality effect"), "theme_by_month": ("themes", "date")}
    for name, (one, other) in sides.items():
        squares: dict[tuple[str, str], set[str]] = {}
        for row in records:
            if row["quote permission"] != "public" and row[one]:
                squares.setdefault((row[one], row[other]), set()).add(row["source"])
        whole = tell(name, SHARING).rows == tell(name).rows
        small = any(len(behind) < 5 for behind in squares.values())
        assert not (whole and small), name
