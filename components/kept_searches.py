"""Searches that the team keeps: each with how much is new in it since somebody last looked."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from components import only_new, view
from components.markup import plain, tag
from components.search_box import ADDRESS, look_for
from components.sign_in import who
from components.words import count, day
from data import saved_searches
from data.errors import KenspeckleError
from data.moments import day_of
from data.saved_searches import SavedSearch
from queries.choices import allowed
from queries.filters import Filters, from_address
from queries.search import read

BOX = "insights-search"
PAGE = "insights"
_SAID, _NAME = "kept-said", "kept-name"


def show(filters: Filters, text: str) -> None:
    """The panel with the kept searches and the form to keep the one in view."""
    label = "Kept searches"
    found = saved_searches.kept_searches()
    fold = st.popover(label, icon=":material/bookmark:", key="kept-searches", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for one in found:
            _row(one, filters.mode)
        if not found:
            st.html(str(tag("p", "No search is kept yet. Search or filter, then keep it here.", class_="ks-note")))
        _keep(filters, text)


def meant(address: str, mode: str) -> tuple[Filters, str]:
    """The filters and the words of a kept search; what has gone since, such as a merged theme, is left out."""
    said = parse_qs(address)
    filters, _ = from_address({**said, "mode": [mode]}, allowed())
    return filters, " ".join(said.get(ADDRESS, []))


def _row(one: SavedSearch, mode: str) -> None:
    filters, text = meant(one.address, mode)
    new = read("insights", text, filters, limit=1, added_after=one.seen_at).matching
    since = f"{count(new)} new since {day(day_of(one.seen_at))}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"kept-row-{one.saved_search_id}"):
        st.html(str(tag("p", tag("b", one.name), " – ", since, class_="ks-small")), width="stretch")
        if new:
            _button("Show what is new", one, "new", True, mode)
        _button("Open", one, "open", False, mode)
        st.button(
            "Forget",
            key=f"kept-forget-{one.saved_search_id}",
            help=plain(f"Keep “{one.name}” no longer"),
            type="tertiary",
            on_click=saved_searches.forget,
            args=(one.saved_search_id,),
        )


def _button(label: str, one: SavedSearch, name: str, only_the_new: bool, mode: str) -> None:
    st.button(
        label,
        key=f"kept-{name}-{one.saved_search_id}",
        help=plain(f"{label}: {one.name}"),
        on_click=_open,
        args=(one, only_the_new, mode),
    )


def _open(one: SavedSearch, only_the_new: bool, mode: str) -> None:
    """Bring the search into view; what is in it by now counts as seen."""
    filters, text = meant(one.address, mode)
    view.put(filters)
    look_for(BOX, text)
    only_new.hold(PAGE, filters, text, one.seen_at if only_the_new else None)
    saved_searches.look(one.saved_search_id)


def _keep(filters: Filters, text: str) -> None:
    address = only_new.address_of(filters, text)
    if not address:
        return
    with st.form("kept-form", clear_on_submit=True, border=False):
        st.text_input("Keep the search in view as", max_chars=saved_searches.LONGEST_NAME, key=_NAME)
        st.form_submit_button("Keep it", icon=":material/bookmark_add:", on_click=_kept, args=(address,))
    words, went = st.session_state.pop(_SAID, ("", True))
    if words:
        st.html(str(tag("p", words, class_="ks-done" if went else "ks-refused", role="status" if went else "alert")))


def _kept(address: str) -> None:
    name = str(st.session_state.get(_NAME, ""))
    try:
        saved_searches.keep(name, address, who=who())
        st.session_state[_SAID] = (f"“{name.strip()}” is kept.", True)
    except KenspeckleError as refused:
        st.session_state[_SAID] = (str(refused), False)
