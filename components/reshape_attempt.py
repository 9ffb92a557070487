"""Carries out a change of themes in a callback and tells, once, what it did or why it was refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from components.markup import tag
from components.sign_in import ON_THIS_PAGE
from data.errors import KenspeckleError
from data.theme_scope import Change

_SAID = "reshape-said"
_ID = re.compile(r", [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_COMMAND = re.compile(r" See: python -m [^.]*$")


def attempt(work: Callable[..., Any], *given: Any, said: str = "", **named: Any) -> bool:
    """Whether it was done. ``said`` is what to tell then; a change of a theme tells itself."""
    try:
        done = work(*given, **named)
    except KenspeckleError as refused:
        st.session_state[_SAID] = (False, in_words(str(refused)))
        return False
    st.session_state[_SAID] = (True, said or (done.words if isinstance(done, Change) else ""))
    return True


def do(work: Callable[..., Any], *given: Any, said: str = "", **named: Any) -> None:
    """The same for a callback that needs no answer."""
    attempt(work, *given, said=said, **named)


def in_words(refusal: str) -> str:
    """A refusal without the ids and commands that only the command line can use."""
    told = _COMMAND.sub("", _ID.sub("", refusal))
    return told.replace(f"by {ON_THIS_PAGE}", "by somebody").replace(f"{ON_THIS_PAGE} changed", "Somebody changed")


def tell() -> None:
    """Tell it."""
    went, words = st.session_state.pop(_SAID, (True, ""))
    if words:
        st.html(str(tag("p", words, class_="ks-done" if went else "ks-refused", role="status" if went else "alert")))
