"""What does the room see now?"""

import streamlit as st

from components.frame import frame
from components.room_list import show_list
from components.room_stage import show_stage

frame()
chosen = st.query_params.get("w", "")
if chosen:
    show_stage(chosen)
else:
    st.title("Stage")
    show_list()
