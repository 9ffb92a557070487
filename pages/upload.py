"""How do I bring in a spreadsheet, and what becomes of its rows?"""

import streamlit as st

from components.frame import frame
from components.upload_attention import show_attention
from components.upload_decisions import show_open_words
from components.upload_history import show_history
from components.upload_remembered import show_remembered
from components.upload_steps import show_upload
from components.withdrawal_form import show_withdrawal

frame()
st.title("Bring in a spreadsheet")
show_upload()
show_attention()
show_open_words()
show_remembered()
show_history()
show_withdrawal()
