"""The shape of every page that counts: frame, filter bar, and a body that is drawn anew for each choice.

Bar and body are one fragment: a click in the bar redraws them and nothing else of the page.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import address, empty_state, room_show, view
from components.filter_bar import filter_bar
from components.frame import frame
from queries import ahead
from queries.choices import allowed
from queries.disclosure import tell
from queries.filters import Filters


def counted_page(
    body: Callable[[Filters], None],
    *,
    cards: str = "",
    counts_by_unit: bool = True,
    draft: Callable[[], str | None] = lambda: None,
) -> None:
    """Draw the frame, the filter bar and then ``body`` with the filters in force.

    ``counts_by_unit`` is false for a page whose body takes no notice of the unit: "Count by" is not shown there.
    ``cards`` is the page whose cards (see page_cards.py) can be shown in a workshop.
    ``draft`` gives the draft of themes that the page works on; it is asked anew each time the page is drawn.
    """
    frame()
    with st.container(key="ks-script-address"):
        st.html(address.SCRIPT, unsafe_allow_javascript=True)
    _page(body, cards, counts_by_unit, draft)


@st.fragment(key=view.PAGE)
def _page(body: Callable[[Filters], None], cards: str, counts_by_unit: bool, draft: Callable[[], str | None]) -> None:
    view.jump()
    filters = view.agree(allowed, draft())
    with ahead.watched(filters, before=view.asked()) as asked:
        filter_bar(filters, counts_by_unit=counts_by_unit)  # after the asking: while nothing comes, the browser rests
        if not empty_state.show_too_few(tell("headline", filters).one, filters):
            body(filters)
            if cards:
                room_show.offer(cards, filters)
    view.note_asked(asked)
