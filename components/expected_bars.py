"""Who is missing: the places and groups that nobody named yet, with what would be expected beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import place_words
from components.canvas import Figure
from components.card import Card
from components.help_inequality import LISTENING, MISSING_GROUPS, MISSING_PLACES
from components.palette import Look
from components.place_words import Level
from components.row_bars import Bar, row_bars
from components.slip import Slip
from components.table import Column
from components.words import count, hidden
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
LIMIT = 12
PLACES = (
    Column("name", "Place"),
    Column("status_words", "Heard from?"),
    Column("expected", "Expected from people", "decimal"),
    Column("population", "People living there", "count"),
)
GROUPS = (
    Column("name", "Group of people"),
    Column("characteristic", "Characteristic"),
    Column("population_share", "Share of people", "share"),
    Column("expected", "Insights expected", "decimal"),
    Column("year", "Year", nothing="–"),
    Column("source", "Source of the share", nothing="–"),
    Column("note", "How it is held against people", nothing="–"),
)
GAPS = (
    Column("name", "Group of people"),
    Column("gap", "How many more to hear", "count"),
    Column("observed", "Insights from them", "count"),
    Column("expected", "Expected", "decimal"),
    Column("base_rows", "Insights with who spoke", "count"),
    Column("population_share", "Share of people", "share"),
    Column("year", "Year", nothing="–"),
    Column("source", "Source of the share", nothing="–"),
    Column("note", "How it is held against people", nothing="–"),
)
SPOKE = tuple(column for column in GAPS if column.name in ("name", "observed", "base_rows", "note"))


def figure(rows: Rows, *, look: Look, limit: int = LIMIT) -> Figure:
    """Outlined bars of what is expected: nobody was heard, so nothing is filled."""
    return row_bars(
        [
            Bar(
                str(row["id"]),
                str(row["name"]),
                row["expected"] or 0,
                end(row),
                hover=f"{row['name']}: {end(row)}",
                hollow=True,
            )
            for row in rows[:limit]
        ],
        look,
    )


def end(row: Mapping[str, Any]) -> str:
    """What stands at the end of a bar: ``2.9 expected``, ``never named``."""
    return f"{row['expected']:.1f} expected" if row.get("expected") is not None else "never named"


def places(rows: Rows) -> list[dict[str, Any]]:
    """The rows of not_heard_places with ``id``, ``name`` and the class in words, most expected first."""
    told = [
        {
            **row,
            "id": row["code"],
            "status_words": place_words.STATUS["not_shown" if hidden(row, "status") else row["status"]],
        }
        for row in rows
    ]
    return sorted(told, key=lambda row: (-(row["expected"] or 0), row["name"]))


def groups(rows: Rows) -> list[dict[str, Any]]:
    """The rows of not_heard_groups or listening_gap with ``id`` and ``name`` in the words of the screen."""
    return [{**row, "id": (at := row.get("group_name") or row["group"]), "name": group_label(at)} for row in rows]


def group_label(group: str) -> str:
    """What the screen calls a group of people, with a capital."""
    label = vocabulary().label("group", group)
    return label[:1].upper() + label[1:]


def places_card(rows: Rows, level: Level, *, limit: int = LIMIT, source: str = "") -> Card | Slip:
    """The card of places at one level; takes the rows of not_heard_places."""
    kind, full = place_words.LEVELS[level][3], places(rows)
    if not full:
        return Slip(f"Every one of the {kind} is named", words="None is missing from what is in view.")
    return Card(
        "missing-places",
        f"We haven’t heard from {count(len(full))} of the {kind} by name yet",
        figure=lambda look: figure(full, look=look, limit=limit),
        alt=lambda: f"Bars of what would be expected: {_said(full)}.",
        columns=PLACES,
        rows=full,
        help=MISSING_PLACES,
        file_stem=f"{kind.replace(' ', '-')}-not-heard-from",
        drawn=("expected",),
        sub=_classes(full),
        source=source,
    )


def _classes(full: Rows) -> str:
    met: dict[str, list[str]] = {}
    for row in full:
        met.setdefault(row["status_words"], []).append(str(row["name"]))
    return " ".join(f"{words}: {', '.join(sorted(names))}." for words, names in met.items())


def _said(full: Rows) -> str:
    return "; ".join(f"{row['name']} {end(row)}" for row in full)


def groups_card(rows: Rows, *, limit: int = LIMIT, source: str = "") -> Card | Slip:
    """The card of groups that no insight is about; takes the rows of not_heard_groups."""
    full = groups(rows)
    if not full:
        return Slip("Every group of people on the list is named", words="At least one insight is about each.")
    return Card(
        "missing-groups",
        f"{count(len(full))} groups of people are in no insight yet",
        figure=lambda look: figure(full, look=look, limit=limit),
        alt=lambda: f"Bars of what would be expected: {_said(full)}.",
        columns=GROUPS,
        rows=full,
        help=MISSING_GROUPS,
        file_stem="groups-not-heard-about",
        drawn=("expected",),
        sub="Whom insights are about, not who spoke. A number stands only where a share of all people is known.",
        source=source,
    )


def gap_rows(rows: Rows) -> list[dict[str, Any]]:
    """The groups heard less than their share, the widest gap first."""
    return [row for row in groups(rows) if row.get("gap")]


def gaps_card(rows: Rows, *, limit: int = LIMIT, source: str = "") -> Card:
    """The card of the listening gap; takes the rows of listening_gap where it may be shown."""
    wide = gap_rows(rows)
    heading = (
        f"{count(len(wide))} groups of people to speak to next"
        if wide
        else "Every group that can be compared has its share"
    )
    bars = [
        Bar(
            str(row["id"]),
            row["name"],
            row["gap"],
            f"{count(row['gap'])} more",
            f"{row['name']}: {count(row['observed'])} heard, {row['expected']:.1f} expected, {count(row['gap'])} more",
        )
        for row in wide[:limit]
    ]
    return Card(
        "listening-gap",
        heading,
        figure=lambda look: row_bars(bars, look),
        alt=lambda: f"Bars of how many more to hear: {'; '.join(bar.hover for bar in bars)}." if bars else "No gap.",
        columns=GAPS,
        rows=groups(rows),
        help=LISTENING,
        file_stem="who-to-speak-to-next",
        sub="Gaps overlap, as one person belongs to several groups: they are never added up.",
        source=source,
    )


def choose_level(key: str, first: Level = "council") -> Level:
    """The switch between councils, partnerships and boards for one part of the page."""
    labels: dict[Level, str] = {"council": "Councils", "hscp": "Partnerships", "health_board": "Health boards"}
    chosen: Level = st.segmented_control(
        "Kind of place",
        list(labels),
        default=first,
        required=True,
        format_func=labels.__getitem__,
        key=key,
        persist_state="session",
    )
    return chosen
