"""Attaches evidence to a reading or an action: insights, case studies, themes, answers of the room."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import evidence_words
from components.markup import plain, shortened
from components.room_list import attempt
from components.sign_in import who
from data import evidence_links, room_insights, workshops
from data.evidence_links import Evidence
from queries.choices import choices
from queries.filters import Filters
from queries.search import read

FOUND = 20  # records that a search offers
_NAMES = {"insight": "Insight", "case_study": "Case study", "theme": "Theme", "response": "Answer of the room"}


def show(from_kind: str, from_id: str, evidence: Sequence[Evidence], workshop_id: str | None) -> None:
    """A fold with what is attached and what can be attached to the reading or action (``interpretation``, ``action``).

    ``workshop_id`` tells whose answers are offered.
    """
    key = f"evidence-{from_id}"
    with st.expander(f"Evidence ({len(evidence)})", icon=":material/link:", key=key, on_change="rerun") as fold:
        if not fold.open:
            return
        for one in evidence:
            told = evidence_words.label(one)
            with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-{one.kind}-{one.record_id}"):
                st.text(told, width="stretch")
                st.button(
                    "Take off",
                    key=f"{key}-off-{one.kind}-{one.record_id}",
                    type="tertiary",
                    help=plain(f"Take off: {shortened(told, 60)}"),
                    on_click=lambda one=one: attempt(
                        evidence_links.detach, from_kind, from_id, one.kind, one.record_id, who()
                    ),
                )
        kinds = [kind for kind in _NAMES if kind != "response" or workshop_id]
        kind = st.selectbox("Attach", kinds, format_func=_NAMES.__getitem__, key=f"{key}-kind")
        offered = _offered(kind, key, workshop_id)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                "Which one?",
                list(offered),
                index=None,
                format_func=lambda one: offered.get(one, one),
                key=f"{key}-{kind}-which",
                placeholder="Choose" if offered else "Nothing was found",
            )
            st.button(
                "Attach it",
                key=f"{key}-{kind}-go",
                disabled=chosen is None,
                on_click=lambda: attempt(evidence_links.attach, from_kind, from_id, kind, str(chosen), who()),
            )


def _offered(kind: str, key: str, workshop_id: str | None) -> dict[str, str]:
    """What can be attached: the words of each by its id."""
    if kind == "theme":
        return {choice.value: choice.label for choice in choices()["theme"]}
    if kind == "response":
        found = room_insights.offered(workshops.load(workshop_id)) if workshop_id else []
        return {one.response_id: f"{shortened(one.words, 100)} ({title})" for title, one in found}
    text = st.text_input("Words to look for", key=f"{key}-{kind}-words", max_chars=200)
    if kind == "insight":
        rows = read("insights", text, Filters(), limit=FOUND).rows
        return {row["insight_id"]: _line(row["title"] or row["text"], row["source_name"]) for row in rows}
    rows = read("case_studies", text, Filters(), limit=FOUND).rows
    return {row["case_study_id"]: _line(row["title"], row["organisation"]) for row in rows}


def _line(words: str | None, beside: str | None) -> str:
    return f"{shortened(words or 'without words', 100)}{f' ({beside})' if beside else ''}"
