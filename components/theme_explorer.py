"""The themes ranked, as families or one by one, and beside them what was said about the one in the spotlight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import spotlight, stories, theme_bars
from components.pairs import pairs
from components.theme_cards import SHAPES
from components.theme_cards import ranked as ranked_card
from components.words import hidden, told
from queries.filters import Filters

Rows = Sequence[Mapping[str, Any]]
SHAPE_KEY = "theme-shape"
OTHER_THEME = " The theme filter above is left aside here."


def show(rows: Rows, filters: Filters) -> None:
    """Takes the rows of theme_frequency."""
    shape = st.segmented_control(
        "Show",
        list(SHAPES),
        default="flat",
        required=True,
        format_func=SHAPES.__getitem__,
        key=SHAPE_KEY,
        persist_state="session",
    )
    ranked = theme_bars.ranked(rows, filters.unit, shape)
    known = {str(row["theme_id"]): row for row in rows}
    chosen = spotlight.on("theme")
    chosen = chosen if chosen in known else None
    with pairs("themes", wider="left"):
        ranked_card(filters, shape=shape, chosen=chosen, on_pick=spotlight.turn("theme")).show()
        if ranked:
            _said(known[chosen] if chosen else ranked[0][0], filters)


def _said(row: Mapping[str, Any], filters: Filters) -> None:
    own = replace(filters, theme=(str(row["theme_id"]),))
    aside = OTHER_THEME if filters.theme and filters.theme != own.theme else ""
    stories.show(
        "theme-said",
        f"What was said about {row['theme']}",
        numbers(row) + aside,
        own,
        limit=2,
        closed=hidden(row, "mentions"),
    )


def numbers(row: Mapping[str, Any]) -> str:
    """``Raised 56 times by 53 people and organisations, in 17 council areas.``, and with sub-themes if it has any."""

    def counts(ending: str) -> str:
        times = "time" if row[f"mentions{ending}"] == 1 else "times"
        raised, spoke = told(row, f"mentions{ending}"), told(row, f"sources{ending}", "sources")
        return f"raised {raised} {times} by {spoke}, in {told(row, f'places{ending}', 'places')}"

    own, family = counts(""), counts("_with_sub")
    return f"R{own[1:]}." if own == family else f"By itself {own}. With its sub-themes {family}."
