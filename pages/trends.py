"""What is changing, and how sure can we be?"""

import streamlit as st

from components import empty_state, headline, month_lines, month_marks, month_story
from components.counted_page import counted_page
from components.months import chosen_themes
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """How much has a month, the months of the chosen themes, and what stands beside them."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    themed, totals = tell("theme_by_month", filters).rows, tell("month_totals", filters).rows
    undated = tell("undated_totals", filters).rows
    lead = sentences.beside_the_months(totals, undated)
    headline.show(lead, month_story.no_change_yet(counts["sources"]))
    chosen = month_story.choose_themes(themed)
    month_lines.show(
        themed,
        totals,
        [row for row in undated if row["theme_id"] is None],
        unit=filters.unit,
        chosen=chosen,
        source=sentences.collected(counts["sources"]),
        marks=month_marks.of_themes(chosen or chosen_themes(themed, filters.unit), filters),
    )
    with pairs("dated"):
        month_story.show_months(totals)
        month_story.show_beside(undated)


st.title("What is changing?")
counted_page(body)
