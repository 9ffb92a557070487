"""What happens in the room, and what comes next?"""

import streamlit as st

from components.frame import frame
from components.room_host import show_workshop
from components.room_list import show_list

frame()
st.title("Workshop")
chosen = st.query_params.get("w", "")
if chosen:
    show_workshop(chosen)
else:
    show_list()
