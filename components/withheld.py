"""A comparison that the evidence in view does not carry: why not, what would allow it, and the plain counts."""

from __future__ import annotations

from collections.abc import Sequence

from components.markup import tag
from components.slip import slip
from components.table import Column, Rows, table_markup
from queries.ladder import Verdict


def show(heading: str, verdict: Verdict, columns: Sequence[Column], rows: Rows, *, source: str = "") -> None:
    """The card that stands where the comparison would. ``verdict`` says why; without rows there is no table."""
    reason = tag("p", verdict.reason, class_="ks-withheld")
    counts = table_markup(columns, rows, heading) if rows else ""
    slip(heading, reason, counts, tag("p", source, class_="ks-source") if source else "")
