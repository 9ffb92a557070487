"""The manager's month on the page: since when, the parts, what to send, and the mark that it was looked through."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from components.address_choice import choice, put
from components.markup import join, tag
from components.month_cards import DAYS, days_ago
from components.month_mail import html
from components.month_parts import MOST, Part, line_markup, parts, span
from components.month_workbook import workbook
from components.room_list import attempt, say
from components.sign_in import by, who
from components.words import day
from data import reviews
from data.moments import day_of
from data.reviews import Review
from data.write import now
from queries.filters import Filters
from queries.month_review import MonthReview, month_review

ADDRESS, MONTH_AGO = "since", "month-ago"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(filters: Filters) -> None:
    """The page's body."""
    found = reviews.reviews()
    since = _choose(found)
    review = month_review(filters, since)
    with st.container(horizontal=True, vertical_alignment="center", key="month-send"):
        _downloads(filters, since)
        if filters.mode == "working":
            _mark(found, review)
    st.html(str(tag("div", tag("p", span(review), class_="ks-lead"), join(_section(part) for part in parts(review)),
                    join(tag("p", note, class_="ks-note") for note in review.notes), class_="ks-month")))  # fmt: skip


def _choose(found: list[Review]) -> datetime:
    """Since when: the last look unless another is chosen; without any the last thirty days."""
    start = days_ago()
    offered = {one.review_id: f"the look on {_when(one.reviewed_at)}{by(one.reviewed_by)}" for one in found}
    offered[MONTH_AGO] = f"{DAYS} days ago ({day(day_of(start))})"
    # Named after the last look: after another one this is another widget, which nobody has chosen in yet.
    usual = next(iter(offered))
    key = f"month-since-{usual}"

    def draw() -> str | None:
        return st.selectbox("What is new since", list(offered), format_func=offered.__getitem__, key=key)

    chosen = choice(ADDRESS, key, offered, usual, draw, "a look")
    return next((one.reviewed_at for one in found if one.review_id == chosen), start)


def _when(moment: datetime) -> str:
    return f"{day(day_of(moment))}, {moment:%H:%M} UTC"


def _downloads(filters: Filters, since: datetime) -> None:
    """What leaves the team is always what the sharing view tells, whatever the page shows."""
    shared = replace(filters, mode="sharing", group=())
    stem = f"kenspeckle_what-is-new_{now():%Y-%m-%d}"
    base = _base(st.context.url)
    st.download_button(
        "E-mail (HTML)",
        data=lambda: html(month_review(shared, since), base).encode(),
        file_name=f"{stem}.html",
        mime="text/html",
        on_click="ignore",
        key="month-mail",
        icon=":material/mail:",
        help="Made from the sharing view: what was told in confidence by few is not in it.",
    )
    st.download_button(
        "Workbook (XLSX)",
        data=lambda: workbook(month_review(shared, since)),
        file_name=f"{stem}.xlsx",
        mime=_XLSX,
        on_click="ignore",
        key="month-workbook",
        icon=":material/table_view:",
        help="Made from the sharing view: what was told in confidence by few is not in it.",
    )


def _base(url: str | None) -> str:
    """The address of the dashboard, for links that are opened from elsewhere."""
    at = urlsplit(url or "")
    return f"{at.scheme}://{at.netloc}{at.path.rsplit('/', 1)[0]}/" if at.netloc else ""


def _mark(found: list[Review], review: MonthReview) -> None:
    st.button(
        "Reviewed today",
        key="month-reviewed",
        type="primary",
        icon=":material/task_alt:",
        help="What is on this page counts as seen; what comes in from now on is new the next time.",
        on_click=_reviewed,
        args=(review.until,),
    )
    if found and day_of(found[0].reviewed_at) == day_of(now()):
        st.button(
            "Take today’s mark back",
            key=f"month-back-{found[0].review_id}",
            type="tertiary",
            on_click=attempt,
            args=(reviews.take_back, found[0].review_id),
            kwargs={"who": who()},
        )


def _reviewed(until: datetime) -> None:
    attempt(reviews.reviewed, until, who=who())
    put(ADDRESS, "")
    say("Noted: reviewed today. What comes in from now on is new the next time.")


def _section(part: Part) -> Markup:
    lines = [tag("p", line_markup(line)) for line in part.lines]
    table = _table(part) if part.rows else ""
    more = tag("p", f"And {len(part.rows) - MOST} more, in the workbook.", class_="ks-note")
    return tag("section", tag("h2", part.heading, class_="ks-heading"), join(lines), table,
               more if len(part.rows) > MOST else "", class_="ks-slip")  # fmt: skip


def _table(part: Part) -> Markup:
    head = join(tag("th", column.label, scope="col", class_="number" if column.is_number else None)
                for column in part.columns)  # fmt: skip
    rows = []
    for row in part.rows[:MOST]:
        first, *others = part.columns
        name = line_markup([row["link"]]) if row.get("link") else first.words(row)
        cells = [tag("td", column.words(row), class_="number" if column.is_number else None) for column in others]
        rows.append(tag("tr", tag("th", name, scope="row"), join(cells)))
    table = tag("table", tag("caption", part.heading), tag("thead", tag("tr", head)), tag("tbody", join(rows)),
                class_="ks-table")  # fmt: skip
    return tag("div", table, class_="ks-scroll", tabindex="0", role="region", aria_label=part.heading)
