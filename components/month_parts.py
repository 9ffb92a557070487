"""The manager's month as parts – a heading, lines with links, a table – for page, e-mail and workbook alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from components import only_new
from components.markup import join, tag
from components.table import Column
from components.words import count, day, hidden, listed
from data.actions import STATES, Action
from data.moments import day_of
from data.vocabulary import vocabulary
from queries.month_review import MonthReview
from queries.sentences import COUNCILS

Row = Mapping[str, Any]
MOST = 12  # rows of a table on the page and in the e-mail; the workbook holds all
_MOST_NAMES = 10
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the dashboard; ``query`` is its address's query."""

    words: str
    page: str
    query: Mapping[str, Any]

    def address(self, base: str) -> str:
        """The whole address; ``base`` ends with a slash, or is empty on a page of the dashboard itself."""
        return f"{base}{self.page}{'?' + urlencode(self.query, doseq=True) if self.query else ''}"


@dataclass(frozen=True)
class Part:
    """One part. A line is words and links in a row; rows may hold a ``Link`` under the name of a column."""

    name: str
    heading: str
    lines: Sequence[Sequence[str | Link]] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()


def line_markup(line: Sequence[str | Link], base: str = "", **attributes: str) -> Markup:
    """A line with its links; ``attributes`` are those of each link."""
    return join(
        tag("a", part.words, href=part.address(base), target="_self", **attributes) if isinstance(part, Link) else part
        for part in line
    )


def parts(review: MonthReview) -> list[Part]:
    """All parts, in the order in which they are read."""
    return [_new(review), _grew(review), _faded(review), _missing(review), _agreed(review), _indicators(review),
            _sectors(review), _boards(review)]  # fmt: skip


def span(review: MonthReview) -> str:
    """``4 October 2026 to 3 November 2026``."""
    return f"{day(day_of(review.since))} to {day(day_of(review.until))}"


def _query(review: MonthReview, **more: str) -> dict[str, Any]:
    return {**review.filters.to_address(), **more}


def _of_the_new(review: MonthReview, **more: str) -> dict[str, Any]:
    return _query(review, **more, **only_new.query(review.since))


def _new(review: MonthReview) -> Part:
    new = review.new
    if not review.anything_new:
        words = "Nothing new may be told here" if hidden(new, "insights") else "Nothing has come in"
        return Part("new", "What is new", [[f"{words} since {day(day_of(review.since))}."]])
    line: list[str | Link] = []
    if new["insights"]:
        line.append(Link(_many(new["insights"], "new insight"), "insights", _of_the_new(review)))
    if new["case_studies"]:
        line += [" and "] * bool(line)
        words = _many(new["case_studies"], "new case study", "new case studies")
        line.append(Link(words, "case-studies", _of_the_new(review)))
    if new["sources"]:
        line.append(f", from {_many(new['sources'], 'person or organisation', 'people and organisations')}")
    if new["new_sources"]:
        line.append(f", {count(new['new_sources'])} of them heard for the first time")
    heard = f"Heard or read between {day(new['first_on'])} and {day(new['last_on'])}." if new["first_on"] else ""
    undated = f" {_many(new['undated'], 'record has', 'records have')} no date." if new["undated"] else ""
    meaning = " New means that it came in since the last look, not that it happened since."
    return Part("new", "What is new", [[*line, "."], [f"{heard}{undated}{meaning}".strip()]])


def _grew(review: MonthReview) -> Part:
    rows = [
        {
            "theme": row["theme"],
            "link": Link(row["theme"], "insights", _of_the_new(review, theme=row["theme_id"])),
            "added": row["added"],
            "sources_added": row["sources_added"],
            "mentions": row["mentions"],
            "heard": heard(row["first_on"], row["last_on"]),
        }
        for row in review.grew
    ]
    columns = (
        Column("theme", "Theme"), Column("added", "New times raised", "count"),
        Column("sources_added", "By people and organisations", "count"), Column("mentions", "In all now", "count"),
        Column("heard", "Heard when"),
    )  # fmt: skip
    lines = [] if rows else [["No theme was raised by what is new."]]
    return Part("grew", "What grew", lines, columns, rows)


def _faded(review: MonthReview) -> Part:
    rows = [
        {
            "theme": row["theme"],
            "link": Link(row["theme"], "themes", _query(review, theme=row["theme_id"])),
            "mentions": row["mentions"],
            "heard": day(row["heard_last_on"]) if row["heard_last_on"] else "date not recorded",
        }
        for row in review.faded
    ]
    columns = (Column("theme", "Theme"), Column("mentions", "In all", "count"), Column("heard", "Heard last"))
    if not rows:
        words = "Every theme was raised by what is new." if review.grew else "Nothing new to hold the themes against."
        return Part("faded", "What faded", [[words]])
    lead = "Nothing that is new raised these themes. Fewer may have been asked about them."
    return Part("faded", "What faded", [[lead]], columns, rows)


