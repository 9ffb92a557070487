"""What did we share, and with which numbers?"""

import streamlit as st

from components.frame import frame
from components.publication_list import show_publications
from components.room_list import tell

frame()
st.title("What did we share?")
tell()
show_publications(st.query_params.get("p", ""))
