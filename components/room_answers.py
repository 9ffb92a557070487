"""The answers to a step as the host works with them: let through, hide, pin, open, join; paste the chat, type in."""

from __future__ import annotations

import streamlit as st

from components import pager, room_listening
from components.markup import plain, shortened, tag
from components.room_list import attempt, say
from components.room_results import WRITTEN
from components.sign_in import who
from data import answers
from data.answers import Response
from data.errors import KenspeckleError
from data.step_kinds import ZONES, groups_of
from data.steps import Step

SIZE = 12
CAME_BY = {"host": "typed in", "chat": "from the chat", "group": "from a group", "rehearsal": "pretend"}
FROM = {"host": "One person", "group": "A group"}


def show_answers(step: Step) -> None:
    """Everything that came to a step, with what the host can do about it."""
    came = answers.responses(step.step_id)
    waiting = [one for one in came if one.held_for and not one.hidden]
    told = f"{len(came):,} answers" if len(came) != 1 else "1 answer"
    if waiting:
        told += f", {len(waiting)} wait for your look"
    st.html(str(tag("h3", told, class_="ks-title")))
    listed = sorted((one for one in came if one.joined_into is None), key=lambda one: (not one.held_for, one.hidden))
    if step.plan.kind in (*WRITTEN, "words"):
        start = pager.offset(f"answers-{step.step_id}", len(listed), SIZE)
        for one in listed[start : start + SIZE]:
            _row(one, step)
        pager.turner(
            f"answers-{step.step_id}", len(listed), start=start, shown=len(listed[start : start + SIZE]),
            matching=len(listed), size=SIZE, noun="answers",
        )  # fmt: skip
        if len(listed) > 1 and step.plan.kind in ("answers", "most_significant"):
            _join(listed)
    _bring_in(step)


def _row(one: Response, step: Step) -> None:
    marks = [
        f"waits: {one.held_for}" if one.held_for else "",
        "hidden" if one.hidden else "",
        "pinned" if one.pinned else "",
        "closed on the stage" if one.closed_on_stage else "",
        f"stands for {one.joined + 1}" if one.joined else "",
        CAME_BY.get(one.came_by, ""),
        one.given_name or one.group,
    ]
    foot = " · ".join(mark for mark in marks if mark)
    with st.container(border=True, key=f"card-answer-{one.response_id}"):
        st.html(str(tag("p", one.words, class_="ks-answer") + (tag("p", foot, class_="ks-small") if foot else "")))
        with st.container(horizontal=True, gap="small"):
            if one.held_for:
                _do(one, "let", "Let it through", held_for=None)
            _do(one, "hide", "Show again" if one.hidden else "Hide", hidden=not one.hidden)
            if step.plan.kind != "words":
                _do(one, "pin", "Unpin" if one.pinned else "Pin", pinned=not one.pinned)
                label = "Open on the stage" if one.closed_on_stage else "Close on the stage"
                _do(one, "close", label, closed_on_stage=not one.closed_on_stage)
            if one.joined:
                st.button(
                    "Take apart", key=f"apart-{one.response_id}", type="tertiary",
                    on_click=lambda: attempt(answers.take_apart, one.response_id, who()),
                )  # fmt: skip
            if step.plan.kind != "words":
                room_listening.offer(one, step)
        room_listening.form_for(one)


def _do(one: Response, what: str, label: str, **changes: object) -> None:
    st.button(
        label,
        key=f"{what}-{one.response_id}",
        type="tertiary",
        help=plain(f"{label}: {shortened(one.words, 60)}"),
        on_click=lambda: attempt(answers.set_on, [one.response_id], who(), **changes),
    )


def _join(listed: list[Response]) -> None:
    names = {one.response_id: shortened(one.words, 90) for one in listed}
    step_id = listed[0].step_id
    key = f"join-{step_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            "Answers that say the same", list(names), format_func=lambda one: names.get(one, one), key=key
        )
        st.button(
            "Let the first stand for all",
            key=f"{key}-go",
            disabled=len(chosen) < 2,
            on_click=lambda: attempt(answers.join, chosen, chosen[0], who()),
        )


def _bring_in(step: Step) -> None:
    with st.expander(
        "Bring in answers: the call's chat, the phone, a group", key=f"bring-{step.step_id}", on_change="rerun"
    ) as fold:
        if not fold.open:
            return
        if step.plan.kind in ("answers", "most_significant", "words"):
            with st.form(f"chat-{step.step_id}", clear_on_submit=True):
                chat = st.text_area("Paste the chat: one answer a line; names and times are taken off", height=120)
                if st.form_submit_button("Bring them in"):
                    try:
                        number = answers.paste_chat(step.step_id, chat, who())
                        say(f"{number} answers were brought in from the chat.")
                    except KenspeckleError as refused:
                        say(str(refused), went=False)
                    st.rerun()
        with st.form(f"typed-{step.step_id}", clear_on_submit=True):
            way = (
                st.radio("From", list(FROM), format_func=FROM.__getitem__, horizontal=True)
                if step.plan.kind != "groups"
                else "group"
            )
            given = _given(step)
            if st.form_submit_button("Bring this in"):
                try:
                    answers.type_in(step.step_id, given, who(), came_by=way)
                    say("The answer was brought in.")
                except KenspeckleError as refused:
                    say(str(refused), went=False)
                st.rerun()


def _given(step: Step) -> dict[str, list[str]]:
    """The fields of an answer, in the form that the door sends them."""
    kind, asks = step.plan.kind, step.plan.asks
    choices = list(asks.get("choices", ()))
    if kind in ("answers", "most_significant"):
        return {"text": [st.text_area("What was said", height=80)]}
    if kind == "groups":
        group = st.selectbox("Group", list(range(1, groups_of(asks) + 1)))
        return {"group": [str(group)], "text": [st.text_area("What the group says", height=110)]}
    if kind == "words":
        return {"word": [st.text_input("Up to three words, with commas between them")]}
    if kind == "scale":
        points = int(asks["points"])
        chosen = st.select_slider(f"From {plain(asks['low'])} to {plain(asks['high'])}", list(range(1, points + 1)))
        return {"point": [str(chosen)]}
    if kind in ("choose_one", "vote", "choose_several"):
        most = None if kind == "choose_several" else 1
        picked = st.multiselect("Chosen", choices, max_selections=most)
        return {"choice": [str(choices.index(one) + 1) for one in picked]}
    if kind == "rank":
        order = st.multiselect("In order, the first one first", choices)
        return {f"place-{choices.index(one) + 1}": [str(place)] for place, one in enumerate(order, start=1)}
    if kind == "place":
        names = ["", *(_zone(step, at) for at in range(len(ZONES)))]
        put = {
            at: st.selectbox(plain(one), names, key=f"zone-{step.step_id}-{at}") for at, one in enumerate(choices, 1)
        }
        return {f"zone-{at}": [str(names.index(one))] for at, one in put.items() if one}
    return {}


def _zone(step: Step, at: int) -> str:
    high, wide = ZONES[at]
    up, across = step.plan.asks["up"], step.plan.asks["across"]
    return f"{up[1] if high == 'high' else up[0]}, {across[1] if wide == 'high' else across[0]}"
