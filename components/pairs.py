"""Cards side by side, two in a row on a wide screen and one on a phone; those of one row end on one line."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

Wider = Literal["none", "left", "right"]


def pairs(name: str, *, wider: Wider = "none") -> DeltaGenerator:
    """A container: what is put into it fills the rows from the left.

    One element of the page, where ``st.columns`` takes three for each row; the style sheet does the rest.
    """
    return st.container(key=f"pairs-{wider}-{name}")
