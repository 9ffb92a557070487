"""One choice of a page that stands in the address, so that a copied link opens the same view.

The address leads where the page is opened and with Back and Forward, the reader's choice everywhere else. What is
shown when nobody chose is left out of the address.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import streamlit as st

from components import address
from components.markup import tag


def choice(name: str, key: str, known: Collection[str], usual: str, draw: Callable[[], str | None], what: str) -> str:
    """Draw the widget ``key`` by ``draw`` and return what is chosen in it, agreed with ``name`` in the address.

    ``what`` is said where the address names something unknown ("a period").
    """
    begin(name, key, usual, lambda said: said if said in known else None)
    chosen = draw() or usual
    tell_wrong(key, what, gone=chosen != usual)
    put(name, chosen, usual)
    return chosen


def begin(name: str, key: str, usual: Any, read: Callable[[str], Any]) -> None:
    """Before the widget ``key`` is drawn: give it what the address asks for.

    ``read`` turns the address's words into the widget's value; None: nobody knows what they mean.
    """
    if key not in st.session_state or address.by_back_or_forward():
        said = st.query_params.get(name)
        asked = None if said is None else read(said)
        st.session_state[f"{key}-wrong"] = said is not None and asked is None
        st.session_state[key] = usual if asked is None else asked


def begin_several(name: str, key: str, known: Collection[str], most: int) -> None:
    """The same for a widget ``key`` in which several can be chosen, at most so many."""
    if key not in st.session_state or address.by_back_or_forward():
        said = list(dict.fromkeys(st.query_params.get_all(name)))
        asked = [one for one in said if one in known][:most]
        st.session_state[key] = st.session_state[f"{key}-asked"] = asked
        st.session_state[f"{key}-wrong"] = asked != said


def tell_wrong(key: str, what: str, *, gone: bool) -> None:
    """Say that the address named something unknown, until it is ``gone``: until something else was chosen."""
    if gone:
        st.session_state[f"{key}-wrong"] = False
    if st.session_state.get(f"{key}-wrong"):
        words = f"The address names {what} that is not known here, so it was left out."
        st.html(str(tag("p", words, class_="ks-note", role="status")))


def end_several(name: str, key: str, values: Sequence[str], what: str) -> None:
    """After that widget was drawn: make the address say what is chosen, and tell what was not known in it."""
    tell_wrong(key, what, gone=list(values) != st.session_state[f"{key}-asked"])
    if not values:
        st.query_params.pop(name, None)
    elif st.query_params.get_all(name) != list(values):
        st.query_params[name] = list(values)


def put(name: str, value: str, usual: str = "") -> None:
    """Make the address say this; the usual is left out."""
    if value == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
