"""The host's window: where the room is, what comes next, notes, answers as they come; it drives the stage."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from components import live, room_choice, room_editing, room_reshape, room_results
from components.markup import plain, tag
from components.room_answers import show_answers
from components.room_close import show_recap
from components.room_list import STATES, attempt, say, tell
from components.room_plan import add_step, pack_form, show_pack, show_plan
from components.room_readings import show_meaning
from components.sign_in import who
from data import answers, rehearsal, steps, workshops
from data.errors import KenspeckleError
from data.moments import local
from data.step_kinds import KINDS
from data.steps import Step
from data.workshops import Workshop
from data.write import now

RUN, PLAN, MEANING, PACK, RECAP = "Run it", "Run of show", "Meaning and actions", "Joining pack", "Recap"


def show_workshop(workshop_id: str) -> None:
    """Everything about one workshop."""
    _window(workshop_id)


@st.fragment
def _window(workshop_id: str) -> None:
    live.listen("room-live")
    try:
        workshop = workshops.load(workshop_id)
    except KenspeckleError as refused:
        st.html(str(tag("p", str(refused), class_="ks-refused", role="alert")))
        return
    tell()
    state = STATES.get(workshop.state, workshop.state)
    is_template = workshop.state in (workshops.TEMPLATE, workshops.OLD_TEMPLATE)
    told = f"This is {state}." if is_template else f"This workshop is {state}."
    st.html(str(tag("h2", workshop.title, class_="ks-lead") + tag("p", told, class_="ks-note")))
    _top(workshop)
    views = (PLAN, PACK) if is_template else (RUN, PLAN, MEANING, PACK, RECAP)
    # A key for each state: what the browser sends of the state before cannot undo the step to the next one.
    first = {workshops.OPEN: RUN, workshops.CLOSED: RECAP}.get(workshop.state, PLAN)
    view = st.segmented_control("Show", views, default=first, required=True, key=f"room-view-{workshop.state}")
    if view != PACK:
        room_editing.shut(pack_form(workshop))
    if view == PLAN:
        show_plan(workshop)
    elif view == MEANING:
        show_meaning(workshop)
    elif view == RECAP:
        show_recap(workshop)
    elif view == PACK:
        show_pack(workshop)
    else:
        _run(workshop)


def _top(workshop: Workshop) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="room-top"):
        if workshop.state == workshops.OPEN:
            st.link_button("Open the stage", f"/stage?w={workshop.workshop_id}", icon=":material/present_to_all:")
            st.button("Close the workshop", key="room-close", on_click=_ask_close, args=(workshop.workshop_id,))
        elif workshop.state in (workshops.DRAFT, workshops.CLOSED):
            label = "Open it again" if workshop.state == workshops.CLOSED else "Open the workshop"
            st.button(label, key="room-open", type="primary", on_click=lambda: attempt(_open, workshop.workshop_id))
        st.button("Make a copy", key="room-copy", type="tertiary", on_click=_copy, args=(workshop.workshop_id, False))
        st.button(
            "Save as template", key="room-save", type="tertiary", on_click=_copy, args=(workshop.workshop_id, True)
        )
        st.button("All workshops", key="room-all", type="tertiary", on_click=lambda: st.query_params.clear())
    if st.session_state.pop("room-ask-close", None) == workshop.workshop_id:
        _close(workshop.workshop_id)


def _open(workshop_id: str) -> None:
    workshops.open_door(workshop_id, who())
    say("The workshop is open. Share the stage window only; this window is for you.")


def _copy(workshop_id: str, as_template: bool) -> None:
    def work() -> None:
        made = workshops.duplicate(workshop_id, who(), as_template=as_template)
        if as_template:
            say("Saved as a template. It is offered when you make a workshop.")
        else:
            st.query_params.from_dict({"w": made})

    attempt(work)


def _ask_close(workshop_id: str) -> None:
    st.session_state["room-ask-close"] = workshop_id


@st.dialog("Close the workshop?")
def _close(workshop_id: str) -> None:
    st.html(
        str(
            tag("p", "The code opens nothing any more and no answer is taken. What was said stays, and you can open "
                     "the workshop again with a new code.", class_="ks-note")
        )
    )  # fmt: skip
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Leave it open", key="room-close-no"):
            st.rerun()
        if st.button("Close it", key="room-close-yes", type="primary"):
            attempt(workshops.close, workshop_id, who())
            st.rerun()


def _run(workshop: Workshop) -> None:
    if workshop.state != workshops.OPEN:
        st.html(str(tag("p", "Open the workshop to run it. Until then nobody can come in.", class_="ks-note")))
        return
    step = workshop.current
    if step and step.plan.kind == "reshape":
        _wide(workshop, step)
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        _door(workshop)
        _list(workshop)
    with right:
        if step is None:
            st.html(str(tag("p", "Choose the first step.", class_="ks-note")))
        else:
            _step(workshop, step)


def _wide(workshop: Workshop, step: Step) -> None:
    """The re-shape step needs the whole width, so the run of show folds away."""
    _door(workshop)
    _step(workshop, step)
    with st.expander("The run of show", key="room-fold-list"):
        _list(workshop)


def _door(workshop: Workshop) -> None:
    until = ""
    if workshop.expires_at:
        ends = local(workshop.expires_at)
        until = f" It works until {ends:%H:%M} on {ends:%d %B}."
    if not workshop.door_is_open:
        until = " It has run out: nobody can come in or answer. Make a new code."
    told = tag(
        "p", "Code: ", tag("strong", workshop.code or "make a new one", class_="ks-code"), until, class_="ks-note"
    )
    st.html(str(told))
    with st.container(horizontal=True, gap="small", key="room-screen"):
        screen = workshop.screen
        _toggle(workshop, "blank", "Blank the stage", "Show the stage", screen.blank)
        _toggle(workshop, "code", "Show the code", "Hide the code", screen.code)
        if screen.timer_ends_at:
            _screen(workshop, "Stop the timer", timer_ends_at=None)
        elif workshop.current and workshop.current.plan.minutes:
            minutes = workshop.current.plan.minutes
            _screen(workshop, f"Timer: {minutes} min", timer_ends_at=now() + timedelta(minutes=minutes))
        st.button(
            "New code", key="room-new-code", type="tertiary", on_click=lambda: attempt(_open, workshop.workshop_id)
        )


def _toggle(workshop: Workshop, name: str, off: str, on: str, value: bool) -> None:
    _screen(workshop, on if value else off, **{name: not value})


def _screen(workshop: Workshop, label: str, **changes: object) -> None:
    st.button(
        label,
        key=f"room-screen-{next(iter(changes))}",
        on_click=lambda: attempt(workshops.show, workshop.workshop_id, **changes),
    )


def _list(workshop: Workshop) -> None:
    for number, step in enumerate(workshop.steps, start=1):
        here = step.step_id == workshop.current_step_id
        mark = "now" if here else {"closed": "done", "skipped": "left out"}.get(step.state, f"{step.plan.minutes} min")
        st.button(
            plain(f"{number}. {step.plan.title} ({mark})"),
            key=f"go-{step.step_id}",
            type="primary" if here else "secondary",
            width="stretch",
            on_click=lambda step_id=step.step_id: attempt(steps.go_to, step_id, who()),
        )


def _step(workshop: Workshop, step: Step) -> None:
    plan = step.plan
    st.html(str(tag("h2", plan.title, class_="ks-heading") + tag("p", KINDS[plan.kind].name, class_="ks-small")))
    if plan.host_notes:
        st.html(str(tag("p", plan.host_notes, class_="ks-hostnote")))
    _walk(workshop, step)
    if KINDS[plan.kind].asks:
        with st.container(horizontal=True, gap="small", key="room-asking"):
            if step.revealed_at is None and not plan.live:
                _change(step, "Show the answers", steps.reveal_step)
            if step.takes_answers:
                _change(step, "Take no more answers", steps.close_step)
            elif step.state == steps.CLOSED:
                _change(step, "Take answers again", steps.reopen_step)
            _rehearse(workshop, step)
        shown = [one for one in answers.responses(step.step_id) if not (one.hidden or one.held_for or one.joined_into)]
        if plan.kind not in room_results.WRITTEN:
            st.html(str(tag("div", room_results.markup(step, shown), class_="ks-room-preview")))
        show_answers(step)
    if plan.kind == "evidence":
        room_choice.show_preview(plan, step.step_id)
    if plan.kind == "reshape":
        room_reshape.show(workshop, step)
    add_step(workshop, key=f"after-{step.step_id}", after=step.step_id)


def _walk(workshop: Workshop, step: Step) -> None:
    going = [one for one in workshop.steps if one.state != steps.SKIPPED or one.step_id == step.step_id]
    at = next(number for number, one in enumerate(going) if one.step_id == step.step_id)
    before, after = going[at - 1] if at else None, going[at + 1] if at + 1 < len(going) else None
    with st.container(horizontal=True, gap="small", key="room-walk"):
        for name, label, other in (("previous", "Previous", before), ("next", "Next", after)):
            st.button(
                label,
                key=f"room-{name}",
                disabled=other is None,
                type="primary" if name == "next" else "secondary",
                on_click=lambda other=other: attempt(steps.go_to, other.step_id, who()) if other else None,
            )
    left = sum(one.plan.minutes for one in going[at:])
    planned = sum(one.plan.minutes for one in going)
    st.html(str(tag("p", f"{left} of {planned} planned minutes are left, this step included.", class_="ks-small")))
    if after:
        told = f"Next: {after.plan.title} ({after.plan.minutes} min)"
        st.html(str(tag("p", told, tag("br"), after.plan.host_notes, class_="ks-note")))
        if after.plan.kind == "evidence":
            label = plain(f"Look ahead: {room_choice.named(after.plan)}")
            with st.expander(label, key=f"room-ahead-{after.step_id}", on_change="rerun") as fold:
                if fold.open:
                    room_choice.show_preview(after.plan, f"ahead-{after.step_id}")


def _change(step: Step, label: str, work: object) -> None:
    st.button(label, key=f"room-{label}", on_click=lambda: attempt(work, step.step_id, who()))


def _rehearse(workshop: Workshop, step: Step) -> None:
    pretend = rehearsal.how_many(workshop.workshop_id)
    if pretend:
        st.button(
            f"Remove {pretend} pretend answers",
            key="room-unrehearse",
            on_click=lambda: attempt(rehearsal.remove, workshop.workshop_id, who()),
        )
    elif step.takes_answers:
        st.button(
            "Rehearse with pretend answers",
            key="room-rehearse",
            type="tertiary",
            on_click=lambda: attempt(rehearsal.fill, step.step_id, who()),
        )
