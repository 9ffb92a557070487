"""Whom to speak to next: the list, its download, and the listening tasks that were made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from components import expected_bars, room_list
from components.markup import plain, tag
from components.place_words import Level
from components.sign_in import who
from components.table import Column, csv_text, table_markup
from components.words import by_when
from data import listening
from data.listening import STATES, Task

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("name", "Whom to speak to"),
    Column("why", "Why"),
    Column("expected", "Expected", "decimal"),
    Column("gap", "How many more to hear", "count"),
)
KIND_WORDS = {"council": "place", "hscp": "place", "health_board": "place", "group": "group of people"}


def to_do(places: Rows, level: Level, groups: Rows, gaps: Rows) -> list[dict[str, Any]]:
    """The list: gaps first, the widest before; then places by what would be expected; then groups never named.

    Takes the rows of not_heard_places, not_heard_groups and listening_gap.
    """
    found: list[dict[str, Any]] = [
        {**row, "kind": "group", "why": f"Heard {row['observed']:,} of {row['base_rows']:,}, less than its share"}
        for row in expected_bars.gap_rows(gaps)
    ]
    named = {row["id"] for row in found}
    found += [
        {**row, "kind": level, "why": row["status_words"], "gap": None}
        for row in expected_bars.places(places)
        if not row.get("status_masked")
    ]
    found += [
        {**row, "kind": "group", "why": "In no insight yet", "gap": None}
        for row in expected_bars.groups(groups)
        if row["id"] not in named
    ]
    return found


def show(rows: Rows, places: str, *, may_write: bool) -> None:
    """The list with its download; inside the team also the form for a task and the tasks there are."""
    with st.container(border=True, key="card-listening-list"):
        heading = "Whom to speak to next" if rows else "Nobody is missing by what can be counted here"
        sub = (
            f"Places ({places}) and groups of people, in the order to take them up. Gaps overlap and are not added up."
        )
        st.html(str(tag("h2", heading, class_="ks-heading") + tag("p", sub, class_="ks-sub")))
        if rows:
            st.html(str(tag("div", table_markup(COLUMNS, rows, heading), class_="ks-ranked")))
        with st.container(horizontal=True, key="listening-foot"):
            st.download_button(
                "Download the list as CSV",
                data=lambda: csv_text(COLUMNS, rows).encode("utf-8"),
                file_name=f"kenspeckle_whom-to-speak-to-next_{date.today():%Y-%m-%d}.csv",
                mime="text/csv",
                key="listening-csv",
                on_click="ignore",
                icon=":material/download:",
            )
        if may_write:
            room_list.tell()
            if rows:
                _form(rows)
            _tasks(listening.list_tasks())


def _form(rows: Rows) -> None:
    known = {f"{row['kind']}|{row['id']}": str(row["name"]) for row in rows}
    with st.form("listening-form", clear_on_submit=True):
        about = st.selectbox(
            "Whom will you listen to?", list(known), format_func=lambda at: known.get(at, at), key="listening-about"
        )
        left, right = st.columns(2)
        owner = left.text_input("Who will do it: a role, not a name", key="listening-owner", max_chars=120)
        due = right.date_input("By when", None, format="DD/MM/YYYY", key="listening-due")
        words = st.text_input("How, or what to ask", key="listening-words", max_chars=500)
        if st.form_submit_button("Make a listening task", icon=":material/hearing:"):
            kind, _, at = str(about).partition("|")
            room_list.attempt(_made, kind, at, known[str(about)], words, owner, due)
            st.rerun()


def _made(kind: str, at: str, name: str, words: str, owner: str, due: date | None) -> None:
    listening.make_task(kind, at, who(), words=words, owner=owner, due_on=due)
    room_list.say(f"The listening task for {name} is kept.")


def _tasks(tasks: Sequence[Task]) -> None:
    if not tasks:
        st.html(str(tag("p", "No listening task has been made yet.", class_="ks-note")))
        return
    open_ones = [task for task in tasks if task.is_open]
    st.html(str(tag("h3", f"Listening tasks: {len(open_ones):,} to do", class_="ks-title")))
    for task in open_ones:
        _task(task)
    closed = [task for task in tasks if not task.is_open]
    if closed:
        with st.expander(f"{len(closed):,} done or dropped"):
            st.html(str(table_markup(_CLOSED, [_closed(task) for task in closed], "Done or dropped listening tasks")))


_CLOSED = (Column("about", "Whom"), Column("state", "State"), Column("done_at", "On", "date", nothing="–"))


def _closed(task: Task) -> dict[str, Any]:
    return {"about": task.name, "state": STATES[task.state], "done_at": task.done_at}


def _task(task: Task) -> None:
    told = " · ".join((task.owner or "nobody named yet", by_when(task.due_on), *([task.words] if task.words else [])))
    at = task.listening_task_id
    with st.container(horizontal=True, vertical_alignment="center", key=f"listening-task-{at}"):
        st.html(str(tag("p", tag("strong", task.name), tag("span", f" · {told}"), class_="ks-small")), width="stretch")
        for state, words in (("done", "Done"), ("dropped", "Drop")):
            st.button(
                words,
                key=f"listening-{state}-{at}",
                type="secondary" if state == "done" else "tertiary",
                help=plain(f"{words}: {task.name}"),
                on_click=room_list.attempt,
                args=(listening.set_state, at, state, who()),
            )
