"""What did we agree, and what became of it?"""

import streamlit as st

from components.action_board import show_actions
from components.frame import frame
from components.room_list import tell

frame()
st.title("What did we agree, and what became of it?")
tell()
show_actions()
