"""A form for what somebody heard: only the words are needed, everything else helps to count them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import add_fields as fields
from components.add_form import Form, show_form
from components.insight_card import card_markup
from components.markup import join, tag
from data.forms import PROMPTS, Answers, added, heard_text
from data.receipts import Receipt
from data.search_words import words_in
from queries.disclosure import tell
from queries.filters import Filters

_LISTS = ("groups", "themes")
_WORDS = (
    "focus_area",
    "barrier_or_enabler",
    "inequality_effect",
    "quote_permission",
    "source_kind",
    "organisation_size",
)
_LINES = ("title", "recorded_on", "heard_from", "source_name")


def show_add_insight() -> None:
    """The form, or what became of it."""
    show_form(Form("insight", _draw, _answers, _saved))


def _draw(key: Callable[[str], str]) -> None:
    words, around = st.columns([3, 2], gap="medium")
    with words:
        fields.text_field(key("text"), "What did you hear?", 150, "In the speaker's words where you can. No names.")
        for at, side in enumerate(st.columns(2, gap="small")):
            with side:
                for field, question in PROMPTS[at::2]:
                    fields.text_field(key(field), f"{question} (optional)", 68)
    with around:
        fields.place_field(key("place"))
        fields.date_field(key("recorded_on"), "When was it heard?")
        fields.line_field(key("heard_from"), "Who spoke?", "Such as: an unpaid carer. No name.")
        fields.groups_field(key("groups"))
        fields.themes_field(key("themes"))
    first, second, third, fourth = st.columns(4, gap="medium")
    with first:
        fields.line_field(key("title"), "Title", "A few words that sum it up")
        fields.word_field(key("focus_area"), "Focus area", "focus_area")
    with second:
        fields.word_field(key("source_kind"), "How did you hear it?", "source_kind")
        fields.word_field(key("barrier_or_enabler"), "Barrier or enabler?", "barrier_or_enabler")
    with third:
        fields.line_field(key("source_name"), "Source", "Organisation or group")
        fields.word_field(key("inequality_effect"), "Effect on inequality?", "inequality_effect")
    with fourth:
        fields.word_field(key("quote_permission"), "May it be shown and quoted?", "quote_permission")
        fields.word_field(key("organisation_size"), "How big is the source?", "organisation_size")
    st.html(str(tag("p", "Only what was heard is needed. Leave blank whatever you do not know.", class_="ks-note")))


def _answers(read: Callable[[str], Any]) -> Answers:
    prompts = {field: read(field) or "" for field, _ in PROMPTS}
    return {
        "text": heard_text(read("text") or "", prompts),
        "place": fields.places_of(read("place")),
        **{name: read(name) for name in (*_LINES, *_LISTS, *_WORDS)},
    }


def _saved(receipt: Receipt) -> None:
    if not fields.told(receipt):
        return
    found = added("insight", receipt.upload_id) if receipt.upload_id else None
    if found is None:
        return
    insight_id, start = found
    rows = tell("insights", Filters(), ids=[insight_id], limit=1, offset=0).rows
    card = join(card_markup(row) for row in rows)
    st.html(str(tag("div", card, class_="ks-records")))
    st.page_link(
        "pages/insights.py",
        label="See it among the insights",
        icon=":material/format_quote:",
        query_params={"search": " ".join(start[begin:end] for begin, end in words_in(start)[:12])},
    )
