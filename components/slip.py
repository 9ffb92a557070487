"""A card that only has something to read: a heading and words or a table under it, as one element of the page."""

from __future__ import annotations

import streamlit as st

from components.markup import tag


def slip(heading: str, *inside: object) -> None:
    """Put it on the page. What is not ``Markup`` is text."""
    st.html(str(tag("section", tag("h2", heading, class_="ks-heading"), *inside, class_="ks-slip")))
