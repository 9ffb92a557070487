"""A picture that the room was shown, frozen for the pack: its words, its table, and the numbers of its chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components import month_lines, room_evidence
from components.card import Card
from components.slip import Slip
from components.table import Column
from components.words import hidden
from data.run_of_show import StepPlan

MOST = 15  # bars of a chart; the table has all


def frozen(plan: StepPlan) -> dict[str, Any]:
    """Plain values, as JSON has them, of what the step shows; always what the sharing view tells.

    ``chart`` is None where there is none, else ``{"shape": "bars"|"lines"|"points", "names", "series"}``: a series is a
    name and a number, or None, for each of ``names`` (of points: for each x).
    """
    found, only = room_evidence.drawn(plan), room_evidence.narrowed_to(room_evidence.filters_of(plan.filters))
    words = f"{found.reason} {found.words}" if isinstance(found, Slip) else room_evidence.own_line(found)
    words = words.replace(month_lines.DOTTED, "")  # which the pack's chart leaves out
    return {
        "heading": found.heading,
        "words": " ".join(f"{only} {words}".split()),
        "source": found.source,
        "alt": found.alt() if isinstance(found, Card) else "",
        "columns": [[column.name, column.label, column.kind, column.nothing] for column in found.columns],
        "rows": [_row(found, row) for row in found.rows],
        "chart": _chart(found) if isinstance(found, Card) else None,
    }


def columns(held: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns of a frozen picture's table."""
    return tuple(Column(*one) for one in held["columns"])


def _row(found: Card | Slip, row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells that the table shows and no others: a number as a number, everything else in words."""
    kept: dict[str, Any] = {}
    for column in found.columns:
        value = row.get(column.name)
        if hidden(row, column.name):
            kept |= {column.name: None, f"{column.name}_masked": True}
        elif value is None or value == "" or (column.is_number and _is_number(value)):
            kept[column.name] = value or (0 if value == 0 else None)
        else:
            kept[column.name] = column.words(row)
    return kept


def _chart(card: Card) -> dict[str, Any] | None:
    labels = {column.name: column for column in card.columns}
    named = [labels.get(name, Column(name, name.capitalize())) for name in card.named or [card.columns[0].name]]
    numbers = card.drawn or [column.name for column in card.columns if column.is_number][:1]
    drawn = [labels.get(name, Column(name, name.replace("_", " ").capitalize())) for name in numbers]
    if not drawn or not card.rows:
        return None
    if card.shape == "lines":
        return _lines(card, named, drawn[0])
    rows = [row for row in card.rows if any(_number(row, column.name) is not None for column in drawn)]
    if card.shape == "points":
        names: list[Any] = [_number(row, named[0].name) for row in rows]
    else:
        rows = rows[:MOST]
        names = [" · ".join(column.words(row) for column in named) for row in rows]
    series = [[column.label, [_number(row, column.name) for row in rows]] for column in drawn]
    return {"shape": card.shape, "names": names, "series": series} if rows else None


def _lines(card: Card, named: list[Column], drawn: Column) -> dict[str, Any] | None:
    """One series for each value of the second of ``named``; a period without a record is nothing heard, so 0."""
    across, line = named
    values: dict[str, dict[str, float | None]] = {}
    for row in card.rows:
        values.setdefault(line.words(row), {})[across.words(row)] = _number(row, drawn.name)
    names = list(card.axis or dict.fromkeys(at for found in values.values() for at in found))
    series = [[name, [found.get(at, 0) for at in names]] for name, found in values.items()]
    return {"shape": "lines", "names": names, "series": series} if series and names else None


def _number(row: Mapping[str, Any], name: str) -> float | None:
    value = row.get(name)
    return None if hidden(row, name) or not _is_number(value) else value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
