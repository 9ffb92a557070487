"""Why something was not taken in, and what to do about it."""

from __future__ import annotations

import streamlit as st

from components.markup import tag
from data.receipts import Receipt

NOT_TAKEN = "This file was not taken in, and nothing was saved."


def show_rejection(receipt: Receipt) -> None:
    """The problem for which a whole file was rejected, with its place."""
    problem = receipt.problems[0]
    where = ", ".join(
        part
        for part in (
            f"sheet {problem.sheet}" if problem.sheet else "",
            f"row {problem.row}" if problem.row else "",
            f"column {problem.column}" if problem.column else "",
        )
        if part
    )
    found = f"Found: {problem.found}{f' ({where})' if where else ''}." if problem.found or where else ""
    show_refusal(problem.what_to_do, found)


def show_refusal(what_to_do: str, found: str = "", *, head: str = NOT_TAKEN) -> None:
    """A box that a screen reader tells at once."""
    body = [tag("p", head, class_="ks-refusedhead"), tag("p", found) if found else "", tag("p", what_to_do)]
    st.html(str(tag("div", *body, class_="ks-refused", role="alert")))
