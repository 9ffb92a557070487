"""What is changing, and how sure can we be?"""

import streamlit as st

from components import axis_notes, empty_state, headline, month_story, period_change, scan_log, trend_cards
from components.counted_page import counted_page
from components.markup import tag
from components.months import not_looked, periods_between, starts
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
    trend_cards.lines(filters, period=period, themes=month_story.choose_themes(themed)).show()
    st.html(str(tag("p", scan_log.gap_words(silent, looks, period), class_="ks-note")))
    with pairs("dated"):
        trend_cards.years(filters, period=period).show()
        trend_cards.undated(filters, period=period).show()
    period_change.show(filters, max(dates, default=None))
    if filters.mode == "working":
        axis_notes.show_form()
        scan_log.show()


st.title("What is changing?")
counted_page(body, cards="trends")
