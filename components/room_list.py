"""The workshops there are, and a new one from a template."""

from __future__ import annotations

import streamlit as st

from components.markup import plain, tag
from components.sign_in import by, who
from components.words import day
from data import workshops
from data.errors import KenspeckleError
from data.run_of_show import templates
from data.workshops import Workshop

STATES = {"draft": "being prepared", "open": "open now", "closed": "closed", "archived": "put away",
          "template": "a template of your own", "archived_template": "a template, put away"}  # fmt: skip
_SAID = "room-said"


def show_list() -> None:
    """The list and the form for a new workshop."""
    tell()
    _new()
    found = workshops.list_workshops()
    own = workshops.list_workshops(workshops.TEMPLATE)
    away = workshops.list_workshops(workshops.ARCHIVED, workshops.OLD_TEMPLATE)
    if found:
        st.html(str(tag("h2", "Your workshops", class_="ks-step")))
    for workshop in found:
        _row(workshop)
    if own:
        st.html(str(tag("h2", "Your own templates", class_="ks-step")))
    for workshop in own:
        _row(workshop)
    if away and st.toggle(f"Show {len(away)} put away", key="room-away"):
        for workshop in away:
            _row(workshop)


def _new() -> None:
    st.html(str(tag("h2", "Make a workshop", class_="ks-step")))
    offered = {one.template_id: one.name for one in templates()}
    offered |= {one.workshop_id: f"{one.title} (your own)" for one in workshops.list_workshops(workshops.TEMPLATE)}
    with st.form("room-new", clear_on_submit=False):
        template = st.selectbox(
            "Start from", list(offered), format_func=lambda one: offered.get(one, one), key="room-template"
        )
        title = st.text_input("Title", key="room-title", max_chars=120, placeholder="What we heard this spring")
        purpose = st.text_area("Purpose, in a sentence that everybody will see", key="room-purpose", height=80)
        if st.form_submit_button("Make it", type="primary", icon=":material/add:"):
            told = purpose or next((one.purpose for one in templates() if one.template_id == template), "")
            try:
                made = workshops.create(title, told, template, who())
            except KenspeckleError as refused:
                say(str(refused), went=False)
            else:
                st.query_params["w"] = made
            st.rerun()


def _row(workshop: Workshop) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"card-workshop-{workshop.workshop_id}"
    ):
        state = STATES.get(workshop.state, workshop.state)
        st.html(
            str(
                tag("h3", workshop.title, class_="ks-title")
                + tag("p", f"{state}, made on {day(workshop.made_at)}{by(workshop.made_by)}", class_="ks-small")
            ),
            width="stretch",
        )
        st.button(
            "Open",
            key=f"room-open-{workshop.workshop_id}",
            on_click=lambda: st.query_params.from_dict({"w": workshop.workshop_id}),
            help=plain(f"Open {workshop.title}"),
        )
        if workshop.state != workshops.OPEN:
            back = workshop.state in (workshops.ARCHIVED, workshops.OLD_TEMPLATE)
            st.button(
                "Take out again" if back else "Put away",
                key=f"room-archive-{workshop.workshop_id}",
                on_click=lambda: attempt(workshops.archive, workshop.workshop_id, who(), back=back),
                type="tertiary",
            )


def attempt(work: object, *given: object, **named: object) -> None:
    """Carry out a change in a callback; a refusal is told at the top of the page."""
    try:
        work(*given, **named)  # type: ignore[operator]
    except KenspeckleError as refused:
        say(str(refused), went=False)


def say(words: str, *, went: bool = True) -> None:
    """Have something told when the page is drawn next."""
    st.session_state[_SAID] = (went, words)


def tell() -> None:
    """Tell it, once."""
    went, words = st.session_state.pop(_SAID, (True, ""))
    if words:
        st.html(str(tag("p", words, class_="ks-done" if went else "ks-refused", role="status" if went else "alert")))
