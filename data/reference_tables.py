"""Loads data/reference/ into its tables, and loads it again when a file there has been replaced."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from data.settings import REFERENCE
from data.write import now
from data.yardsticks import yardsticks

Row = dict[str, str]


def load_if_changed(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Load every reference table inside the caller's transaction if any file's hash differs.

    Returns whether anything was loaded.
    """
    found = {path: hashlib.sha256((REFERENCE / path).read_bytes()).hexdigest() for path in _FILES}
    held = dict(cursor.execute("SELECT file_name, sha256 FROM reference_file").fetchall())
    if found == held:
        return False
    for table, rows in _tables().items():
        cursor.execute(f"DELETE FROM {table}")  # a name from the list below, never from outside
        cursor.register("incoming", pa.Table.from_pylist(rows))
        columns = ", ".join(rows[0])
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming")
        cursor.unregister("incoming")
    cursor.execute("DELETE FROM reference_file")
    cursor.executemany(
        "INSERT INTO reference_file VALUES ($1, $2, $3)", [[name, sha, now()] for name, sha in found.items()]
    )
    return True


def _read(name: str) -> list[Row]:
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float | None:
    return float(text) if text else None


def _truth(text: str) -> bool:
    return text.strip().casefold() in ("true", "yes")


def _tables() -> dict[str, list[dict[str, Any]]]:
    """Every reference table's rows, built from the files."""
    people, zones, rural = (_by_council(name) for name in ("population", "deprivation", "urban_rural"))
    points = {row["council_code"]: row for row in _read("geo/council_point.csv")}
    tiles = {row["council_code"]: row for row in _read("geo/tile_grid.csv")}
    board_tiles = {row["board_code"]: row for row in _read("geo/tile_grid_board.csv")}
    return {
        "council": [_council(row, people, zones, rural, points, tiles) for row in _read("council.csv")],
        "health_board": [_health_board(row, people, zones, board_tiles) for row in _read("health_board.csv")],
        "hscp": [_hscp(row, people, zones) for row in _read("hscp.csv")],
        "yardstick": [asdict(one) for one in yardsticks().values()],
        "equality_group": _pick(
            "equality.csv",
            characteristic=lambda row: row["group"],
            category=lambda row: row["category"],
            share_of_population=lambda row: _number(row["share_of_population"]),
            base=lambda row: row["base"],
            year=lambda row: row["year"],
            basis=lambda row: row["basis"],
            source=lambda row: row["source"],
            note=lambda row: row["note"],
        ),
        "group_alias": _pick(
            "group_alias.csv",
            label=lambda row: row["label"],
            characteristic=lambda row: row["group"] or None,
            category=lambda row: row["category"] or None,
            compare=lambda row: _truth(row["compare"]),
            note=lambda row: row["note"],
        ),
        "postcode_sector": _pick(
            "postcode_sector_council.csv",
            sector=lambda row: row["sector"],
            council_code=lambda row: row["council_code"],
            share=lambda row: float(row["share"]),
            is_main=lambda row: _truth(row["is_main"]),
        ),
        "town": _pick(
            "town.csv",
            town=lambda row: row["town"],
            normal=lambda row: row["normal"],
            kind=lambda row: row["kind"],
            council_code=lambda row: row["council_code"],
            is_ambiguous=lambda row: _truth(row["is_ambiguous"]),
            latitude=lambda row: _number(row["lat"]),
            longitude=lambda row: _number(row["lon"]),
        ),
        "place_alias": _pick(
            "place_alias.csv",
            normal=lambda row: row["normal"],
            alias=lambda row: row["alias"],
            level=lambda row: row["level"],
            code=lambda row: row["code"] or None,
            note=lambda row: row["note"],
        ),
        "vocabulary": _pick(
            "vocabulary.csv",
            field=lambda row: row["field"],
            value=lambda row: row["value"],
            label=lambda row: row["label"],
            synonym=lambda row: row["synonym"],
            note=lambda row: row["note"],
        ),
    }


_FILES = (
    "council.csv",
    "health_board.csv",
    "hscp.csv",
    "population.csv",
    "deprivation.csv",
    "urban_rural.csv",
    "equality.csv",
    "group_alias.csv",
    "postcode_sector_council.csv",
    "town.csv",
    "place_alias.csv",
    "vocabulary.csv",
    "geo/council_point.csv",
    "geo/tile_grid.csv",
    "geo/tile_grid_board.csv",
)


def _pick(name: str, **columns: Callable[[Row], Any]) -> list[dict[str, Any]]:
    return [{column: value(row) for column, value in columns.items()} for row in _read(name)]


def _by_council(name: str) -> dict[str, Row]:
    return {row["council_code"]: row for row in _read(f"{name}.csv")}


def _people_and_zones(codes: Sequence[str], people: dict[str, Row], zones: dict[str, Row]) -> dict[str, int]:
    """The sums over these councils."""
    return {
        "population": sum(int(people[code]["population"]) for code in codes),
        "simd_zones": sum(int(zones[code]["zones"]) for code in codes),
        "simd_zones_q1": sum(int(zones[code]["zones_most_deprived"]) for code in codes),
    }


def _tile(row: Row) -> dict[str, Any]:
    return {
        "short_label": row["short_label"],
        "tile_column": int(row["column"]),
        "tile_row": int(row["row"]),
    }


def _council(
    row: Row,
    people: dict[str, Row],
    zones: dict[str, Row],
    rural: dict[str, Row],
    points: dict[str, Row],
    tiles: dict[str, Row],
) -> dict[str, Any]:
    code = row["council_code"]
    counted = _people_and_zones([code], people, zones)
    return {
        "council_code": code,
        "council": row["council"],
        "health_board_code": row["health_board_code"],
        "hscp_code": row["hscp_code"],
        **counted,
        "local_share_q1": counted["simd_zones_q1"] / counted["simd_zones"],
        "rural_share": _number(rural[code]["rural_share"]),
        "is_island": _truth(row["is_island"]),
        "has_islands": _truth(row["has_islands"]),
        **_tile(tiles[code]),
        "longitude": float(points[code]["lon"]),
        "latitude": float(points[code]["lat"]),
        "source": row["source"],
    }


def _health_board(row: Row, people: dict[str, Row], zones: dict[str, Row], tiles: dict[str, Row]) -> dict[str, Any]:
    councils = _many(row["council_codes"])
    return {
        "health_board_code": row["code"],
        "health_board": row["name"],
        **_people_and_zones(councils, people, zones),
        "councils": len(councils),
        **_tile(tiles[row["code"]]),
        "source": row["source"],
    }


def _hscp(row: Row, people: dict[str, Row], zones: dict[str, Row]) -> dict[str, Any]:
    councils = _many(row["council_codes"])
    return {
        "hscp_code": row["code"],
        "hscp": row["name"],
        **_people_and_zones(councils, people, zones),
        "councils": len(councils),
        "health_board_code": row["health_board_code"],
        "source": row["source"],
    }


def _many(codes: str) -> list[str]:
    return [code.strip() for code in codes.split(";") if code.strip()]
