"""Marks on the axis of the months: when a theme was defined anew, merged, split, renamed or retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.canvas import SMALL_SIZE, words_at
from components.palette import Look
from components.words import day
from data.moments import EVER, day_of, end_of
from queries.disclosure import tell
from queries.filters import Filters

_KINDS = ("define", "merge", "split", "rename", "retire")


@dataclass(frozen=True)
class Mark:
    """One day on the axis, and what happened on it in a few words."""

    on: date
    words: str


def of_themes(theme_ids: Sequence[str], filters: Filters) -> list[Mark]:
    """What happened to these themes, the oldest first, up to the day that is looked back to."""
    until = end_of(filters.as_at) if filters.as_at else EVER
    rows = tell("theme_history", theme_id=None, until=until, draft=filters.draft).rows
    return marks(rows, theme_ids)


def marks(rows: Sequence[Mapping[str, Any]], theme_ids: Sequence[str]) -> list[Mark]:
    """Takes the rows of theme_history, the newest first; what was taken back leaves no mark."""
    wanted = set(theme_ids)
    found = [
        Mark(day_of(row["made_at"]), _words(row))
        for row in rows
        if row["kind"] in _KINDS and not row["undone"] and wanted & {*(row["theme_ids"] or ()), row["into_id"]}
    ]
    return found[::-1]


def _words(row: Mapping[str, Any]) -> str:
    names = [f"“{name}”" for name in row["themes"] or [] if name]
    about = " and ".join(names)
    return {
        "define": f"{about} was defined anew",
        "merge": f"{about} became “{row['theme']}”",
        "split": f"“{row['theme']}” was split off {about}",
        "rename": f"{about} was renamed “{row['theme']}”",
        "retire": f"{about} was retired",
    }[str(row["kind"])]


def drawn(
    all_marks: Sequence[Mark], span: tuple[date, date], look: Look
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines and their numbers, for those that lie on the axis."""
    lines, numbers = [], []
    for number, mark in enumerate(all_marks, start=1):
        if not span[0] <= mark.on <= span[1]:
            continue
        at = mark.on.isoformat()
        line = {"color": look.chosen, "width": 1.5, "dash": "dot"}
        lines.append({"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line})
        above = {"yref": "paper", "yanchor": "bottom", "yshift": 6, "xanchor": "center"}
        note = words_at(0, 1, f"<b>{number}</b>", look, size=SMALL_SIZE, colour=look.chosen)
        numbers.append({**note, **above, "x": at})
    return lines, numbers


def said(all_marks: Sequence[Mark], span: tuple[date, date] | None) -> str:
    """``Marked: 1, 3 March 2026: “Trust” was defined anew.``; what lies beyond the months is told with its date."""
    if not all_marks:
        return ""
    on: list[str] = []
    off: list[str] = []
    for number, mark in enumerate(all_marks, start=1):
        inside = span is not None and span[0] <= mark.on <= span[1]
        words = f"{day(mark.on)}: {mark.words}"
        (on if inside else off).append(f"{number}, {words}" if inside else words)
    parts = [f"Marked: {'; '.join(on)}."] if on else []
    if off:
        parts.append(f"Outside these months: {'; '.join(off[-3:])}.")
    return " ".join(parts)
