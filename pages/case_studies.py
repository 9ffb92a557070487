"""What did places do?"""

import streamlit as st

from components.case_study_cards import show_case_studies
from components.case_study_choice import chosen, close_story, open_story
from components.case_study_view import show_case_studies as show_stories
from components.counted_page import counted_page
from components.frame import frame
from queries.filters import Filters


def stories(filters: Filters) -> None:
    """The stories in view as cards; the whole page runs again once any of them is opened."""
    if chosen():
        st.rerun()
    show_case_studies(filters, open_story)


opened = chosen()
if opened:
    frame()
    show_stories(opened, close_story)
else:
    st.title("What did places do?")
    counted_page(stories, counts_by_unit=False)
