"""The choice of themes and of the length of a period, what is asked for it, and what stands in no period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from components.address_choice import begin_several, choice, end_several
from components.months import MONTH, MOST, PERIODS, start_of, starts
from components.slip import Slip
from components.table import Column
from components.words import hidden
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import CHANGE, allows

Rows = Sequence[Mapping[str, Any]]
KEY = "month-themes"
PERIOD = "trend-period"
FOLLOW = "follow"
KIND_WORDS = {
    "year": "known only to the year",
    "quarter": "known only to the quarter",
    "month": "known only to the month",
    "none": "no date",
}
COLUMNS = (
    Column("words", "When"),
    Column("records", "Records", "count"),
    Column("sources", "People and organisations", "count"),
)


def choose_period() -> str:
    """How long the steps of the axis are."""
    return choice("period", PERIOD, PERIODS, MONTH, _show_by, "a period")


def _show_by() -> str | None:
    return st.segmented_control(
        "Show by",
        list(PERIODS),
        required=True,
        key=PERIOD,
        format_func=PERIODS.__getitem__,
        persist_state="session",
        wrap=True,
    )


def asked(period: str, filters: Filters) -> tuple[Rows, Rows, Rows]:
    """The themes, the totals and what stands beside the axis, for one length of a period.

    By month the sharing view tells more: its tables are masked together with the others.
    """
    if period == MONTH:
        names = ("theme_by_month", "month_totals", "undated_totals")
        themed, totals, undated = (tell(name, filters).rows for name in names)
        return themed, totals, [row for row in undated if row["theme_id"] is None]
    names = ("theme_by_period", "period_totals", "undated_by_period")
    themed, totals, undated = (tell(name, filters, period=period).rows for name in names)
    return themed, totals, undated


def heard_at_all(period: str, filters: Filters) -> frozenset[date]:
    """The periods with any record, whatever the filters leave out."""
    everything = Filters(mode=filters.mode, as_at=filters.as_at, draft=filters.draft)
    return frozenset(starts(row) for row in asked(period, everything)[1])


def choose_themes(themed: Rows) -> tuple[str, ...]:
    """The list to choose up to five themes from; those raised most while nobody has chosen."""
    names = {str(row["theme_id"]): str(row["theme"]) for row in themed}
    order = sorted(names, key=lambda theme: names[theme].casefold())
    begin_several(FOLLOW, KEY, names, MOST)
    held = [theme for theme in st.session_state[KEY] if theme in names]
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
    end_several(FOLLOW, KEY, chosen, "a theme to follow")
    return tuple(chosen)


def no_change_yet(sources: int | None) -> str:
    """Whether it may be said which themes are new or fading; if not, why, and what would allow it."""
    return allows(sources or 0, CHANGE, "periods, to say what is new or fading,").reason


def beside_card(undated: Rows, period: str) -> Slip:
    """The card with every record that stands in no period."""
    rows = [{**row, "words": _words(row)} for row in undated]
    heading = f"Records that stand in no {period}"
    sub = f"Nobody knows in which {period} these belong. Putting a year into its January would invent a date."
    return Slip(heading, sub if rows else f"Every record in view is dated to a {period}.", COLUMNS, rows)


def years_card(totals: Rows, period: str) -> Slip:
    """The card with how many records each year's periods hold. Takes the rows of month_totals or period_totals."""
    years: dict[int, dict[str, Any]] = {}
    for row in totals:
        at = start_of(starts(row), "year").year
        year = years.setdefault(at, {"words": str(at), "periods": 0, "records": 0})
        year["periods"] += 1
        if hidden(row, "records") or year["records"] is None:
            year["records"], year["records_masked"] = None, True
        else:
            year["records"] += row["records"]
    columns = (COLUMNS[0], Column("periods", f"{PERIODS[period]}s with a record", "count"), COLUMNS[1])
    return Slip(f"Records with a {period}, by year", columns=columns, rows=list(years.values()))


def _words(row: Mapping[str, Any]) -> str:
    kind = KIND_WORDS[row["kind"]]
    return f"{row['year']}, {kind}" if row["year"] else kind.capitalize()
