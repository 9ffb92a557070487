"""Loads data/reference/ into its tables, and loads it again when a file there has been replaced."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import duckdb
import pyarrow as pa

from data.settings import REFERENCE
from data.write import now

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
    points = {row["council_code"]: row for row in _read("geo/council_point.csv")}
    tiles = {row["council_code"]: row for row in _read("geo/tile_grid.csv")}
    board_tiles = {row["board_code"]: row for row in _read("geo/tile_grid_board.csv")}
    return {
        "council": [_council(row, points, tiles) for row in _read("council.csv")],
        "health_board": [_health_board(row, board_tiles) for row in _read("health_board.csv")],
        "hscp": [_hscp(row) for row in _read("hscp.csv")],
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


def _zones(row: Row) -> dict[str, Any]:
    return {
        "population": int(row["population_mid2022"]),
        "simd_zones": int(row["simd_zones"]),
        "simd_zones_q1": int(row["simd_zones_q1"]),
    }


def _tile(row: Row) -> dict[str, Any]:
    return {
        "short_label": row["short_label"],
        "tile_column": int(row["column"]),
        "tile_row": int(row["row"]),
    }


def _council(row: Row, points: dict[str, Row], tiles: dict[str, Row]) -> dict[str, Any]:
    code = row["council_code"]
    return {
        "council_code": code,
        "council": row["council"],
        "health_board_code": row["health_board_code"],
        "hscp_code": row["hscp_code"],
        **_zones(row),
        "local_share_q1": int(row["simd_zones_q1"]) / int(row["simd_zones"]),
        "rural_share": _number(row["rural_share"]),
        "is_island": _truth(row["is_island"]),
        "has_islands": _truth(row["has_islands"]),
        **_tile(tiles[code]),
        "longitude": float(points[code]["lon"]),
        "latitude": float(points[code]["lat"]),
        "source": row["source"],
    }


def _health_board(row: Row, tiles: dict[str, Row]) -> dict[str, Any]:
    return {
        "health_board_code": row["code"],
        "health_board": row["name"],
        **_zones(row),
        "councils": _many(row["council_codes"]),
        **_tile(tiles[row["code"]]),
        "source": row["source"],
    }


def _hscp(row: Row) -> dict[str, Any]:
    return {
        "hscp_code": row["code"],
        "hscp": row["name"],
        **_zones(row),
        "councils": _many(row["council_codes"]),
        "health_board_code": row["health_board_code"],
        "source": row["source"],
    }


def _many(codes: str) -> int:
    parts: Iterable[str] = (code for code in codes.split(";") if code.strip())
    return len(list(parts))
