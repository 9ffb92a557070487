"""The answer in one sentence, and the counts it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components.markup import join, tag
from components.words import count


def sentence_markup(sentence: str, note: str = "") -> Markup:
    """The sentence a page opens with, and one quieter line under it."""
    return tag("p", sentence, class_="ks-lead") + (tag("p", note, class_="ks-note") if note else Markup(""))


def counts_markup(counts: Sequence[tuple[int | str, str, str]]) -> Markup:
    """Large numbers side by side: (number, what it counts, a note or '')."""
    items = (
        tag(
            "li",
            tag("strong", number if isinstance(number, str) else count(number)),
            tag("span", words),
            tag("small", note) if note else "",
        )
        for number, words, note in counts
    )
    return tag("ul", join(items), class_="ks-counts")


def show(sentence: str, note: str = "", counts: Sequence[tuple[int | str, str, str]] = ()) -> None:
    """Put the sentence on the page, and the counts under it if there are any."""
    st.html(str(sentence_markup(sentence, note) + (counts_markup(counts) if counts else "")))
