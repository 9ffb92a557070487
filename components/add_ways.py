"""How would you like to add? The ways to bring something in; which one is kept in the address as ``add``."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.add_case_study import show_add_case_study
from components.add_form import draft_of
from components.add_insight import show_add_insight
from components.address_choice import choice
from components.markup import tag
from components.upload_running import show_running, tell_last
from components.upload_steps import here, show_upload
from data.templates import template

ADDRESS = "add"
KEY = "add-way"
WAYS = {
    "spreadsheet": ("A spreadsheet", show_upload),
    "heard": ("What I heard", show_add_insight),
    "case-study": ("A case study", show_add_case_study),
}
TEMPLATES = {
    "insight": ("Empty workbook for insights", "insights"),
    "case_study": ("Empty workbook for case studies", "case-studies"),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_ways() -> None:
    """The choice, what is being brought in elsewhere, and the way that was chosen."""
    way = choice(ADDRESS, KEY, WAYS, "spreadsheet", _switch, "a way of adding")
    tell_last()
    show_running(lambda: [here().saving, *(draft_of(kind).saving for kind in TEMPLATES)])
    WAYS[way][1]()
    if way == "spreadsheet" and here().saving is None:
        _templates()


def _switch() -> str | None:
    return st.segmented_control(
        "How would you like to add?", list(WAYS), key=KEY, format_func=lambda way: WAYS[way][0], required=True
    )


def _templates() -> None:
    """Workbooks to fill in; each is made when it is asked for, with the themes of that moment."""
    with st.container(horizontal=True, vertical_alignment="center", key="upload-templates"):
        told = "No spreadsheet yet? Fill in an empty one with lists to choose from."
        st.html(str(tag("p", told, class_="ks-note")), width="content")
        for kind, (label, stem) in TEMPLATES.items():
            st.download_button(
                label,
                data=partial(template, kind),
                file_name=f"kenspeckle_{stem}_{datetime.now(UTC):%Y-%m-%d}.xlsx",
                mime=_XLSX,
                key=f"upload-template-{kind}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
