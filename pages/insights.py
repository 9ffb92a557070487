"""What exactly was said?"""

import streamlit as st

from components.counted_page import counted_page
from components.insight_cards import show_insights

st.title("What exactly was said?")
counted_page(show_insights, counts_by_unit=False)
