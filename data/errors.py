"""What can go wrong for a user, named after what is wrong and always with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

_ROWS_NAMED = 10


@dataclass(frozen=True)
class Problem:
    """One thing that was found in a file: where it is, what it is, and what to do about it.

    ``found`` is shown on screen, printed and logged, so it never holds personal data.
    ``row`` is the row as the person sees it in the spreadsheet (1 is the first).
    """

    severity: str
    code: str
    what_to_do: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The problem as the contract's JSON object."""
        return asdict(self)

    def __str__(self) -> str:
        return self.in_rows([self.row] if self.row else [])

    def in_rows(self, rows: Sequence[int]) -> str:
        """The problem in a line, as it was found in these rows; of many only the first are named."""
        more = f" and {len(rows) - _ROWS_NAMED:,} more" if len(rows) > _ROWS_NAMED else ""
        named = f"{', '.join(map(str, rows[:_ROWS_NAMED]))}{more}"
        where = ", ".join(
            part
            for part in (
                self.file,
                self.sheet and f"sheet {self.sheet}",
                rows and f"row{'s' if len(rows) > 1 else ''} {named}",
                self.column and f"column {self.column}",
            )
            if part
        )
        found = f"{self.found}. " if self.found else ""
        return f"{where}: {found}{self.what_to_do}" if where else f"{found}{self.what_to_do}"


class KenspeckleError(Exception):
    """Something a user can understand and act on; its text is shown as it stands."""


class Refused(KenspeckleError):
    """The command was understood and is refused; nothing was changed. Exit code 2."""


class Cancelled(Refused):
    """A person stopped the work before it was done; nothing was changed."""


class WorkbookError(Refused):
    """A whole file cannot be taken in; nothing of it was saved."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
