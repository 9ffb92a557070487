"""Places."""

import streamlit as st

st.title("Places")
