"""The door for a team with its own sign-in; without one the dashboard is for this machine only."""

from __future__ import annotations

import streamlit as st

ON_THIS_PAGE = "on this page"  # who made a change, where nobody signs in


def require() -> None:
    """Show only a sign-in button until the reader has signed in. Does nothing where no sign-in is set up."""
    if not _set_up() or getattr(st.user, "is_logged_in", False):
        return
    st.title("Kenspeckle")
    st.text("Please sign in to see what we are hearing.")
    st.button("Sign in", on_click=st.login, type="primary", key="sign_in")
    st.stop()


def named() -> bool:
    """Whether the sign-in tells who the reader is."""
    return bool(getattr(st.user, "is_logged_in", False))


def who() -> str:
    """The name under which a change is noted: the signed-in reader's, else that it was done on this page."""
    if named():
        return str(st.user.get("email") or st.user.get("name") or "signed in")
    return ON_THIS_PAGE


def by(name: str | None) -> str:
    """`` by Pat``, to stand behind what was done; nothing where nobody signed in."""
    return "" if name in (None, "", ON_THIS_PAGE) else f" by {name}"


def _set_up() -> bool:
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets
