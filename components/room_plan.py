"""The run of show before and during a workshop: its steps in order, each to be changed, moved, left out or added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components import room_card, room_choice, room_editing
from components.markup import plain, tag
from components.room_address import door_address
from components.room_list import attempt
from components.sign_in import who
from data import steps, workshops
from data.run_of_show import StepPlan
from data.step_kinds import KINDS, MOST_GROUPS, groups_of
from data.steps import Step
from data.workshops import Workshop

STATES = {"waiting": "", "open": "now", "closed": "done", "skipped": "left out today"}


def show_plan(workshop: Workshop) -> None:
    """The steps with their minutes; a break by minute 45 is asked for where there is none."""
    minutes = 0
    rests = False
    for step in workshop.steps:
        if step.state != steps.SKIPPED:
            rests = rests or (step.plan.kind == "break" and minutes <= 45)
            _step(step, minutes)
            minutes += step.plan.minutes
    for step in workshop.steps:
        if step.state == steps.SKIPPED:
            _step(step, None)
    told = f"{minutes} minutes in all."
    if minutes > 45 and not rests:
        told += " There is no break by minute 45. People who need one will not ask for it."
    st.html(str(tag("p", told, class_="ks-note")))
    add_step(workshop, key="end")


def _step(step: Step, begins: int | None) -> None:
    when = f"minute {begins}" if begins is not None else "left out"
    name = room_choice.named(step.plan) if step.plan.kind == "evidence" else KINDS[step.plan.kind].name
    with st.container(border=True, key=f"card-step-{step.step_id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                str(
                    tag("h3", step.plan.title, class_="ks-title")
                    + tag("p", f"{name} · {step.plan.minutes} min · {when}", class_="ks-small")
                ),
                width="stretch",
            )
            _button(step, "up", "Up", ":material/arrow_upward:", steps.move_step, step.step_id, -1, who())
            _button(step, "down", "Down", ":material/arrow_downward:", steps.move_step, step.step_id, 1, who())
            if step.state in (steps.WAITING, steps.SKIPPED):
                back = step.state == steps.SKIPPED
                attempted = "Take back in" if back else "Leave out"
                _button(step, "skip", attempted, None, steps.skip_step, step.step_id, who(), back=back)
            _button(step, "remove", "Remove", None, steps.remove_step, step.step_id, who())
        form = f"step-{step.step_id}"
        label = plain(f"Change “{room_editing.titled(form, step.plan.title)}”")
        with st.expander(label, key=f"room-change-{step.step_id}", on_change="rerun") as fold:
            if fold.open:
                _change(step)
            else:
                room_editing.shut(form)


def _change(step: Step) -> None:
    key = f"step-{step.step_id}"
    before, widgets = room_editing.opened_with(key, step.plan)

    def keep(made: StepPlan) -> None:
        room_editing.keep(
            key,
            lambda: steps.edit_step(step.step_id, made, who(), before=before),
            lambda: workshops.load(step.workshop_id).step(step.step_id).plan,
            "The step is kept.",
        )

    _form(before, widgets, keep)
    if step.plan.kind == "evidence":
        room_choice.show_preview(step.plan, step.step_id)


def _button(step: Step, what: str, label: str, icon: str | None, work: Any, *given: Any, **named: Any) -> None:
    st.button(
        label,
        key=f"room-{what}-{step.step_id}",
        icon=icon,
        type="tertiary",
        help=plain(f"{label}: {step.plan.title}"),
        on_click=lambda: attempt(work, *given, **named),
    )


def add_step(workshop: Workshop, *, key: str, after: str | None = None) -> None:
    """A fold with the form for one more step, at the end or after another."""
    kind_key = f"room-kind-{key}"
    with st.expander("Add a step", icon=":material/add:", key=f"room-add-{key}", on_change="rerun") as fold:
        if not fold.open:
            return
        kind = st.selectbox("Kind", list(KINDS), format_func=lambda one: KINDS[one].name, key=kind_key)
        form = f"new-{key}-{kind}"
        plan, widgets = room_editing.opened_with(form, StepPlan(kind, "", minutes=5))

        def keep(made: StepPlan) -> None:
            room_editing.keep(
                form,
                lambda: steps.add_step(workshop.workshop_id, made, who(), after=after),
                lambda: plan,
                "The step is kept.",
            )

        _form(plan, widgets, keep)


def _form(plan: StepPlan, key: str, keep: Callable[[StepPlan], None]) -> None:
    entry = room_choice.choose_card(plan, key) if plan.kind == "evidence" else None
    with st.form(f"room-form-{key}"):
        title = st.text_input("Title", plan.title, key=f"{key}-title", max_chars=200)
        words = st.text_area("Words for the room", plan.words, key=f"{key}-words", height=80)
        minutes = st.number_input("Minutes", 0, 240, plan.minutes, key=f"{key}-minutes")
        notes = st.text_area(
            "Notes for the host; the room never sees them", plan.host_notes, key=f"{key}-notes", height=80
        )
        asks = _asks(plan, key)
        page, filters = plan.page, plan.filters
        if entry:
            page, asks = entry.page, room_choice.choose_more(entry, plan, key)
            address = st.text_input(
                "Narrow it: paste the address of a page with its filters, or leave it empty",
                room_choice.address_of(filters),
                key=f"{key}-filters",
            )
            page, filters, asks = room_choice.asked_by(address, plan, entry, asks)
        named, live = plan.named, plan.live
        if KINDS[plan.kind].asks:
            named = st.checkbox("People may give their name", plan.named, key=f"{key}-named")
            live = st.checkbox("Show answers as they come", plan.live, key=f"{key}-live")
        if st.form_submit_button("Keep this step", icon=":material/save:"):
            keep(StepPlan(plan.kind, title, words, int(minutes), notes, page, filters, asks, named, live))
            st.rerun()


def _asks(plan: StepPlan, key: str) -> Mapping[str, Any]:
    asks, kind = plan.asks, plan.kind
    told: dict[str, Any] = {}
    if KINDS[kind].choices:
        lines = st.text_area("Choices, one on each line", "\n".join(asks.get("choices", ())), key=f"{key}-choices")
        told["choices"] = [line for line in lines.splitlines() if line.strip()]
    if kind == "groups":
        told["groups"] = st.number_input("How many groups?", 2, MOST_GROUPS, groups_of(asks), key=f"{key}-groups")
    if kind == "scale":
        told["points"] = st.number_input("Points", 2, 10, int(asks.get("points", 5)), key=f"{key}-points")
        told["low"] = st.text_input("The lowest point means", asks.get("low", "not at all"), key=f"{key}-low")
        told["high"] = st.text_input("The highest point means", asks.get("high", "very much"), key=f"{key}-high")
    if kind == "place":
        for name, label, ends in (("across", "Left and right mean", ("little effort", "much effort")),
                                  ("up", "Bottom and top mean", ("little effect", "much effect"))):  # fmt: skip
            held = asks.get(name) or ends
            left, right = st.columns(2)
            told[name] = [
                left.text_input(f"{label}: first", held[0], key=f"{key}-{name}-0"),
                right.text_input(f"{label}: second", held[1], key=f"{key}-{name}-1"),
            ]
    return told


def pack_form(workshop: Workshop) -> str:
    """The name of the form of the joining pack."""
    return f"pack-{workshop.workshop_id}"


def show_pack(workshop: Workshop) -> None:
    """What people get beforehand: purpose, ground rules, access needs, how to take part; to change and to download."""
    own = pack_form(workshop)
    before, key = room_editing.opened_with(own, workshop)
    with st.form("room-pack"):
        title = st.text_input("Title", before.title, key=f"{key}-title", max_chars=120)
        purpose = st.text_area("Purpose", before.purpose, key=f"{key}-purpose", height=80)
        rules = st.text_area("Ground rules", before.pack.get("ground_rules", ""), key=f"{key}-rules", height=110)
        access = st.text_area(
            "What would help you take part?", before.pack.get("access", ""), key=f"{key}-access", height=80
        )
        how = st.text_area("How to take part", before.pack.get("how", ""), key=f"{key}-how", height=80)
        held = st.text_area(
            "Words that keep an answer back until you have looked at it, one on each line",
            "\n".join(before.held_words),
            key=f"{key}-held",
            height=80,
        )
        if st.form_submit_button("Keep", icon=":material/save:"):
            changes: dict[str, Any] = {
                "title": title, "purpose": purpose, "held_words": held.splitlines(),
                "pack": {"ground_rules": rules, "access": access, "how": how},
            }  # fmt: skip
            room_editing.keep(
                own,
                lambda: workshops.edit(workshop.workshop_id, who(), before=before, **changes),
                lambda: workshops.load(workshop.workshop_id),
                "Kept.",
            )
            st.rerun()
    st.download_button(
        "Download the joining pack",
        data=lambda: pack_text(workshop).encode(),
        file_name="joining-pack.txt",
        mime="text/plain",
        on_click="ignore",
        key="pack-download",
        icon=":material/download:",
    )

    address = door_address()  # the request is gone when the button is pressed
    st.download_button(
        "Download the card for participants, to print",
        data=lambda: room_card.html(workshop, address).encode(),
        file_name=room_card.FILE_NAME,
        mime="text/html",
        on_click="ignore",
        key="pack-card",
        icon=":material/print:",
    )


def pack_text(workshop: Workshop) -> str:
    """The joining pack as plain text, for an e-mail. The code is in it only while the door is open."""
    plan = [f"- {step.plan.title} ({step.plan.minutes} min)" for step in workshop.steps if step.state != steps.SKIPPED]
    parts = [
        workshop.title,
        workshop.purpose,
        "What we will do\n" + "\n".join(plan),
        "Ground rules\n" + workshop.pack.get("ground_rules", ""),
        "Taking part\n" + workshop.pack.get("how", "") + "\n\n" + room_card.text(),
        "What would help you take part?\n" + workshop.pack.get("access", ""),
        f"The code to join: {workshop.code}" if workshop.code else "",
    ]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"
