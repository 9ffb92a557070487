"""Splitting a theme: which insights and case studies move to the new theme, found by words, by likeness, by hand."""

from __future__ import annotations

import streamlit as st

from components import reshape_preview as preview
from components.markup import shortened
from components.reshape_work import Work, one_theme
from data import theme_changes
from data.theme_scope import LONGEST_NAME
from queries import theme_preview, theme_texts
from queries.theme_texts import Carried

_THEME, _RECORDS, _WORDS, _NAME = "reshape-split", "reshape-records", "reshape-split-words", "reshape-split-name"


def show(work: Work) -> None:
    """The form."""
    theme_id = one_theme(work, "Theme to split", _THEME)
    if theme_id is None:
        return
    carried = {one.record_id: one for one in theme_texts.carried([theme_id], work.filters)}
    held = [one for one in st.session_state.get(_RECORDS, ()) if one in carried]
    st.session_state[_RECORDS] = held
    _ways(theme_id, carried, work)
    chosen = st.multiselect(
        "What moves to the new theme",
        list(carried),
        key=_RECORDS,
        format_func=lambda one: shortened(carried[one].words, 90) if one in carried else one,
        placeholder="Choose by hand, or with the two buttons above",
        select_all=False,
    )
    name = st.text_input("Name of the new theme", key=_NAME, max_chars=LONGEST_NAME)
    if not chosen:
        return
    rows = theme_preview.of_split(theme_id, chosen, work.filters).rows
    words, table = preview.of_split(rows, work.label(theme_id), name or "The new theme", work.filters.unit)
    st.html(str(preview.markup(words, table, f"Before and after: {work.label(theme_id)}")))

    def split() -> None:
        records = [(carried[one].record_kind, one) for one in chosen]
        work.change(
            theme_changes.split, theme_id, st.session_state.get(_NAME) or "", records,
            clears={_THEME: None, _RECORDS: [], _WORDS: "", _NAME: ""},
        )  # fmt: skip

    st.button("Split", key="reshape-do", type="primary", icon=":material/call_split:", on_click=split)


def _ways(theme_id: str, carried: dict[str, Carried], work: Work) -> None:
    """By words that stand in the text, or by likeness."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reshape-ways"):
        words = st.text_input("Words to find in them", key=_WORDS, max_chars=200, placeholder="such as: broadband")
        found = [one for one, record in carried.items() if record.has(words)]
        if words:
            st.button(
                f"Choose the {len(found):,} with these words",
                key="reshape-found",
                disabled=not found,
                on_click=lambda: _add(found),
            )
        group = theme_texts.alike(theme_id, work.filters)
        if group:
            st.button(
                f"Suggest {len(group.records):,} that are alike",
                key="reshape-alike",
                help=f"They share words such as {', '.join(group.words)}. Nothing moves before you press Split.",
                on_click=lambda: _add(list(group.records)),
            )


def _add(records: list[str]) -> None:
    st.session_state[_RECORDS] = list(dict.fromkeys([*st.session_state.get(_RECORDS, ()), *records]))
