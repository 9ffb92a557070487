"""After the workshop: the recap as it will be shared, publishing it, and answers that become insights."""

from __future__ import annotations

import streamlit as st

from components import pack_content, room_reshape
from components.markup import tag
from components.room_insights import show_room_insights
from components.room_list import say
from components.sign_in import who
from components.words import day
from data import publications
from data.errors import KenspeckleError
from data.workshops import Workshop


def show_recap(workshop: Workshop) -> None:
    """What will be shared, the button that freezes it, and the answers that are worth keeping as insights."""
    room_reshape.show_at_close(workshop)
    before = publications.list_publications(workshop.workshop_id)
    for one in before:
        told = f"Published on {day(one.published_at)}: {one.title}"
        st.page_link("pages/publications.py", label=told, query_params={"p": one.publication_id})
    words = (
        "Publishing freezes the numbers as they are now, in the sharing view: small numbers told in confidence are not "
        "shown. Hidden answers, and those that still wait for your look, are left out."
    )
    st.html(str(tag("p", words, class_="ks-note")))
    with st.form("room-publish"):
        title = st.text_input("Title", workshop.title, max_chars=160, key="publish-title")
        room = st.text_input(
            "Who was in the room, by role and place only", key="publish-room", max_chars=500,
            placeholder="12 link workers from two council areas; 4 commissioners",
        )  # fmt: skip
        if st.form_submit_button("Publish", type="primary", icon=":material/publish:"):
            try:
                snapshot = pack_content.content(workshop.workshop_id, room)
                publications.publish(title, snapshot, who(), workshop_id=workshop.workshop_id)
                say("It is published. Open it below to download the pack.")
            except KenspeckleError as refused:
                say(str(refused), went=False)
            # The page stays: another one, opened while this one is told of the change, would be drawn blank.
            st.rerun()
    show_room_insights(workshop)
