"""Readings of the evidence side by side, with the dissent kept; and the actions of this workshop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import evidence_picker, evidence_words
from components.action_form import show_form
from components.markup import plain, shortened, tag
from components.room_list import attempt, say
from components.sign_in import who
from components.words import by_when
from data import actions, steps, workshops
from data.actions import READING_STATES, STATES, Reading
from data.errors import KenspeckleError
from data.run_of_show import StepPlan
from data.step_kinds import LONGEST_CHOICE
from data.workshops import Workshop


def show_meaning(workshop: Workshop) -> None:
    """What the room makes of the evidence, and what it agreed to do."""
    found = actions.list_readings(workshop.workshop_id)
    st.html(str(tag("h2", "What does it mean?", class_="ks-step")))
    for pair in range(0, len(found), 2):
        for column, reading in zip(st.columns(2), found[pair : pair + 2], strict=False):
            with column, st.container(border=True, key=f"card-reading-{reading.interpretation_id}"):
                _reading(reading)
        _vote(workshop, found[pair : pair + 2])
    with st.expander("Add a reading", icon=":material/add:", key="reading-add", on_change="rerun") as fold:
        if fold.open:
            _form(None, workshop.workshop_id, "new")
    st.html(str(tag("h2", "What will we do?", class_="ks-step")))
    for one in actions.list_actions(workshop.workshop_id):
        with st.container(border=True, key=f"card-action-{one.action_id}"):
            facts = f"{one.owner or 'nobody yet'} · {by_when(one.due_on)} · {STATES[one.state]}"
            st.html(str(tag("p", one.words, class_="ks-answer") + tag("p", facts, class_="ks-small")))
            label = plain(f"Change: {shortened(one.words, 40)}")
            show_form(one, key=one.action_id, label=label, workshop_id=workshop.workshop_id)
            evidence_picker.show("action", one.action_id, one.evidence, workshop.workshop_id)
    show_form(None, key="workshop", workshop_id=workshop.workshop_id)
    st.button(
        "Bring open actions of earlier workshops here",
        key="actions-carry",
        type="tertiary",
        on_click=lambda: attempt(actions.carry_over, workshop.workshop_id, who()),
    )


def _reading(reading: Reading) -> None:
    about = tag("p", reading.about, class_="ks-small") if reading.about else ""
    dissent = tag("p", tag("strong", "Dissent: "), reading.dissent, class_="ks-hostnote") if reading.dissent else ""
    state = tag("p", READING_STATES[reading.state], class_="ks-small")
    rests = tag("h4", "Evidence", class_="ks-small") + evidence_words.markup(reading.evidence)
    st.html(str(about + tag("p", reading.reading, class_="ks-answer") + dissent + rests + state))
    evidence_picker.show("interpretation", reading.interpretation_id, reading.evidence, reading.workshop_id)
    label = plain(f"Change: {shortened(reading.reading, 40)}")
    with st.expander(label, key=f"reading-fold-{reading.interpretation_id}", on_change="rerun") as fold:
        if fold.open:
            _form(reading, reading.workshop_id, reading.interpretation_id)
    show_form(
        None, key=f"from-{reading.interpretation_id}", label="Add an action that follows from it",
        workshop_id=reading.workshop_id, links=[(one.kind, one.record_id) for one in reading.evidence],
    )  # fmt: skip


def _vote(workshop: Workshop, pair: Sequence[Reading]) -> None:
    """One press makes a step in which the room chooses between the two."""
    if len(pair) < 2 or workshop.state not in (workshops.DRAFT, workshops.OPEN):
        return
    first, second = (shortened(one.reading, LONGEST_CHOICE) for one in pair)
    title = pair[0].about or "Which reading fits better?"

    def add() -> None:
        plan = StepPlan("vote", title, "Choose the one that fits better. Dissent is kept.", 3,
                        asks={"choices": [first, second]})  # fmt: skip
        steps.add_step(workshop.workshop_id, plan, who(), after=workshop.current_step_id)
        say("The vote is the next step of the run of show.")

    st.button(
        "Let the room vote on these two",
        key=f"vote-{pair[0].interpretation_id}",
        icon=":material/how_to_vote:",
        help=plain(f"Let the room vote: {shortened(first, 40)} or {shortened(second, 40)}"),
        on_click=lambda: attempt(add),
    )


def _form(reading: Reading | None, workshop_id: str | None, key: str) -> None:
    with st.form(f"reading-form-{key}", clear_on_submit=reading is None):
        about = st.text_input("About", (reading.about or "") if reading else "", key=f"{key}-r-about")
        told = st.text_area("The reading", reading.reading if reading else "", height=90, key=f"{key}-r-told")
        dissent = st.text_area(
            "Dissent that was voiced", (reading.dissent or "") if reading else "", height=80, key=f"{key}-r-dissent"
        )
        states = list(READING_STATES)
        state = st.selectbox(
            "State",
            states,
            index=states.index(reading.state) if reading else 0,
            format_func=READING_STATES.__getitem__,
            key=f"{key}-r-state",
        )
        if st.form_submit_button("Keep this reading", icon=":material/save:"):
            try:
                actions.keep_reading(
                    told, who(), interpretation_id=reading.interpretation_id if reading else None,
                    workshop_id=workshop_id, about=about, dissent=dissent, state=state,
                )  # fmt: skip
                say("The reading is kept.")
            except KenspeckleError as refused:
                say(str(refused), went=False)
            st.rerun()
