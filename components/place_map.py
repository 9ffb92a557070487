"""Where in Scotland do we hear this, and where not yet? A map of councils, partnerships or boards.

Drawn without any outside address: boundaries from our own server, no base map. The northernmost islands stand in
a frame of their own, which lets the mainland be drawn about twice as large.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from components import map_key, place_words
from components.canvas import Figure, canvas
from components.card import Card
from components.classes import Class, spread, step_of
from components.hatching import NARROW, WIDE, stripes
from components.markup import chart_text
from components.palette import Look
from components.place_card import place_card
from components.place_words import Level, Rows

HEIGHT = 600
_NORTH = 58.6  # degrees: an area that lies wholly north of it stands in the frame of its own
_GEO = Path(__file__).parent / "static" / "geo"


@cache
def northern(level: str) -> frozenset[str]:
    """The codes of the areas that stand in the frame: their southernmost point lies far in the north."""
    features = json.loads((_GEO / f"{level}.geojson").read_text(encoding="utf-8"))["features"]
    return frozenset(one["properties"]["code"] for one in features if _southernmost(one["geometry"]) > _NORTH)


def _southernmost(geometry: dict[str, Any]) -> float:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return min(float(lat) for polygon in polygons for ring in polygon for _, lat in ring)


def figure(
    rows: Rows,
    *,
    look: Look,
    level: Level = "council",
    measure: str = "sources",
    chosen: Collection[str] = (),
    key: bool = True,
) -> Figure:
    """The map. A click hands back the area's code; ``chosen`` gets a thick outline; ``key`` says what fills mean."""
    full = place_words.told(rows, level, measure)
    steps = place_words.steps(full, measure)
    traces: list[dict[str, Any]] = []
    for geo, in_frame in (("geo", False), ("geo2", True)):
        part = [row for row in full if (row["code"] in northern(level)) == in_frame]
        if part:
            traces.append(_areas(part, steps, level, measure, look, geo))
            traces += _striped(part, level, look, geo)
            traces += [_outline(row, level, look, geo) for row in part if row["code"] in chosen]
    layout = canvas(
        look,
        HEIGHT,
        geo=_frame(look, [0.04, 0.9], [0.05, 1], [-7.75, -1.65], [54.55, 58.78]),
        geo2=_frame(look, [0.77, 1], [0.77, 1], [-3.55, -0.6], [58.66, 60.92], framed=True),
        annotations=map_key.words(full, steps, look) if key else [],
        shapes=map_key.marks(full, steps, look) if key else [],
    )
    return {"data": traces, "layout": layout}


def _areas(
    part: list[dict[str, Any]], steps: Sequence[Class], level: str, measure: str, look: Look, geo: str
) -> dict[str, Any]:
    """One trace of filled areas: step 0 is every area that is not named, the classes follow."""
    colours = [look.card, *(look.scale[pick] for pick in spread(len(steps)))]
    last = len(colours) - 1
    # Each class is one flat colour: the scale has a stair at every half step.
    stairs = [[at, colour] for n, colour in enumerate(colours) for at in (n / (last + 1), (n + 1) / (last + 1))]
    return {
        "type": "choropleth",
        "geo": geo,
        "geojson": f"/assets/geo/{level}.geojson",
        "featureidkey": "properties.code",
        "locations": [row["code"] for row in part],
        "z": [1 + step_of(row["value"], steps) if row["status"] == "named" else 0 for row in part],
        "zmin": -0.5,
        "zmax": last + 0.5,
        "colorscale": stairs,
        "showscale": False,
        "marker": {"line": {"color": look.edge, "width": 0.8}},
        "hovertemplate": [f"{chart_text(place_words.in_words(row, measure))}<extra></extra>" for row in part],
    }


def _striped(part: list[dict[str, Any]], level: str, look: Look, geo: str) -> list[dict[str, Any]]:
    """Narrow stripes where nobody was named, wide ones where only a wider area was."""
    drawn = []
    for status, spacing, rising in (("not_named", NARROW, True), ("wider_area", WIDE, False)):
        lines = stripes(level, spacing, rising)
        codes = [row["code"] for row in part if row["status"] == status and row["code"] in lines]
        if codes:
            drawn.append(
                {
                    "type": "scattergeo",
                    "geo": geo,
                    "mode": "lines",
                    "lon": [lon for code in codes for lon in lines[code][0]],
                    "lat": [lat for code in codes for lat in lines[code][1]],
                    "line": {"color": look.not_heard, "width": 1.1},
                    "hoverinfo": "skip",
                }
            )
    return drawn


def _outline(row: dict[str, Any], level: str, look: Look, geo: str) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geo": geo,
        "geojson": f"/assets/geo/{level}.geojson",
        "featureidkey": "properties.code",
        "locations": [row["code"]],
        "z": [0],
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "showscale": False,
        "marker": {"line": {"color": look.chosen, "width": 3.5}},
        "hoverinfo": "skip",
    }


def _frame(
    look: Look, x: list[float], y: list[float], lon: list[float], lat: list[float], *, framed: bool = False
) -> dict[str, Any]:
    return {
        "domain": {"x": x, "y": y},
        "projection": {"type": "mercator"},
        "lonaxis": {"range": lon},
        "lataxis": {"range": lat},
        "visible": False,
        "showframe": framed,
        "framecolor": look.line,
        "bgcolor": "rgba(0,0,0,0)",
    }


def card(
    rows: Rows,
    *,
    level: Level = "council",
    measure: str = "sources",
    sub: str = "",
    source: str = "",
    chosen: Collection[str] = (),
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the code of a clicked or chosen area, or None."""
    return place_card(
        "place-map",
        rows,
        lambda look: figure(rows, look=look, level=level, measure=measure, chosen=chosen),
        bare=lambda look: figure(rows, look=look, level=level, measure=measure, key=False),
        alt=lambda: place_words.alt(rows, level, measure),
        drawn="map",
        level=level,
        measure=measure,
        sub=sub,
        source=source,
        chosen=chosen,
        on_pick=on_pick,
    )
