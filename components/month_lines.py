"""What is changing? One line a theme, period by period, with the number of sources beside and underneath.

Each theme has a strip of its own, so that no line hides another and every name stands at its line. Records
known too roughly stand at the right: putting a year into a month would invent a date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.axis_marks import MARK_ROOM, Mark, in_span, mark_lines, mark_notes, silences
from components.axis_marks import said as said_marks
from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, words_at
from components.card import Card
from components.help_words import MONTHS
from components.markup import chart_text, shortened
from components.month_axis import base_line, months_axis
from components.months import MONTH, MOST, PERIODS, Values, chosen_themes, starts, strips_of, undated_name
from components.palette import Look
from components.table import Column
from components.words import UNIT_WORDS, count, counted, hidden, listed, number, period_words

Rows = Sequence[Mapping[str, Any]]
STRIP, LOW_STRIP = 96, 66  # pixels a line's strip takes; where little height is to be had
_PEAK, _LOW_PEAK = 0.54, 0.42  # how much of its strip the highest line fills; the rest is for its name
_SPLIT = (0.74, 0.79)  # where the months end and the undated records begin
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star")
DOTTED = "Dotted lines: how many people and organisations it came from."
COLUMNS = (
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
    period: str = MONTH,
    marks: Sequence[Mark] = (),
    silent: Collection[date] = (),
    strip: int = STRIP,
) -> Figure:
    """Takes the rows of theme_by_month, month_totals and undated_totals, or of their twins for any period.

    ``silent`` are the periods in which nobody looked: a gap in every line.
    """
    unit = "sources" if unit == "places" else unit
    shown = chosen or chosen_themes(themed, unit)
    months, strips = strips_of(themed, totals, unit, shown, period)
    beside_lines = strips_of(themed, totals, "sources", shown, period)[1] if unit == "mentions" else []
    spoke = {starts(row): None if hidden(row, "sources") else number(row, "sources") for row in totals}
    lines = strips
    low = strip != STRIP
    below = not (low and lines)  # the strip of all people and organisations; where it is low, the dotted lines tell
    rows = max((slots or 0), len(lines)) + below
    peak = _LOW_PEAK if low else _PEAK
    shared_top = max((value or 0 for _, values in lines for value in values), default=0) or 1
    traces, notes, bases = [], [], []
    for n, (name, values) in enumerate(lines):
        base = rows - 1 - n
        bases.append(base)
        drawn = _Drawn(period, base, shared_top / peak, look.lines[n], n, silent)
        if beside_lines:
            traces.append({**_line(months, beside_lines[n][1], drawn, name, "sources"), **_beside(look.lines[n])})
        traces.append(_line(months, values, drawn, name, unit))
        notes += _named(name, months, values, drawn, look)
    if months and below:
        values = [spoke.get(at, 0.0) for at in months]
        top = max(value or 0 for value in values) or 1
        bases.append(0)
        name = "People and organisations heard"
        drawn = _Drawn(period, 0, top / peak, look.soft, 2, silent)
        traces.append(_line(months, values, drawn, name, "sources"))
        notes += _named(name, months, values, drawn, look)
    elif not months:
        notes.append(words_at(0, 0.5, f"No record in view is dated to a {period}.", look, xref="paper", yref="paper"))
    beside, beside_notes = _undated(undated, rows, strip, look)
    across = _SPLIT[0] if beside else 1.0
    span = [months[0].isoformat(), months[-1].isoformat()] if months else ["2020-01-01", "2020-12-01"]
    kept = in_span(marks, months, period)
    layout = canvas(
        look,
        rows * strip + 58,
        margin=(6, 4, 28 + (MARK_ROOM if kept else 0), 30),
        barmode="overlay",
        xaxis=months_axis(look, span, months, across),
        yaxis=hidden_axis(-0.08, rows),
        xaxis2={**hidden_axis(0, 1.05), "domain": [_SPLIT[1], 1], "anchor": "y2"},
        yaxis2={**hidden_axis(rows * strip / 46 - 0.5, -0.5), "anchor": "x2"},
        annotations=notes + beside_notes + mark_notes(kept, look),
        shapes=[base_line(base, across, look) for base in bases]
        + mark_lines(kept, look)
        + silences(silent, period, look),
    )
    return {"data": traces + beside, "layout": layout}


@dataclass(frozen=True)
class _Drawn:
    """Where and how one line is drawn: its base, the value that would fill its strip, colour and sign."""

    period: str
    base: float
    top: float
    colour: str
    n: int
    silent: Collection[date]


def _line(months: list[date], values: Values, drawn: _Drawn, name: str, unit: str) -> dict[str, Any]:
    heard = [None if at in drawn.silent else value for at, value in zip(months, values, strict=True)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [at.isoformat() for at in months],
        "y": [None if value is None else drawn.base + value / drawn.top for value in heard],
        "line": {"color": drawn.colour, "width": 2.5},
        # A mark only where something was heard: zeros are the line itself.
        "marker": {
            "symbol": _SYMBOLS[drawn.n],
            "color": drawn.colour,
            "size": [7 if value else 0 for value in heard],
        },
        "hovertemplate": [
            f"{chart_text(name)}<br>{period_words(at, drawn.period)}: {counted(value or 0, unit)}<extra></extra>"
            for at, value in zip(months, heard, strict=True)
        ],
        "cliponaxis": False,
    }


def _beside(colour: str) -> dict[str, Any]:
    """The thin line of people and organisations behind the line of times raised."""
    return {"mode": "lines", "line": {"color": colour, "width": 1.5, "dash": "dot"}, "marker": {}, "hoverinfo": "skip",
            "hovertemplate": ""}  # fmt: skip


def _named(name: str, months: list[date], values: Values, drawn: _Drawn, look: Look) -> list[dict[str, Any]]:
    """The name above its line at the left, and the highest value at its peak."""
    words = f"<b>{chart_text(shortened(name, 44))}</b>"
    notes = [words_at(0, drawn.base + 0.86, words, look, xref="paper", colour=drawn.colour)]
    if any(values):
        peak = max(range(len(values)), key=lambda at: values[at] or 0)
        anchor = "left" if peak < len(values) / 12 else "right" if peak > len(values) * 11 / 12 else "center"
        here = {
            "yshift": 11,
            "xanchor": anchor,
            "font": {"size": SMALL_SIZE, "color": look.ink, "weight": 700},
        }
        at, highest = months[peak].isoformat(), values[peak] or 0
        notes.append({**words_at(0, drawn.base + highest / drawn.top, count(highest), look), **here, "x": at})
    return notes


def _undated(undated: Rows, rows: int, strip: int, look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Bars beside the months: one for each year, quarter or missing date."""
    entries = [(undated_name(row), number(row, "records")) for row in undated if row["records"]]
    entries = entries[: int(rows * strip / 46)]
    above: dict[str, Any] = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 6}
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


def heading(themed: Rows, *, unit: str = "mentions", chosen: Sequence[str] = (), period: str = MONTH) -> str:
    """``5 themes month by month, by times raised``."""
    unit = "sources" if unit == "places" else unit
    shown = len(chosen or chosen_themes(themed, unit))
    what = "1 theme" if shown == 1 else f"{min(shown, MOST)} themes"
    if not shown:
        return f"No theme is dated to a {period} yet"
    return f"{what} {period} by {period}, by {UNIT_WORDS[unit][1]}"


def alt(
    themed: Rows,
    totals: Rows,
    undated: Rows,
    *,
    unit: str = "mentions",
    chosen: Sequence[str] = (),
    period: str = MONTH,
    marks: Sequence[Mark] = (),
    silent: Collection[date] = (),
) -> str:
    """The lines in words, with their totals and peaks, the marks, and what could not be put into a period."""
    unit = "sources" if unit == "places" else unit
    months, strips = strips_of(themed, totals, unit, chosen or chosen_themes(themed, unit), period)
    said = []
    for name, values in strips:
        peak = max(range(len(values)), key=lambda at: values[at] or 0)
        said.append(f"{name}, most in {period_words(months[peak], period)} with {count(values[peak] or 0)}")
    aside = listed([f"{undated_name(row)} {count(row['records'])}" for row in undated if row["records"]])
    span = f" from {period_words(months[0], period)} to {period_words(months[-1], period)}" if months else ""
    lines = "; ".join(said) or f"no theme is dated to a {period}"
    beside = f" Records with no {period} known: {aside}."
    noted = f" {said_of_marks}" if (said_of_marks := said_marks(marks, months, period)) else ""
    gaps = f" Nobody looked in: {listed([period_words(at, period) for at in silent])}." if silent else ""
    return f"Lines by {period}{span}, by {UNIT_WORDS[unit][1]}: {lines}.{beside}{noted}{gaps}"


def card(
    themed: Rows,
    totals: Rows,
    undated: Rows,
    *,
    unit: str = "mentions",
    chosen: Sequence[str] = (),
    source: str = "",
    period: str = MONTH,
    marks: Sequence[Mark] = (),
    silent: Collection[date] = (),
    strip: int = STRIP,
) -> Card:
    """The card. ``chosen`` are theme_ids, at most five are drawn; none means the five heard most."""
    kept = list(chosen or chosen_themes(themed, unit))[:MOST]
    rows = [{**row, "month": period_words(starts(row), period)} for row in themed if str(row["theme_id"]) in kept]
    how: dict[str, Any] = {"unit": unit, "chosen": kept, "period": period, "marks": marks, "silent": silent}
    dotted = DOTTED if unit == "mentions" and kept else ""
    periods, _ = strips_of(themed, totals, "sources", kept, period)
    return Card(
        "month-lines",
        heading(themed, unit=unit, chosen=kept, period=period),
        figure=lambda look: figure(themed, totals, undated, look=look, strip=strip, **how),
        alt=lambda: alt(themed, totals, undated, **how),
        columns=(Column("month", PERIODS[period]), *COLUMNS),
        rows=rows,
        help=MONTHS,
        file_stem=f"themes-by-{period}-by-{unit}",
        named=("month", "theme"),
        drawn=("sources" if unit == "places" else unit,),
        shape="lines",
        axis=[period_words(at, period) for at in periods],
        sub=f"{dotted} {said_marks(marks, periods, period)}".strip(),
        source=source,
    )
