"""All that the manager's month tells, gathered from questions: what is new, grew, faded, is missing, was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.actions import Action, list_actions
from data.write import now
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters

Row = Mapping[str, Any]


@dataclass(frozen=True)
class MonthReview:
    """What stands at ``until`` and what came in since ``since`` (UTC), as the mode of ``filters`` may tell it."""

    filters: Filters
    since: datetime
    until: datetime
    headline: Row
    new: Row
    grew: tuple[Row, ...]
    faded: tuple[Row, ...]
    missing: str
    closed: tuple[Row, ...]
    sectors: tuple[Row, ...]
    boards: tuple[Row, ...]
    used: Row
    actions: tuple[Action, ...]
    notes: tuple[str, ...]

    @property
    def anything_new(self) -> bool:
        """Whether anything came in that may be told of."""
        return bool(self.new["insights"] or self.new["case_studies"])

    def agreed_since(self) -> list[Action]:
        """The actions agreed since."""
        return [one for one in self.actions if one.made_at > self.since]

    def done_since(self) -> list[Action]:
        """The actions done since."""
        return [one for one in self.actions if one.done_at is not None and one.done_at > self.since]


def month_review(filters: Filters, since: datetime) -> MonthReview:
    """Gather it."""
    names = ("new_totals", "theme_added", "places_closed", "sector_sources", "used_in_decisions")
    told = {name: tell(name, filters, since=since) for name in names}
    headline, councils, boards = (tell(name, filters) for name in ("headline", "council_counts", "board_counts"))
    themes = told["theme_added"].rows
    new = told["new_totals"].one
    anything = bool(new["insights"] or new["case_studies"])
    notes = dict.fromkeys(note for one in (*told.values(), headline, councils, boards) for note in one.notes)
    return MonthReview(
        filters=filters,
        since=since,
        until=now(),
        headline=headline.one,
        new=new,
        grew=tuple(row for row in themes if row["added"]),
        faded=tuple(row for row in themes if row["added"] == 0) if anything else (),
        missing=sentences.not_heard_from(councils.rows, narrowed=filters.narrows),
        closed=told["places_closed"].rows,
        sectors=told["sector_sources"].rows,
        boards=tuple(row for row in boards.rows if row["sources"]),
        used=told["used_in_decisions"].one,
        actions=tuple(list_actions()),
        notes=tuple(notes),
    )
