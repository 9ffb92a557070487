"""Inequality."""

import streamlit as st

st.title("Inequality")
