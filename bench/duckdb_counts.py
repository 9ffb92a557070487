"""How a page with DuckDB gets the four charts' numbers from the generated CSV file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import duckdb

from bench.four_charts import EFFECTS, LINES, Counts


def connection() -> duckdb.DuckDBPyConnection:
    """A database in memory with the insights, and their themes as lists."""
    held = duckdb.connect()
    held.execute(
        "CREATE TABLE insight AS SELECT * EXCLUDE (themes), string_split(themes, '; ') AS themes "
        "FROM read_csv(?, header = true, nullstr = '')",
        [os.environ["BENCH_INSIGHTS"]],
    )
    return held


def counts(held: duckdb.DuckDBPyConnection, chosen_themes: Sequence[str], chosen_places: Sequence[str]) -> Counts:
    """The numbers for the insights with any of the themes from any of the councils; an empty list leaves all."""

    def rows(sql: str) -> list[Any]:
        in_view = (
            "WITH in_view AS (SELECT * FROM insight "
            "WHERE (len($themes::VARCHAR[]) = 0 OR list_has_any(themes, $themes::VARCHAR[])) "
            "AND (len($places::VARCHAR[]) = 0 OR list_contains($places::VARCHAR[], place))) "
        )
        chosen = {"themes": list(chosen_themes), "places": list(chosen_places)}
        return held.cursor().execute(in_view + sql, chosen).fetchall()

    themes = rows(
        "SELECT theme, count(*) FROM (SELECT unnest(themes) AS theme FROM in_view) GROUP BY theme ORDER BY 2 DESC"
    )
    councils = rows("SELECT place, count(*) FROM in_view WHERE place <> '' GROUP BY place ORDER BY 2 DESC")
    months = rows(
        "SELECT theme, strftime(month, '%Y-%m-%d'), count(*) FROM (SELECT unnest(themes) AS theme, "
        "date_trunc('month', recorded_on) AS month FROM in_view) GROUP BY ALL ORDER BY 2"
    )
    effects = rows(
        "SELECT inequality_effect, theme, count(*) FROM (SELECT unnest(themes) AS theme, inequality_effect "
        "FROM in_view) GROUP BY ALL ORDER BY 3 DESC"
    )
    top = [name for name, _ in themes[:LINES]]
    return Counts(
        themes, councils,
        {name: _columns([(month, n) for theme, month, n in months if theme == name]) for name in top},
        {name: _columns([(theme, n) for effect, theme, n in effects if effect == name][:12]) for name in EFFECTS},
    )  # fmt: skip


def _columns(pairs: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [name for name, _ in pairs], [count for _, count in pairs]
