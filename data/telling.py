"""What is told of the rows of one table: of one kind in one column the first ones, the rest only as a number."""

from __future__ import annotations

from collections import Counter

from data.errors import Problem

PROBLEMS_OF_ONE_KIND = 100
# A person may choose for each of these rows, so far more of them are told.
_CHOSEN_BY_ROW = {"personal_data": 2_000, "id_other_text": 2_000}
Kind = tuple[str, str, str]
"""Code, sheet, column."""


class Telling:
    """Collects problems row by row. A file may have hundreds of thousands; nobody reads more than the first."""

    def __init__(self) -> None:
        self.told: list[Problem] = []
        self.left_out: Counter[Kind] = Counter()
        self._met: Counter[Kind] = Counter()
        self._of_row: list[Kind] = []

    def begin_row(self) -> None:
        """To be called with each row: ``forget_row`` forgets what was told since."""
        if self._of_row:
            self._of_row = []

    def counts(self, code: str, sheet: str, column: str) -> bool:
        """Count one problem; whether it is among those that are told and has to be given to ``append``."""
        kind = (code, sheet, column)
        self._of_row.append(kind)
        self._met[kind] += 1
        if self._met[kind] <= _most(code):
            return True
        self.left_out[kind] += 1
        return False

    def add(self, problem: Problem) -> None:
        """Tell one problem, if it is among the first of its kind."""
        if self.counts(problem.code, problem.sheet, problem.column):
            self.told.append(problem)

    def forget_row(self, sheet_row: int) -> None:
        """Take back what was told of the row that was begun last."""
        while self.told and self.told[-1].row == sheet_row:
            self.told.pop()
        for kind in self._of_row:
            self._met[kind] -= 1
            if self._met[kind] >= _most(kind[0]):
                self.left_out[kind] -= 1
        self._of_row = []


def _most(code: str) -> int:
    return _CHOSEN_BY_ROW.get(code, PROBLEMS_OF_ONE_KIND)


def most_telling(problems: list[Problem], label: str, left_out: Counter[Kind] | None = None) -> list[Problem]:
    """All problems, but of one kind in one column only the first ones (most often a hundred) and a count of the rest.

    ``left_out`` are problems that were only counted.
    """
    told: list[Problem] = []
    met: Counter[Kind] = Counter()
    for problem in problems:
        kind = (problem.code, problem.sheet, problem.column)
        met[kind] += 1
        if met[kind] <= _most(problem.code):
            told.append(problem)
    met.update(left_out or {})
    for (code, sheet, column), count in met.items():
        more = count - _most(code)
        if more > 0:
            what = f"The same was found in {more:,} more rows."
            told.append(Problem("warning", code, what, label, sheet, None, column, f"{more:,} more"))
    return told
