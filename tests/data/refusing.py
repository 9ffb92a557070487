"""What a refused file must always say."""

from __future__ import annotations

import pytest

from data.errors import Problem, WorkbookError
from data.workbook import Limits, read

SMALL = Limits(rows=50, csv_rows=50, columns=10, seconds=20)


def refused(content: bytes, name: str = "spring.xlsx", limits: Limits = SMALL) -> Problem:
    """The problem for which a file is refused; it always names the file and says what to do."""
    with pytest.raises(WorkbookError) as caught:
        read(content, name, limits)
    assert caught.value.problem.file
    assert caught.value.problem.what_to_do
    return caught.value.problem
