"""Only what came in since a moment: kept in the address as ``added_after``, so that a link opens exactly that."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

from components import address
from components.markup import tag
from components.search_box import ADDRESS as SEARCH
from components.words import day
from data.moments import day_of
from queries.filters import Filters

ADDRESS = "added_after"
WRONG = "The address asks for what came in since a moment that cannot be read, so everything is shown."
_WRONG = "only-new-wrong"
About = tuple[str, str]  # a search as the address bar holds it, and the reader's mode


def since(page: str, filters: Filters, text: str) -> datetime | None:
    """Since when (UTC) only what is new is shown on this page; None where everything is.

    Another search shows everything again. The address leads where the page is opened and with Back and Forward.
    """
    about, key = (address_of(filters, text), filters.mode), f"only-new-{page}"
    if key not in st.session_state or address.by_back_or_forward():
        asked = st.query_params.get(ADDRESS)
        told = _moment(asked)
        st.session_state[_WRONG] = asked is not None and told is None
        st.session_state[key] = (about, told)
    if st.session_state[key][0] != about:
        st.session_state[key], st.session_state[_WRONG] = (about, None), False
    moment: datetime | None = st.session_state[key][1]
    if moment is None:
        st.query_params.pop(ADDRESS, None)
    elif st.query_params.get(ADDRESS) != moment.isoformat():
        st.query_params[ADDRESS] = moment.isoformat()
    if st.session_state.get(_WRONG):
        st.html(str(tag("p", WRONG, class_="ks-note", role="status")))
    return moment


def hold(page: str, filters: Filters, text: str, moment: datetime | None) -> None:
    """Show only what came in since a moment, or with None everything. For callbacks."""
    st.session_state[f"only-new-{page}"] = ((address_of(filters, text), filters.mode), moment)
    st.session_state[_WRONG] = False


def words(moment: datetime | None) -> str:
    """``added since 3 November 2026``, or nothing."""
    return f"added since {day(day_of(moment))}" if moment else ""


def way_back(page: str, filters: Filters, text: str, moment: datetime | None) -> None:
    """The button that shows everything again, where only what is new is shown."""
    if moment is not None:
        st.button("Show all, not only what is new", key=f"{page}-not-only-new", type="tertiary",
                  on_click=hold, args=(page, filters, text, None))  # fmt: skip


def address_of(filters: Filters, text: str) -> str:
    """A search as the address bar holds it; the mode is the reader's and is not kept with it."""
    told = {name: value for name, value in filters.to_address().items() if name != "mode"}
    return urlencode({**told, **({SEARCH: [text]} if text else {})}, doseq=True)


def query(moment: datetime) -> dict[str, str]:
    """What a link's address says to show only what came in since: to the last microsecond, as it was counted."""
    return {ADDRESS: moment.isoformat()}


def _moment(asked: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(asked or "")
    except ValueError:
        return None
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
