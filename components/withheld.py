"""A comparison that the evidence in view does not carry: why not, what would allow it, and the plain counts."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.markup import tag
from components.table import Column, Rows, table_markup
from queries.ladder import Verdict


def show(key: str, heading: str, verdict: Verdict, columns: Sequence[Column], rows: Rows, *, source: str = "") -> None:
    """The card that stands where the comparison would. ``verdict`` says why."""
    with st.container(border=True, key=f"card-{key}"):
        head = tag("h2", heading, class_="ks-heading") + tag("p", verdict.reason, class_="ks-withheld")
        foot = tag("p", source, class_="ks-source") if source else ""
        st.html(str(head + table_markup(columns, rows, heading) + foot))
