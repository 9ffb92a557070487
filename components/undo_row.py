"""A line that tells what was done, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.markup import plain, tag
from components.room_list import attempt
from components.sign_in import who


def undo_row(
    words: str | Markup, label: str, help: str, work: Callable[..., Any], *given: Any, key: str, button: str
) -> None:
    """``words`` beside a button that calls ``work(*given, who=…)``; a refusal is told at the top of the page.

    ``words`` is text, or markup that stands as it is; ``help`` names for whoever does not see the line what the
    button undoes; ``key`` and ``button`` are the keys of the line and of its button.
    """
    told = words if isinstance(words, Markup) else tag("p", words, class_="ks-small")
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        st.html(str(told), width="stretch")
        st.button(
            label, key=button, help=plain(help), type="tertiary", on_click=attempt, args=(work, *given),
            kwargs={"who": who()},
        )  # fmt: skip
