"""What happened beside the evidence, as numbered marks on the time axis; and the stretches in which nobody looked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.canvas import SMALL_SIZE, words_at
from components.markup import chart_text
from components.months import after
from components.palette import Look
from components.words import day

MARK_ROOM = 20  # pixels above the lines
MOST_OUTSIDE = 3  # marks beyond the axis that are told


@dataclass(frozen=True)
class Mark:
    """One mark: its number in the picture, its day, what it says and where to read more."""

    sign: str
    on: date
    words: str
    source_url: str | None = None


def in_span(marks: Iterable[Mark], periods: Sequence[date], period: str) -> list[Mark]:
    """The marks that fall between the ends of the axis."""
    if not periods:
        return []
    return [mark for mark in marks if periods[0] <= mark.on < after(periods[-1], period)]


def told(mark: Mark) -> str:
    """``1, 3 March 2021: a new policy``."""
    return f"{mark.sign}, {day(mark.on)}: {mark.words}"


def said(marks: Sequence[Mark], periods: Sequence[date], period: str) -> str:
    """``Marked: A, 3 March 2026: “Trust” was defined anew.``; what lies beyond the axis is told with its date."""
    inside = in_span(marks, periods, period)
    outside = [f"{day(mark.on)}: {mark.words}" for mark in marks if mark not in inside]
    parts = [f"Marked: {'; '.join(told(mark) for mark in inside)}."] if inside else []
    if outside:
        parts.append(f"Outside these {period}s: {'; '.join(outside[-MOST_OUTSIDE:])}.")
    return " ".join(parts)


def mark_lines(marks: Iterable[Mark], look: Look) -> list[dict[str, Any]]:
    """A dashed line through all strips at the day of each mark."""
    line = {"color": look.edge, "width": 1.5, "dash": "dash"}
    return [
        {"type": "line", "xref": "x", "yref": "paper", "x0": mark.on.isoformat(), "x1": mark.on.isoformat(), "y0": 0,
         "y1": 1, "line": line}
        for mark in marks
    ]  # fmt: skip


def mark_notes(marks: Iterable[Mark], look: Look) -> list[dict[str, Any]]:
    """The number above each line; what it says is told when it is pointed at, and in the list under the card."""
    notes = []
    for mark in marks:
        note = words_at(0, 1, f"<b>{chart_text(mark.sign)}</b>", look, size=SMALL_SIZE, yref="paper")
        notes.append({**note, "x": mark.on.isoformat(), "xanchor": "center", "yanchor": "bottom", "yshift": 4,
                      "hovertext": chart_text(told(mark)), "bordercolor": look.edge, "borderpad": 2})  # fmt: skip
    return notes


def silences(starts: Iterable[date], period: str, look: Look) -> list[dict[str, Any]]:
    """A grey band over each period in which nobody looked."""
    return [
        {"type": "rect", "xref": "x", "yref": "paper", "x0": start.isoformat(), "x1": after(start, period).isoformat(),
         "y0": 0, "y1": 1, "line": {"width": 0}, "fillcolor": look.line, "opacity": 0.6, "layer": "below"}
        for start in starts
    ]  # fmt: skip
