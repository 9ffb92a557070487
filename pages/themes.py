"""Which themes come up most, and how do they belong together?"""

import streamlit as st

from components import (
    barrier_bars,
    empty_state,
    focus_bars,
    headline,
    reshape,
    theme_explorer,
    theme_profile,
    theme_squares,
    theme_views,
    view,
)
from components.counted_page import counted_page
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """The first three themes in a sentence, all of them ranked, then what helped and what got in the way."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    shown, source = theme_views.choose(), sentences.collected(counts["sources"])
    if shown == theme_views.RESHAPE:
        reshape.show(filters, source=source)
        return
    themes = tell("theme_frequency", filters).rows
    if shown == theme_views.ONE:
        theme_profile.show(themes, filters, source=source)
        return
    if shown == theme_views.TOGETHER:
        theme_squares.explore(filters, source=source)
        return
    first = sentences.top_themes(themes, filters.unit) or sentences.NO_THEME
    headline.show(first, sentences.order_between_units(themes))
    theme_explorer.show(themes, filters, source=source)
    with pairs("help", wider="left"):
        barrier_bars.show(tell("theme_barriers", filters).rows, source=source, on_pick=view.opens("insights", "theme"))
        focus_bars.show(tell("focus_areas", filters).rows, source=source, on_pick=view.narrows("focus_area"))


st.title("Which themes come up most?")
counted_page(body, draft=theme_views.draft)
