"""What every form for a change of themes needs: the draft, who works in it, and the themes as they stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.reshape_attempt import attempt
from data.theme_history import history
from data.theme_scope import Change
from data.themes import ThemeNames, known_themes
from queries.at_once import meanwhile
from queries.filters import Filters

TOP = "At the top"
TOP_ID = ""
_MOST = 300  # changes that are listed


@dataclass(frozen=True)
class Work:
    """What the forms need: the draft, who makes the changes, the newest change on screen, the themes as they stand."""

    draft_id: str
    who: str
    seen: int
    filters: Filters
    names: ThemeNames
    counts: dict[str, dict[str, Any]]

    def label(self, theme_id: str) -> str:
        """A theme's name as it stands in the draft."""
        held = self.names.themes.get(theme_id)
        return held.theme if held else TOP

    @property
    def ids(self) -> list[str]:
        """The themes by name."""
        return sorted(self.names.themes, key=lambda one: self.names.themes[one].theme.casefold())

    def change(
        self, work: Callable[..., Change], *given: Any, clears: Mapping[str, Any] | None = None, **named: Any
    ) -> None:
        """Carry out a change and tell what it did, or why it was refused; what was filled in stays if refused."""
        if attempt(work, *given, who=self.who, draft=self.draft_id, seen=self.seen, **named):
            st.session_state.update(clears or {})
            meanwhile(lambda: known_themes(self.draft_id), lambda: changes(self.draft_id))


def changes(draft_id: str) -> list[dict[str, Any]]:
    """The newest changes, those of the draft first: see data/theme_history.py."""
    return history(draft=draft_id, most=_MOST)


def one_theme(work: Work, label: str, key: str, *, top: bool = False, but: str = "") -> str | None:
    """A list to choose one theme from; None while none is chosen."""
    options = [*([TOP_ID] if top else []), *(one for one in work.ids if one != but)]
    if key in st.session_state and st.session_state[key] not in options:
        st.session_state[key] = None  # somebody merged or retired it meanwhile
    return st.selectbox(
        label, options, index=None, key=key, format_func=work.label, placeholder="Type or choose a theme"
    )
