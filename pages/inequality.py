"""Whose voices do we hear, and which inequalities do they tell of?"""

import streamlit as st

from components import effect_totals, empty_state, headline, inequality_story, recorded_bars
from components.counted_page import counted_page
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """Whom it is about and how much is recorded; what was said: overall, by theme, by group, by deprivation."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    effects, complete = tell("effect_totals", filters).rows, tell("completeness", filters).rows
    headline.show(sentences.effects(effects), sentences.speakers(complete))
    source = sentences.collected(counts["sources"])
    with pairs("voices"):
        inequality_story.who_it_is_about(filters, source)
        told = [row for row in complete if row["recorded"] is not None]
        if told:
            recorded_bars.show(told, sub="" if len(told) == len(complete) else sentences.SOME, source=source)
        effect_totals.show(effects, source=source)
        inequality_story.heard_by_band(filters)
        inequality_story.by_theme(filters, source)
        inequality_story.by_group(filters, source)
    inequality_story.effects_by_band(filters)


st.title("Whose voices, and which inequalities?")
counted_page(body)
