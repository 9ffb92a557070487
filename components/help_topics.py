"""The pages of Help, one shown at a time; which one is kept in the address as ``topic``."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from components import (
    help_charts,
    help_commands,
    help_data,
    help_find,
    help_glossary,
    help_methods,
    help_room,
    help_start,
    help_time,
    help_upload,
    room_card,
)
from components.address_choice import choice
from components.markup import tag

ADDRESS = "topic"
KEY = "help-topic"
TOPICS: dict[str, tuple[str, Callable[[], Markup]]] = {
    "start": ("Get started", help_start.guide),
    "upload": ("Upload a spreadsheet", help_upload.guide),
    "find": ("Find and tag", help_find.guide),
    "charts": ("Read the charts", help_charts.guide),
    "time": ("Trends and what is new", help_time.guide),
    "room": ("Run a workshop", help_room.guide),
    "methods": ("Methods", help_methods.guide),
    "data": ("About the data", help_data.guide),
    "words": ("Words", help_glossary.guide),
    "commands": ("Command line", help_commands.guide),
}


@st.fragment
def show_help() -> None:
    """The choice of page, and the page."""
    topic = choice(ADDRESS, KEY, TOPICS, "start", _switch, "a page of Help")
    st.html(str(tag("div", TOPICS[topic][1](), class_="ks-guide")))
    if topic == "room":
        st.download_button(
            "Download the card for participants",
            data=lambda: room_card.html().encode(),
            file_name=room_card.FILE_NAME,
            mime="text/html",
            on_click="ignore",
            key="help-card",
            icon=":material/print:",
        )


def _switch() -> str | None:
    return st.segmented_control(
        "What do you want to know?",
        list(TOPICS),
        key=KEY,
        format_func=lambda topic: TOPICS[topic][0],
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
