"""What a reader sees where a page failed: plain words and what to do, never a traceback."""

from __future__ import annotations

import streamlit as st

from data.errors import KenspeckleError


def show(error: Exception, *, number: str) -> None:
    """Say that the page could not be shown, why if the reader can act on it, and what to do.

    ``number`` is the one under which the server's log tells the cause.
    """
    st.error("This part of the page could not be shown. Nothing was lost.", icon=":material/error:")
    if isinstance(error, KenspeckleError):
        st.text(str(error))  # may quote what somebody wrote: never as markdown
    st.text(
        "What you can do: load the page again. If that does not help, choose Overview in the menu and clear "
        f"the filters. If it still fails, tell whoever looks after this dashboard the number {number}."
    )
