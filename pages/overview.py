"""What are we hearing, from whom, and who is missing?"""

import streamlit as st

from components import theme_bars
from components.counted_page import counted_page
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    theme_bars.show(tell("theme_frequency", filters).rows, unit=filters.unit, limit=8, on_pick=lambda p: None)


st.title("What are we hearing, from whom, and who is missing?")
counted_page(body)
