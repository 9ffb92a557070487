"""A form that adds one thing by hand: it is tried first, what was noticed is shown, then it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import upload_words as words
from components.add_draft import Draft
from components.markup import join, tag
from components.refusal import show_refusal
from components.upload_waiting import wait
from data.errors import Cancelled, KenspeckleError, Problem
from data.forms import Answers
from data.receipts import Receipt

PERSONAL = {
    "mask": ("Take it out of the text", "It is saved; where the personal data stood it says so."),
    "park": ("Set it aside", "It is not counted until somebody has mended it."),
    "keep": ("Keep it", "Only where the people concerned have agreed. Write below why it may be kept."),
}
NOTHING_SAVED = "Nothing is saved yet. What you wrote is still here."


@dataclass(frozen=True)
class Form:
    """One kind of form. ``draw`` puts its widgets on the page, each under the key that it is given for a field;
    ``answers`` reads them back; ``saved`` shows what became of it."""

    kind: str
    draw: Callable[[Callable[[str], str]], None]
    answers: Callable[[Callable[[str], Any]], Answers]
    saved: Callable[[Receipt], None]


def draft_of(kind: str) -> Draft:
    """What this reader is adding by hand just now."""
    held: Draft = st.session_state.setdefault(f"add-{kind}", Draft(kind))
    return held


def show_form(form: Form) -> None:
    """The form, or, once it is saved, the receipt and the way to the next one."""
    draft = draft_of(form.kind)
    looked_at = _go_on(draft)
    if draft.done is not None:
        with st.container(key="add-links"):
            form.saved(draft.done)
        key = f"add-{form.kind}-again"
        st.button("Add another", key=key, icon=":material/add:", on_click=_again, args=(draft,))
        return
    with (
        st.container(border=True, key=f"card-add-{form.kind}"),
        st.form(f"add-{form.kind}-form", border=False, enter_to_submit=False),
    ):
        form.draw(lambda field: _key(draft, field))
        if looked_at is not None:
            _noticed(draft, looked_at)
        if draft.refused:
            show_refusal(draft.refused, head=NOTHING_SAVED)
        _button(form, draft, looked=looked_at is not None)


def _button(form: Form, draft: Draft, *, looked: bool) -> None:
    """Two buttons in one place: a second click on the first must not be taken for a yes to what it brought up."""

    def read(field: str) -> Any:
        return st.session_state.get(_key(draft, field))

    def check() -> None:
        draft.check(form.answers(read))

    def confirm() -> None:
        draft.confirm(form.answers(read), read("personal") or "mask", read("reason") or "")

    st.form_submit_button(
        "Save it like this" if looked else "Save",
        key=f"add-{form.kind}-{'confirm' if looked else 'save'}",
        type="primary",
        icon=":material/save:",
        on_click=confirm if looked else check,
    )


def _go_on(draft: Draft) -> Receipt | None:
    """Bring trial and saving to their end; gives the trial's receipt where a person has to look at something."""
    key = f"add-{draft.kind}"
    try:  # each wait has a key of its own: a slow trial and a slow saving may both show in one run
        if draft.saving is None and draft.trial is not None:
            receipt = wait(draft.trial, f"{key}-trial")
            if receipt.rows_unchanged:
                draft.done = receipt
            elif receipt.problems:
                return receipt
            else:
                draft.save()
        if draft.saving is not None:
            draft.done = wait(draft.saving, f"{key}-saving")
    except Cancelled:
        draft.give_up("You stopped it.")
    except KenspeckleError as refused:
        draft.give_up(str(refused))
    return None


def _noticed(draft: Draft, receipt: Receipt) -> None:
    """What the trial found, and the choice about personal data where there is any."""
    st.html(
        str(
            tag("h2", "Please look at this before it is saved", class_="ks-step")
            + tag("div", tag("ul", join(_one(one) for one in receipt.problems), class_="ks-list"), role="status")
        )
    )
    if any(problem.code == "personal_data" for problem in receipt.problems):
        st.radio(
            "There is personal data in what you wrote. What should happen to it?",
            list(PERSONAL),
            key=_key(draft, "personal"),
            format_func=lambda choice: PERSONAL[choice][0],
            captions=[caption for _, caption in PERSONAL.values()],
        )
        st.text_input("If you keep it: why may it be kept?", key=_key(draft, "reason"), max_chars=300)


def _one(problem: Problem) -> Markup:
    if problem.code == "personal_data":
        return tag("li", tag("b", problem.found.capitalize()), f" in “{words.field(problem.column)}”")
    where = f" in “{words.field(problem.column)}”" if problem.column else ""
    found = f": {problem.found}{where}. " if problem.found else f"{where}. "
    return tag("li", tag("b", words.problem(problem.code)), found, problem.what_to_do)


def _again(draft: Draft) -> None:
    st.session_state[f"add-{draft.kind}"] = Draft(draft.kind, number=draft.number + 1)


def _key(draft: Draft, field: str) -> str:
    return f"add-{draft.kind}-{draft.number}-{field}"
