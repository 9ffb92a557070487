"""Where in Scotland do we hear this, and where not?"""

import streamlit as st

from components import empty_state, headline, place_circles, place_classes, place_explorer
from components.counted_page import counted_page
from components.markup import tag
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
    named = tell("council_sources", filters).one["sources"] if level == "council" else None
    source = sentences.collected(named, sentences.POPULATION)
    rows = place_explorer.counts(level, filters).rows
    place_explorer.show(rows, filters, level=level, drawing=drawing, measure=measure, source=source)
    if not filters.place:  # everywhere else was left out on purpose
        place_classes.show_classes(rows, level)
    with pairs("placed", wider="right"):
        kinds = tell("place_totals", filters).rows
        if any(row["insights"] is None for row in kinds):
            st.html(str(tag("p", sentences.SOME, class_="ks-sub ks-slip")))
        else:
            place_classes.show_beside(kinds)
        place_circles.show(tell("place_points", filters).rows, source=sentences.collected(counts["sources"]))


st.title("Where do we hear this, and where not?")
counted_page(body)
