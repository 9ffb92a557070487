"""What is changing? One line a theme, month by month, with the number of sources underneath.

Each theme has a strip of its own, so that no line hides another and every name stands at its line. Records
known only to the quarter or the year stand at the right: putting them into a month would invent a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, words_at
from components.card import Card
from components.help_words import MONTHS
from components.markup import chart_text, shortened
from components.month_marks import Mark, drawn
from components.month_marks import said as marks_said
from components.months import MOST, Values, chosen_themes, first_of, strips_of, undated_name
from components.palette import Look
from components.table import Column
from components.words import NOT_SHOWN, UNIT_WORDS, count, counted, hidden, listed, number
from components.words import month as month_words

Rows = Sequence[Mapping[str, Any]]
STRIP = 96  # pixels a line's strip takes
_PEAK = 0.54  # how much of its strip the highest line fills; the rest is for its name
_SPLIT = (0.74, 0.79)  # where the months end and the undated records begin
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star")
COLUMNS = (
    Column("month", "Month"),
    Column("theme", "Theme"),
    Column("mentions", "Times raised", "count"),
    Column("sources", "People and organisations", "count"),
)


def figure(
    themed: Rows,
    totals: Rows,
    undated: Rows,
    *,
    look: Look,
    unit: str = "mentions",
    chosen: Sequence[str] = (),
    slots: int | None = None,
    marks: Sequence[Mark] = (),
) -> Figure:
    """Takes the rows of theme_by_month, month_totals and undated_totals; ``marks`` stand on the axis."""
    unit = "sources" if unit == "places" else unit
    months, strips = strips_of(themed, totals, unit, chosen or chosen_themes(themed, unit))
    spoke = {first_of(row["month"]): None if hidden(row, "sources") else number(row, "sources") for row in totals}
    lines = strips
    rows = max((slots or 0) + 1, len(lines) + 1)
    shared_top = max((value or 0 for _, values in lines for value in values), default=0) or 1
    traces, notes, bases = [], [], []
    for n, (name, values) in enumerate(lines):
        base = rows - 1 - n
        bases.append(base)
        traces.append(_line(months, values, base, shared_top, look.lines[n], n, name, unit))
        notes += _named(name, look.lines[n], months, values, base, shared_top, look)
    if months:
        values = [spoke.get(at, 0.0) for at in months]
        top = max(value or 0 for value in values) or 1
        bases.append(0)
        name = "People and organisations heard"
        traces.append(_line(months, values, 0, top, look.soft, 2, name, "sources"))
        notes += _named(name, look.soft, months, values, 0, top, look)
    else:
        notes.append(words_at(0, 0.5, "No record in view is dated to a month.", look, xref="paper", yref="paper"))
    beside, beside_notes = _undated(undated, rows, look)
    span = [months[0].isoformat(), months[-1].isoformat()] if months else ["2020-01-01", "2020-12-01"]
    lined, numbered = drawn(marks, (months[0], months[-1]), look) if months else ([], [])
    layout = canvas(
        look,
        rows * STRIP + 58,
        margin=(6, 4, 28, 30),
        barmode="overlay",
        xaxis=_months_axis(look, span, len(months)),
        yaxis=hidden_axis(-0.08, rows),
        xaxis2={**hidden_axis(0, 1.05), "domain": [_SPLIT[1], 1], "anchor": "y2"},
        yaxis2={**hidden_axis(rows * STRIP / 46 - 0.5, -0.5), "anchor": "x2"},
        annotations=notes + beside_notes + numbered,
        shapes=[_base_line(base, look) for base in bases] + lined,
    )
    return {"data": traces + beside, "layout": layout}


def _line(
    months: list[date],
    values: Values,
    base: float,
    top: float,
    colour: str,
    n: int,
    name: str,
    unit: str,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [at.isoformat() for at in months],
        "y": [None if value is None else base + _PEAK * value / top for value in values],
        "line": {"color": colour, "width": 2.5},
        # A mark only where something was heard: zeros are the line itself.
        "marker": {"symbol": _SYMBOLS[n], "color": colour, "size": [7 if value else 0 for value in values]},
        "hovertemplate": [
            f"{chart_text(name)}<br>{month_words(at)}: {_said(value, unit)}<extra></extra>"
            for at, value in zip(months, values, strict=True)
        ],
        "cliponaxis": False,
    }


def _said(value: float | None, unit: str) -> str:
    return NOT_SHOWN if value is None else counted(value, unit)


def _named(
    name: str, colour: str, months: list[date], values: Values, base: float, top: float, look: Look
) -> list[dict[str, Any]]:
    """The name above its line at the left, and the highest value at its peak."""
    notes = [words_at(0, base + 0.84, f"<b>{chart_text(shortened(name, 44))}</b>", look, xref="paper", colour=colour)]
    if any(values):
        peak = max(range(len(values)), key=lambda at: values[at] or 0)
        anchor = "left" if peak < len(values) / 12 else "right" if peak > len(values) * 11 / 12 else "center"
        here = {
            "yshift": 11,
            "xanchor": anchor,
            "font": {"size": SMALL_SIZE, "color": look.ink, "weight": 700},
        }
        at, highest = months[peak].isoformat(), values[peak] or 0
        notes.append({**words_at(0, base + _PEAK * highest / top, count(highest), look), **here, "x": at})
    return notes


def _undated(undated: Rows, rows: int, look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Bars beside the months: one for each year, quarter or missing date."""
    entries = [(undated_name(row), number(row, "records")) for row in undated if row["records"]]
    entries = entries[: int(rows * STRIP / 46)]
    above: dict[str, Any] = {
        "xref": "paper",
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6,
    }
    head = words_at(_SPLIT[1], 1, "<b>No month</b>", look, **above)
    if not entries:
        return [], []
    full = max(value for _, value in entries)
    bars = {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "yaxis": "y2",
        "y": list(range(len(entries))),
        "x": [value / full for _, value in entries],
        "width": 0.26,
        "offset": 0.08,
        "marker": {"color": look.not_recorded, "cornerradius": 2},
        "hovertemplate": [f"{chart_text(name)}: {count(value)} records<extra></extra>" for name, value in entries],
    }
    names = [
        words_at(
            0,
            n,
            f"{chart_text(name)}  <b>{count(value)}</b>",
            look,
            xref="x2",
            yref="y2",
            yshift=9,
            size=SMALL_SIZE,
        )
        for n, (name, value) in enumerate(entries)
    ]
    return [bars], [head, *names]


