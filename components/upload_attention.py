"""Rows that need attention: mended here one by one or together, as a workbook, or discarded with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components import pager, parked_row
from components import upload_words as words
from components.markup import tag
from components.parked_row import KEY
from data.history import parked_rows
from data.parked_file import parked_workbook

SIZE = 10
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OTHER_WORDS = "id_other_text"


def show_attention() -> None:
    """The section; nothing where no row waits and none was discarded."""
    waiting, discarded = parked_rows(), parked_rows(state="discarded")
    if not waiting and not discarded and not parked_row.has_told():
        return
    noun = "row needs your attention" if len(waiting) == 1 else "rows need your attention"
    st.html(str(tag("h2", f"{len(waiting):,} {noun}", class_="ks-step")))
    parked_row.tell_last()
    if waiting:
        _head(len(waiting))
        _for_all(waiting)
        start = pager.offset(KEY, len(waiting), SIZE)
        page = waiting[start : start + SIZE]
        for row in page:
            parked_row.show(row)
        pager.turner(KEY, len(waiting), start=start, shown=len(page), matching=len(waiting), size=SIZE, noun="rows")
    if discarded:
        _discarded(discarded)


def _head(number: int) -> None:
    told = (
        "These rows are kept, but nothing counts them. Mend them here, or download them as a workbook, mend them there "
        "and bring the workbook in above. Either way a mended row leaves this list."
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"{KEY}-head"):
        st.html(str(tag("p", told, class_="ks-note")), width="stretch")
        st.download_button(
            "Download them as a workbook",
            data=lambda: parked_workbook(parked_rows()),
            file_name=f"kenspeckle_needs-attention_{datetime.now(UTC):%Y-%m-%d}.xlsx",
            mime=_XLSX,
            key=f"{KEY}-xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


def _for_all(waiting: Sequence[parked_row.Row]) -> None:
    """What can be done with several rows at once."""
    opened = [row for row in waiting if parked_row.is_open(row)]
    other = [row for row in waiting if row["reason"] == _OTHER_WORDS]
    with st.container(horizontal=True, key=f"{KEY}-all"):
        if len(opened) > 1:
            st.button(
                f"Save all {len(opened):,} rows that are open",
                key=f"{KEY}-save-all",
                type="primary",
                icon=":material/save:",
                on_click=parked_row.save,
                args=(opened,),
            )
        if len(other) > 1:
            st.button(
                f"Use the new words of all {len(other):,} rows whose id is here already",
                key=f"{KEY}-words-all",
                icon=":material/sync_alt:",
                on_click=parked_row.use_words,
                args=(other,),
            )


def _discarded(rows: Sequence[parked_row.Row]) -> None:
    with st.expander(f"{words.rows(len(rows))} discarded", key=f"{KEY}-discarded"):
        start = pager.offset(f"{KEY}-gone", len(rows), SIZE)
        page = rows[start : start + SIZE]
        for row in page:
            with st.container(horizontal=True, vertical_alignment="center", key=f"discarded-{row['parked_row_id']}"):
                said = f"{parked_row.where(row)}: {row['settled_why']} ({row['settled_by']})"
                st.html(str(tag("p", said, class_="ks-small")), width="stretch")
                st.button(
                    "Put back on the list",
                    key=f"put-back-{row['parked_row_id']}",
                    icon=":material/undo:",
                    on_click=parked_row.put_back_on_the_list,
                    args=(row,),
                )
        pager.turner(f"{KEY}-gone", len(rows), start=start, shown=len(page), matching=len(rows), size=SIZE, noun="rows")
