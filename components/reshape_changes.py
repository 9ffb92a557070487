"""What was changed in a draft, by whom and when, with a way back for each; and letting it count, or dropping it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import reshape_preview as preview
from components.markup import join, plain, shortened, tag
from components.reshape_attempt import do
from components.reshape_work import changes
from components.sign_in import ON_THIS_PAGE
from components.table import Column, show_table
from components.words import day
from data import theme_drafts
from data.moments import local
from data.theme_undo import undo
from data.themes import known_themes
from queries.disclosure import tell
from queries.filters import Filters

_EARLIER = 20
_COMPARE = (
    Column("theme", "Theme"),
    Column("what", "What changes"),
    Column("now", "Now", "count"),
    Column("after", "In the draft", "count"),
)


def show(draft_id: str, *, who: str, seen: int) -> None:
    """The list of changes, the newest first, and what can be done with all of them."""
    events = changes(draft_id)
    own = [event for event in events if event["draft_id"] == draft_id]
    standing = [event for event in own if not event["undone"] and event["kind"] != "undo"]
    some = "1 change" if len(standing) == 1 else f"{len(standing):,} changes"
    st.html(
        str(tag("h2", f"{some} in this draft" if own else "Nothing has changed in this draft yet", class_="ks-heading"))
    )
    with st.container(horizontal=True, gap="small", key="reshape-all"):
        st.button(
            "Undo the last change",
            key="reshape-undo",
            icon=":material/undo:",
            disabled=not standing,
            on_click=lambda: do(undo, who=who, draft=draft_id, seen=seen),
        )
        # Taking back what counts for everybody is a change of the draft, too.
        counts = bool(standing) or any(event["kind"] == "undo" for event in own)
        st.button(
            "Commit: let it count for everybody", key="reshape-commit", disabled=not counts, on_click=_ask("commit")
        )
        st.button("Discard", key="reshape-discard", type="tertiary", disabled=not own, on_click=_ask("discard"))
    _confirm(draft_id, who)
    for event in own:
        _row(event, draft_id, who, seen)
    if own:
        st.toggle("Compare the draft with now", key="reshape-compare", persist_state="session")
    earlier = [event for event in events if event["draft_id"] is None][:_EARLIER]
    if earlier:
        words = "Earlier changes, which count for everybody"
        with st.expander(words, key="reshape-earlier", on_change="rerun") as fold:
            for event in earlier if fold.open else ():
                _row(event, draft_id, who, seen)


def show_comparison(draft_id: str, filters: Filters) -> None:
    """What the draft would change, in the chosen unit, if that was asked for."""
    if not st.session_state.get("reshape-compare"):
        return
    sides = []
    for draft in (None, draft_id):
        meant = {theme_id: theme.definition for theme_id, theme in known_themes(draft).themes.items()}
        rows = tell("theme_frequency", replace(filters, draft=draft)).rows
        sides.append([{**row, "definition": meant.get(str(row["theme_id"]))} for row in rows])
    found = preview.compare(sides[0], sides[1], filters.unit)
    if found:
        show_table(_COMPARE, found, "The draft beside what stands now")
    else:
        st.html(str(tag("p", "The draft and what stands now are the same.", class_="ks-note")))


def sentence(event: Mapping[str, Any]) -> str:
    """``Ann merged “A” and “B” into “C”``."""
    made_by = event["made_by"]
    return f"{'Somebody' if made_by in (None, ON_THIS_PAGE) else made_by} {event['words']}"


def moment(event: Mapping[str, Any]) -> str:
    """When a change was made, by the clock in Scotland."""
    at = local(event["made_at"])
    return f"{day(at)}, {at:%H:%M}"


def _row(event: Mapping[str, Any], draft_id: str, who: str, seen: int) -> None:
    with st.container(key=f"reshape-row-{event['event_id']}", horizontal=True, vertical_alignment="center"):
        said = tag("span", sentence(event), class_="ks-quiet" if event["undone"] else None)
        st.html(str(tag("p", join([said, tag("small", f" · {moment(event)}")]), class_="ks-small")))
        if not event["undone"] and event["kind"] != "undo":
            st.button(
                "Take back",
                key=f"reshape-back-{event['event_id']}",
                type="tertiary",
                help=plain(f"Take back: {shortened(event['words'], 80)}"),
                on_click=lambda: do(undo, event["event_id"], who=who, draft=draft_id, seen=seen),
            )


def _ask(what: str) -> Any:
    def asked() -> None:
        st.session_state["reshape-ask"] = what

    return asked


def _confirm(draft_id: str, who: str) -> None:
    """One more press before something that everybody will see, or that throws work away."""
    what = st.session_state.get("reshape-ask")
    if what is None:
        return
    words = (
        "From now on these changes count on every page and for everybody. They can be taken back one by one."
        if what == "commit"
        else "The changes of this draft will not count. They stay in the history."
    )
    with st.container(border=True, key="card-reshape-ask"):
        st.html(str(tag("p", words, class_="ks-note", role="status")))
        with st.container(horizontal=True, gap="small"):
            done = "The draft counts for everybody now." if what == "commit" else "The draft was discarded."
            work = theme_drafts.commit if what == "commit" else theme_drafts.discard

            def carry_out() -> None:
                st.session_state.pop("reshape-ask", None)
                do(work, draft_id, who=who, said=done)

            st.button(
                "Yes, commit" if what == "commit" else "Yes, discard",
                key="reshape-yes",
                type="primary",
                on_click=carry_out,
            )
            st.button("No, not yet", key="reshape-no", on_click=lambda: st.session_state.pop("reshape-ask", None))
