"""Is what was heard concentrated where deprivation is? The concentration curve and its index; slopes beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, words_at
from components.card import Card
from components.help_inequality import CURVE, SLOPES
from components.interval_rows import Estimate, interval_rows
from components.palette import Look
from components.table import Column
from components.words import percent

HEIGHT = 400
COLUMNS = (
    Column("people", "Share of people, most deprived councils first", "share"),
    Column("heard", "Share of what was heard", "share"),
)
INDEX = (
    Column("measure", "Measure"),
    Column("value_words", "Value"),
    Column("range_words", "95\u00a0% range"),
    Column("sources", "People and organisations", "count"),
    Column("observed", "Times a council was heard from", "count"),
)
COUNTS = tuple(column for column in INDEX if column.name in ("sources", "observed"))


def figure(row: Mapping[str, Any], *, look: Look) -> Figure:
    """The curve against the line on which everybody is heard alike."""
    points = row["curve"]
    axis = {
        "range": [0, 1.01],
        "fixedrange": True,
        "tickformat": ".0%",
        "dtick": 0.25,
        "gridcolor": look.line,
        "zeroline": False,
        "tickfont": {"size": SMALL_SIZE, "color": look.soft},
    }
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [0, 1],
            "y": [0, 1],
            "line": {"color": look.edge, "width": 1.5, "dash": "dot"},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [point[0] for point in points],
            "y": [point[1] for point in points],
            "line": {"color": look.scale[3], "width": 2.5},
            "marker": {"size": 5},
            "hovertemplate": [
                f"{percent(x)} of people, {percent(y)} of what was heard<extra></extra>" for x, y in points
            ],
        },
    ]
    small: dict[str, Any] = {"size": SMALL_SIZE, "colour": look.soft}
    layout = canvas(
        look,
        HEIGHT,
        margin=(52, 14, 30, 56),
        xaxis={**axis, "title": {"text": "People, most deprived councils first", "font": {"size": SMALL_SIZE}}},
        yaxis={**axis, "tickvals": [0.25, 0.5, 0.75, 1]},  # two noughts in one corner run into each other
        annotations=[
            words_at(0, 1, "Share of what was heard", look, xref="paper", yref="paper", yanchor="bottom", yshift=6,
                     xshift=-46, **small),
            words_at(0.7, 0.64, "everybody alike", look, **small),
        ],
    )  # fmt: skip
    return {"data": data, "layout": layout}


def said(row: Mapping[str, Any]) -> str:
    """``Index −0.00, 95\u00a0% range −0.15 to 0.13: no concentration can be told from chance.``"""
    if row["index"] is None or row["lower"] is None:
        return "No council area is named, so there is no index."
    told = f"Index {signed(row['index'])}, 95\u00a0% range {signed(row['lower'])} to {signed(row['upper'])}"
    if row["lower"] <= 0 <= row["upper"]:
        return f"{told}: no concentration can be told from chance."
    where = "most" if row["index"] < 0 else "least"
    return f"{told}: what is heard is concentrated in the {where} deprived councils."


def signed(value: float, places: int = 2) -> str:
    """A number with a true minus sign."""
    return f"{value:.{places}f}".replace("-", "−")


def curve_card(row: Mapping[str, Any], *, source: str = "") -> Card:
    """The card of the curve; takes the one row of concentration."""
    points = [{"people": x, "heard": y} for x, y in row["curve"]]
    return Card(
        "concentration-curve",
        "Concentration across deprivation",
        figure=lambda look: figure(row, look=look),
        alt=lambda: f"Concentration curve. {said(row)}",
        columns=COLUMNS,
        rows=points,
        help=CURVE,
        file_stem="concentration-curve",
        named=("people",),
        drawn=("heard",),
        shape="points",
        sub=said(row),
        source=source,
    )


def estimates(row: Mapping[str, Any]) -> list[Estimate]:
    """SII and RII with their ranges; none where nothing was heard."""
    names = (("sii", "Slope (SII), per 100,000 people"), ("rii", "Relative (RII)"))
    return [
        Estimate(
            at,
            name,
            row[at],
            row[f"{at}_lower"],
            row[f"{at}_upper"],
            f"{signed(row[at])} ({signed(row[f'{at}_lower'])} to {signed(row[f'{at}_upper'])})",
            not row[f"{at}_lower"] <= 0 <= row[f"{at}_upper"],
        )
        for at, name in names
        if row[at] is not None and row[f"{at}_lower"] is not None
    ]


def _to_scale(one: Estimate) -> Estimate:
    """The two have different units, so each is drawn to its own reach; the numbers stand under it."""
    reach = max(abs(one.low), abs(one.high)) or 1.0
    return replace(one, value=one.value / reach, low=one.low / reach, high=one.high / reach)


def slope_card(row: Mapping[str, Any], *, source: str = "") -> Card:
    """The card of SII and RII; takes the one row of slope_index."""
    found = estimates(row)
    table: Sequence[Mapping[str, Any]] = [
        {
            "measure": one.name,
            "value": one.value,
            "value_words": signed(one.value, 3),
            "range_words": f"{signed(one.low, 3)} to {signed(one.high, 3)}",
            "sources": row["sources"],
            "observed": row["observed"],
        }
        for one in found
    ]
    stated = "; ".join(f"{one.name} {one.words}" for one in found)
    return Card(
        "slope-index",
        "From the most to the least deprived councils",
        figure=lambda look: interval_rows([_to_scale(one) for one in found], look, even=0.0, words="no slope"),
        alt=lambda: f"Slope and relative index of inequality: {stated}." if stated else "There is no slope.",
        columns=INDEX,
        rows=table,
        help=SLOPES,
        file_stem="slope-and-relative-index-of-inequality",
        drawn=("value",),
        sub=f"{row['mean_rate']:.1f} people and organisations per 100,000 people on average.",
        source=source,
    )
