"""Asks what becomes of rows whose id is here already with other words: for all of them, and for single ones."""

from __future__ import annotations

import streamlit as st

from components.row_choices import show_row_choices
from components.upload_round import Round
from data.receipts import Receipt

KEY = "upload-other-words"
CODES = ("id_other_text", "text_replaced")
CHOICES = {
    "park": ("Set these rows aside", "What is stored stays as it is; the rows wait on the list of rows to mend."),
    "replace": ("Put the new words in place of the stored ones", "The earlier words are kept in the row's history."),
}


def show_other_words(now: Round, receipt: Receipt) -> None:
    """The choice for all rows, and one for each; nothing where no row has an id with other words."""
    if not any(now.met(code) for code in CODES):
        return
    key = f"{KEY}-{now.number}"
    st.radio(
        "Some ids are here already with other words. What should happen to these rows?",
        list(CHOICES),
        index=list(CHOICES).index(now.choices.changed_text),
        key=key,
        on_change=lambda: now.choose(changed_text=st.session_state[key]),
        format_func=lambda choice: CHOICES[choice][0],
        captions=[caption for _, caption in CHOICES.values()],
    )
    rows = dict.fromkeys(rows_with_other_words(receipt), "")
    show_row_choices(now, rows, {choice: said for choice, (said, _) in CHOICES.items()}, name="changed_rows")


def rows_with_other_words(receipt: Receipt) -> list[tuple[str, int]]:
    """The rows, by sheet and row, in the order of the file."""
    found = {
        (problem.sheet, problem.row)
        for problem in receipt.problems
        if problem.code in CODES and problem.row is not None
    }
    return sorted(found)