def _missing(review: MonthReview) -> Part:
    lines: list[list[str | Link]] = []
    if review.missing:
        lines.append([f"{review.missing} ", Link("See the map", "places", _query(review)), "."])
    closed = [row["council"] for row in review.closed if not hidden(row, "insights")]
    if closed:
        names = listed(closed[:_MOST_NAMES])
        more = f" and {len(closed) - _MOST_NAMES} more" if len(closed) > _MOST_NAMES else ""
        lines.append([f"Gaps closed: heard from for the first time since then: {names}{more}."])
    else:
        lines.append(["No council area was heard from for the first time since then."])
    return Part("missing", "Who is missing", lines)


def _agreed(review: MonthReview) -> Part:
    agreed, done = review.agreed_since(), review.done_since()
    late = sum(one.overdue(day_of(review.until)) for one in review.actions)
    words = f"{_many(len(agreed), 'action')} agreed and {len(done)} done since then; {late} overdue. "
    columns = (Column("words", "What is to be done"), Column("owner", "Who"), Column("due", "By when"),
               Column("state", "State"))  # fmt: skip
    return Part("agreed", "What was agreed", [[words, Link("All actions", "actions", {})]], columns,
                [_action(one) for one in agreed])  # fmt: skip


def _action(one: Action) -> dict[str, Any]:
    due = day(one.due_on) if one.due_on else "no day set"
    return {"words": one.words, "owner": one.owner, "due": due, "state": STATES[one.state]}


def _indicators(review: MonthReview) -> Part:
    sized, small = (_sum(review, review.sectors, name) for name in ("sized", "small"))
    groups = [row for row in review.sectors if row["sector"] == "community group"]
    community = _sum(review, groups, "sources")
    done = sum(one.state == "done" for one in review.actions)
    sizes = "not recorded"
    if sized is None or (sized and small is None):
        sizes = NOT_SHOWN
    elif sized:
        sizes = f"{count(small or 0)} of the {count(sized)} whose size is recorded"
    used = review.used
    told = [
        (
            "People and organisations heard",
            _shown(review.headline, "sources"),
            _shown(review.new, "new_sources"),
            "insights",
        ),
        (
            f"Council areas heard from, of {COUNCILS}",
            _shown(review.headline, "councils"),
            str(len(review.closed)),
            "places",
        ),
        ("Community groups heard", NOT_SHOWN if community is None else count(community), "", "insights"),
        ("Small organisations heard", sizes, "", "insights"),
        ("Actions done", f"{done} of {len(review.actions)}", str(len(review.done_since())), "actions"),
        ("Insights used in a decision", _shown(used, "insights"), _shown(used, "new_insights"), "actions"),
        ("Case studies used in a decision", _shown(used, "case_studies"), _shown(used, "new_case_studies"), "actions"),
    ]
    rows = [
        {"indicator": name, "link": Link(name, page, {} if page == "actions" else _query(review)), "now": now,
         "since": since}
        for name, now, since, page in told
    ]  # fmt: skip
    columns = (Column("indicator", "Indicator"), Column("now", "Now"), Column("since", "New since then", nothing="–"))
    return Part("indicators", "Core indicators", [], columns, rows)


def _sectors(review: MonthReview) -> Part:
    rows = [
        {**row, "name": _sector(row["sector"]),
         "link": Link(_sector(row["sector"]), "insights", _query(review, sector=_slug(row["sector"])))}
        for row in review.sectors
    ]  # fmt: skip
    columns = (Column("name", "Sector"), Column("sources", "People and organisations", "count"),
               Column("new_sources", "New since then", "count"), Column("records", "Records", "count"))  # fmt: skip
    return Part("sectors", "Who was heard, by sector", [], columns, rows)


def _boards(review: MonthReview) -> Part:
    rows = [
        {**row, "name": row["health_board"],
         "link": Link(row["health_board"], "places", _query(review, place=row["health_board_code"]))}
        for row in review.boards
    ]  # fmt: skip
    columns = (Column("name", "Health board"), Column("sources", "People and organisations", "count"),
               Column("insights", "Insights", "count"))  # fmt: skip
    return Part("places", "Who was heard, by place", [], columns, rows)


def heard(first: date | None, last: date | None) -> str:
    """``3 March 2021 to 5 May 2021``, one day, or that no date is known."""
    if first is None or last is None:
        return "date not recorded"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _sum(review: MonthReview, rows: Sequence[Row], name: str) -> int | None:
    """The sum of what is shown; None for nothing in the sharing view, where a row with a few is not there at all."""
    told = sum(row[name] or 0 for row in rows)
    return told if told or review.filters.mode == "working" else None


def _shown(row: Row, name: str) -> str:
    return NOT_SHOWN if row[name] is None else count(row[name])


def _many(number: int, one: str, many: str = "") -> str:
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def _sector(value: str) -> str:
    return "Not recorded" if value == "not_recorded" else vocabulary().label("sector", value)


def _slug(value: str) -> str:
    return value if value == "not_recorded" else vocabulary().slug("sector", value)
