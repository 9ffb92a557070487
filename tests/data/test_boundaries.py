"""The boundaries of Scotland: every area once, drawn the right way round, on screen as on file."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from typing import Any

import pytest

from data.reference.make_screen_boundaries import DECIMALS, LAYERS, SCREEN, light_copy
from data.settings import REFERENCE


def clockwise(ring: list[list[float]]) -> bool:
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0


def parts_of(feature: dict[str, Any]) -> list[list[list[list[float]]]]:
    shape = feature["geometry"]
    return [shape["coordinates"]] if shape["type"] == "Polygon" else list(shape["coordinates"])


@pytest.mark.parametrize("layer", LAYERS)
def test_boundaries_have_every_area_once_and_clockwise_rings(layer: str) -> None:
    file_name, key, name, code_column, _ = LAYERS[layer]
    whole = json.loads((REFERENCE / "geo" / f"{file_name}.geojson").read_text(encoding="utf-8"))
    light = json.loads((SCREEN / f"{layer}.geojson").read_text(encoding="utf-8"))
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        codes = [row[code_column] for row in csv.DictReader(lines)]
    assert sorted(feature["properties"][key] for feature in whole["features"]) == sorted(codes)
    assert sorted(feature["properties"]["code"] for feature in light["features"]) == sorted(codes)
    for feature in whole["features"] + light["features"]:
        for part in parts_of(feature):
            assert len(part) == 1  # no holes
            assert part[0][0] == part[0][-1]
            assert len(part[0]) >= 4
            assert clockwise(part[0])


@pytest.mark.parametrize("layer", LAYERS)
def test_the_copies_on_screen_are_what_the_script_makes(layer: str) -> None:
    assert (SCREEN / f"{layer}.geojson").read_text(encoding="utf-8") == light_copy(layer)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_copy_on_screen_keeps_every_island_and_stays_close(layer: str) -> None:
    whole = json.loads((REFERENCE / "geo" / f"{LAYERS[layer][0]}.geojson").read_text(encoding="utf-8"))
    light = json.loads((SCREEN / f"{layer}.geojson").read_text(encoding="utf-8"))
    for full, lean in zip(whole["features"], light["features"], strict=True):
        assert set(lean["properties"]) == {"code", "name"}
        assert len(parts_of(full)) == len(parts_of(lean))
        for part, copy in zip(parts_of(full), parts_of(lean), strict=True):
            moved = {(round(x, DECIMALS), round(y, DECIMALS)) for x, y in part[0]}
            assert {(x, y) for x, y in copy[0]} == moved
