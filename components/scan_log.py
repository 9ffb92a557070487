"""The log of regular looks at sources: one form, what was noted last, and which weeks were missed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import streamlit as st

from components.months import PERIODS
from components.room_list import attempt, say
from components.sign_in import who
from components.table import Column, show_table
from components.undo_row import undo_row
from components.words import count, day, listed, period_words
from data import scan_log

FOUND = {True: "Something was found", False: "Nothing was found"}
_MOST_NAMES = 6
COLUMNS = (
    Column("source_name", "Source"),
    Column("looks", "Weeks looked at", "count"),
    Column("with_finds", "With a find", "count"),
    Column("missed", "Weeks missed since the first", "count"),
    Column("last_week", "Last looked at in the week of", "date"),
)


def gap_words(silent: Sequence[date], looks: Collection[date], period: str) -> str:
    """How the zeros and gaps of the lines are to be read."""
    if not looks:
        return (
            "No look at a source is noted yet. A zero may mean that nothing was there, or that nobody looked: the scan "
            "log below tells them apart."
        )
    since = f"The scan log begins in the week of {day(min(looks))}: before that, a zero may be a gap."
    if not silent:
        return f"Since then, somebody looked in every {PERIODS[period].lower()} without a record. {since}"
    names = [period_words(start, period) for start in silent[:_MOST_NAMES]]
    if len(silent) > _MOST_NAMES:
        names.append(f"{count(len(silent) - _MOST_NAMES)} more")
    return f"Nobody looked in {listed(names)}: there the lines have a gap. {since}"


def show() -> None:
    """A fold with the form, the sources that are looked at, and the looks noted last."""
    with st.expander("Scan log: note that a source was looked at", key="scan-fold", on_change="rerun") as fold:
        if not fold.open:
            return
        _form()
        rows = [vars(one) for one in scan_log.watched()]
        if rows:
            show_table(COLUMNS, rows, "Sources that are looked at")
        for look in scan_log.newest_looks():
            _line(look)


def _form() -> None:
    with st.form("scan-form", border=False):
        source = st.selectbox(
            "Source",
            scan_log.known_sources(),
            index=None,
            accept_new_options=True,
            placeholder="Choose one, or type a new name",
            key="scan-source",
        )
        week = st.date_input(
            "Any day of the week", date.today(), max_value="today", format="DD/MM/YYYY", key="scan-week"
        )
        found = st.radio("Result", list(FOUND), format_func=FOUND.__getitem__, horizontal=True, key="scan-found")
        note = st.text_input("Note (may stay blank)", max_chars=scan_log.LONGEST_NOTE, key="scan-note")
        if st.form_submit_button("Note it", icon=":material/fact_check:"):
            before = scan_log.newest_looks(1)
            attempt(scan_log.log_look, source or "", week, bool(found), who=who(), note=note)
            if scan_log.newest_looks(1) != before:
                say("The look is noted.")
            st.rerun()


def _line(look: scan_log.Look) -> None:
    words = f"{look.source_name or 'withdrawn'}, week of {day(look.week_on)}: {FOUND[look.found].lower()}"
    said = f"{words}. {look.note}" if look.note else f"{words}."
    undo_row(
        said, "Take out", f"Take this look out of the log: {words}", scan_log.forget_look, look.scan_check_id,
        key=f"scan-row-{look.scan_check_id}", button=f"scan-gone-{look.scan_check_id}",
    )  # fmt: skip
