"""Asks once for a file whether its words may be quoted, where it has no column that says so."""

from __future__ import annotations

import streamlit as st

from components.upload_round import Round
from data.receipts import Receipt
from data.vocabulary import vocabulary

FIELD = "quote_permission"
_NOT_SAID = ("Nobody said", "Counted like the others, but its words are not shown in a workshop.")
_CAPTIONS = {
    "public": "Only where the people concerned have agreed, or it was published.",
    "workshop only": "Not in anything that is published.",
    "no": "Counted, and read only inside the team.",
}


def show_permission(now: Round, receipt: Receipt) -> None:
    """The question, for a file of insights without a column for the permission; else nothing."""
    if receipt.kind not in ("insight", "mixed") or FIELD in receipt.mapping.values():
        return
    labels = {"": _NOT_SAID[0]} | {value: vocabulary().label(FIELD, value) for value in vocabulary().values(FIELD)}
    key = f"upload-permission-{now.number}"
    st.radio(
        "This file does not say who may see the words. Who may?",
        list(labels),
        index=list(labels).index(now.choices.permission),
        key=key,
        on_change=lambda: now.choose(permission=st.session_state[key]),
        format_func=lambda value: labels[value],
        captions=[_CAPTIONS.get(value, _NOT_SAID[1] if value == "" else "") for value in labels],
    )
