"""The fields that both forms have: place, date, themes, groups and the words from a list."""

from __future__ import annotations

import streamlit as st

from components.markup import tag
from data.place_choices import areas, towns
from data.receipts import Receipt
from data.vocabulary import vocabulary
from queries.choices import choices

DONT_KNOW = "I don't know"
LONG, SHORT = 6_000, 300  # letters


def place_field(key: str) -> None:
    """Where it is about: any area or town of Scotland, several of them, or one that is typed in."""
    st.multiselect(
        "Where is it about?",
        [DONT_KNOW, *(place.name for place in (*areas(), *towns()))],
        key=key,
        placeholder="Type a council, board or town",
        accept_new_options=True,
        select_all=False,
        persist_state="session",
    )


def places_of(chosen: list[str] | None) -> list[str]:
    """The places that were chosen; not knowing is not recorded as a place."""
    return [place for place in chosen or [] if place != DONT_KNOW]


def date_field(key: str, label: str) -> None:
    """A day, a month or a year, as people write it."""
    st.text_input(label, key=key, max_chars=60, placeholder="31/01/2026, January 2026 or 2026", persist_state="session")


def themes_field(key: str) -> None:
    """The themes as they stand now, sub-themes after the theme they belong to."""
    offered = {theme.value: theme for theme in choices()["theme"]}
    st.multiselect(
        "Themes",
        list(offered),
        key=key,
        format_func=lambda value: _theme(offered[value].label, offered[value].parent),
        placeholder="Type to search",
        select_all=False,
        persist_state="session",
    )


def _theme(label: str, parent: str | None) -> str:
    return f"{label} ({parent})" if parent else label


def groups_field(key: str) -> None:
    """Whom it is about."""
    words = vocabulary()
    st.multiselect(
        "Whom is it about?",
        sorted(words.values("group"), key=lambda value: words.label("group", value).casefold()),
        key=key,
        format_func=lambda value: words.label("group", value),
        placeholder="Type to search",
        select_all=False,
        persist_state="session",
    )


def word_field(key: str, label: str, field: str) -> None:
    """One word from the vocabulary of a field, or none."""
    words = vocabulary()
    st.selectbox(
        label,
        list(words.values(field)),
        index=None,
        key=key,
        format_func=lambda value: words.label(field, value),
        placeholder="Not recorded",
        persist_state="session",
    )


def line_field(key: str, label: str, placeholder: str = "") -> None:
    """One line of text."""
    st.text_input(label, key=key, max_chars=SHORT, placeholder=placeholder or None, persist_state="session")


def text_field(key: str, label: str, height: int, placeholder: str = "") -> None:
    """Several lines of text."""
    st.text_area(
        label, key=key, height=height, max_chars=LONG, placeholder=placeholder or None, persist_state="session"
    )


def told(receipt: Receipt) -> bool:
    """Say what became of a form in one line; whether there is something new to see."""
    if receipt.rows_saved:
        line = "✓ Saved. Every page has counted again."
    elif receipt.rows_unchanged:
        line = "This is here already, word for word. Nothing was added."
    else:
        line = "It is kept and waits for your attention below. Nothing counts it yet."
    st.html(str(tag("p", line, class_="ks-done", role="status")))
    return receipt.rows_saved > 0
