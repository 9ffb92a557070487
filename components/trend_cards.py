"""The pictures and lists of Trends: the lines, two periods, the years, and what stands in no period."""

from __future__ import annotations

from collections.abc import Sequence

from components import axis_notes, month_lines, month_marks, month_story, period_change
from components.card import Card
from components.months import MONTH, MOST, chosen_themes, not_looked, periods_between, starts
from components.slip import Slip
from components.source_line import source_line
from data.scan_log import weeks_looked
from queries.filters import Filters


def lines(filters: Filters, *, period: str = MONTH, themes: Sequence[str] = (), limit: int | None = None) -> Card:
    """A line for each theme, period by period; without ``themes`` those raised most."""
    themed, totals, undated = month_story.asked(period, filters)
    known = {str(row["theme_id"]) for row in themed}
    chosen = [theme for theme in themes if theme in known][: limit or MOST]
    unit = "sources" if filters.unit == "places" else filters.unit
    kept = chosen or chosen_themes(themed, unit, limit or MOST)
    dates = [starts(row) for row in totals]
    periods = periods_between(min(dates), max(dates), period) if dates else []
    return month_lines.card(
        themed,
        totals,
        () if limit else undated,  # in large type there is no room beside the lines
        unit=unit,
        chosen=kept,
        source=source_line(filters),
        period=period,
        marks=[*axis_notes.own_marks(), *month_marks.of_themes(kept, filters)],
        silent=not_looked(periods, period, month_story.heard_at_all(period, filters), weeks_looked()),
        strip=month_lines.LOW_STRIP if limit else month_lines.STRIP,
    )


def two_periods(
    filters: Filters,
    *,
    months: str = period_change.USUAL,
    earlier: str = "",
    later: str = "",
    limit: int = period_change.MOST,
) -> Card | Slip:
    """The last so many months beside as many before; with ``own`` months the days told (``2021-01-01/2021-06-30``)."""
    first, second = period_change.period_of(earlier), period_change.period_of(later)
    if months == period_change.OWN and first and second and first[1] < second[0]:
        return period_change.card(filters, period_change.Periods(*first, *second), limit=limit)
    dates = [starts(row) for row in month_story.asked(MONTH, filters)[1]]
    if not dates:
        return Slip("Two periods side by side", "No record in view is dated to a month.")
    length = int(period_change.USUAL if months == period_change.OWN else months)
    return period_change.card(filters, period_change.last_months(max(dates), length), limit=limit)


def years(filters: Filters, *, period: str = MONTH) -> Slip:
    """How many records each year's periods hold."""
    return month_story.years_card(month_story.asked(period, filters)[1], period)


def undated(filters: Filters, *, period: str = MONTH) -> Slip:
    """Every record that stands in no period."""
    return month_story.beside_card(month_story.asked(period, filters)[2], period)
