"""Stripes lie inside the area they mark."""

from __future__ import annotations

import json
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import pytest

from components.hatching import NARROW, WIDE, stripes

GEO = Path(__file__).resolve().parents[2] / "components/static/geo"


@pytest.mark.parametrize("level", ["council", "hscp", "health_board"])
def test_every_area_can_be_striped(level: str) -> None:
    features = json.loads((GEO / f"{level}.geojson").read_text(encoding="utf-8"))["features"]
    lines = stripes(level)
    assert set(lines) == {feature["properties"]["code"] for feature in features}
    assert all(len(lons) == len(lats) > 0 for lons, lats in lines.values())


def test_a_stripe_stays_within_the_box_of_its_area() -> None:
    for feature in json.loads((GEO / "council.geojson").read_text(encoding="utf-8"))["features"]:
        corners = [corner for polygon in feature["geometry"]["coordinates"] for ring in polygon for corner in ring]
        lons, lats = stripes("council")[feature["properties"]["code"]]
        for drawn, side in ((lons, 0), (lats, 1)):
            inside = [value for value in drawn if value is not None]
            assert min(inside) >= min(corner[side] for corner in corners) - 0.001
            assert max(inside) <= max(corner[side] for corner in corners) + 0.001


def test_stripes_cover_about_as_much_as_the_area_is_wide() -> None:
    """Total stripe length times the spacing is the area: here against the shoelace formula for Angus."""
    [angus] = [
        feature
        for feature in json.loads((GEO / "council.geojson").read_text(encoding="utf-8"))["features"]
        if feature["properties"]["name"] == "Angus"
    ]
    squeeze = cos(radians(57.5))
    area = 0.0
    for polygon in angus["geometry"]["coordinates"]:
        for ring in polygon:
            for (x0, y0), (x1, y1) in pairwise(ring):
                area += (x0 * y1 - x1 * y0) * squeeze / 2
    lons, lats = stripes("council", NARROW)[angus["properties"]["code"]]
    length = 0.0
    for n in range(0, len(lons), 3):
        lon0, lon1, lat0, lat1 = lons[n], lons[n + 1], lats[n], lats[n + 1]
        assert None not in (lon0, lon1, lat0, lat1)
        length += (((lon1 or 0) - (lon0 or 0)) ** 2 * squeeze**2 + ((lat1 or 0) - (lat0 or 0)) ** 2) ** 0.5
    # The spacing is measured along ``across``, which is the square root of two times the distance.
    assert length * NARROW / 2**0.5 == pytest.approx(abs(area), rel=0.1)


def test_wide_stripes_are_fewer_and_lean_the_other_way() -> None:
    narrow, wide = stripes("council")["S12000041"], stripes("council", WIDE, False)["S12000041"]
    assert len(wide[0]) < len(narrow[0])
    assert [(narrow[1][1] or 0) > (narrow[1][0] or 0), (narrow[0][1] or 0) > (narrow[0][0] or 0)] in (
        [True, True],
        [False, False],
    )
