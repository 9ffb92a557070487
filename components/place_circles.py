"""The map of circles for insights and case studies together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components import point_map
from components.card import Card
from components.words import number

Rows = Sequence[Mapping[str, Any]]


def points(rows: Rows) -> list[dict[str, Any]]:
    """The rows of place_points as ``point_map`` draws them; a masked place has no circle."""
    return [
        {
            "id": row["council_code"],
            "name": row["council"],
            "lon": row["longitude"],
            "lat": row["latitude"],
            "value": int(number(row, "insights") + number(row, "case_studies")),
        }
        for row in rows
    ]


def card(rows: Rows, *, source: str = "", on_pick: Callable[[str | None], None] | None = None) -> Card:
    """The card. Takes the rows of place_points."""
    sub = "A record that names several council areas has a circle in each. Click one to read what was heard there."
    return point_map.card(points(rows), words="insights and case studies", sub=sub, source=source, on_pick=on_pick)
