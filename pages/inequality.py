"""Whose voices do we hear, and which inequalities do they tell of?"""

import streamlit as st

from components import empty_state, inequality_parts
from components.counted_page import counted_page
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """The story in seven parts, one at a time, each with its question and its answer first."""
    if empty_state.show(tell("headline", filters).one, filters):
        return
    inequality_parts.show(filters)


st.title("Whose voices, and which inequalities?")
counted_page(body, cards="inequality")
