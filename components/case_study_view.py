"""One case study to read in full: the four questions, and what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import record_facts as facts
from components.case_study_cards import no_title
from components.markup import join, tag
from data.fields import WITHDRAWN
from queries.disclosure import tell
from queries.filters import Filters

QUESTIONS = (
    ("what_changed", "What changed?"),
    ("behaviours_that_enabled", "What did people do that made it possible?"),
    ("what_was_gained", "What was gained?"),
    ("unintended_consequences", "What else happened that nobody intended?"),
)
Row = Mapping[str, Any]


def show_case_study(case_study_id: str, on_back: Callable[[], None]) -> None:
    """The whole story. The filters do not matter here: a link to one story always opens it."""
    st.button("All case studies", key="case-back", icon=":material/arrow_back:", type="tertiary", on_click=on_back)
    told = tell("case_studies", Filters(), ids=[case_study_id], limit=1, offset=0)
    if not told.rows:
        st.html(str(_missing()))
        return
    st.html(str(view_markup(told.one)))


def view_markup(row: Row) -> Markup:
    """The story: heading, the four answers in their order, and the facts beside them."""
    head = tag(
        "header",
        tag(
            "p", f"{facts.where(row)} · {facts.when(row['published_on'], row['date_precision'])}", class_="ks-whenwhere"
        ),
        tag("h1", row["title"] or no_title(row), class_="ks-storytitle"),
        tag("p", row["organisation"] or "Organisation not recorded", class_="ks-who"),
    )
    answers = join(
        tag("section", tag("h2", question, class_="ks-question"), _answer(row, field)) for field, question in QUESTIONS
    )
    aside = facts.facts(
        [
            ("Themes", facts.chips(row["themes"])),
            ("What people said about inequality", facts.sign("inequality_effect", row["inequality_effect"])),
            ("Whom it is about", facts.listed("group", row["groups"])),
            ("Focus area", facts.label("focus_area", row["focus_area"])),
            ("Place as written", facts.said(row["place_text"])),
            ("Where to read more", facts.source(None, row["source_url"])),
            ("Case study", str(row["case_study_id"])),
        ]
    )
    return tag(
        "article",
        head,
        tag(
            "div",
            tag("div", answers, facts.other_cells(row.get("original_cells")), class_="ks-answers"),
            aside,
            class_="ks-storybody",
        ),
        class_="ks-story",
    )


def _answer(row: Row, field: str) -> Markup:
    nothing = WITHDRAWN if row.get("withdrawn") else "Not recorded"
    return facts.reading(row[field]) if row[field] else tag("p", nothing, class_="ks-words ks-quiet")


def _missing() -> Markup:
    return tag("h1", "This case study is not here") + tag(
        "p",
        "The address may be mistyped, or the upload it came with was taken back. Go back to all case studies.",
        class_="ks-note",
    )
