"""Stripes for map areas that nobody has named: lines at 45 degrees, cut to each area's boundary.

Plotly cannot stripe an area of a map, and colour alone must never carry a meaning.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import ceil, cos, floor, radians
from pathlib import Path
from typing import Any

Line = tuple[list[float | None], list[float | None]]
_GEO = Path(__file__).parent / "static" / "geo"
_SQUEEZE = cos(radians(57.5))  # a degree of longitude against one of latitude, mid-Scotland
NARROW, WIDE = 0.07, 0.17  # degrees of latitude between two stripes


@cache
def stripes(level: str, spacing: float = NARROW, rising: bool = True) -> dict[str, Line]:
    """For each area code of ``council``, ``hscp`` or ``health_board``: longitudes and latitudes of its
    stripes, with None between two of them. Computed once a process."""
    features = json.loads((_GEO / f"{level}.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: _area(feature["geometry"], spacing, rising) for feature in features}


def _area(geometry: dict[str, Any], spacing: float, rising: bool) -> Line:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    sign = -1 if rising else 1
    # Turn the plane so that every stripe is level: ``across`` is the same along a stripe.
    rings = [
        [(lat + sign * lon * _SQUEEZE, lat - sign * lon * _SQUEEZE) for lon, lat in ring]
        for polygon in polygons
        for ring in polygon
    ]
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (across, along), (across_next, along_next) in pairwise(ring):
            low, high = sorted((across, across_next))
            for step in range(ceil(low / spacing), floor(high / spacing) + 1):
                at = step * spacing
                if low <= at < high:
                    part = (at - across) / (across_next - across)
                    crossings.setdefault(step, []).append(along + part * (along_next - along))
    lons: list[float | None] = []
    lats: list[float | None] = []
    for step, found in sorted(crossings.items()):
        ordered = sorted(found)
        for start, end in zip(ordered[::2], ordered[1::2], strict=False):
            for along in (start, end):
                lats.append(round((step * spacing + along) / 2, 3))
                lons.append(round((step * spacing - along) / 2 / (sign * _SQUEEZE), 3))
            lats.append(None)
            lons.append(None)
    return lons, lats
