"""Rows that need attention: why each waits and what it says, a page at a time; all of them as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from components import pager
from components import upload_words as words
from components.markup import shortened, tag
from components.table import Column, show_table
from data.history import parked_rows
from data.parked_file import parked_workbook

SIZE = 20
KEY = "attention"
_COLUMNS = (
    Column("where", "Where"),
    Column("why", "Why it waits"),
    Column("what_to_do", "What to do"),
    Column("says", "What the row says"),
)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@st.fragment
def show_attention() -> None:
    """The section; nothing where no row waits."""
    waiting = parked_rows()
    if not waiting:
        return
    noun = "row needs your attention" if len(waiting) == 1 else "rows need your attention"
    st.html(str(tag("h2", f"{len(waiting):,} {noun}", class_="ks-step")))
    told = "These rows are kept, but nothing counts them. Download them, mend them, and bring the file in again."
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
    start = pager.offset(KEY, len(waiting), SIZE)
    page = waiting[start : start + SIZE]
    with st.container(border=True, key=f"card-{KEY}"):
        show_table(_COLUMNS, [_told(row) for row in page], "Rows that need your attention")
    pager.turner(KEY, len(waiting), start=start, shown=len(page), matching=len(waiting), size=SIZE, noun="rows")


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    where = [row["file_name"], row["sheet"] and f"sheet {row['sheet']}", row["sheet_row"] and f"row {row['sheet_row']}"]
    return {
        "where": ", ".join(str(part) for part in where if part),
        "why": words.problem(row["reason"]),
        "what_to_do": row["what_to_do"],
        "says": _cells(list(row["cells"].items())),
    }


def _cells(cells: Sequence[tuple[str, str]]) -> str:
    return shortened(" · ".join(f"{header}: {shortened(cell, 80)}" for header, cell in cells), 220)
