"""A comparison that the evidence in view does not carry: why not, what would allow it, and the plain counts."""

from __future__ import annotations

from collections.abc import Sequence

from components.slip import Slip
from components.table import Column, Rows
from queries.ladder import Verdict


def withheld(heading: str, verdict: Verdict, columns: Sequence[Column], rows: Rows, *, source: str = "") -> Slip:
    """The card that stands where the comparison would. ``verdict`` says why; without rows there is no table."""
    return Slip(heading, columns=columns, rows=rows, source=source, reason=verdict.reason)
