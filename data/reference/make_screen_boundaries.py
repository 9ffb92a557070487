"""Make the light copies of the boundaries that the browser draws: python -m data.reference.make_screen_boundaries

Each area keeps only its code and its name. Coordinates go from four decimals to three (about 110 m north to
south, 60 m east to west: less than a pixel on a map of Scotland), points that then repeat the one before are
left out, and nothing else changes: no island is dropped and the turn of each ring (clockwise) stays. Two areas
with a common border round the same points, so they still fit together without a gap.
"""

from __future__ import annotations

import csv
import json
from typing import Any

from data.settings import PROJECT, REFERENCE

SCREEN = PROJECT / "components" / "static" / "geo"
DECIMALS = 3
# screen name: (boundary file, its code property, table that names the areas, code column, name column)
LAYERS = {
    "council": ("council_area", "council_code", "council", "council_code", "council"),
    "hscp": ("hscp", "hscp_code", "hscp", "code", "name"),
    "health_board": ("health_board", "board_code", "health_board", "code", "name"),
}


def light_ring(ring: list[list[float]]) -> list[list[float]]:
    """The ring with fewer decimals and without points that repeat the one before."""
    rounded = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring]
    return [point for at, point in enumerate(rounded) if at == 0 or point != rounded[at - 1]]


def light_copy(layer: str) -> str:
    """The whole light file of one layer (council, hscp or health_board) as text, one area a line."""
    boundaries, code_property, table, code_column, name_column = LAYERS[layer]
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        names = {row[code_column]: row[name_column] for row in csv.DictReader(lines)}
    whole = json.loads((REFERENCE / "geo" / f"{boundaries}.geojson").read_text(encoding="utf-8"))
    areas = []
    for feature in whole["features"]:
        code, shape = feature["properties"][code_property], feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        light = [[light_ring(ring) for ring in part] for part in parts]
        area: dict[str, Any] = {
            "type": "Feature",
            "properties": {"code": code, "name": names[code]},
            "geometry": {"type": "MultiPolygon", "coordinates": light},
        }
        areas.append(json.dumps(area, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(areas) + "\n]}\n"


if __name__ == "__main__":
    SCREEN.mkdir(parents=True, exist_ok=True)
    for layer_name in LAYERS:
        (SCREEN / f"{layer_name}.geojson").write_text(light_copy(layer_name), encoding="utf-8")
