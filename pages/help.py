"""How do I …?"""

import streamlit as st

from components.frame import frame
from components.help_topics import show_help

frame()
st.title("How do I …?")
show_help()
