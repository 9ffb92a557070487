"""Splitting a theme: which insights and case studies move to the new theme, found by words, by likeness, by hand.

By words all of the theme's records are searched. What is chosen by hand or by likeness comes from all of them too, or
of a large theme from some that are drawn at random.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import reshape_preview as preview
from components.markup import plain, shortened, tag
from components.reshape_work import Work, one_theme
from data import theme_changes
from data.theme_scope import LONGEST_NAME
from queries import theme_preview, theme_texts
from queries.theme_texts import Carried, Record

_THEME, _RECORDS, _WORDS, _NAME = "reshape-split", "reshape-records", "reshape-split-words", "reshape-split-name"
_TOGETHER = "reshape-together"  # (theme, words): all with these words, too many to be looked at one by one
MOST_BY_HAND = 200


def show(work: Work) -> None:
    """The form."""
    theme_id = one_theme(work, "Theme to split", _THEME)
    if theme_id is None:
        return
    offered = _offered(theme_id, work)
    _ways(theme_id, work)
    chosen = st.multiselect(
        "What moves to the new theme",
        list(offered),
        key=_RECORDS,
        format_func=lambda one: shortened(offered[one].words, 90) if one in offered else one,
        placeholder="Choose by hand, or with the two buttons above",
        select_all=False,
    )
    moving: dict[str, Record] = {one: (offered[one].record_kind, one) for one in chosen}
    moving |= _together(theme_id, work)
    name = st.text_input("Name of the new theme", key=_NAME, max_chars=LONGEST_NAME)
    if not moving:
        return
    rows = theme_preview.of_split(theme_id, list(moving), work.filters).rows
    words, table = preview.of_split(rows, work.label(theme_id), name or "The new theme", work.filters.unit)
    st.html(str(preview.markup(words, table, f"Before and after: {work.label(theme_id)}")))

    def split() -> None:
        work.change(
            theme_changes.split, theme_id, st.session_state.get(_NAME) or "", list(moving.values()),
            clears={_THEME: None, _RECORDS: [], _WORDS: "", _NAME: "", _TOGETHER: []},
        )  # fmt: skip

    st.button("Split", key="reshape-do", type="primary", icon=":material/call_split:", on_click=split)


def _offered(theme_id: str, work: Work) -> Mapping[str, Carried]:
    """What can be chosen by hand, by id: what was drawn, and what is chosen already."""
    drawn = theme_texts.drawn(theme_id, work.filters)
    offered = {one.record_id: one for one in drawn.records}
    picked = st.session_state.get(_RECORDS, ())
    further = theme_texts.these(theme_id, [one for one in picked if one not in offered], work.filters)
    offered |= {one.record_id: one for one in further}
    st.session_state[_RECORDS] = [one for one in picked if one in offered]
    if drawn.note:
        words = f"To choose by hand or by likeness: {drawn.note[0].lower()}{drawn.note[1:]} Words are found in all."
        st.html(str(tag("p", words, class_="ks-note")))
    return offered


def _ways(theme_id: str, work: Work) -> None:
    """By words that stand in the text, or by likeness."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reshape-ways"):
        words = st.text_input("Words to find in them", key=_WORDS, max_chars=200, placeholder="such as: broadband")
        found = theme_texts.with_words(theme_id, words, work.filters)
        if words:
            st.button(
                f"Choose the {len(found):,} with these words",
                key="reshape-found",
                disabled=not found,
                on_click=lambda: _add_found(theme_id, words, found),
            )
        group = theme_texts.alike(theme_id, work.filters)
        if group:
            st.button(
                f"Suggest {len(group.records):,} that are alike",
                key="reshape-alike",
                help=f"They share words such as {', '.join(group.words)}. Nothing moves before you press Split.",
                on_click=lambda: _add(list(group.records)),
            )


def _together(theme_id: str, work: Work) -> dict[str, Record]:
    """The records that were chosen all together by their words; each lot can be left out again."""
    moving: dict[str, Record] = {}
    for at, (of, words) in enumerate(st.session_state.get(_TOGETHER, ())):
        if of != theme_id:
            continue
        found = theme_texts.with_words(theme_id, words, work.filters)
        moving |= {record[1]: record for record in found}
        with st.container(horizontal=True, vertical_alignment="center", key=f"reshape-together-row-{at}"):
            st.html(str(tag("p", f"All {len(found):,} with “{words}” move.", class_="ks-small")), width="content")
            st.button(
                "Leave them out",
                key=f"reshape-together-{at}-{words}",
                help=plain(f"Leave out all with “{words}”"),
                type="tertiary",
                on_click=lambda left=(of, words): st.session_state[_TOGETHER].remove(left),
            )
    return moving


def _add_found(theme_id: str, words: str, found: tuple[Record, ...]) -> None:
    if len(found) <= MOST_BY_HAND:
        _add([record_id for _, record_id in found])
    elif (theme_id, words) not in (held := st.session_state.setdefault(_TOGETHER, [])):
        held.append((theme_id, words))


def _add(records: list[str]) -> None:
    st.session_state[_RECORDS] = list(dict.fromkeys([*st.session_state.get(_RECORDS, ()), *records]))
