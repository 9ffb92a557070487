"""The stage: one large, quiet screen that the room sees, driven by the host's window and by a few keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import plotly_script, room_address, room_evidence, room_reshape, room_results
from components.frame import current_look
from components.markup import join, shortened, tag
from components.sign_in import who
from data import answers, steps, workshops
from data.errors import KenspeckleError
from data.step_kinds import groups_of
from data.steps import Step
from data.workshops import Workshop
from data.write import stand
from queries.choices import choices

_mount = st.components.v2.component(
    "kenspeckle_stage",
    js=(Path(__file__).parent / "static" / "js" / "stage.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_PICKED, _PAGE, _HANDLED = "stage-picked", "stage-page", "stage-handled"


def show_stage(workshop_id: str) -> None:
    """Draw the stage of one workshop and keep it as the room is."""
    _stage(workshop_id)


@st.fragment
def _stage(workshop_id: str) -> None:
    seen = stand()  # before anything is read, so that no change falls between
    workshop = workshops.load(workshop_id)
    step = workshop.current
    picture = _picture(workshop, step)
    ends = workshop.screen.timer_ends_at
    key = f"stage-{workshop_id}"

    def pressed() -> None:
        _act(workshop_id, dict((st.session_state.get(key) or {}).get("pressed") or {}))

    _mount(
        key=key,
        data={
            "html": str(_markup(workshop, step, picture)),
            "figure": picture.figure if picture and not workshop.screen.blank else None,
            "alt": picture.alt if picture else "",
            "script": plotly_script.address(),
            "stand": seen,
            "handled": st.session_state.get(_HANDLED),
            "ends": ends.replace(tzinfo=UTC).isoformat() if ends else None,
        },
        on_changed_change=lambda: None,
        on_pressed_change=pressed,
    )


def _act(workshop_id: str, press: dict[str, Any]) -> None:
    """Carry out a key or a click on the stage."""
    if not press or st.session_state.get(_HANDLED) == press.get("at"):
        return  # sent a second time
    st.session_state[_HANDLED] = press.get("at")
    what = str(press.get("what", ""))
    workshop = workshops.load(workshop_id)
    step = workshop.current
    try:
        if what in ("next", "previous") and workshop.state == "open":
            _walk(workshop, 1 if what == "next" else -1)
        elif what == "blank":
            workshops.show(workshop_id, blank=not workshop.screen.blank)
        elif what == "code":
            workshops.show(workshop_id, code=not workshop.screen.code)
        elif what == "reveal" and step:
            steps.reveal_step(step.step_id, who())
        elif what == "more":
            st.session_state[_PAGE] = st.session_state.get(_PAGE, 0) + room_results.ON_STAGE
        elif what == "pick":
            st.session_state[_PICKED] = str(press.get("id", ""))
        elif what == "shut":
            st.session_state.pop(_PICKED, None)
    except KenspeckleError:
        return  # somebody else was faster; what stands now is drawn


def _walk(workshop: Workshop, by: int) -> None:
    going = [one for one in workshop.steps if one.state != steps.SKIPPED]
    at = next((number for number, one in enumerate(going) if one.step_id == workshop.current_step_id), -1)
    if 0 <= at + by < len(going):
        st.session_state.pop(_PICKED, None)
        st.session_state[_PAGE] = 0
        steps.go_to(going[at + by].step_id, who())


def _picture(workshop: Workshop, step: Step | None) -> room_evidence.Picture | None:
    if step is None or step.plan.kind not in ("evidence", "reshape") or _picked():
        return None
    if step.plan.kind == "reshape":
        return room_reshape.picture(workshop, step, current_look())
    return room_evidence.picture(step.plan, current_look())


def _picked() -> str:
    return str(st.session_state.get(_PICKED) or "")


def _markup(workshop: Workshop, step: Step | None, picture: room_evidence.Picture | None) -> Markup:
    if workshop.screen.blank:
        return tag("div", tag("p", "The screen is blank on purpose.", class_="ks-unseen"), class_="ks-stage-blank")
    parts = [_head(workshop, step)]
    if workshop.screen.code and workshop.code and workshop.door_is_open:
        parts.append(_code(workshop.code))
    elif step is None:
        parts.append(tag("p", workshop.purpose or "Welcome.", class_="ks-stage-words"))
    else:
        parts.append(_body(workshop, step, picture))
    return join(parts)


def _head(workshop: Workshop, step: Step | None) -> Markup:
    clock = tag("span", class_="ks-clock", role="timer") if workshop.screen.timer_ends_at else ""
    title = step.plan.title if step and step.plan.kind != "text" else workshop.title
    return tag("header", tag("h1", title), clock, class_="ks-stage-head")


def _body(workshop: Workshop, step: Step, picture: room_evidence.Picture | None) -> Markup:
    words = tag("p", step.plan.words, class_="ks-stage-words") if step.plan.words else Markup("")
    if step.plan.kind == "text":
        return tag("h2", step.plan.title) + words if step.plan.title else words
    if step.plan.kind in ("evidence", "reshape"):
        return _evidence(workshop, step, picture)
    if step.plan.kind == "break":
        return words
    number = answers.how_many(step.step_id)
    came = "1 answer has come" if number == 1 else f"{number:,} answers have come"
    if step.plan.kind == "groups":
        sent = {one.answer["group"] for one in answers.responses(step.step_id) if not one.hidden}
        came = f"{len(sent)} of {groups_of(step.plan.asks)} groups have sent their note"
    closed = "" if step.takes_answers else " · no more answers are taken"
    told = tag("p", f"{came}{closed}", class_="ks-stage-came", role="status")
    if not step.shows_answers:
        return words + _offered(step) + told
    shown = answers.on_stage(step)
    start = st.session_state.get(_PAGE, 0)
    start = start if start < len(shown) else 0
    more = (
        tag("button", "More", type="button", data_do="more")
        if step.plan.kind in room_results.WRITTEN and len(shown) > room_results.ON_STAGE
        else ""
    )
    return words + room_results.markup(step, shown, start=start) + tag("div", told, more, class_="ks-stage-foot")


def _offered(step: Step) -> Markup:
    """What can be chosen, before anybody's choice is shown."""
    choices = step.plan.asks.get("choices", ())
    return tag("ul", join(tag("li", words) for words in choices), class_="ks-stage-offered") if choices else Markup("")


