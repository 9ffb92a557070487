"""One row that needs attention: why it waits, what it says, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import upload_words as words
from components.markup import plain, shortened, tag
from components.record_facts import facts
from components.sign_in import who
from data import repair
from data.errors import KenspeckleError
from data.fields import TEXT_FIELDS
from data.personal import is_masked

KEY = "attention"
Row = Mapping[str, Any]
_LONG = {name for names in TEXT_FIELDS.values() for name in names} - {"title"}


def show(row: Row) -> None:
    """The row as a card; opened, its cells can be mended."""
    row_id = row["parked_row_id"]
    with st.container(border=True, key=f"card-{KEY}-{row_id}"):
        st.html(str(row_markup(row, is_open(row), stored=_stored(row))))
        if is_open(row):
            _cells(row)
        else:
            _choices(row)


def row_markup(row: Row, opened: bool = False, stored: Mapping[str, str] | None = None) -> Markup:
    """Why the row waits, where it stands, what to do; its cells where they are not open to be mended."""
    said = [(header, shortened(cell, 160)) for header, cell in row["cells"].items()]
    now = [(f"Stored now: {words.field(name).lower()}", shortened(text, 160)) for name, text in (stored or {}).items()]
    return tag(
        "div",
        tag("h3", words.problem(row["reason"]), class_="ks-title"),
        tag("p", where(row), class_="ks-from"),
        tag("p", row["what_to_do"], class_="ks-small"),
        facts([*now, *([] if opened else said)], style="ks-facts-line") if now or (said and not opened) else "",
        class_="ks-upload",
    )


def where(row: Row) -> str:
    """``heard.xlsx, sheet Notes, row 4``."""
    parts = [row["file_name"], row["sheet"] and f"sheet {row['sheet']}", row["sheet_row"] and f"row {row['sheet_row']}"]
    return ", ".join(str(part) for part in parts if part)


def is_open(row: Row) -> bool:
    """Whether the row's cells are open to be mended."""
    return row["parked_row_id"] in st.session_state.get(f"{KEY}-open", ())


def save(rows: Sequence[Row]) -> None:
    """Bring rows in again as they were mended. For callbacks."""
    mended = {}
    for row in rows:
        keys = {column: _key(row, at) for at, (column, _, _) in enumerate(repair.to_mend(row))}
        mended[row["parked_row_id"]] = {
            column: str(st.session_state[key]) for column, key in keys.items() if key in st.session_state
        }
    _done(lambda: repair.mend(mended, who()), rows)


def use_words(rows: Sequence[Row]) -> None:
    """Put the words of these rows in place of the stored ones. For callbacks."""
    _done(lambda: repair.use_new_words([row["parked_row_id"] for row in rows], who()), rows)


def put_back_on_the_list(row: Row) -> None:
    """Let a discarded row wait again. For callbacks."""
    repair.put_back([row["parked_row_id"]], who())
    _tell(True, "The row is on the list again.")


def has_told() -> bool:
    """Whether something is still to be said of what was done."""
    return f"{KEY}-told" in st.session_state


def tell_last() -> None:
    """What became of the last thing that was done with a row; said once."""
    went, told = st.session_state.pop(f"{KEY}-told", (True, ""))
    if told:
        st.html(str(tag("p", told, class_="ks-done" if went else "ks-refused", role="status")))


def _choices(row: Row) -> None:
    row_id, place = row["parked_row_id"], f"row {row['sheet_row']}"
    with st.container(horizontal=True, key=f"{KEY}-choices-{row_id}"):
        st.button(f"Mend {place}", key=f"mend-{row_id}", icon=":material/edit:", on_click=_open, args=(row,))
        if row["reason"] == "id_other_text":
            st.button(
                f"Use the new words of {place}",
                key=f"new-words-{row_id}",
                icon=":material/sync_alt:",
                on_click=use_words,
                args=([row],),
            )
        if st.button(f"Discard {place}", key=f"discard-{row_id}", icon=":material/delete:"):
            _ask(row)


