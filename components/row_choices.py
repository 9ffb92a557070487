"""A choice for single rows of a file, where they should not go the way of all the others."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import pager
from components.markup import shortened, tag
from components.upload_round import Round

SIZE = 10
AS_ALL = "Like all others"
Place = tuple[str, int]  # sheet and row as the person sees them


def show_row_choices(now: Round, rows: Mapping[Place, str], choices: Mapping[str, str], *, name: str) -> None:
    """A fold with one line a row: where it stands, what was found there, and what happens to it.

    ``choices`` are the values and what they are called; ``name`` is the field of ``Choices`` that holds them.
    """
    if len(rows) < 2:
        return
    key = f"upload-{name.replace('_', '-')}"
    with st.expander("Choose for single rows", key=f"{key}-{now.number}"):
        start = pager.offset(f"{key}-page", now.file_id, SIZE)
        page = list(rows.items())[start : start + SIZE]
        for place, told in page:
            _one(now, place, told, choices, name, f"{key}-{now.number}-{place[0]}-{place[1]}")
        pager.turner(
            f"{key}-page", now.file_id, start=start, shown=len(page), matching=len(rows), size=SIZE, noun="rows"
        )


def _one(now: Round, place: Place, told: str, choices: Mapping[str, str], name: str, key: str) -> None:
    held: Mapping[Place, str] = getattr(now.choices, name)
    options = [AS_ALL, *choices]

    def choose() -> None:
        others = {here: chosen for here, chosen in getattr(now.choices, name).items() if here != place}
        chosen = st.session_state[key]
        now.choose(**{name: others if chosen == AS_ALL else {**others, place: chosen}})

    sheet, row = place
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"line-{key}"):
        where = tag("b", f"Sheet {sheet}, row {row}" if sheet else f"Row {row}")
        st.html(str(tag("p", where, f" – {shortened(told, 120)}" if told else "", class_="ks-small")), width="stretch")
        st.selectbox(
            f"What happens to row {row}",
            options,
            index=options.index(held.get(place, AS_ALL)),
            key=key,
            on_change=choose,
            format_func=lambda choice: choices.get(choice, choice),
            width=340,
        )
