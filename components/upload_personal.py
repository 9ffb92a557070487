"""Asks what becomes of personal data in a file: for all rows, for single ones, and why it may be kept."""

from __future__ import annotations

import streamlit as st

from components.row_choices import show_row_choices
from components.upload_round import Round
from data.personal_kept import LONGEST_REASON
from data.receipts import Receipt

KEY = "upload-personal"
CHOICES = {
    "mask": ("Take it out of the text", "The row is saved; where the personal data stood it says so."),
    "park": ("Set these rows aside", "They are not saved until somebody has mended them."),
    "keep": ("Keep it", "Only where the people concerned have agreed. You will be asked why."),
}
NO_REASON = "Say why the personal data may be kept, then save."


def show_personal(now: Round, receipt: Receipt) -> None:
    """The choice for all rows, a choice for each, and the reason where any is to be kept."""
    if not now.met("personal_data"):
        return
    key = f"{KEY}-{now.number}"
    st.radio(
        "There is personal data in this file. What should happen to it?",
        list(CHOICES),
        index=list(CHOICES).index(now.choices.personal),
        key=key,
        on_change=lambda: now.choose(personal=st.session_state[key]),
        format_func=lambda choice: CHOICES[choice][0],
        captions=[caption for _, caption in CHOICES.values()],
    )
    show_row_choices(
        now, found_in(receipt), {choice: said for choice, (said, _) in CHOICES.items()}, name="personal_rows"
    )
    if keeps(now):
        why = f"{KEY}-why-{now.number}"
        st.text_input(
            "Why may it be kept? This is recorded with the upload.",
            value=now.choices.personal_reason,
            key=why,
            max_chars=LONGEST_REASON,
            on_change=lambda: now.choose(personal_reason=st.session_state[why]),
        )


def keeps(now: Round) -> bool:
    """Whether personal data of any row is to be kept."""
    return now.met("personal_data") and "keep" in {now.choices.personal, *now.choices.personal_rows.values()}


def lacks_reason(now: Round) -> bool:
    """Whether the file cannot be saved yet, because personal data is to be kept and nobody said why."""
    return keeps(now) and not now.choices.personal_reason.strip()


def found_in(receipt: Receipt) -> dict[tuple[str, int], str]:
    """Where personal data stands and of what kind, by sheet and row; never what it says."""
    rows: dict[tuple[str, int], list[str]] = {}
    for problem in receipt.problems:
        if problem.code == "personal_data" and problem.row is not None and problem.column:
            rows.setdefault((problem.sheet, problem.row), []).append(f"{problem.column}: {problem.found}")
    return {here: "; ".join(dict.fromkeys(told)) for here, told in rows.items()}
