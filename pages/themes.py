"""Themes."""

import streamlit as st

st.title("Themes")
