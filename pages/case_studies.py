"""Case studies."""

import streamlit as st

st.title("Case studies")
