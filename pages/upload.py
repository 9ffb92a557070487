"""How do I bring in what was heard, and what becomes of it?"""

import streamlit as st

from components.add_ways import show_ways
from components.frame import frame
from components.upload_attention import show_attention
from components.upload_history import show_history

frame()
st.title("Bring in what was heard")
show_ways()
show_attention()
show_history()
