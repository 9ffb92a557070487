"""What we agreed, as a board by state; what was said and what was done; and the table to take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from components import evidence_picker
from components.action_form import show_form
from components.evidence_words import quotes, rests_on
from components.markup import join, plain, shortened, tag
from components.room_listening import show_tasks
from components.table import Column, csv_text, show_table
from components.words import by_when, day
from data.actions import LEVELS, STATES, Action, list_actions
from data.listening import list_tasks

COLUMNS = (
    Column("words", "What is to be done"),
    Column("owner", "Who"),
    Column("level", "Level"),
    Column("due", "By when"),
    Column("state", "State"),
    Column("said", "What was said"),
    Column("outcome", "What became of it"),
)
COLUMNS_TOLD = (
    Column("said", "You said"),
    Column("rests_on", "What it rests on"),
    Column("words", "We agreed"),
    Column("owner", "Who"),
    Column("due", "By when"),
    Column("state", "State"),
    Column("outcome", "What became of it"),
)
BOARD, TOLD, LISTEN, TABLE = "Board", "You said, we did", "Whom to listen to", "Table"
ALL = "all"


def show_actions() -> None:
    """The page: a new action, the board, the story of what was said and done, the table."""
    found = list_actions()
    late = [one for one in found if one.overdue(date.today())]
    st.html(str(tag("p", sentence(found, len(late)), class_="ks-lead")))
    with st.container(horizontal=True, vertical_alignment="bottom", key="actions-top"):
        view = st.segmented_control(
            "Show", (BOARD, TOLD, LISTEN, TABLE), default=BOARD, required=True, key="actions-view"
        )
        levels = {ALL: "All levels", **LEVELS}
        level = st.selectbox("Level", list(levels), format_func=levels.__getitem__, key="actions-level")
    shown = [one for one in found if level in (ALL, one.level)]
    if view == LISTEN:
        show_tasks(list_tasks())
        return
    show_form(None, key="new")
    if view == TABLE:
        show_table(COLUMNS, rows(shown), "What we agreed")
        _download(COLUMNS, shown, "actions")
    elif view == TOLD:
        for one in shown:
            st.html(str(told(one)))
        _download(COLUMNS_TOLD, shown, "you-said-we-did")
    else:
        _board(shown)


def sentence(found: Sequence[Action], late: int) -> str:
    """``12 actions agreed: 3 done, 2 overdue.``"""
    if not found:
        return "Nothing has been agreed yet. Actions come from a workshop, or from the form below."
    done = sum(one.state == "done" for one in found)
    return f"{len(found)} {'action' if len(found) == 1 else 'actions'} agreed: {done} done, {late} overdue."


def _board(found: Sequence[Action]) -> None:
    for column, (state, name) in zip(st.columns(len(STATES)), STATES.items(), strict=True):
        with column:
            mine = [one for one in found if one.state == state]
            st.html(str(tag("h2", f"{name} ({len(mine)})", class_="ks-heading")))
            for one in mine:
                with st.container(border=True, key=f"card-action-{one.action_id}"):
                    st.html(str(_card(one)))
                    show_form(one, key=one.action_id, label=plain(f"Change: {shortened(one.words, 40)}"))
                    evidence_picker.show("action", one.action_id, one.evidence, one.workshop_id)


def _download(columns: Sequence[Column], shown: Sequence[Action], stem: str) -> None:
    st.download_button(
        "Download as CSV",
        data=lambda: csv_text(columns, rows(shown)).encode(),
        file_name=f"kenspeckle_{stem}_{date.today():%Y-%m-%d}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"actions-csv-{stem}",
    )


def _card(one: Action) -> Markup:
    facts = [
        one.owner or "nobody yet",
        LEVELS.get(one.level or "", "level not recorded").split(":")[0],
        by_when(one.due_on),
    ]
    late = tag("p", "Overdue", class_="ks-flag") if one.overdue(date.today()) else ""
    return tag("p", one.words, class_="ks-answer") + late + tag("p", " · ".join(facts), class_="ks-small")


def told(one: Action) -> Markup:
    """One action from what was said to what became of it; words only where they may be quoted in public."""
    rests = rests_on(one.evidence)
    said: list[object] = [tag("blockquote", shortened(words, 300)) for words in quotes(one.evidence)]
    said.append(tag("p", f"From {rests}." if rests else "No evidence is attached.", class_="ks-small"))
    became = one.outcome or {"done": "Done.", "dropped": "Dropped; why is not recorded."}.get(
        one.state, "Not yet known."
    )
    return tag(
        "div",
        tag("div", tag("h3", "You said", class_="ks-heading"), join(said)),
        tag("div", tag("h3", "We agreed", class_="ks-heading"), tag("p", one.words),
            tag("p", f"{one.owner or 'Nobody yet'}, {by_when(one.due_on)}", class_="ks-small")),
        tag("div", tag("h3", "What became of it", class_="ks-heading"), tag("p", became),
            tag("p", STATES[one.state], class_="ks-small")),
        class_="ks-told",
    )  # fmt: skip


def rows(found: Sequence[Action]) -> list[dict[str, str | None]]:
    """The table's rows."""
    return [
        {
            "words": one.words,
            "owner": one.owner,
            "level": LEVELS.get(one.level or ""),
            "due": day(one.due_on) if one.due_on else None,
            "state": STATES[one.state],
            "said": "; ".join(quotes(one.evidence)) or None,
            "rests_on": rests_on(one.evidence) or None,
            "outcome": one.outcome,
        }
        for one in found
    ]
