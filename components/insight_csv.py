"""The insights that match as a CSV file that opens in a spreadsheet, and that Upload takes back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from components.markup import shortened
from data.fields import WITHDRAWN
from data.formula_text import guarded
from data.plain import plain
from queries.filters import Filters
from queries.search import read

ROWS_AT_ONCE = 10_000
# The names are those that an upload understands.
COLUMNS = (
    *("insight_id", "recorded_on", "date_precision", "title", "text", "source_kind", "source_name"),
    *("source_url", "place", "focus_area", "themes", "barrier_or_enabler", "groups", "inequality_effect"),
    *("level", "quote_permission"),
)


def csv_bytes(filters: Filters, text: str, added_after: datetime | None = None) -> bytes:
    """Every insight that matches, in the order of the page, read from the database page by page. UTF-8 with its mark.

    In sharing mode the words that may not be quoted are left out, as on the screen.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    written, matching = 0, 1
    while written < matching:
        found = read("insights", text, filters, limit=ROWS_AT_ONCE, offset=written, added_after=added_after)
        if not found.rows:
            break
        writer.writerows([_cell(row, column) for column in COLUMNS] for row in found.rows)
        written, matching = written + len(found.rows), found.matching
    return ("\ufeff" + sheet.getvalue()).encode("utf-8")


def file_name(filters: Filters, text: str) -> str:
    """``kenspeckle_insights_digital-older_filtered_2026-01-31.csv``."""
    searched = "-".join(plain(shortened(text, 40)).split())
    parts = ["kenspeckle", "insights", searched, "filtered" if filters.narrows else "", f"{datetime.now(UTC):%Y-%m-%d}"]
    return "_".join(part for part in parts if part) + ".csv"


def _cell(row: dict[str, Any], column: str) -> str:
    value = row["place_text"] if column == "place" else row[column]
    if column == "text" and row["withdrawn"]:
        value = WITHDRAWN
    elif column == "themes":
        value = "; ".join(theme["theme"] for theme in value)
    elif column == "groups":
        value = "; ".join(value)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else guarded(str(value))
