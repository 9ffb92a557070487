"""What became of a file, in counts and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data.consequences import Consequences
from data.errors import Problem
from data.tables_in_book import SeenColumn


@dataclass
class Receipt:
    """What became of a file. ``rows_read = saved + parked + unchanged + blank``, always.

    ``listed_before`` counts the rows that stood on the list of rows that need attention before: waiting and discarded
    ones are among the parked, settled (mended) and withdrawn ones among the unchanged.
    """

    status: str = "accepted"
    upload_id: str | None = None
    kind: str = "auto"
    rows_read: int = 0
    rows_saved: int = 0
    rows_parked: int = 0
    rows_unchanged: int = 0
    rows_blank: int = 0
    listed_before: dict[str, int] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    columns: list[SeenColumn] = field(default_factory=list)
    """The columns as a person is asked about them, with samples; a rehearsal tells in JSON how each is read and why."""
    consequences: Consequences | None = None  # of a rehearsal only

    @property
    def nothing_new(self) -> bool:
        """Whether the file brings nothing: every row is blank, here already, or waits or was discarded already."""
        known = self.listed_before.get("waiting", 0) + self.listed_before.get("discarded", 0)
        return self.rows_saved == 0 and self.rows_parked == known

    def as_dict(self) -> dict[str, Any]:
        """The receipt as the contract's JSON object."""
        told = {name: value for name, value in vars(self).items() if name not in ("columns", "listed_before")}
        return {
            **told,
            "problems": [problem.as_dict() for problem in self.problems],
            "consequences": {**self.consequences.as_dict(), "columns": self._read()} if self.consequences else None,
        }

    def _read(self) -> list[dict[str, Any]]:
        """As what each column is read, how sure that is from 0 to 1, and why."""
        return [
            {
                "sheet": seen.sheet,
                "column": seen.name,
                "field": seen.column.field,
                "confidence": round(seen.column.confidence, 2),
                "how": seen.column.how,
                "because": seen.column.because,
                "may_be": seen.column.offer,
            }
            for seen in self.columns
        ]
