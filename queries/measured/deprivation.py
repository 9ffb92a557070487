"""Concentration index and slope index over the councils, with intervals from drawing sources anew."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from queries.measured.asking import Others, Rows
from queries.measures.concentration import curve, index
from queries.measures.ranked import Numbers, Ranked, ranked
from queries.measures.resampling import drawn_counts, percentiles
from queries.measures.slopes import slope_index

_PER = 100_000  # people


def concentration(rows: Rows, others: Others) -> list[dict[str, Any]]:
    """One row: the index, its interval and the curve."""
    areas, counts, drawn, sources = _drawn(rows, others)
    found: dict[str, float | None] = {"index": None, "lower": None, "upper": None}
    if drawn is not None:
        low, high = percentiles(index(areas, drawn))
        found = {"index": float(index(areas, counts)), "lower": low, "upper": high}
    points = [list(point) for point in curve(areas, counts)]
    return [{**found, "curve": points, "sources": sources, "observed": int(counts.sum())}]


def slope(rows: Rows, others: Others) -> list[dict[str, Any]]:
    """One row: the SII and the RII with their intervals, and the mean rate."""
    areas, counts, drawn, sources = _drawn(rows, others)
    people = float(sum(row["population"] for row in rows))
    names = ("sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper")
    found: dict[str, float | None] = dict.fromkeys(names)
    if drawn is not None:
        own, many = slope_index(areas, counts, people), slope_index(areas, drawn, people)
        bounds = [percentiles(values) for values in many]
        values = (float(own[0]), *bounds[0], float(own[1]), *bounds[1])
        found = dict(zip(names, values, strict=True))
    rate = float(counts.sum()) / people * _PER
    return [{**found, "mean_rate": rate, "sources": sources, "observed": int(counts.sum())}]


def _drawn(rows: Rows, others: Others) -> tuple[Ranked, Numbers, Numbers | None, int]:
    """The ranked councils, their counts, their counts in every draw, and how many sources name a council."""
    areas = ranked([row["deprivation"] for row in rows], [row["population"] for row in rows])
    counts = np.array([row["observed"] for row in rows], float)
    kinds = others("source_councils")
    sources = sum(row["sources"] for row in kinds)
    if not sources:
        return areas, counts, None, 0
    bits = np.array([kind["council_bits"] for kind in kinds], np.int64)[:, None]
    names = ((bits & np.array([row["bit"] for row in rows], np.int64)) != 0).astype(float)
    many = np.array([row["sources"] for row in kinds], np.int64)
    return areas, counts, _kept_draws(names.tobytes(), many.tobytes(), len(rows)), sources


@lru_cache(maxsize=4)
def _kept_draws(names: bytes, many: bytes, areas: int) -> Numbers:
    """The draws; kept, because the index and the slope are made of the same."""
    return drawn_counts(np.frombuffer(names).reshape(-1, areas), [*np.frombuffer(many, np.int64)])
