"""How do I bring in what was heard, and what becomes of it?"""

import streamlit as st

from components.add_ways import show_ways
from components.frame import frame
from components.upload_attention import show_attention
from components.upload_decisions import show_open_words
from components.upload_history import show_history
from components.upload_remembered import show_remembered
from components.withdrawal_form import show_withdrawal

frame()
st.title("Bring in what was heard")
show_ways()
show_attention()
show_open_words()
show_remembered()
show_history()
show_withdrawal()
