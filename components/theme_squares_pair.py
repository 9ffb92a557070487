"""The squares of pairs of themes, and beside them what was said about the pair that the reader picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import spotlight, theme_cards
from components.insight_cards import show_these
from components.markup import tag
from components.pairs import pairs
from components.stories import TOO_FEW
from components.theme_squares import pair_id
from components.words import hidden, told
from queries import theme_texts
from queries.disclosure import tell
from queries.filters import Filters


def explore(filters: Filters) -> None:
    """The squares, and beside them what was said about the pair that was picked, else the first."""
    rows = tell("theme_pairs", filters).rows
    known = {pair_id(row): row for row in rows}
    chosen = spotlight.on("pair")
    chosen = chosen if chosen in known else None
    with pairs("together", wider="left"):
        theme_cards.together(filters, chosen=chosen, on_pick=spotlight.turn("pair")).show()
        if rows:
            show_pair(known[chosen] if chosen else rows[0], filters)


def show_pair(row: Mapping[str, Any], filters: Filters, *, limit: int = 3) -> None:
    """What was said by records that name both themes, first what may be quoted publicly."""
    with st.container(border=True, key="card-pair-said"):
        head = tag("h2", f"{row['theme']} and {row['other_theme']}", class_="ks-heading")
        if hidden(row, "records"):
            st.html(str(head + tag("p", TOO_FEW, class_="ks-note")))
            return
        records = "1 record names" if row["records"] == 1 else f"{told(row, 'records')} records name"
        st.html(str(head + tag("p", f"{records} both, from {told(row, 'sources', 'sources')}.", class_="ks-sub")))
        said_of_pair(row, filters, limit=limit)


def said_of_pair(row: Mapping[str, Any], filters: Filters, *, limit: int) -> None:
    """The insights alone. Takes a row of theme_pairs."""
    both = [str(row["theme_id"]), str(row["other_theme_id"])]
    show_these(theme_texts.first_of(both, filters, limit), filters)
