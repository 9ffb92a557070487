"""Tagging insights and case studies with themes: one in its card or story, or all that a search finds; each step can
be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.insight_card import card_markup
from components.markup import plain, shortened, tag
from components.record_facts import NO_STEMS
from components.room_list import attempt, say
from components.sign_in import by, who
from components.undo_row import undo_row
from components.words import count, percent
from data import coding
from data.errors import KenspeckleError
from queries.choices import choices
from queries.filters import NOT_RECORDED, Filters
from queries.search import every_id

if TYPE_CHECKING:
    from data.suggest_themes import Suggested

KEY = "tagging"
INSIGHT, CASE_STUDY = "insight", "case_study"
_MANY = {INSIGHT: ("insight", "insights"), CASE_STUDY: ("case study", "case studies")}
Row = Mapping[str, Any]


def themes() -> dict[str, str]:
    """The themes that can be given: their names by id."""
    return {one.value: one.label for one in choices()["theme"] if one.value != NOT_RECORDED}


def switch(kind: str, filters: Filters, text: str, matching: int, since: datetime | None) -> bool:
    """The switch to tagging, and while it is on what can be done to all that match. Returns whether it is on.

    ``kind`` is insight or case_study; ``since``: only those that came in since this moment (UTC).
    """
    if not st.toggle("Tag these with themes", key=KEY if kind == INSIGHT else f"{KEY}-{kind}"):
        return False
    with st.container(border=True, key="card-tagging"):
        known = themes()
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"{KEY}-all"):
            theme = st.selectbox(
                "A theme for all that match", list(known), index=None, key=f"{KEY}-theme",
                format_func=lambda one: known.get(one, one), placeholder="Choose a theme",
            )  # fmt: skip
            for did, label in (
                ("give", f"Give it to all {count(matching)}"),
                ("take", f"Take it from all {count(matching)}"),
            ):
                st.button(
                    label, key=f"{KEY}-{did}", disabled=theme is None, on_click=_all,
                    args=(kind, did, theme, filters, text, since),
                )  # fmt: skip
        done_last()
    return True


def show_cards(rows: Sequence[Row], stems: frozenset[str] = NO_STEMS, *, name: str = "page") -> None:
    """The cards, each with its themes to change and with those that are suggested for it."""
    from data.suggest_themes import suggest  # what learns takes half a second to load: only when it is asked

    found = suggest([str(row["insight_id"]) for row in rows if not row.get("withdrawn")])
    st.html(str(tag("p", how_good(found), class_="ks-note")))
    known = themes()
    for row in rows:
        with st.container(key=f"tag-{name}-{row['insight_id']}"):
            st.html(str(card_markup(row, stems)))
            themes_of(INSIGHT, row, known, name)
            _suggested(row, found, known, name)


def how_good(found: Suggested) -> str:
    """Whether themes are suggested, and how often suggestions were what people had given."""
    if found.state == "learning":
        return "Suggestions are being worked out from what is tagged already. Look again in a moment."
    if found.state == "too_little":
        return "Too little is tagged yet to suggest themes from."
    if found.precision is None:
        return "What is tagged so far is too unlike to suggest themes from."
    return (
        f"Suggestions come from what is tagged already, and nothing is tagged until you press one. Tried out on "
        f"{count(found.tested_on)} insights whose source was held back, {percent(found.precision)} of the suggestions "
        f"were what people had given, and {percent(found.recall or 0)} of what people had given was suggested."
    )


def show_stories(rows: Sequence[Row]) -> None:
    """Under whole case studies: the themes of each to change, and what was done last."""
    with st.container(border=True, key="card-tagging"):
        known = themes()
        for row in rows:
            themes_of(CASE_STUDY, row, known, "story")
        done_last()


def themes_of(kind: str, row: Row, known: Mapping[str, str], name: str) -> None:
    """The themes of one insight or case study, to give and take; ``known`` are all themes, names by id.

    ``name`` tells this list of records from others on the page.
    """
    held = tuple(str(theme["theme_id"]) for theme in row["themes"])
    record_id = str(row[f"{kind}_id"])
    # Named after what it holds: where the themes have changed it is another widget, with nothing of the old one.
    key = f"{KEY}-{name}-{record_id}-{'-'.join(held)}"
    words = shortened(row["title"] or row.get("text") or record_id, 50)

    def changed() -> None:
        wanted = tuple(st.session_state[key])
        for theme in wanted:
            if theme not in held:
                attempt(coding.give, theme, [(kind, record_id)], who=who())
        for theme in held:
            if theme not in wanted:
                attempt(coding.take, theme, [(kind, record_id)], who=who())

    st.multiselect(
        plain(f"Themes of “{words}”"), list(known), default=[one for one in held if one in known], key=key,
        format_func=lambda one: known.get(one, one), placeholder="No theme yet", on_change=changed, select_all=False,
    )  # fmt: skip


def _suggested(row: Row, found: Suggested, known: Mapping[str, str], name: str) -> None:
    offered = [one for one in found.by_insight.get(str(row["insight_id"]), ()) if one.theme_id in known]
    if not offered:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{KEY}-suggested-{name}-{row['insight_id']}"):
        st.html(str(tag("p", "Suggested:", class_="ks-small")), width="content")
        for one in offered:
            st.button(
                plain(f"{known[one.theme_id]} ({percent(one.probability)} sure)"),
                key=f"{KEY}-add-{name}-{row['insight_id']}-{one.theme_id}",
                icon=":material/add:",
                on_click=attempt,
                args=(coding.give, one.theme_id, [("insight", row["insight_id"])]),
                kwargs={"who": who(), "origin": "suggestion"},
            )


def _all(kind: str, did: str, theme: str, filters: Filters, text: str, since: datetime | None) -> None:
    records = [(kind, one) for one in every_id(kind, text, filters, since)]
    try:
        done = coding.give(theme, records, who=who()) if did == "give" else coding.take(theme, records, who=who())
    except KenspeckleError as refused:
        say(str(refused), went=False)
        return
    what = "given to" if did == "give" else "taken from"
    rest = f" {count(done.unchanged)} stayed as they were." if done.unchanged else ""
    noun = _MANY[kind][done.changed != 1]
    say(f"“{done.theme}” was {what} {count(done.changed)} {noun}.{rest}")


def done_last() -> None:
    """What was done last, each with a way back."""
    for one in coding.taggings(limit=5):
        if one["undone_at"] is not None:
            continue
        did = "given to" if one["did"] == "give" else "taken from"
        records = "1 record" if one["records"] == 1 else f"{count(one['records'])} records"
        words = f"“{one['theme'] or 'a theme of before'}” {did} {records}{by(one['made_by'])}"
        at = one["tagging_id"]
        undo_row(
            words, "Take back", f"Take back: {words}", coding.undo_tagging, at,
            key=f"{KEY}-row-{at}", button=f"{KEY}-back-{at}",
        )  # fmt: skip
