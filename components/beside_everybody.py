"""What insights say of digital exclusion and of language, beside what is known of everybody. Nothing is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.card import Card
from components.help_inequality import BESIDE
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import hidden, number, percent, told
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("name_words", "What"),
    Column("records", "Insights", "count"),
    Column("sources", "People and organisations", "count"),
    Column("population_share", "Share", "share"),
    Column("base", "Of whom", nothing="–"),
    Column("year", "Year", nothing="–"),
    Column("source", "Source", nothing="–"),
)
_YARDSTICK = "yardstick"


def card(rows: Rows, *, key: str, heading: str, nothing: str, limit: int | None = None, source: str = "") -> Card:
    """The card. Takes the rows of digital_exclusion or language; ``nothing`` is the heading where none is heard."""
    heard = [row for row in rows if row["kind"] != _YARDSTICK]
    known = [row for row in rows if row["kind"] == _YARDSTICK and row["population_share"] is not None]
    bars = [
        Bar(_name(row), _name(row), number(row, "records"), told(row, "records"),
            hover=f"{_name(row)}: {told(row, 'records')} insights")
        for row in heard
    ]  # fmt: skip
    some = any(number(row, "records") or hidden(row, "records") for row in heard)
    return Card(
        key,
        heading if some else nothing,
        figure=lambda look: row_bars(bars[:limit], look),
        alt=lambda: f"Bars of insights: {'; '.join(bar.hover for bar in bars)}. {_known(known)}",
        columns=COLUMNS,
        rows=[{**row, "name_words": _name(row)} for row in rows],
        help=BESIDE,
        file_stem=key,
        sub=f"Bars count insights. Known of everybody: {_known(known)}" if known else "Bars count insights.",
        source=source,
    )


def _name(row: Mapping[str, Any]) -> str:
    return vocabulary().label("group", str(row["name"])) if row["kind"] == "group" else str(row["name"])


def _known(known: Rows) -> str:
    """``Can use British Sign Language: 2% of people aged 3 and over (2022).`` for the first three."""
    return " ".join(
        f"{row['name']}: {percent(row['population_share'])} of {row['base'] or 'all people'} ({row['year']})."
        for row in known[:3]
    )
