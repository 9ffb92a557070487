"""What is new since we last looked, and what became of it?"""

import streamlit as st

from components import empty_state, month_page
from components.counted_page import counted_page
from components.room_list import tell as tell_once
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """What is new, what grew and faded, who is missing, what was agreed, and the core indicators."""
    if empty_state.show(tell("headline", filters).one, filters):
        return
    tell_once()
    month_page.show(filters)


st.title("What is new, and what became of it?")
counted_page(body, cards="month", counts_by_unit=False)