def _cells(row: Row) -> None:
    row_id, shown = row["parked_row_id"], st.session_state.get(f"{KEY}-shown-{row['parked_row_id']}", {})
    for at, (column, header, text) in enumerate(repair.to_mend({**row, "cells": shown or row["cells"]})):
        name = words.field(column) if not column.startswith("=") else ""
        label = header if name.casefold() in ("", header.casefold()) else f"{header} – {name}"
        st.text_area(plain(label), value=text, height=110 if column in _LONG else 68, key=_key(row, at))
    if not shown and any(is_masked(cell) for cell in row["cells"].values()):
        _masked(row)
    with st.container(horizontal=True, key=f"{KEY}-mending-{row_id}"):
        st.button(
            f"Save row {row['sheet_row']}",
            key=f"mend-save-{row_id}",
            type="primary",
            icon=":material/save:",
            on_click=save,
            args=([row],),
        )
        st.button("Close without saving", key=f"mend-close-{row_id}", on_click=_close, args=([row],))


def _masked(row: Row) -> None:
    """Personal data is shown only on purpose, and only where it is kept at all."""
    if row["has_original"] or row["personal_data"] == "keep":
        st.html(str(tag("p", "Personal data is hidden here. That you look at it is recorded.", class_="ks-small")))
        st.button(
            "Show what is hidden",
            key=f"unmask-{row['parked_row_id']}",
            icon=":material/visibility:",
            on_click=_unmask,
            args=(row,),
        )
    else:
        told = "Personal data was taken out before this row was kept, so it cannot be shown. It is in your own file."
        st.html(str(tag("p", told, class_="ks-small")))


@st.dialog("Discard this row?", width="medium")
def _ask(row: Row) -> None:
    told = "The row leaves the list and is never counted. It can be put back on the list later."
    st.html(str(tag("p", where(row), class_="ks-lead") + tag("p", told, class_="ks-note")))
    st.text_input("Why? The reason is kept with the row.", key=f"{KEY}-why", max_chars=repair.LONGEST_REASON)
    with st.container(horizontal=True, horizontal_alignment="right", key=f"{KEY}-discard-choice"):
        if st.button("Leave it on the list", key=f"{KEY}-discard-no"):
            st.rerun()
        if st.button("Discard it", key=f"{KEY}-discard-yes", type="primary", on_click=_discard, args=(row,)):
            st.rerun()


def _discard(row: Row) -> None:
    try:
        repair.discard([row["parked_row_id"]], st.session_state.get(f"{KEY}-why", ""), who())
        _tell(True, "Discarded. The row can be put back on the list.")
    except KenspeckleError as refused:
        _tell(False, str(refused))


def _done(work: Any, rows: Sequence[Row]) -> None:
    """Bring rows in and say what became of them; those that are still not right stay open."""
    try:
        receipt = work()
    except KenspeckleError as refused:
        _tell(False, str(refused))
        return
    if receipt.status == "rejected":
        _tell(False, receipt.problems[0].what_to_do)
        return
    _close(rows)
    same = f" {words.rows(receipt.rows_unchanged)} said nothing new." if receipt.rows_unchanged else ""
    reasons = {problem.what_to_do for problem in receipt.problems if problem.code in words.NEEDS_ATTENTION}
    still = (
        f" {words.rows(receipt.rows_parked)} still not right: {' '.join(sorted(reasons))}"
        if receipt.rows_parked
        else ""
    )
    told = f"{words.rows(receipt.rows_saved)} mended and saved.{same}{still}"
    _tell(receipt.rows_parked == 0, told)


def _open(row: Row) -> None:
    st.session_state.setdefault(f"{KEY}-open", set()).add(row["parked_row_id"])


def _close(rows: Sequence[Row]) -> None:
    for row in rows:
        st.session_state.setdefault(f"{KEY}-open", set()).discard(row["parked_row_id"])
        st.session_state.pop(f"{KEY}-shown-{row['parked_row_id']}", None)


def _unmask(row: Row) -> None:
    try:
        cells = repair.unmasked(row, who())
    except KenspeckleError as refused:
        _tell(False, str(refused))
        return
    st.session_state[f"{KEY}-shown-{row['parked_row_id']}"] = cells
    for at, (_, _, text) in enumerate(repair.to_mend({**row, "cells": cells})):
        st.session_state[_key(row, at)] = text


def _tell(went: bool, told: str) -> None:
    st.session_state[f"{KEY}-told"] = (went, told)


def _stored(row: Row) -> Mapping[str, str]:
    return repair.stored_words(row) if row["reason"] == "id_other_text" else {}


def _key(row: Row, at: int) -> str:
    return f"mend-{row['parked_row_id']}-{at}"
