"""Observed over expected for areas and bands, with intervals and the words that these allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queries.measured.asking import Others, Rows
from queries.measures.funnel import Funnel, funnel, limits
from queries.measures.ratios import beyond_its_share, ratio, ratio_interval


def of_bands(rows: Rows, others: Others) -> list[dict[str, Any]]:
    """The bands with their ratios; the columns stand in the order of the questions that use this."""
    del others
    total = sum(row["observed"] for row in rows)
    told = []
    for row in rows:
        found = {**row, **_ratio(row, total), "outside": _beyond(row, total)}
        parts = [name for name in row if name not in _BAND]
        told.append({name: found[name] for name in (*_BAND, "ratio", "lower", "upper", "outside", *parts)})
    return told


_BAND = ("band", "band_name", "councils", "population_share", "insights", "sources", "observed", "expected")


def of_areas(rows: Rows, others: Others, area_level: str) -> list[dict[str, Any]]:
    """The areas of a level with their ratios, and the funnel's limits where there is a funnel.

    A word needs both: to lie outside the funnel's limit, which grows with how much the areas scatter, and an
    exact interval that leaves "as expected" outside, because the funnel's scores are rough where little is expected.
    """
    del others, area_level
    total = sum(row["observed"] for row in rows)
    drawn = funnel([row["observed"] for row in rows], [row["expected"] for row in rows])
    return [_area(row, total, drawn, at) for at, row in enumerate(rows)]


def _area(row: Mapping[str, Any], total: int, drawn: Funnel | None, at: int) -> dict[str, Any]:
    inside = limits(row["expected"], drawn.dispersion) if drawn and row["expected"] > 0 else (None, None)
    word = _beyond(row, total)
    return {
        **{name: row[name] for name in ("code", "name", "observed", "expected")},
        **_ratio(row, total),
        "limit_low": inside[0],
        "limit_high": inside[1],
        "dispersion": drawn.dispersion if drawn else None,
        "outside": word if drawn is None or drawn.outside(at) == word else "",
        "population": row["population"],
        "confidential": row["confidential"],
    }


def _ratio(row: Mapping[str, Any], total: int) -> dict[str, float | None]:
    low, high = ratio_interval(row["observed"], row["expected"], total)
    return {"ratio": ratio(row["observed"], row["expected"]), "lower": low, "upper": high}


def _beyond(row: Mapping[str, Any], total: int) -> str:
    """``more`` or ``less`` than its share, by the exact interval alone; empty where that allows no word."""
    if not beyond_its_share(row["observed"], row["expected"], total):
        return ""
    return "more" if row["observed"] > row["expected"] else "less"
