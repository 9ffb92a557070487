"""Which themes come up together? A square for each pair; a click opens what was said about both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, words_at, written_at
from components.card import Card, Pick
from components.help_words import TOGETHER
from components.markup import chart_text, wrapped
from components.palette import Look
from components.table import Column
from components.words import count, hidden, number, told

Rows = Sequence[Mapping[str, Any]]
ROW = 38  # pixels
MOST = 12  # themes in the picture; the list and the table hold all pairs
LISTED = 60
_NAMES = 0.44  # of the width
COLUMNS = (
    Column("theme", "Theme"),
    Column("other_theme", "and"),
    Column("records", "Records that name both", "count"),
    Column("sources", "People and organisations", "count"),
    Column("share", "Of the records that name either", "share"),
)


def pair_id(row: Mapping[str, Any]) -> str:
    """The id of a pair: that of both its themes."""
    return f"{row['theme_id']}|{row['other_theme_id']}"


def in_picture(rows: Rows, limit: int = MOST) -> list[tuple[str, str]]:
    """The themes (id, name) that come up most often with another, the first at the top."""
    names: dict[str, str] = {}
    often: dict[str, float] = {}
    for row in rows:
        for side in ("", "other_"):
            theme_id = str(row[f"{side}theme_id"])
            names[theme_id] = str(row[f"{side}theme"])
            often[theme_id] = often.get(theme_id, 0) + number(row, "records")
    order = sorted(names, key=lambda one: (-often[one], names[one].casefold()))
    return [(one, names[one]) for one in order[:limit]]


def figure(rows: Rows, *, look: Look, limit: int = MOST, chosen: str | None = None) -> Figure:
    """Takes the rows of theme_pairs. The darker a square, the more records name both themes."""
    themes = in_picture(rows, limit)
    at = {theme_id: place for place, (theme_id, _) in enumerate(themes)}
    full = max((number(row, "records") for row in rows), default=0) or 1
    squares = []
    for row in rows:
        places = sorted((at.get(str(row["theme_id"]), -1), at.get(str(row["other_theme_id"]), -1)))
        if places[0] >= 0:
            squares.append((places[0], places[1], row))
    steps = [min(int(5 * number(row, "records") / full), 4) for _, _, row in squares]
    bars = {
        "type": "bar",
        "x": [across for across, _, _ in squares],
        "base": [down - 0.46 for _, down, _ in squares],
        "y": [0.92] * len(squares),
        "width": 0.92,
        "customdata": [pair_id(row) for _, _, row in squares],
        "hovertemplate": [f"{chart_text(_in_words(row))}<extra></extra>" for _, _, row in squares],
        "marker": {
            "color": [look.scale[step] for step in steps],
            "cornerradius": 4,
            "line": {
                "color": [look.chosen if pair_id(row) == chosen else look.edge for _, _, row in squares],
                "width": [3 if pair_id(row) == chosen else 1 for _, _, row in squares],
            },
        },
    }
    words = written_at(
        [
            (across, down, chart_text("–" if hidden(row, "records") else count(row["records"])), _on(look, step))
            for (across, down, row), step in zip(squares, steps, strict=True)
        ],
        size=SMALL_SIZE,
        position="middle center",
    )
    names = [
        words_at(0, place, f"{place + 1}  {wrapped(name, 20)}", look, xref="paper", size=SMALL_SIZE)
        for place, (_, name) in enumerate(themes)
    ]
    heads = [
        words_at(place, len(themes) - 0.3, str(place + 1), look, size=SMALL_SIZE, xanchor="center", colour=look.soft)
        for place in range(len(themes) - 1)
    ]
    layout = canvas(
        look,
        (len(themes) + 1) * ROW,
        barmode="overlay",
        xaxis={**hidden_axis(-0.5, max(len(themes) - 1.5, 0.5)), "domain": [_NAMES, 1]},
        yaxis=hidden_axis(len(themes), -0.5),
        annotations=names + heads,
    )
    return {"data": [bars, words], "layout": layout}


def _on(look: Look, step: int) -> str:
    """Words that can be read on a step of the scale."""
    return look.ink if step < 3 else look.card


def _in_words(row: Mapping[str, Any]) -> str:
    return f"{row['theme']} and {row['other_theme']}: {told(row, 'records')} records name both"


def heading(rows: Rows) -> str:
    """``Trust and Digital exclusion come up together most often``."""
    first = next((row for row in rows if row["records"]), None)
    if first is None:
        return "No two themes come up together in this selection"
    return f"{first['theme']} and {first['other_theme']} come up together most often"


def alt(rows: Rows, limit: int = MOST) -> str:
    """The picture in words, with its numbers."""
    shown = {theme_id for theme_id, _ in in_picture(rows, limit)}
    said = "; ".join(_in_words(row) for row in rows if {str(row["theme_id"]), str(row["other_theme_id"])} <= shown)
    return f"Squares for pairs of themes, the more records name both the darker. {said}." if said else "No pairs."


def card(
    rows: Rows,
    *,
    limit: int = MOST,
    source: str = "",
    chosen: str | None = None,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the id of a pair (see pair_id), or None."""
    offered = [
        (pair_id(row), f"{row['theme']} and {row['other_theme']} ({told(row, 'records')})") for row in rows[:LISTED]
    ]
    return Card(
        "theme-squares",
        heading(rows),
        figure=lambda look: figure(rows, look=look, limit=limit, chosen=chosen),
        alt=lambda: alt(rows, limit),
        columns=COLUMNS,
        rows=rows,
        help=TOGETHER,
        file_stem="themes-together",
        named=("theme", "other_theme"),
        source=source,
        pick=Pick("Open a pair of themes", offered, on_pick, chosen) if on_pick else None,
    )
