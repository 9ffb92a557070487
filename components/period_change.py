"""Two periods held beside each other: how many raised each theme then and later, and what is new or gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st

from components.address_choice import begin, choice, put, tell_wrong
from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, written_at
from components.card import Card
from components.help_words import TWO_PERIODS
from components.markup import chart_text, shortened, tag
from components.palette import Look
from components.slip import Slip
from components.source_line import source_line
from components.table import Column
from components.words import count, day, hidden, listed, number, told
from queries.disclosure import tell
from queries.filters import Filters

Rows = Sequence[Mapping[str, Any]]
KEY = "two-periods"
OWN = "own"
LENGTHS = {"3": "3 months", "6": "6 months", "12": "12 months", OWN: "Days of your own"}
USUAL = "12"
ADDRESS = "compare"
MOST, ROW = 12, 46  # themes in the picture, pixels a row takes
_MOST_NAMES = 8
COUNTED = (
    Column("theme", "Theme"),
    Column("sources_earlier", "People and organisations, earlier", "count"),
    Column("sources_later", "People and organisations, later", "count"),
    Column("mentions_earlier", "Times raised, earlier", "count"),
    Column("mentions_later", "Times raised, later", "count"),
)
COMPARED = (
    Column("share_earlier", "Of those heard in both: earlier", "share"),
    Column("share_later", "Of those heard in both: later", "share"),
    Column("difference", "Difference", "share"),
    Column("lower", "At least", "share"),
    Column("upper", "At most", "share"),
)


@dataclass(frozen=True)
class Periods:
    """Two periods, both ends of each included."""

    earlier_from: date
    earlier_to: date
    later_from: date
    later_to: date

    def words(self) -> tuple[str, str]:
        """Both in words."""
        return (
            f"{day(self.earlier_from)} to {day(self.earlier_to)}",
            f"{day(self.later_from)} to {day(self.later_to)}",
        )


def last_months(last: date, months: int) -> Periods:
    """So many whole months, the last of which ``last`` lies in, and as many before."""
    step = last.year * 12 + last.month - 1
    firsts = [date(at // 12, at % 12 + 1, 1) for at in (step - 2 * months + 1, step - months + 1, step + 1)]
    one = timedelta(days=1)
    return Periods(firsts[0], firsts[1] - one, firsts[1], firsts[2] - one)


def show(filters: Filters, last: date | None) -> None:
    """The choice of periods and the card; ``last`` is the last dated month in view."""
    if last is None:
        return
    st.html(str(tag("h2", "Two periods side by side", class_="ks-step")))
    periods = _choose(last)
    if periods is None:
        return
    rows = tell("theme_change", filters, **asdict(periods)).rows
    st.html(str(tag("p", sentence(rows, periods), class_="ks-note")))
    if rows:
        card(filters, periods).show()


def card(filters: Filters, periods: Periods, *, limit: int = MOST) -> Card | Slip:
    """The card of the two periods; where no theme is dated to either, words."""
    told_rows = tell("theme_change", filters, **asdict(periods))
    rows = told_rows.rows
    if not rows:
        return Slip("Two periods side by side", sentence(rows, periods))
    shown = rows[0]["shown"]
    return Card(
        "two-periods",
        f"Themes by people and organisations: {' and '.join(periods.words())}",
        figure=lambda look: figure(rows, look=look, limit=limit),
        alt=lambda: alt(rows, periods, limit),
        columns=(*COUNTED, *(COMPARED if shown else ())),
        rows=rows,
        help=TWO_PERIODS,
        file_stem=f"themes-two-periods-{periods.earlier_from:%Y-%m-%d}-{periods.later_to:%Y-%m-%d}",
        drawn=("sources_earlier", "sources_later"),
        sub=more_and_fewer(rows) if shown else rows[0]["reason"],
        source=" ".join([source_line(filters), *told_rows.notes]),
    )


def sentence(rows: Rows, periods: Periods) -> str:
    """The facts: which themes were heard for the first time in the later period, and which were not heard any more."""
    if not rows:
        return "No theme is dated to either of the two periods."
    new = [row["theme"] for row in rows if number(row, "mentions_later") and row["first_on"] >= periods.later_from]
    gone = [
        row["theme"]
        for row in rows
        if number(row, "mentions_earlier") and not hidden(row, "mentions_later") and not row["mentions_later"]
    ]
    said = [f"Heard for the first time in the later period: {_named(new)}."]
    return " ".join([*said, f"Heard in the earlier period and not in the later: {_named(gone)}."])


def more_and_fewer(rows: Rows) -> str:
    """The themes whose interval leaves no difference outside; the others are said to be neither."""
    more = [row["theme"] for row in rows if row["lower"] is not None and row["lower"] > 0]
    fewer = [row["theme"] for row in rows if row["upper"] is not None and row["upper"] < 0]
    present = count(rows[0]["present"] or 0)
    lead = f"Of the {present} people and organisations heard in both periods, more raised later: {_named(more)};"
    return f"{lead} fewer: {_named(fewer)}."


def figure(rows: Rows, *, look: Look, limit: int = MOST) -> Figure:
    """One row a theme: a ring for the earlier period, a dot for the later, and the way between."""
    kept = rows[:limit]
    longest = max((number(row, name) for row in kept for name in ("sources_earlier", "sources_later")), default=1) or 1
    places = list(range(len(kept)))
    earlier, later = ([number(row, f"sources_{name}") for row in kept] for name in ("earlier", "later"))
    ways: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in zip(earlier, later, strict=True) for x in (*pair, None)],
        "y": [y for place in places for y in (place, place, None)],
        "line": {"color": look.edge, "width": 2},
        "hoverinfo": "skip",
    }
    words = [(0.0, place - 0.36, chart_text(shortened(row["theme"], 48)), look.ink) for place, row in enumerate(kept)]
    ends = [
        (max(a, b), float(place), f"  {told(row, 'sources_earlier')} → {told(row, 'sources_later')}", look.ink)
        for place, row, a, b in zip(places, kept, earlier, later, strict=True)
    ]
    layout = canvas(
        look,
        max(len(kept), 1) * ROW + 12,
        margin=(8, 0, 4, 4),
        xaxis=hidden_axis(0, longest * 1.35),
        yaxis=hidden_axis(max(len(kept), 1) - 0.4, -0.7),
    )
    dots = [
        _dots(earlier, places, kept, "earlier", {"symbol": "circle-open", "size": 13, "color": look.soft,
                                                  "line": {"width": 2.5}}),
        _dots(later, places, kept, "later", {"symbol": "circle", "size": 12, "color": look.scale[3]}),
    ]  # fmt: skip
    return {"data": [ways, *dots, written_at(words), written_at(ends, size=SMALL_SIZE)], "layout": layout}


def _dots(values: list[float], places: list[int], rows: Rows, when: str, marker: dict[str, Any]) -> dict[str, Any]:
    said = [f"{chart_text(row['theme'])}<br>{when}: {told(row, f'sources_{when}', 'sources')}" for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": places,
        "marker": marker,
        "hovertemplate": [f"{words}<extra></extra>" for words in said],
        "cliponaxis": False,
    }


def alt(rows: Rows, periods: Periods, limit: int = MOST) -> str:
    """The picture in words, with its numbers."""
    said = "; ".join(f"{row['theme']} {told(row, 'sources_earlier')}, then {told(row, 'sources_later')}"
                     for row in rows[:limit])  # fmt: skip
    return f"People and organisations by theme, {periods.words()[0]}, then {periods.words()[1]}: {said}."


def _choose(last: date) -> Periods | None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{KEY}-row"):
        length = choice(ADDRESS, KEY, LENGTHS, USUAL, _how_long, "a length of two periods")
        own = length == OWN
        ready = last_months(last, int(USUAL if own else length))
        if not own:
            for name in ("earlier", "later"):
                put(name, "")
            return ready
        first = _days("earlier", "Earlier", (ready.earlier_from, ready.earlier_to))
        second = _days("later", "Later", (ready.later_from, ready.later_to))
    if first is None or second is None:
        st.html(str(tag("p", "Choose a first and a last day for each period.", class_="ks-note")))
        return None
    if first[1] >= second[0]:
        st.html(str(tag("p", "The later period has to begin after the earlier one ends.", class_="ks-note")))
        return None
    return Periods(*first, *second)


def _how_long() -> str | None:
    return st.segmented_control(
        "How long", list(LENGTHS), required=True, key=KEY, format_func=LENGTHS.__getitem__, wrap=True
    )


def _days(name: str, label: str, usual: tuple[date, date]) -> tuple[date, date] | None:
    """A period's first and last day, in the address as ``2021-01-01/2021-06-30``; None until both are chosen."""
    key = f"{KEY}-{name}"
    begin(name, key, usual, period_of)
    days: Any = st.date_input(label, format="DD/MM/YYYY", key=key)  # a span, as what is in its key is one
    tell_wrong(key, "a stretch of days", gone=days != usual)
    if len(days) != 2:
        return None
    first, last = days
    put(name, f"{first:%Y-%m-%d}/{last:%Y-%m-%d}")
    return first, last


def period_of(said: str) -> tuple[date, date] | None:
    """The first and the last day that ``2021-01-01/2021-06-30`` tells; None where it tells none."""
    try:
        first, last = (date.fromisoformat(one) for one in said.split("/"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _named(themes: Sequence[str]) -> str:
    if len(themes) <= _MOST_NAMES:
        return listed([*themes])
    return f"{', '.join(themes[:_MOST_NAMES])} and {len(themes) - _MOST_NAMES} more"
