"""The months of chosen themes, the choice of themes, and what has no month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.markup import tag
from components.months import MOST
from components.slip import slip
from components.table import Column, table_markup
from components.words import hidden
from queries.ladder import CHANGE, allows

Rows = Sequence[Mapping[str, Any]]
KEY = "month-themes"
KIND_WORDS = {"year": "known only to the year", "quarter": "known only to the quarter", "none": "no date"}
COLUMNS = (
    Column("words", "When"),
    Column("records", "Records", "count"),
    Column("sources", "People and organisations", "count"),
)


def choose_themes(themed: Rows) -> tuple[str, ...]:
    """The list to choose up to five themes from; those raised most while nobody has chosen."""
    names = {str(row["theme_id"]): str(row["theme"]) for row in themed}
    order = sorted(names, key=lambda theme: names[theme].casefold())
    held = [theme for theme in st.session_state.get(KEY, ()) if theme in names]
    st.session_state[KEY] = held  # a theme that is no longer in view must not stay chosen
    chosen = st.multiselect(
        f"Themes to follow, at most {MOST}",
        order,
        key=KEY,
        format_func=lambda theme: names.get(theme, theme),
        max_selections=MOST,
        placeholder="Those raised most; choose others here",
        select_all=False,
        persist_state="session",
    )
    return tuple(chosen)


def no_change_yet(sources: int | None) -> str:
    """Whether it may be said which themes are new or fading; if not, why, and what would allow it."""
    return allows(sources or 0, CHANGE, "periods, to say what is new or fading,").reason


def show_beside(undated: Rows) -> None:
    """The card with every record that has no month. Takes the rows of undated_totals."""
    rows = [{**row, "words": _words(row)} for row in undated if row["theme_id"] is None]
    heading = "Records that stand in no month"
    sub = "Nobody knows in which month these belong. Putting a year into its January would invent a date."
    if rows:
        slip(heading, tag("p", sub, class_="ks-sub"), table_markup(COLUMNS, rows, heading))
    else:
        slip(heading, tag("p", "Every record in view is dated to a month.", class_="ks-sub"))


def show_months(totals: Rows) -> None:
    """The card with how many records and people each year's months hold. Takes the rows of month_totals."""
    years: dict[int, dict[str, Any]] = {}
    for row in totals:
        year = years.setdefault(row["month"].year, {"words": str(row["month"].year), "months": 0, "records": 0})
        year["months"] += 1
        if hidden(row, "records") or year["records"] is None:
            year["records"], year["records_masked"] = None, True
        else:
            year["records"] += row["records"]
    columns = (COLUMNS[0], Column("months", "Months with a record", "count"), COLUMNS[1])
    heading = "Records with a month, by year"
    slip(heading, table_markup(columns, list(years.values()), heading))


def _words(row: Mapping[str, Any]) -> str:
    kind = KIND_WORDS[row["kind"]]
    return f"{row['year']}, {kind}" if row["year"] else kind.capitalize()
