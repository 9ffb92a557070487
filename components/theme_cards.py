"""The pictures of Themes: ranked, barriers and enablers, focus areas, pairs, and the months of one theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from components import barrier_bars, focus_bars, month_lines, month_marks, theme_bars, theme_squares
from components.card import Card
from components.source_line import source_line
from queries.disclosure import tell
from queries.filters import Filters

OnPick = Callable[[str | None], None] | None
SHAPES: dict[theme_bars.Shape, str] = {"flat": "Each theme", "folded": "Families", "open": "Families, opened"}
LIMITS = {"flat": 12, "folded": 12, "open": 30}


def ranked(
    filters: Filters,
    *,
    shape: theme_bars.Shape = "flat",
    limit: int | None = None,
    chosen: str | None = None,
    on_pick: OnPick = None,
) -> Card:
    """The themes by the unit of the page, alone or as families."""
    rows, most = tell("theme_frequency", filters).rows, limit or LIMITS[shape]
    return theme_bars.card(
        rows, unit=filters.unit, shape=shape, limit=most, source=source_line(filters), chosen=chosen, on_pick=on_pick
    )


def barriers(filters: Filters, *, limit: int = 10, on_pick: OnPick = None) -> Card:
    """What got in the way and what helped, for each theme."""
    rows, source = tell("theme_barriers", filters).rows, source_line(filters)
    return barrier_bars.card(rows, limit=limit, source=source, on_pick=on_pick)


def focus(filters: Filters, *, limit: int | None = None, on_pick: OnPick = None) -> Card:
    """How much was heard in each focus area."""
    rows, source = tell("focus_areas", filters).rows, source_line(filters)
    return focus_bars.card(rows, limit=limit, source=source, on_pick=on_pick)


def together(
    filters: Filters, *, limit: int = theme_squares.MOST, chosen: str | None = None, on_pick: OnPick = None
) -> Card:
    """The pairs of themes that come up together."""
    rows, source = tell("theme_pairs", filters).rows, source_line(filters)
    return theme_squares.card(rows, limit=limit, source=source, chosen=chosen, on_pick=on_pick)


def months(filters: Filters, *, theme: str = "", limit: int | None = None) -> Card:
    """The months of one theme; without one that is known, of the theme raised most. A theme filter is left aside."""
    seen = replace(filters, theme=())  # the theme is what is asked about, not what is in view
    rows = tell("theme_frequency", seen).rows
    known = {str(row["theme_id"]) for row in rows}
    first = max(rows, key=lambda row: row[filters.unit] or 0, default={"theme_id": ""})["theme_id"]
    at = theme if theme in known else str(first)
    themed = [row for row in tell("theme_by_month", seen).rows if row["theme_id"] == at]
    marks, totals = month_marks.of_themes([at], seen), tell("month_totals", replace(seen, theme=(at,))).rows
    source = source_line(filters)
    strip = month_lines.LOW_STRIP if limit else month_lines.STRIP
    return month_lines.card(themed, totals, [], unit=seen.unit, chosen=[at], source=source, marks=marks, strip=strip)
