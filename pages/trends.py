"""What is changing, and how sure can we be?"""

import streamlit as st

from components import axis_notes, empty_state, headline, month_lines, month_marks, month_story, period_change, scan_log
from components.counted_page import counted_page
from components.markup import tag
from components.months import chosen_themes, not_looked, periods_between, starts
from components.pairs import pairs
from components.room_list import tell as tell_once
from data.scan_log import weeks_looked
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """How much stands in each period, the lines of the chosen themes, what stands beside them, and two periods."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    tell_once()
    lead = st.empty()
    period = month_story.choose_period()
    themed, totals, undated = month_story.asked(period, filters)
    with lead:
        said = sentences.beside_the_periods(totals, undated, period)
        headline.show(said, month_story.no_change_yet(counts["sources"]))
    dates = [starts(row) for row in totals]
    periods = periods_between(min(dates), max(dates), period) if dates else []
    looks = weeks_looked()
    silent = not_looked(periods, period, month_story.heard_at_all(period, filters), looks)
    source = sentences.collected(counts["sources"])
    chosen = month_story.choose_themes(themed)
    changed = month_marks.of_themes(chosen or chosen_themes(themed, filters.unit), filters)
    month_lines.show(
        themed,
        totals,
        undated,
        unit=filters.unit,
        chosen=chosen,
        source=source,
        period=period,
        marks=[*axis_notes.own_marks(), *changed],
        silent=silent,
    )
    st.html(str(tag("p", scan_log.gap_words(silent, looks, period), class_="ks-note")))
    with pairs("dated"):
        month_story.show_years(totals, period)
        month_story.show_beside(undated, period)
    period_change.show(filters, max(dates, default=None), source)
    if filters.mode == "working":
        axis_notes.show_form()
        scan_log.show()


st.title("What is changing?")
counted_page(body)
