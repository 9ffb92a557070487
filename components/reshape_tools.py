"""The changes that can be made to themes, each with what it would do to the counts before it is done.

Everything is a list, a box or a button, so it works by keyboard alone: to merge two themes, choose one, choose
another, press Merge. ``draft_id`` is the draft that the changes are made in.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import reshape_preview as preview
from components import reshape_split
from components.reshape_work import Work, one_theme
from data import theme_changes
from data.theme_scope import LONGEST_DEFINITION, LONGEST_NAME
from data.themes import known_themes
from queries import theme_preview
from queries.disclosure import tell
from queries.filters import Filters

KINDS = {
    "merge": "Merge",
    "rename": "Rename",
    "define": "Describe",
    "move": "Move",
    "split": "Split",
    "retire": "Retire",
    "create": "Add",
}


def show(draft_id: str, filters: Filters, *, who: str, seen: int) -> None:
    """The forms. ``seen`` is the newest change (its seq) that is on screen: see data/theme_changes.py."""
    rows = tell("theme_frequency", filters).rows
    work = Work(draft_id, who, seen, filters, known_themes(draft_id), {str(row["theme_id"]): row for row in rows})
    kind = st.segmented_control(
        "What should change?",
        list(KINDS),
        default="merge",
        required=True,
        format_func=KINDS.__getitem__,
        key="reshape-kind",
        persist_state="session",
        wrap=True,
    )
    {"merge": _merge, "rename": _rename, "define": _define, "move": _move, "split": reshape_split.show,
     "retire": _retire, "create": _create}[kind or "merge"](work)  # fmt: skip


def _merge(work: Work) -> None:
    """Two lists that close when something is chosen, so that nothing lies over the counts and the button."""
    keys = ("reshape-merge", "reshape-merge-with", "reshape-merge-more")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reshape-two"):
        first = one_theme(work, "First theme", keys[0])
        second = one_theme(work, "Second theme", keys[1], but=first or "")
    if first is None or second is None:
        return
    offered = [one for one in work.ids if one not in (first, second)]
    more = [one for one in st.session_state.get(keys[2], ()) if one in offered]
    chosen = [first, second, *more]
    own = "-".join(chosen)
    name_key, definition_key, words_key = (f"reshape-{part}-{own}" for part in ("name", "definition", "words"))
    st.session_state.setdefault(name_key, work.label(first))
    name = st.text_input("Name of the theme they become", key=name_key, max_chars=LONGEST_NAME)
    _told(*preview.of_merge(theme_preview.of_merge(chosen, work.filters).rows, name, work.filters.unit), name)
    former = work.names.words(chosen)

    def merge() -> None:
        work.change(
            theme_changes.merge, chosen, st.session_state[name_key], definition=st.session_state.get(definition_key),
            words=list(st.session_state.get(words_key, former)),
            clears={keys[0]: None, keys[1]: None, keys[2]: []},
        )  # fmt: skip

    st.button("Merge", key="reshape-do", type="primary", icon=":material/call_merge:", on_click=merge)
    with st.expander("What it means, which names lead to it, and more themes to merge"):
        meant = [work.names.themes[one].definition for one in chosen]
        st.session_state.setdefault(definition_key, " ".join(dict.fromkeys(text for text in meant if text)))
        st.text_area("What the theme means", key=definition_key, max_chars=LONGEST_DEFINITION, height=100)
        st.session_state.setdefault(words_key, former)
        label = "Names that lead to it from now on, in spreadsheets to come too"
        st.multiselect(label, former, key=words_key, select_all=False, placeholder="None")
        st.session_state[keys[2]] = more
        st.multiselect("More themes to merge", offered, key=keys[2], format_func=work.label, select_all=False)


def _rename(work: Work) -> None:
    theme_id = one_theme(work, "Theme to rename", "reshape-rename")
    if theme_id is None:
        return
    key = f"reshape-newname-{theme_id}"
    st.session_state.setdefault(key, work.label(theme_id))
    st.text_input("New name; the old one still leads to it", key=key, max_chars=LONGEST_NAME)
    _counts_stay(work, theme_id)
    st.button(
        "Rename", key="reshape-do", type="primary",
        on_click=lambda: work.change(
            theme_changes.rename, theme_id, st.session_state[key], clears={"reshape-rename": None}
        ),
    )  # fmt: skip


def _define(work: Work) -> None:
    theme_id = one_theme(work, "Theme to describe", "reshape-define")
    if theme_id is None:
        return
    key = f"reshape-meaning-{theme_id}"
    st.session_state.setdefault(key, work.names.themes[theme_id].definition or "")
    st.text_area("What the theme means", key=key, max_chars=LONGEST_DEFINITION, height=120)
    _counts_stay(work, theme_id)
    st.button(
        "Keep this meaning", key="reshape-do", type="primary",
        on_click=lambda: work.change(
            theme_changes.define, theme_id, st.session_state[key], clears={"reshape-define": None}
        ),
    )  # fmt: skip


def _move(work: Work) -> None:
    theme_id = one_theme(work, "Theme to move", "reshape-move")
    under = one_theme(work, "Put it under", "reshape-under", top=True, but=theme_id or "")
    if theme_id is None or under is None:
        return
    where = f"under {work.label(under)}" if under else "at the top"
    rows = theme_preview.of_move(theme_id, under or None, work.filters).rows
    _told(*preview.of_move(rows, work.label(theme_id), where, work.filters.unit), "above it")
    st.button(
        "Move", key="reshape-do", type="primary",
        on_click=lambda: work.change(
            theme_changes.move, theme_id, under or None, clears={"reshape-move": None, "reshape-under": None}
        ),
    )  # fmt: skip


def _retire(work: Work) -> None:
    theme_id = one_theme(work, "Theme to retire", "reshape-retire")
    if theme_id is None:
        return
    if theme_id in work.counts:
        _told(*preview.of_retire(work.counts[theme_id], work.filters.unit), work.label(theme_id))
    st.button(
        "Retire", key="reshape-do", type="primary",
        on_click=lambda: work.change(theme_changes.retire, theme_id, clears={"reshape-retire": None}),
    )  # fmt: skip


def _create(work: Work) -> None:
    st.text_input("Name of the new theme", key="reshape-made", max_chars=LONGEST_NAME)
    under = one_theme(work, "Put it under (nothing chosen: at the top)", "reshape-made-under")
    st.text_area("What it means", key="reshape-made-meaning", max_chars=LONGEST_DEFINITION, height=80)
    clears = {"reshape-made": "", "reshape-made-under": None, "reshape-made-meaning": ""}
    st.button(
        "Make the theme", key="reshape-do", type="primary",
        on_click=lambda: work.change(
            theme_changes.create, st.session_state["reshape-made"], under=under,
            definition=st.session_state["reshape-made-meaning"], clears=clears,
        ),
    )  # fmt: skip


def _counts_stay(work: Work, theme_id: str) -> None:
    row = work.counts.get(theme_id)
    if row:
        _told(preview.stays(row, work.filters.unit), [], "")


def _told(words: str, rows: list[dict[str, Any]], about: str) -> None:
    st.html(str(preview.markup(words, rows, f"Before and after: {about}")))
