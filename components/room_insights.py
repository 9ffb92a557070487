"""Answers of the room that become insights: which, with whose permission, about where; through the usual import."""

from __future__ import annotations

import streamlit as st

from components import add_fields as fields
from components.markup import shortened, tag
from components.room_list import say
from components.sign_in import who
from components.upload_words import what_became
from data import room_insights
from data.answers import Response
from data.choices import Choices
from data.errors import KenspeckleError
from data.receipts import Receipt
from data.uploads import import_file
from data.workshops import Workshop

NOTE = (
    "Only what the room has seen is offered. Nobody is named: the workshop is the source. Personal data is taken out. "
    "Leave “May it be shown and quoted?” blank where people were not asked; it is then counted and not shown."
)


def show_room_insights(workshop: Workshop) -> None:
    """A fold with the answers that can become insights."""
    offered = room_insights.offered(workshop)
    with st.expander(
        "Keep answers as insights", icon=":material/format_quote:", key="room-insights", on_change="rerun"
    ) as fold:
        if not fold.open:
            return
        if not offered:
            st.html(str(tag("p", "No written answer was shown to the room yet.", class_="ks-note")))
            return
        kept = room_insights.kept_before(workshop)
        st.html(str(tag("p", NOTE, class_="ks-note")))
        if kept:
            told = f"{len(kept):,} of {len(offered):,} are kept already; keeping them again changes nothing."
            st.html(str(tag("p", told, class_="ks-note")))
        _form(workshop, offered, kept)


def _form(workshop: Workshop, offered: list[tuple[str, Response]], kept: set[str]) -> None:
    names = {one.response_id: f"{shortened(one.words, 90)} ({title})" for title, one in offered}
    with st.form("room-insights-form"):
        chosen = st.multiselect(
            "Answers to keep",
            list(names),
            default=[one for one in names if one not in kept],
            format_func=lambda one: names.get(one, one),
            key=f"room-insights-chosen-{workshop.workshop_id}-{len(kept)}",
        )
        fields.place_field("room-insights-place")
        fields.themes_field("room-insights-themes")
        fields.word_field("room-insights-permission", "May it be shown and quoted?", "quote_permission")
        agreed = st.checkbox(
            "People were told that their answers may be kept for learning, and agreed", key="room-insights-agreed"
        )
        if not st.form_submit_button("Keep them as insights", icon=":material/save:"):
            return
    try:
        if not agreed:
            say("Nothing was kept. Ask the room first, then tick that people agreed.", went=False)
        else:
            say(what_became(_keep(workshop, chosen).as_dict(), saved=True))
    except KenspeckleError as refused:
        say(str(refused), went=False)
    st.rerun()


def _keep(workshop: Workshop, chosen: list[str]) -> Receipt:
    state = st.session_state
    content = room_insights.insights_file(
        workshop,
        chosen,
        quote_permission=state.get("room-insights-permission") or "",
        place=fields.places_of(state.get("room-insights-place")),
        themes=state.get("room-insights-themes") or (),
    )
    return import_file(content, room_insights.FILE_NAME, Choices(kind="insight"), who=who())
