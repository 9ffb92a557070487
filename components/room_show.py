"""From a page into a workshop: any of the page's cards, as the page shows it now, becomes a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.markup import tag
from components.page_cards import CARDS, PageCard, card
from components.room_list import STATES
from components.sign_in import who
from data import steps, workshops
from data.errors import KenspeckleError
from data.run_of_show import StepPlan
from data.workshops import Workshop
from queries.filters import Filters

_SAID = "room-show-said"
MINUTES = 5


def offer(page: str, filters: Filters) -> None:
    """The fold at the foot of a page: which card, and in which workshop."""
    with st.expander("Show in a workshop", icon=":material/present_to_all:", key="room-show", on_change="rerun") as box:
        if not box.open:
            return
        said = st.session_state.pop(_SAID, "")
        if said:
            st.html(str(tag("p", said, class_="ks-note", role="status")))
        found = [one for one in workshops.list_workshops() if one.state in (workshops.DRAFT, workshops.OPEN)]
        if not found:
            words = "There is no workshop to show it in yet. Make one on Workshop, then come back."
            st.html(str(tag("p", words, class_="ks-note")))
            return
        names = {one.name: one.words[:1].upper() + one.words[1:] for one in CARDS if one.page == page}
        name = st.selectbox("Which card?", list(names), format_func=names.__getitem__, key=f"room-show-card-{page}")
        titles = {one.workshop_id: f"{one.title} ({STATES[one.state]})" for one in found}
        workshop_id = st.selectbox(
            "In which workshop?", list(titles), format_func=lambda one: titles.get(one, one), key="room-show-workshop"
        )
        workshop = next(one for one in found if one.workshop_id == workshop_id)
        st.button(
            "Add it as the last step", key="room-show-add", type="primary", on_click=_add,
            args=(workshop, page, name, filters),
        )  # fmt: skip
        words = "It takes the filters and choices of this page along. The stage shows the sharing view only."
        st.html(str(tag("p", words, class_="ks-note")))


def _add(workshop: Workshop, page: str, name: str, filters: Filters) -> None:
    entry = card(page, name)
    assert entry is not None  # the list holds no other
    plan = plan_of(entry, filters, {choice.key: st.session_state.get(choice.key) for choice in entry.choices})
    try:
        steps.add_step(workshop.workshop_id, plan, who())
    except KenspeckleError as refused:
        st.session_state[_SAID] = str(refused)
    else:
        st.session_state[_SAID] = f"“{plan.title}” is now the last step of “{workshop.title}”."


def plan_of(entry: PageCard, filters: Filters, held: Mapping[str, Any]) -> StepPlan:
    """The step that shows a card with these filters; ``held`` is what the page keeps for its choices, by key."""
    choices: dict[str, Any] = {}
    for choice in entry.choices:
        value = held.get(choice.key)
        if choice.days and value:
            choices[choice.name] = "/".join(f"{day:%Y-%m-%d}" for day in value)
        elif value is not None:
            choices[choice.name] = [*value] if isinstance(value, (list, tuple)) else str(value)
    return StepPlan(
        "evidence",
        entry.words[:1].upper() + entry.words[1:],
        minutes=MINUTES,
        page=entry.page,
        filters={name: values for name, values in filters.to_address().items() if name != "mode"},
        asks={"card": entry.name, "choices": choices},
    )
