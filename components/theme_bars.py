"""Which themes come up most? Ranked bars in times raised, people and organisations, or council areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from components.canvas import Figure
from components.card import Card, Pick
from components.help_words import THEMES
from components.palette import Look
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import UNIT_WORDS, number, told

Shape = Literal["flat", "folded", "open"]
Rows = Sequence[Mapping[str, Any]]

COLUMNS = (
    Column("theme", "Theme"),
    Column("mentions", "Times raised", "count"),
    Column("sources", "People and organisations", "count"),
    Column("places", "Council areas", "count"),
    Column("parent_theme", "Part of", nothing="–"),
)
WITH_SUB = (
    Column("mentions_with_sub", "Times raised, with sub-themes", "count"),
    Column("sources_with_sub", "People and organisations, with sub-themes", "count"),
    Column("places_with_sub", "Council areas, with sub-themes", "count"),
)


def ranked(rows: Rows, unit: str = "mentions", shape: Shape = "flat") -> list[tuple[Mapping[str, Any], int, float]]:
    """(row, indent, value) in the order drawn.

    ``flat``: every theme for itself. ``folded``: top themes only, each with its sub-themes counted in once.
    ``open``: the same, with each sub-theme indented under its parent.
    """
    if shape == "flat":
        return sorted(((row, 0, number(row, unit)) for row in rows), key=_order)
    return list(_family(rows, unit, opened=shape == "open"))


def _family(rows: Rows, unit: str, *, opened: bool) -> Iterator[tuple[Mapping[str, Any], int, float]]:
    known = {row["theme_id"] for row in rows}
    tops = [row for row in rows if row.get("parent_theme_id") not in known]
    for row, _, value in sorted(((row, 0, number(row, f"{unit}_with_sub")) for row in tops), key=_order):
        yield row, 0, value
        if opened:
            subs = [sub for sub in rows if sub.get("parent_theme_id") == row["theme_id"] and sub is not row]
            yield from sorted(((sub, 1, number(sub, unit)) for sub in subs), key=_order)


def _column(unit: str, shape: Shape, indent: int = 0) -> str:
    return unit if shape == "flat" or indent else f"{unit}_with_sub"


def _order(entry: tuple[Mapping[str, Any], int, float]) -> tuple[float, str]:
    return -entry[2], str(entry[0]["theme"]).casefold()


def figure(
    rows: Rows,
    *,
    look: Look,
    unit: str = "mentions",
    shape: Shape = "flat",
    limit: int = 12,
    slots: int | None = None,
    chosen: str | None = None,
) -> Figure:
    """The first ``limit`` themes; a click hands back the theme_id. ``slots`` (default: ``limit``, but no more
    than there are themes) keeps the height steady; ``chosen`` is drawn in the picked colour."""
    order = ranked(rows, unit, shape)[:limit]
    bars = [
        Bar(
            id=str(row["theme_id"]),
            name=str(row["theme"]),
            value=value,
            end=told(row, _column(unit, shape, indent)),
            hover=f"{row['theme']}: {told(row, _column(unit, shape, indent), unit)}",
            colour=look.chosen if str(row["theme_id"]) == chosen else look.scale[2] if indent else "",
            indent=indent,
            strong=shape == "open" and not indent,
        )
        for row, indent, value in order
    ]
    return row_bars(bars, look, slots=slots)


def heading(rows: Rows, *, unit: str = "mentions", limit: int = 12, shape: Shape = "flat") -> str:
    """``The 12 themes heard most, by people and organisations``."""
    shown = min(limit, len(ranked(rows, unit, shape)))
    what = "The theme" if shown == 1 else f"The {shown} themes"
    return f"{what} heard most, by {UNIT_WORDS[unit][1]}" if shown else "No theme in this selection yet"


def alt(rows: Rows, *, unit: str = "mentions", limit: int = 12, shape: Shape = "flat") -> str:
    """The chart in words, with its numbers."""
    order = ranked(rows, unit, shape)[:limit]
    if not order:
        return "Bar chart with no themes in this selection."
    said = "; ".join(f"{row['theme']} {told(row, _column(unit, shape, indent))}" for row, indent, _ in order)
    return f"Bar chart of themes by {UNIT_WORDS[unit][1]}, most first: {said}."


def card(
    rows: Rows,
    *,
    unit: str = "mentions",
    shape: Shape = "flat",
    limit: int = 12,
    source: str = "",
    chosen: str | None = None,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the theme_id of a clicked or chosen theme, or None."""
    listed = [row for row, _, _ in ranked(rows, unit, shape)]
    choices = [(str(row["theme_id"]), str(row["theme"])) for row in listed]
    return Card(
        "theme-bars",
        heading(rows, unit=unit, limit=limit, shape=shape),
        figure=lambda look: figure(rows, look=look, unit=unit, shape=shape, limit=limit, chosen=chosen),
        alt=lambda: alt(rows, unit=unit, limit=limit, shape=shape),
        columns=COLUMNS if shape == "flat" else (*COLUMNS, *WITH_SUB),
        rows=listed,
        help=THEMES,
        file_stem=f"themes-by-{unit}",
        drawn=(_column(unit, shape),),
        source=source,
        pick=Pick("Open a theme", choices, on_pick, chosen) if on_pick else None,
    )
