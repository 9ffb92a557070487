"""A form that two facilitators may have open at once: it remembers what it was opened with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from components.room_list import say
from data.errors import KenspeckleError
from data.two_editors import BothChanged

Held = TypeVar("Held")


def opened_with(key: str, stands: Held) -> tuple[Held, str]:
    """What the form ``key`` was opened with, and the key of its widgets, which are new ones after each keeping."""
    before: Held = st.session_state.setdefault(f"{key}-before", stands)
    times = st.session_state.get(f"{key}-times", 0)
    return before, f"{key}-{times}" if times else key


def titled(key: str, title: str) -> str:
    """The title over the form's fold. A fold whose words change closes, so while it is open they stay."""
    words: str = st.session_state.setdefault(f"{key}-title-then", title)
    return words


def shut(key: str) -> None:
    """The form is out of sight: opened again it begins with what stands then."""
    for name in ("before", "title-then"):
        st.session_state.pop(f"{key}-{name}", None)


def keep(key: str, work: Callable[[], object], stands: Callable[[], Any], words: str) -> None:
    """Carry out the keeping and tell how it went.

    Where somebody else has changed the same part, what they made of it counts as seen from now on, so that keeping
    once more takes its place.
    """
    try:
        work()
    except BothChanged as refused:
        say(str(refused), went=False)
        now = stands()
        before = st.session_state[f"{key}-before"]
        names = {name.partition(".")[0] for name in refused.names}
        st.session_state[f"{key}-before"] = replace(before, **{name: getattr(now, name) for name in names})
    except KenspeckleError as refused:
        say(str(refused), went=False)
    else:
        say(words)
        st.session_state.pop(f"{key}-before", None)
        st.session_state[f"{key}-times"] = st.session_state.get(f"{key}-times", 0) + 1
