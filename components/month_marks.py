"""Marks on the axis of the months: when a theme was defined anew, merged, split, renamed or retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from components.axis_marks import Mark
from data.moments import EVER, day_of, end_of
from queries.disclosure import tell
from queries.filters import Filters

_KINDS = ("define", "merge", "split", "rename", "retire")


def of_themes(theme_ids: Sequence[str], filters: Filters) -> list[Mark]:
    """What happened to these themes, the oldest first, up to the day that is looked back to."""
    until = end_of(filters.as_at) if filters.as_at else EVER
    rows = tell("theme_history", theme_id=None, until=until, draft=filters.draft).rows
    return marks(rows, theme_ids)


def marks(rows: Sequence[Mapping[str, Any]], theme_ids: Sequence[str]) -> list[Mark]:
    """Takes the rows of theme_history, the newest first; what was taken back leaves no mark."""
    wanted = set(theme_ids)
    found = [
        (day_of(row["made_at"]), _words(row))
        for row in rows
        if row["kind"] in _KINDS and not row["undone"] and wanted & {*(row["theme_ids"] or ()), row["into_id"]}
    ]
    return [Mark(_sign(at), on, words) for at, (on, words) in enumerate(found[::-1])]


def _sign(at: int) -> str:
    """A, B … Z, A2, B2 …: the team's own marks have numbers."""
    turn, letter = divmod(at, len(ascii_uppercase))
    return f"{ascii_uppercase[letter]}{turn + 1 if turn else ''}"


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
