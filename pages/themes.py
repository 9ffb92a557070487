"""Which themes come up most, and how do they belong together?"""

import streamlit as st

from components import (
    empty_state,
    headline,
    reshape,
    theme_cards,
    theme_explorer,
    theme_profile,
    theme_squares_pair,
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
    shown = theme_views.choose()
    if shown == theme_views.RESHAPE:
        reshape.show(filters)
        return
    themes = tell("theme_frequency", filters).rows
    if shown == theme_views.ONE:
        theme_profile.show(themes, filters)
        return
    if shown == theme_views.TOGETHER:
        theme_squares_pair.explore(filters)
        return
    first = sentences.top_themes(themes, filters.unit) or sentences.NO_THEME
    headline.show(first, sentences.order_between_units(themes))
    theme_explorer.show(themes, filters)
    with pairs("help", wider="left"):
        theme_cards.barriers(filters, on_pick=view.opens("insights", "theme")).show()
        theme_cards.focus(filters, on_pick=view.narrows("focus_area")).show()


st.title("Which themes come up most?")
counted_page(body, cards="themes", draft=theme_views.draft)
