"""Insights that say nearly the same, two by two: join them into one, or leave them apart."""

from __future__ import annotations

import streamlit as st

from components.insight_card import short_markup
from components.markup import plain, tag
from components.room_list import attempt
from components.sign_in import who
from components.undo_row import undo_row
from components.words import count, day
from data import duplicates
from data.duplicates import Pair
from data.moments import day_of
from queries.disclosure import tell
from queries.filters import Filters

SIZE = 5  # pairs shown at a time
NOTE = "Joined insights count once, under the themes, places and groups of both; both sources count as heard."


def show() -> None:
    """A fold with the pairs that are most alike, and the joins that can be parted again."""
    with st.expander(
        "Insights that say nearly the same", icon=":material/join:", key="twins", on_change="rerun"
    ) as fold:
        if not fold.open:
            return
        pairs = duplicates.near_duplicates()
        if pairs is None:
            st.html(str(tag("p", "They are being looked for. Look again in a moment.", class_="ks-note")))
            st.button("Look again", key="twins-again")
        elif not pairs:
            st.html(str(tag("p", "No two insights say nearly the same.", class_="ks-note")))
        else:
            words = f"{count(len(pairs))} {'pair' if len(pairs) == 1 else 'pairs'}, the most alike first. {NOTE}"
            st.html(str(tag("p", words, class_="ks-note")))
            for pair in pairs[:SIZE]:
                _pair(pair)
        _joined()


def _pair(pair: Pair) -> None:
    ids = (pair.insight_id, pair.other_id)
    told = tell("insights", Filters(), ids=list(ids), limit=2, offset=0).rows
    rows = {row["insight_id"]: row for row in told}
    if len(rows) < 2:
        return
    with st.container(border=True, key=f"card-twins-{'-'.join(ids)}"):
        st.html(str(tag("p", f"{pair.likeness:.0f} of 100 alike", class_="ks-small")))
        for column, keep, other in zip(st.columns(2), ids, reversed(ids), strict=True):
            with column:
                st.html(str(short_markup(rows[keep])))
                st.button(
                    plain(f"Join, and show {keep}"),
                    key=f"twins-join-{other}-{keep}",
                    on_click=attempt,
                    args=(duplicates.join, other, keep),
                    kwargs={"who": who()},
                )


def _joined() -> None:
    for insight_id, keep, joined_at in duplicates.joins():
        words = f"{insight_id} was joined to {keep} on {day(day_of(joined_at))}"
        undo_row(
            words, "Part them again", f"Part {insight_id} from {keep}", duplicates.part, insight_id,
            key=f"twins-row-{insight_id}", button=f"twins-part-{insight_id}",
        )  # fmt: skip
