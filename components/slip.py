"""A card that only has something to read: a heading and words or a table under it, as one element of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.markup import tag
from components.table import Column, Rows, table_markup


def slip(heading: str, *inside: object) -> None:
    """Put it on the page. What is not ``Markup`` is text."""
    st.html(str(tag("section", tag("h2", heading, class_="ks-heading"), *inside, class_="ks-slip")))


@dataclass(frozen=True)
class Slip:
    """Such a card before it is put anywhere: ``words`` under the heading, then the table.

    ``reason`` says why a comparison is not shown; ``instead`` stands on the page in place of the plain table.
    """

    heading: str
    words: str = ""
    columns: Sequence[Column] = ()
    rows: Rows = ()
    source: str = ""
    reason: str = ""
    instead: Markup | None = None

    def show(self) -> None:
        """Put it on the page."""
        table = table_markup(self.columns, self.rows, self.heading) if self.rows else ""
        slip(
            self.heading,
            tag("p", self.reason, class_="ks-withheld") if self.reason else "",
            tag("p", self.words, class_="ks-sub") if self.words else "",
            table if self.instead is None else self.instead,
            tag("p", self.source, class_="ks-source") if self.source else "",
        )
