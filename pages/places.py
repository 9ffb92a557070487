"""Where in Scotland do we hear this, and where not?"""

import streamlit as st

from components import empty_state, headline, place_cards, place_explorer, view
from components.counted_page import counted_page
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """Who has not been heard from, the map with its list, and what stands on no map."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    councils = tell("council_counts", filters).rows
    missing = "" if filters.place else sentences.not_heard_from(councils, narrowed=filters.narrows)
    headline.show(sentences.places(councils, unit=filters.unit), missing)
    with st.container(horizontal=True):
        level = place_explorer.choose_level()
        drawing = place_explorer.choose_drawing()
        measure = place_explorer.choose_measure(filters.unit)
    place_explorer.show(filters, level=level, drawing=drawing, measure=measure)
    if not filters.place:  # everywhere else was left out on purpose
        place_cards.classes(filters, level=level).show()
    with pairs("placed", wider="right"):
        place_cards.beside(filters).show()
        place_cards.circles(filters, on_pick=view.opens("insights", "place")).show()


st.title("Where do we hear this, and where not?")
counted_page(body, cards="places")
