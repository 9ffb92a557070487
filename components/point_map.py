"""Where the records come from, as circles on a dark or light ground: pydeck without any outside map."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import pydeck

from components.canvas import LABEL_SIZE, Figure, canvas
from components.card import Card, Pick
from components.help_words import POINTS
from components.markup import chart_text, tag
from components.palette import BODY_FONT, Look
from components.table import Column
from components.words import count

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (Column("name", "Area"), Column("value", "Records", "count"))
HEIGHT = 560
_LARGEST = 22_000  # metres: the radius of the largest circle
_MOST_PIXELS = 34  # its width on the stage
OUTLINES = "/assets/geo/council.geojson"
_COUNCILS = Path(__file__).parent / "static" / "geo" / "council.geojson"


@cache
def _councils() -> dict[str, Any]:
    shapes: dict[str, Any] = json.loads(_COUNCILS.read_text(encoding="utf-8"))
    return shapes


def _drawn(rows: Rows) -> list[Mapping[str, Any]]:
    """The rows that get a circle, the largest first, so that small ones lie on top."""
    return sorted((row for row in rows if row["value"]), key=lambda row: -row["value"])


def _rgb(colour: str, alpha: int = 255) -> list[int]:
    return [*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), alpha]


def figure(rows: Rows, *, look: Look, words: str = "records") -> pydeck.Deck:
    """``rows`` need ``name``, ``lon``, ``lat`` and ``value``; a circle's area follows the value.

    No map style at all is given: with any, pydeck asks an outside server for a base map.
    """
    drawn = _drawn(rows)
    points = [
        {
            "id": row.get("id"),
            "lon": row["lon"],
            "lat": row["lat"],
            "radius": _LARGEST * sqrt(row["value"] / drawn[0]["value"]),
            # deck.gl puts this into its tooltip as HTML.
            "said": str(tag("span", f"{row['name']}: {count(row['value'])} {words}")),
        }
        for row in drawn
    ]
    ground = pydeck.Layer(
        "GeoJsonLayer",
        OUTLINES,  # an address: the browser fetches them once, not with every choice of a filter
        id="ground",
        filled=True,
        stroked=True,
        get_fill_color=_rgb(look.scale[0], 200 if look.dark else 130),
        get_line_color=_rgb(look.edge, 130),
        line_width_min_pixels=0.6,
    )
    circles = pydeck.Layer(
        "ScatterplotLayer",
        points,
        id="points",
        pickable=True,
        stroked=True,
        get_position=["lon", "lat"],
        get_radius="radius",
        radius_min_pixels=4,
        get_fill_color=_rgb(look.scale[3], 190),
        get_line_color=_rgb(look.card),
        line_width_min_pixels=1.2,
    )
    tooltip = {
        "html": "{said}",
        "style": {
            "background": look.ink,
            "color": look.card,
            "fontFamily": BODY_FONT,
            "fontSize": f"{LABEL_SIZE}px",
        },
    }
    view = pydeck.ViewState(longitude=-4.2, latitude=57.85, zoom=4.95, min_zoom=4.2, max_zoom=10)
    return pydeck.Deck(layers=[ground, circles], map_provider=None, initial_view_state=view, tooltip=tooltip)


def still(rows: Rows, *, look: Look, words: str = "records") -> Figure:
    """The same circles as a Plotly picture, for the stage; a click hands back the row's id."""
    drawn = _drawn(rows)
    ground = {
        "type": "choropleth",
        "geojson": OUTLINES,
        "featureidkey": "properties.code",
        "locations": [one["properties"]["code"] for one in _councils()["features"]],
        "z": [0] * len(_councils()["features"]),
        "colorscale": [[0, look.scale[0]], [1, look.scale[0]]],
        "showscale": False,
        "marker": {"line": {"color": look.edge, "width": 0.6}},
        "hoverinfo": "skip",
    }
    circles = {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [row["lon"] for row in drawn],
        "lat": [row["lat"] for row in drawn],
        "customdata": [row.get("id") for row in drawn],
        "hovertemplate": [f"{chart_text(row['name'])}: {count(row['value'])} {words}<extra></extra>" for row in drawn],
        "marker": {
            "size": [_MOST_PIXELS * sqrt(row["value"] / drawn[0]["value"]) for row in drawn],
            "color": look.scale[3],
            "opacity": 0.75,
            "line": {"color": look.card, "width": 1.2},
        },
    }
    frame = {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [-7.75, -0.6]},
        "lataxis": {"range": [54.55, 60.92]},
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
    }
    return {"data": [ground, circles], "layout": canvas(look, HEIGHT, geo=frame)}


def heading(rows: Rows, *, words: str = "records") -> str:
    """``Where records come from: 29 areas``. Circles are never added up: a record can stand in several."""
    areas = sum(bool(row["value"]) for row in rows)
    return f"Where {words} come from: {count(areas)} areas" if areas else "No place is named in this selection"


def _legend(rows: Rows, words: str) -> list[tuple[str, str]]:
    return [("circle", f"{most['name']}: {count(most['value'])} {words}") for most in _drawn(rows)[:1]]


def alt(rows: Rows, *, words: str = "records") -> str:
    """The circles in words, with their numbers."""
    said = "; ".join(f"{row['name']} {count(row['value'])}" for row in _drawn(rows))
    return (
        f"Map of Scotland with a circle for each area, by number of {words}: {said}." if said else "No place is named."
    )


def card(
    rows: Rows,
    *,
    words: str = "records",
    sub: str = "",
    source: str = "",
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the ``id`` of the row whose circle was clicked."""
    choices = [(str(row["id"]), str(row["name"])) for row in rows if row.get("id")]
    return Card(
        "point-map",
        heading(rows, words=words),
        figure=lambda look: figure(rows, look=look, words=words),
        alt=lambda: alt(rows, words=words),
        columns=COLUMNS,
        rows=sorted(rows, key=lambda row: -(row["value"] or 0)),
        help=POINTS,
        file_stem=f"circles-of-{words.replace(' ', '-')}",
        sub=sub,
        source=source,
        pick=Pick("", choices, on_pick) if on_pick else None,
        deck=True,
        bare=lambda look: still(rows, look=look, words=words),
        legend=_legend(rows, words),
    )
