"""The form for one action: what, who, on which level, by when, what became of it, and the themes it rests on."""

from __future__ import annotations

import streamlit as st

from components.room_list import say
from components.sign_in import who
from data import actions
from data.actions import LEVELS, STATES, Action
from data.errors import KenspeckleError
from queries.choices import choices


def show_form(
    one: Action | None, *, key: str, label: str = "Add an action", workshop_id: str | None = None,
    links: list[tuple[str, str]] | None = None, words: str = "",
) -> None:  # fmt: skip
    """A fold with the form. ``links`` are ties that the action brings along, ``words`` what stands in it at first."""
    with st.expander(label, key=f"action-fold-{key}", on_change="rerun") as fold:
        if fold.open:
            _form(one, key, workshop_id, links or [], words)


def _form(one: Action | None, key: str, workshop_id: str | None, links: list[tuple[str, str]], words: str) -> None:
    themes = {choice.value: choice.label for choice in choices()["theme"]}
    held = [(link.kind, link.record_id) for link in one.evidence] if one else links
    others = [link for link in held if link[0] != "theme"]
    with st.form(f"action-form-{key}", clear_on_submit=one is None):
        told = st.text_input("What is to be done", one.words if one else words, max_chars=500, key=f"{key}-a-words")
        left, right = st.columns(2)
        owner = left.text_input("Who: a role, not a name", (one.owner or "") if one else "", key=f"{key}-a-owner")
        due = right.date_input("By when", one.due_on if one else None, format="DD/MM/YYYY", key=f"{key}-a-due")
        levels = [None, *LEVELS]
        level = left.selectbox(
            "Level",
            levels,
            index=levels.index(one.level) if one and one.level in levels else 0,
            format_func=lambda level: LEVELS.get(level or "", "Not recorded"),
            key=f"{key}-a-level",
        )
        states = list(STATES)
        state = right.selectbox(
            "State",
            states,
            index=states.index(one.state) if one else 0,
            format_func=STATES.__getitem__,
            key=f"{key}-a-state",
        )
        outcome = st.text_area(
            "What became of it, for the people who told us", (one.outcome or "") if one else "", height=80,
            key=f"{key}-a-outcome",
        )  # fmt: skip
        rests = st.multiselect(
            "Themes it rests on",
            list(themes),
            default=[record_id for kind, record_id in held if kind == "theme" and record_id in themes],
            format_func=lambda theme: themes.get(theme, theme),
            key=f"{key}-a-themes",
        )
        if st.form_submit_button("Keep this action", icon=":material/save:"):
            try:
                actions.keep_action(
                    told, who(), action_id=one.action_id if one else None, workshop_id=workshop_id, owner=owner,
                    level=level, due_on=due, state=state, outcome=outcome,
                    links=[*others, *(("theme", theme) for theme in rests)],
                )  # fmt: skip
                say("The action is kept.")
            except KenspeckleError as refused:
                say(str(refused), went=False)
            st.rerun()
