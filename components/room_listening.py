"""Whom to ask next: an answer of the room becomes a listening task, and the tasks are shown with how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.markup import plain, shortened, tag
from components.room_list import say
from components.sign_in import who
from components.words import by_when
from data import listening
from data.answers import Response
from data.errors import KenspeckleError
from data.listening import GROUP, STATES, Task
from data.steps import Step
from data.vocabulary import vocabulary

_OPEN = "listening-open"  # the answer whose form is open


def offer(one: Response, step: Step) -> None:
    """The button on an answer. Only what the room has seen becomes a task, because tasks stand on the Actions page."""
    if not step.shows_answers or one.hidden or one.held_for or one.came_by == "rehearsal":
        return
    st.button(
        "Make a listening task",
        key=f"listen-{one.response_id}",
        type="tertiary",
        help=plain(f"Make a listening task: {shortened(one.words, 60)}"),
        on_click=lambda: st.session_state.update({_OPEN: one.response_id}),
    )


def form_for(one: Response) -> None:
    """The form under an answer, if its button was pressed."""
    if st.session_state.get(_OPEN) == one.response_id:
        _form(None, f"listen-{one.response_id}", words=one.words[:500], response_id=one.response_id)


def show_tasks(found: Sequence[Task]) -> None:
    """Every task with its state, to be changed; and a new one that came from nobody's answer."""
    with st.expander("Add whom to listen to", icon=":material/hearing:", key="listen-new", on_change="rerun") as fold:
        if fold.open:
            _form(None, "listen-new")
    if not found:
        words = "Nobody is down to be asked yet. In a workshop, an answer becomes a listening task with one button."
        st.html(str(tag("p", words, class_="ks-note")))
    for task in found:
        with st.container(border=True, key=f"card-listening-{task.listening_task_id}"):
            late = tag("p", "Overdue", class_="ks-flag") if task.overdue(date.today()) else ""
            said = tag("p", task.words, class_="ks-answer") if task.words else ""
            head = tag("h3", task.name, class_="ks-title")
            st.html(str(head + said + late + tag("p", facts(task), class_="ks-small")))
            label = plain(f"Change: {task.name}")
            with st.expander(label, key=f"listen-fold-{task.listening_task_id}", on_change="rerun") as fold:
                if fold.open:
                    _form(task, f"listen-{task.listening_task_id}", words=task.words or "")


def facts(task: Task) -> str:
    """``To do · Fife lead · by 3 March 2026``."""
    return " · ".join((STATES[task.state], task.owner or "nobody yet", by_when(task.due_on)))


def rows(found: Sequence[Task]) -> list[dict[str, str | None]]:
    """The tasks for a table: about, words, owner, due_on (a day as ISO has it), state."""
    return [
        {
            "about": task.name, "words": task.words, "owner": task.owner,
            "due_on": task.due_on.isoformat() if task.due_on else None, "state": STATES[task.state],
        }
        for task in found
    ]  # fmt: skip


def _form(task: Task | None, key: str, *, words: str = "", response_id: str | None = None) -> None:
    offered = listening.offered()
    held = (task.about_kind, task.about) if task else None
    with st.form(f"form-{key}", clear_on_submit=task is None):
        about = st.selectbox(
            "Place or group to listen to",
            offered,
            index=offered.index(held) if held in offered else None,
            format_func=_name,
            placeholder="Type a council, town or group",
            key=f"{key}-about",
        )
        told = st.text_input("What to ask, or how to reach them", words, max_chars=500, key=f"{key}-words")
        left, middle, right = st.columns(3)
        owner = left.text_input("Who: a role, not a name", (task.owner or "") if task else "", key=f"{key}-owner")
        due = middle.date_input("By when", task.due_on if task else None, format="DD/MM/YYYY", key=f"{key}-due")
        states = list(STATES)
        state = right.selectbox(
            "State", states, index=states.index(task.state) if task else 0, format_func=STATES.__getitem__,
            key=f"{key}-state",
        )  # fmt: skip
        if st.form_submit_button("Keep this listening task", icon=":material/save:"):
            try:
                listening.keep_task(
                    about, who(), task_id=task.listening_task_id if task else None, words=told, owner=owner, due_on=due,
                    state=state, response_id=response_id,
                )  # fmt: skip
                say("The listening task is kept. It stands on Actions.")
                st.session_state.pop(_OPEN, None)
            except KenspeckleError as refused:
                say(str(refused), went=False)
            st.rerun()


def _name(about: tuple[str, str]) -> str:
    kind, value = about
    return vocabulary().label("group", value) if kind == GROUP else value
