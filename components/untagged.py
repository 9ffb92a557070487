"""Insights without a theme, each with what is suggested for it."""

from __future__ import annotations

import streamlit as st

from components import tagging
from components.markup import tag
from components.words import count
from queries.disclosure import tell
from queries.filters import Filters

SIZE = 5


def show(filters: Filters) -> None:
    """A fold with the newest of them; one that was tagged makes room for the next."""
    found = tell("untagged", filters, limit=SIZE, offset=0).rows
    if not found:
        return
    matching = found[0]["matching"]
    label = f"{count(matching)} {'insight has' if matching == 1 else 'insights have'} no theme yet"
    with st.expander(label, icon=":material/label:", key="untagged-fold", on_change="rerun") as fold:
        if fold.open:
            ids = [row["insight_id"] for row in found]
            rows = tell("insights", filters, ids=ids, limit=SIZE, offset=0).rows
            if matching > SIZE:
                st.html(str(tag("p", f"The newest {SIZE} of {count(matching)}.", class_="ks-small")))
            tagging.show_cards(rows, name="untagged")
