"""When a day ends, for everything that is looked at "as at" a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SCOTLAND = ZoneInfo("Europe/London")
EVER = datetime(9999, 12, 31)  # later than anything that is written: what stands now


def end_of(day: date) -> datetime:
    """The last moment of a day in Scotland, as a naive UTC timestamp like those in the tables."""
    if day >= EVER.date() - timedelta(days=2):
        return EVER
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=SCOTLAND)
    return midnight.astimezone(UTC).replace(tzinfo=None) - timedelta(microseconds=1)


def day_of(moment: datetime) -> date:
    """The day in Scotland on which a moment of the tables fell."""
    return moment.replace(tzinfo=UTC).astimezone(SCOTLAND).date()


def local(moment: datetime) -> datetime:
    """A moment of the tables by the clock in Scotland."""
    return moment.replace(tzinfo=UTC).astimezone(SCOTLAND)
