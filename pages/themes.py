"""Themes?"""

import streamlit as st

from components import theme_bars, view
from components.counted_page import counted_page
from queries.disclosure import tell
from queries.filters import Filters


def pick(p):
    st.session_state["xx"] = p

def jumpit(p):
    view.go_to("insights", view.filters().cleared())
    view.narrow(theme=(p,))

def body(filters: Filters) -> None:
    st.text(str(st.session_state.get("xx")))
    theme_bars.show(tell("theme_frequency", filters).rows, unit=filters.unit, limit=8, on_pick=pick)
    theme_bars.show(tell("theme_frequency", filters).rows, key="other", unit=filters.unit, limit=8, on_pick=jumpit)


st.title("Themes")
counted_page(body)
print("FULL RUN themes")
