"""What are we hearing, from whom, and who is missing?"""

import streamlit as st

from components import empty_state, four_counts, headline, latest_uploads, overview_cards, view
from components.counted_page import counted_page
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """The answer in a sentence, four counts, then the pictures."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    themes, councils = tell("theme_frequency", filters).rows, tell("council_counts", filters).rows
    missing = "" if filters.place else sentences.not_heard_from(councils, narrowed=filters.narrows)
    headline.show(sentences.overview(counts, themes, filters.unit), missing, four_counts.counts(counts))
    with pairs("heard"):
        overview_cards.themes(filters, on_pick=view.opens("insights", "theme")).show()
        overview_cards.councils(filters, on_pick=view.opens("insights", "place")).show()
        overview_cards.effects(filters).show()
        overview_cards.kinds(filters).show()
    latest_uploads.show(tell("recent_uploads", limit=5).rows)


st.title("What are we hearing?")
counted_page(body, cards="overview")
