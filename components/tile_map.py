"""Every council area as one square of the same size: small islands and crowded cities are seen alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from components import place_words
from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, written_at
from components.card import Card
from components.classes import spread, step_of
from components.markup import chart_text
from components.palette import Look, words_on
from components.place_card import place_card
from components.place_words import Level, Rows
from components.words import count

HEIGHT = 470
_STRIPES = {"not_named": ("/", 7, 0.14), "wider_area": ("\\", 15, 0.08)}
Tiles = Sequence[Mapping[str, Any]]

_MARKS = {"more": "▲", "less": "▼", "": ""}
_KEY = {
    "not_named": "Narrow stripes: not named yet.",
    "wider_area": "Wide stripes: only a wider area was named.",
    "too_few_expected": "White: not named, but too few would be expected to judge.",
    "not_compared": "White with a dash: named, but too few expected to compare.",
    "not_shown": "“Not shown” protects people.",
}


def figure(
    rows: Rows,
    tiles: Tiles,
    *,
    look: Look,
    level: Level = "council",
    measure: str = "sources",
    chosen: Collection[str] = (),
    labels: bool = True,
) -> Figure:
    """``tiles`` has for each code a ``short_label``, a ``column`` from the left and a ``row`` from the top.
    A click hands back the code."""
    code = place_words.LEVELS[level][0]
    spots = {str(tile.get(code) or tile.get("board_code")): tile for tile in tiles}
    full = [row for row in place_words.told(rows, level, measure) if str(row["code"]) in spots]
    steps = place_words.steps(full, measure)
    shades = spread(len(steps))
    wide = max((int(tile["column"]) for tile in tiles), default=1)
    tall = max((int(tile["row"]) for tile in tiles), default=1)
    traces, words = [], []
    for status in ("named", "not_named", "wider_area", "too_few_expected", "not_compared", "not_shown"):
        part = [row for row in full if row["status"] == status]
        fills = [look.scale[shades[step_of(row["value"], steps)]] if steps else look.card for row in part]
        at, named = [spots[str(row["code"])] for row in part], status == "named"
        if part:
            traces.append(_squares(part, at, fills, status, look, measure, chosen))
            words += [
                (
                    int(tile["column"]),
                    int(tile["row"]),
                    _label(row, tile, measure),
                    words_on(fill, look) if named else look.ink,
                )
                for row, tile, fill in zip(part, at, fills, strict=True)
            ]
    layout = canvas(
        look,
        HEIGHT,
        barmode="overlay",
        xaxis={**hidden_axis(0.45, wide + 0.55), "constrain": "domain"},
        yaxis={**hidden_axis(tall + 0.55, 0.45), "scaleanchor": "x", "constrain": "domain"},
    )
    inside = [written_at(words, size=SMALL_SIZE, position="middle center")] if labels else []
    return {"data": [*traces, *inside], "layout": layout}


def _squares(
    part: list[dict[str, Any]],
    at: list[Mapping[str, Any]],
    fills: list[str],
    status: str,
    look: Look,
    measure: str,
    chosen: Collection[str],
) -> dict[str, Any]:
    """The squares of one status. Only a trace of its own can carry stripes of its own."""
    named = status == "named"
    shape, size, ink = _STRIPES.get(status, ("", 8, 0))
    ground = {"fillmode": "replace", "fgcolor": look.edge, "bgcolor": look.card, "solidity": ink}
    return {
        "type": "bar",
        "x": [int(tile["column"]) for tile in at],
        "base": [int(tile["row"]) - 0.47 for tile in at],
        "y": [0.94] * len(at),
        "width": 0.94,
        "customdata": [row["code"] for row in part],
        "hovertemplate": [f"{chart_text(place_words.in_words(row, measure))}<extra></extra>" for row in part],
        "marker": {
            "color": fills if named else look.edge if shape else look.card,
            "cornerradius": 5,
            "line": {
                "color": [look.chosen if row["code"] in chosen else look.edge for row in part],
                "width": [3 if row["code"] in chosen else 1 for row in part],
            },
            **({"pattern": {"shape": shape, "size": size, **ground}} if shape else {}),
        },
    }


def _label(row: Mapping[str, Any], tile: Mapping[str, Any], measure: str) -> str:
    short = chart_text(tile["short_label"])
    if row["status"] == "not_compared":
        return f"{short}<br>–"
    if row["status"] != "named":
        return short
    if measure == place_words.SHARE:
        return f"{short}<br><b>{row['ratio']:.1f}×{_MARKS[row.get('outside') or '']}</b>"
    number = f"{row['value']:.1f}" if measure == "per_100k" else count(row["value"])
    return f"{short}<br><b>{number}</b>"


def key_words(full: Rows) -> str:
    """What the squares without a number mean, as far as there are any."""
    met = {row["status"] for row in full}
    return " ".join(words for status, words in _KEY.items() if status in met)


def card(
    rows: Rows,
    tiles: Tiles,
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
        "tile-map",
        rows,
        lambda look: figure(rows, tiles, look=look, level=level, measure=measure, chosen=chosen),
        bare=lambda look: figure(rows, tiles, look=look, level=level, measure=measure, labels=False),
        alt=lambda: place_words.alt(rows, level, measure, "Map with one equal square for each area"),
        drawn="squares",
        level=level,
        measure=measure,
        sub=sub or key_words(place_words.told(rows, level, measure)),
        source=source,
        chosen=chosen,
        on_pick=on_pick,
    )
