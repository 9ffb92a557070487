"""What is in view, kept for a reader's session and agreed with the address bar once a run.

The session leads. The address leads where the reader used it: on first opening the dashboard, with Back and
Forward, and with a link to another page that carries filters. The menu opens pages without filters; they are
written back. An address that the browser repeats a moment too late is therefore never mistaken for a wish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import address
from data.read_model import Standing
from queries.disclosure import Asked
from queries.filters import LISTS, Choices, Filters, from_address

PAGE = "page"  # the fragment that holds the filter bar and everything counted; see counted_page.py
_FILTERS, _NOTES, _PAGE, _JUMP, _CAME = "view-filters", "view-notes", "view-page", "view-jump", "view-came"
_ASKED = "view-asked"
_asked_by_anybody: dict[str, tuple[Asked, ...]] = {}
GONE = "A filter stood for something that is no longer here, so it was taken away."
NOT_WHEN_SHARING = (
    "The sharing view cannot be narrowed by group of people: in a small group a number could point to one person."
)


def filters() -> Filters:
    """The filters in force."""
    held = st.session_state.get(_FILTERS)
    return held if isinstance(held, Filters) else Filters()


def notes() -> list[str]:
    """What had to be left out of the address, in words, until the filters change."""
    return list(st.session_state.get(_NOTES, ()))


def put(wanted: Filters) -> None:
    """Bring something else into view. For callbacks; the address follows when the page runs."""
    kept, said = _fitting(wanted)
    st.session_state[_FILTERS], st.session_state[_NOTES] = kept, said


def narrow(**changes: Any) -> None:
    """Change single filters, such as ``narrow(place=("S12000046",))``. For callbacks."""
    put(replace(filters(), **changes))


def agree(known_in: Callable[[Standing], Choices], draft: str | None = None) -> Filters:
    """Once a run, before anything is counted: agree with the address bar and return the filters in force.

    ``known_in`` gives the values, by filter, that exist as the evidence is looked at; what does not, such as a merged
    theme, is let go. ``draft`` is the draft of themes that this page works on, which no other page sees.
    """
    said, page = address.read(), address.page()
    first = _FILTERS not in st.session_state
    elsewhere = st.session_state.get(_PAGE) != page
    if first or address.by_back_or_forward() or (elsewhere and said):
        as_at = from_address({"as_at": said.get("as_at", ())}, {})[0].as_at
        found, unknown = from_address(said, known_in(Standing(as_at, draft)))
        put(found)
        st.session_state[_NOTES] = [*unknown, *st.session_state[_NOTES]]
    if filters().draft != draft:
        st.session_state[_FILTERS] = replace(filters(), draft=draft)
    known = known_in(filters().standing)
    gone = {name: kept for name, kept in _still_known(filters(), known).items() if kept != getattr(filters(), name)}
    if gone:
        narrow(**gone)
        st.session_state[_NOTES] = [GONE, *st.session_state[_NOTES]]
    st.session_state[_PAGE], st.session_state[_CAME] = page, elsewhere or address.by_back_or_forward()
    address.write(filters().to_address())
    return filters()


def asked() -> tuple[Asked, ...]:
    """What this page asked when it was drawn last, by this reader or else by anybody."""
    page = address.page()
    known: tuple[Asked, ...] = st.session_state.get(f"{_ASKED}-{page}", _asked_by_anybody.get(page, ()))
    return known


def note_asked(asked: Sequence[Asked]) -> None:
    """Note what this page asked, for when it is drawn next."""
    page = address.page()
    st.session_state[f"{_ASKED}-{page}"] = _asked_by_anybody[page] = tuple(asked)


def came() -> bool:
    """Whether this run of the bar is the first on its page: its widgets are new, and hold nothing yet."""
    return bool(st.session_state.get(_CAME))


def go_to(page: str, wanted: Filters) -> None:
    """Open another page, such as ``insights``, with these filters. For callbacks; see ``jump``."""
    put(wanted)
    st.session_state[_JUMP] = page


def opens(page: str, name: str) -> Callable[[str | None], None]:
    """A callback for charts: open ``page`` with the filter ``name`` set to whatever was picked."""

    def picked(value: str | None) -> None:
        if value is not None:
            changes: dict[str, Any] = {name: (value,)}
            go_to(page, replace(filters(), **changes))

    return picked


def narrows(name: str) -> Callable[[str | None], None]:
    """A callback for charts: set the filter ``name`` of this page to whatever was picked, or clear it."""
    return lambda value: narrow(**{name: () if value is None else (value,)})


def redraw() -> None:
    """Draw bar and body anew instead of the one card that was touched. The last line of a callback in a card."""
    st.rerun(PAGE)


def jump() -> None:
    """Open the page that a callback asked for, if any did."""
    page = st.session_state.pop(_JUMP, None)
    if page:
        st.switch_page(f"pages/{page}.py", query_params=filters().to_address())


def _still_known(held: Filters, known: Choices) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value for value in getattr(held, name) if value in known[name]) for name in LISTS}


def _fitting(wanted: Filters) -> tuple[Filters, list[str]]:
    if wanted.mode == "sharing" and wanted.group:
        return replace(wanted, group=()), [NOT_WHEN_SHARING]
    return wanted, []
