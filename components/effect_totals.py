"""Do people say that gaps get wider or smaller? All records in view, one bar for each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card
from components.help_words import EFFECTS
from components.palette import Look
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import EFFECT_WORDS, hidden, number, told

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("words", "What people said about inequality"),
    Column("records", "Records", "count"),
    Column("sources", "People and organisations", "count"),
)


def _colours(look: Look) -> dict[str, str]:
    return {
        "widening": look.against,
        "narrowing": look.towards,
        "mixed": look.both,
        "none stated": look.scale[1],
        "not_recorded": look.not_recorded,
    }


def figure(rows: Rows, *, look: Look, limit: int | None = None) -> Figure:
    """The answers in their fixed order, so that the eye finds them again; what was not recorded comes last."""
    colours = _colours(look)
    return row_bars(
        [
            Bar(
                id=str(row["effect"]),
                name=EFFECT_WORDS[row["effect"]],
                value=number(row, "records"),
                end=told(row, "records"),
                hover=_in_words(row),
                colour=colours[row["effect"]],
            )
            for row in rows[:limit]
        ],
        look,
    )


def _in_words(row: Mapping[str, Any]) -> str:
    return f"{EFFECT_WORDS[row['effect']]}: {told(row, 'records')} records from {told(row, 'sources', 'sources')}"


def heading(rows: Rows) -> str:
    """``Making gaps wider: 80 records; making them smaller: 71``."""
    found = {row["effect"]: row for row in rows}
    if any(hidden(row, "records") for row in rows):
        return "What people said about inequality"
    if not any(number(row, "records") for row in rows):
        return "Nobody has spoken about inequality here yet"
    wider, smaller = (told(found[effect], "records") for effect in ("widening", "narrowing"))
    return f"{wider} records say gaps got wider, {smaller} that they got smaller"


def alt(rows: Rows) -> str:
    """The chart in words, with its numbers."""
    return f"Bar chart of what people said about inequality. {'; '.join(map(_in_words, rows))}."


def card(rows: Rows, *, limit: int | None = None, source: str = "") -> Card:
    """The card. Takes the rows of effect_totals."""
    return Card(
        "effect-totals",
        heading(rows),
        figure=lambda look: figure(rows, look=look, limit=limit),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=[{**row, "words": EFFECT_WORDS[row["effect"]]} for row in rows],
        help=EFFECTS,
        file_stem="what-people-said-about-inequality",
        source=source,
    )
