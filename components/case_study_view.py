"""One case study to read in full: the four questions, and what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from components import record_facts as facts
from components import room_list, tagging, view
from components.case_study_cards import no_title
from components.markup import join, tag
from data.fields import WITHDRAWN
from queries import drawn_out
from queries.disclosure import tell
from queries.filters import Filters

QUESTIONS = (
    ("what_changed", "What changed?"),
    ("behaviours_that_enabled", "What did people do that made it possible?"),
    ("what_was_gained", "What was gained?"),
    ("unintended_consequences", "What else happened that nobody intended?"),
)
Row = Mapping[str, Any]


def show_case_studies(case_study_ids: Sequence[str], on_back: Callable[[], None]) -> None:
    """One whole story, or several side by side. The filters do not matter here: a link always opens its stories."""
    with st.container(horizontal=True, vertical_alignment="center", key="case-top"):
        st.button("All case studies", key="case-back", icon=":material/arrow_back:", type="tertiary", on_click=on_back)
        st.html(str(tag("p", "To print, use your browser’s print command: the menu and buttons stay out.",
                        class_="ks-small")))  # fmt: skip
    filters = Filters(mode=view.filters().mode)
    found = tell("case_studies", filters, ids=list(case_study_ids), limit=max(1, len(case_study_ids)), offset=0).rows
    rows = sorted(found, key=lambda row: case_study_ids.index(row["case_study_id"]))
    room_list.tell()
    if not rows:
        st.html(str(_missing()))
        return
    st.html(str(view_markup(rows[0]) if len(rows) == 1 else beside_markup(rows)))
    if filters.mode == "working":
        tagging.show_stories(rows)


def beside_markup(rows: Sequence[Row]) -> Markup:
    """Stories side by side: a column a story, a row for each of the four questions and for what is known beside it."""
    heads = [
        tag("th",
            tag("p", f"{facts.where(row)} · {facts.when(row['published_on'], row['date_precision'])}",
                class_="ks-whenwhere"),
            tag("h2", row["title"] or no_title(row), class_="ks-title"),
            tag("p", row["organisation"] or "Organisation not recorded", class_="ks-from"), scope="col")
        for row in rows
    ]  # fmt: skip
    lines = [(question, [_answer(row, field) for row in rows]) for field, question in QUESTIONS]
    lines += [(name, [value(row) for row in rows]) for name, value in _BESIDE.items()]
    body = join(
        tag("tr", tag("th", name, scope="row", class_="ks-question"),
            join(tag("td", cell, data_name=name) for cell in cells))
        for name, cells in lines
    )  # fmt: skip
    table = tag("table", tag("caption", "The stories question by question", class_="ks-hidden"),
                tag("thead", tag("tr", tag("td"), join(heads))), tag("tbody", body),
                class_="ks-besidetable")  # fmt: skip
    scroll = tag("div", table, class_="ks-scroll", tabindex="0", role="region", aria_label="Case studies side by side")
    return tag("h1", f"{len(rows)} case studies side by side", class_="ks-storytitle") + scroll


def _links(page: str, name: str, found: Iterable[tuple[str, str]]) -> Markup:
    """A row of chips, each of which leads to a page with the filter ``name`` set to it."""
    items = [
        tag("li", tag("a", words, href=f"{page}?{urlencode({name: value})}", target="_self")) for value, words in found
    ]
    return tag("ul", join(items), class_="ks-chips") if items else facts.quiet()


def _themes(row: Row) -> Markup:
    return _links("themes", "theme", [(one["theme_id"], one["theme"]) for one in row["themes"]])


def _places(row: Row) -> Markup:
    areas = sorted({(one["place_id"], one["place"]) for one in row["areas"] if one["place"]}, key=lambda one: one[1])
    return _links("places", "place", areas)


def _drawn_out(found: Sequence[str], nothing: str) -> Markup:
    if not found:
        return tag("p", nothing, class_="ks-quiet")
    return tag("ul", join(tag("li", words) for words in found), class_="ks-list")


def _helped(row: Row) -> Markup:
    return _drawn_out(drawn_out.enablers(row), "Not recorded")


def _hindered(row: Row) -> Markup:
    return _drawn_out(drawn_out.barriers(row), "No sentence names one")


_BESIDE: dict[str, Callable[[Row], Markup]] = {
    "What got in the way, in sentences that say so": _hindered,
    "What people said about inequality": lambda row: facts.sign("inequality_effect", row["inequality_effect"]),
    "Themes": _themes,
    "Places": _places,
}


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
            ("Themes", _themes(row)),
            ("Places", _places(row)),
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
            tag("div", answers, _signs(row), facts.other_cells(row.get("original_cells")), class_="ks-answers"),
            aside,
            class_="ks-storybody",
        ),
        class_="ks-story",
    )


def _signs(row: Row) -> Markup:
    """Enablers and barriers beside each other, in the story's own sentences."""
    note = "Found by words such as “closed” or “lack”, not understood: read the answers for what is meant."
    sides = [
        tag("div", tag("h3", tag("b", "+", aria_hidden="true"), " What helped", class_="ks-sign ks-sign-towards"),
            _helped(row)),
        tag("div", tag("h3", tag("b", "−", aria_hidden="true"), " What got in the way",
                       class_="ks-sign ks-sign-against"), _hindered(row), tag("p", note, class_="ks-small")),
    ]  # fmt: skip
    return tag("section", tag("h2", "Enablers and barriers, drawn out", class_="ks-question"),
               tag("div", join(sides), class_="ks-drawnout"))  # fmt: skip


def _answer(row: Row, field: str) -> Markup:
    nothing = WITHDRAWN if row.get("withdrawn") else "Not recorded"
    return facts.reading(row[field]) if row[field] else tag("p", nothing, class_="ks-words ks-quiet")


def _missing() -> Markup:
    return tag("h1", "This case study is not here") + tag(
        "p",
        "The address may be mistyped, or the upload it came with was taken back. Go back to all case studies.",
        class_="ks-note",
    )