def _evidence(workshop: Workshop, step: Step, picture: room_evidence.Picture | None) -> Markup:
    if picture is None:
        draft = room_reshape.draft_id(workshop) if step.plan.kind == "reshape" else None
        filters = room_reshape.filters_of(step, draft)
        picks = (None if draft else room_evidence.card_of(step.plan)[0].picks) or "theme"
        chosen: dict[str, Any] = {picks: (_picked(),)}
        named = next((one.label for one in choices(filters.standing)[picks] if one.value == _picked()), "")
        told = [
            tag("li", tag("p", shortened(row["text"] or row["title"], 280)), tag("small", row["source_name"] or ""))
            for row in room_evidence.stories(replace(filters, **chosen))
        ]
        none = tag("p", "Nobody has said that what they told may be quoted here.", class_="ks-stage-words")
        back = tag("button", "Back to the picture", type="button", data_do="shut")
        stories = tag("ul", join(told), class_="ks-room-stories") if told else none
        return tag("h2", f"What was said: {named}" if named else "What was said") + stories + back
    lead = tag("p", picture.lead, class_="ks-stage-lead") if picture.lead else ""
    if picture.figure is None:
        return tag("h2", picture.heading) + lead + (picture.table or "")
    chart = tag("div", class_="ks-stage-chart", role="img", aria_label=picture.alt)
    if picture.tall:
        beside = tag("ul", join(tag("li", one) for one in picture.told), class_="ks-stage-told") if picture.told else ""
        if picture.legend:
            beside += tag("ul", join(_meaning(*one) for one in picture.legend), class_="ks-stage-legend")
        style = "ks-stage-beside ks-stage-mapped" if picture.legend else "ks-stage-beside"
        return tag("div", tag("div", tag("h2", picture.heading), lead, beside), chart, class_=style)
    return tag("h2", picture.heading) + lead + chart


def _meaning(mark: str, words: str) -> Markup:
    return tag("li", tag("span", class_=f"ks-mark ks-mark-{mark.replace('_', '-')}", aria_hidden="true"), words)


def _code(code: str) -> Markup:
    address = room_address.door_address()
    qr = room_address.qr(f"{address}/{code}")
    told = tag("div", tag("p", "Join at"), tag("p", address, class_="ks-stage-address"), tag("p", "with the code"),
               tag("p", code, class_="ks-stage-code"), tag("p", "No account, no name."))  # fmt: skip
    return tag("div", told, tag("div", qr, class_="ks-stage-qr"), class_="ks-stage-join")
