"""A form for a case study: four questions, and what is known about the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import add_fields as fields
from components.add_form import Form, show_form
from components.case_study_choice import ADDRESS
from components.case_study_view import QUESTIONS
from components.markup import tag
from data.forms import Answers, added
from data.receipts import Receipt

_FIELDS = (
    *(
        "title",
        "organisation",
        "organisation_size",
        "published_on",
        "source_url",
        "focus_area",
        "inequality_effect",
        "themes",
        "groups",
    ),
    *(field for field, _ in QUESTIONS),
)


def show_add_case_study() -> None:
    """The form, or what became of it."""
    show_form(Form("case_study", _draw, _answers, _saved))


def _draw(key: Callable[[str], str]) -> None:
    name, organisation = st.columns([3, 2], gap="medium")
    with name:
        fields.line_field(key("title"), "Title of the story")
    with organisation:
        fields.line_field(key("organisation"), "Organisation", "Who did it")
    for side, pair in zip(st.columns(2, gap="medium"), (QUESTIONS[::2], QUESTIONS[1::2]), strict=True):
        with side:
            for field, question in pair:
                fields.text_field(key(field), question, 110)
    first, second, third, fourth = st.columns(4, gap="medium")
    with first:
        fields.place_field(key("place"))
        fields.themes_field(key("themes"))
    with second:
        fields.date_field(key("published_on"), "When was it published?")
        fields.groups_field(key("groups"))
    with third:
        fields.line_field(key("source_url"), "Web address", "https://…")
        fields.word_field(key("focus_area"), "Focus area", "focus_area")
    with fourth:
        fields.word_field(key("organisation_size"), "How big is the organisation?", "organisation_size")
        fields.word_field(key("inequality_effect"), "Effect on inequality?", "inequality_effect")
    needed = "A title or one answer is enough. Leave blank whatever you do not know."
    st.html(str(tag("p", needed, class_="ks-note")))


def _answers(read: Callable[[str], Any]) -> Answers:
    return {**{name: read(name) for name in _FIELDS}, "place": fields.places_of(read("place"))}


def _saved(receipt: Receipt) -> None:
    if not fields.told(receipt):
        return
    found = added("case_study", receipt.upload_id) if receipt.upload_id else None
    if found is not None:
        st.page_link(
            "pages/case_studies.py",
            label="Read it among the case studies",
            icon=":material/menu_book:",
            query_params={ADDRESS: found[0]},
        )