def _months_axis(look: Look, span: list[str], months: int) -> dict[str, Any]:
    step = 1 if months <= 8 else 3 if months <= 24 else 12
    return {
        "type": "date",
        "range": span,
        "domain": [0, _SPLIT[0]],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": look.line,
        "zeroline": False,
        "dtick": f"M{step}",
        "tick0": "2020-01-01",
        "tickformat": "%Y" if step == 12 else "%b %Y",
        "ticklabelmode": "instant",
        "tickfont": {"size": SMALL_SIZE, "color": look.soft},
        "tickangle": 0,
    }


def _base_line(base: float, look: Look) -> dict[str, Any]:
    line = {"color": look.edge, "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": _SPLIT[0],
        "y0": base,
        "y1": base,
        "line": line,
        "layer": "below",
    }


def heading(themed: Rows, *, unit: str = "mentions", chosen: Sequence[str] = ()) -> str:
    """``5 themes month by month, by times raised``."""
    unit = "sources" if unit == "places" else unit
    shown = len(chosen or chosen_themes(themed, unit))
    what = "1 theme" if shown == 1 else f"{min(shown, MOST)} themes"
    return f"{what} month by month, by {UNIT_WORDS[unit][1]}" if shown else "No theme is dated to a month yet"


def alt(themed: Rows, totals: Rows, undated: Rows, *, unit: str = "mentions", chosen: Sequence[str] = ()) -> str:
    """The lines in words, with their totals and peaks, and what could not be put into a month."""
    unit = "sources" if unit == "places" else unit
    months, strips = strips_of(themed, totals, unit, chosen or chosen_themes(themed, unit))
    said = []
    for name, values in strips:
        peak = max(range(len(values)), key=lambda at: values[at] or 0)
        said.append(f"{name}, most in {month_words(months[peak])} with {count(values[peak] or 0)}")
    aside = listed([f"{undated_name(row)} {count(row['records'])}" for row in undated if row["records"]])
    span = f" from {month_words(months[0])} to {month_words(months[-1])}" if months else ""
    lines = "; ".join(said) or "no theme is dated to a month"
    return f"Lines by month{span}, by {UNIT_WORDS[unit][1]}: {lines}. Records with no month known: {aside}."


def show(
    themed: Rows,
    totals: Rows,
    undated: Rows,
    *,
    unit: str = "mentions",
    chosen: Sequence[str] = (),
    source: str = "",
    marks: Sequence[Mark] = (),
) -> None:
    """The card. ``chosen`` are theme_ids, at most five are drawn; none means the five heard most."""
    kept = list(chosen or chosen_themes(themed, unit))[:MOST]
    rows = [{**row, "month": month_words(row["month"])} for row in themed if str(row["theme_id"]) in kept]
    months, _ = strips_of(themed, totals, unit, kept)
    told_marks = marks_said(marks, (months[0], months[-1]) if months else None)
    Card(
        "month-lines",
        heading(themed, unit=unit, chosen=kept),
        figure=lambda look: figure(themed, totals, undated, look=look, unit=unit, chosen=kept, marks=marks),
        alt=lambda: f"{alt(themed, totals, undated, unit=unit, chosen=kept)} {told_marks}".strip(),
        columns=COLUMNS,
        rows=rows,
        help=MONTHS,
        file_stem=f"themes-by-month-by-{unit}",
        sub=told_marks,
        source=source,
    ).show()
