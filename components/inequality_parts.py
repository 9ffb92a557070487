"""The seven parts of the story about inequality, one shown at a time; which one is kept in the address as ``part``."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import (
    deprivation_story,
    gaps_story,
    heard_by_share,
    recorded_story,
    rural_and_digital,
    theme_group_story,
    who_is_missing,
)
from components.address_choice import choice
from components.markup import tag
from queries.filters import Filters

ADDRESS, KEY = "part", "inequality-part"
Draw = Callable[[Filters], None]
# In the address: its name on the switch, its question, and what draws it.
PARTS: dict[str, tuple[str, str, Draw]] = {
    "recorded": ("Recorded", "How much is recorded at all?", recorded_story.show),
    "missing": ("Missing", "Who is missing, and whom to speak to next?", who_is_missing.show),
    "share": ("Share", "Who is heard more, or less, than their share?", heard_by_share.show),
    "deprivation": ("Deprivation", "Does what we hear follow deprivation?", deprivation_story.show),
    "gaps": ("Gaps", "What makes gaps wider, and what makes them smaller?", gaps_story.show),
    "groups": ("Themes and groups", "Which themes come up with which people?", theme_group_story.show),
    "rural": ("Rural and digital", "Rural and island places, digital life, language", rural_and_digital.show),
}


def show(filters: Filters) -> None:
    """The switch, the part that is chosen, and the way to the next. Only that part's questions are asked."""
    part = _choose()
    _, question, draw = PARTS[part]
    st.html(str(tag("h2", question, class_="ks-step")))
    draw(filters)
    order = [*PARTS]
    following = order[order.index(part) + 1 : order.index(part) + 2]
    for after in following:
        st.button(
            f"Next: {PARTS[after][1]}",
            key="inequality-next",
            icon=":material/arrow_forward:",
            on_click=_turn,
            args=(after,),
        )


def _choose() -> str:
    return choice(ADDRESS, KEY, PARTS, "recorded", _switch, "a part")


def _switch() -> str | None:
    return st.segmented_control(
        "Parts of the story",
        list(PARTS),
        key=KEY,
        format_func=lambda part: f"{[*PARTS].index(part) + 1}. {PARTS[part][0]}",
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )


def _turn(part: str) -> None:
    st.session_state[KEY] = part
