"""What was shared: each publication with its pack, its lasting address and a way to withdraw it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.markup import plain, tag
from components.pack_html import html
from components.pack_slides import slides
from components.pack_workbook import workbook
from components.room_list import attempt, say
from components.sign_in import who
from components.table import Column, show_table
from components.words import day
from data import publications
from data.errors import KenspeckleError
from data.plain import plain as slug
from data.publications import Publication

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_publications(chosen: str) -> None:
    """One publication where the address names one, else the list."""
    if chosen:
        try:
            _one(publications.publication(chosen))
        except KenspeckleError as refused:
            st.html(str(tag("p", str(refused), class_="ks-refused", role="alert")))
        st.button("All publications", key="pub-all", type="tertiary", on_click=lambda: st.query_params.clear())
        return
    found = publications.list_publications()
    if not found:
        words = "Nothing was published yet. Close a workshop, then publish it from its window."
        st.html(str(tag("p", words, class_="ks-note")))
    for one in found:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card-pub-{one.publication_id}"
        ):
            state = f"withdrawn on {day(one.withdrawn_at)}" if one.withdrawn_at else f"by {one.published_by}"
            told = tag("h2", one.title, class_="ks-title")
            told += tag("p", f"Published on {day(one.published_at)}, {state}", class_="ks-small")
            st.html(str(told), width="stretch")
            st.button(
                "Open",
                key=f"pub-{one.publication_id}",
                help=plain(f"Open {one.title}"),
                on_click=lambda one=one: st.query_params.from_dict({"p": one.publication_id}),
            )


def _one(one: Publication) -> None:
    st.html(str(tag("h2", one.title, class_="ks-lead")))
    if one.withdrawn_at:
        words = f"This publication was withdrawn on {day(one.withdrawn_at)}. Why: {one.withdrawn_why}"
        st.html(str(tag("p", words, class_="ks-refused")))
        return
    held = one.snapshot
    st.html(str(tag("p", held["evidence"]["sentence"], class_="ks-note")))
    name = "-".join(slug(one.title).split())[:60] or "publication"
    stem = f"kenspeckle_{name}_{one.published_at:%Y-%m-%d}"
    with st.container(horizontal=True, key="pub-pack"):
        _download("Offline page (HTML)", lambda: html(one).encode(), f"{stem}.html", "text/html")
        _download("Slides (PPTX)", lambda: slides(one), f"{stem}.pptx", _PPTX)
        _download("Workbook (XLSX)", lambda: workbook(one), f"{stem}.xlsx", _XLSX)
    columns = (Column("words", "What we will do"), Column("owner", "Who"), Column("due_on", "By when"),
               Column("state", "State"))  # fmt: skip
    show_table(columns, held["actions"], "What we will do")
    with st.expander("Withdraw this publication", key="pub-withdraw", on_change="rerun") as fold:
        if fold.open:
            with st.form("pub-withdraw-form"):
                why = st.text_input("Why? The reason stays at this address; the content goes for good.", max_chars=500)
                if st.form_submit_button("Withdraw it"):
                    attempt(publications.withdraw, one.publication_id, why, who())
                    say("It was withdrawn." if why.strip() else "Say why it is withdrawn.", went=bool(why.strip()))
                    st.rerun()


def _download(label: str, data: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label, data=data, file_name=name, mime=mime, on_click="ignore", key=f"pub-{label}", icon=":material/download:"
    )
