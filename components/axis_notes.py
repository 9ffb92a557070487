"""The team's own marks on the time axis, in words, and the form to add one."""

from __future__ import annotations

import streamlit as st

from components.axis_marks import Mark
from components.markup import shortened, tag
from components.record_facts import source
from components.room_list import attempt, say
from components.sign_in import who
from components.undo_row import undo_row
from components.words import day
from data import axis_annotations


def own_marks() -> list[Mark]:
    """The marks as the axis draws them, numbered by their day."""
    found = axis_annotations.marks()
    return [Mark(str(at), one.marked_on, one.words, one.source_url) for at, one in enumerate(found, 1)]


def show_form() -> None:
    """A fold to add a mark and to take one away."""
    with st.expander(
        "Mark a day on the axis: a policy, a lockdown, a new service", key="axis-fold", on_change="rerun"
    ) as f:
        if not f.open:
            return
        with st.form("axis-form", clear_on_submit=True, border=False):
            on = st.date_input("Day", None, format="DD/MM/YYYY", key="axis-day")
            words = st.text_input("What happened", max_chars=axis_annotations.LONGEST, key="axis-words")
            address = st.text_input("Where to read more (an address, may stay blank)", key="axis-address")
            if st.form_submit_button("Add the mark", icon=":material/add:"):
                before = len(axis_annotations.marks())
                attempt(axis_annotations.mark, on, words, who=who(), source_url=address)
                if len(axis_annotations.marks()) > before:
                    say("The mark is on the axis.")
                st.rerun()
        for at, one in enumerate(axis_annotations.marks(), 1):
            more = (" – ", source("read more", one.source_url)) if one.source_url else ()
            told = tag("p", f"{at}, {day(one.marked_on)}: {one.words}", *more, class_="ks-small ks-from")
            undo_row(
                told, "Take away", f"Take away the mark: {shortened(one.words, 60)}", axis_annotations.unmark,
                one.annotation_id, key=f"axis-row-{one.annotation_id}", button=f"axis-gone-{one.annotation_id}",
            )  # fmt: skip
