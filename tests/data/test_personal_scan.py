"""The quick look over a column never misses a cell in which the close look finds something."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.cells import as_text
from data.personal import mask
from data.personal_scan import may_hold
from data.workbook_arrow import to_arrow

PIECES = (
    "jo@example.org", "ｊｏ＠ｅｘａｍｐｌｅ．ｏｒｇ", "07700 900777", "(0131) 496 0000", "+44 (0)131-496-0000",
    "0131\u00a0496\u00a00000", "0207104103", "020471 0103", "QQ 12 34 56 C", "AB123456C", "EH12 9AB", "eh129ab",
    "Born 9 May 1958", "D.O.B. 9/5/58", "date of birth: 1958-05-09", "9 May 1958 (dob)", "１２３", "\u2013",
    "a", "1", " ", "Z", "é", "_", "\n",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text("019 +-.@/abdorn", max_size=12)), max_size=5).map("".join))
@example("AB 12 34 56 Cé")
@example("EH12 9ABé")
def test_a_text_with_personal_data_is_always_picked_out(text: str) -> None:
    if mask(text)[1]:
        assert may_hold(pa.array(["nothing", text])) == [False, True]


@pytest.mark.parametrize("number", [7700900777, 207104103, 1203571003.0, 0.5, 12.0, 20240101, 99999999])
def test_a_number_that_may_be_a_phone_or_health_number_is_picked_out(number: float) -> None:
    column = to_arrow([[float(number)], [None]]).column(0)
    if mask(as_text(number))[1]:
        assert may_hold(column) == [True, False]


def test_a_mixed_column_is_looked_at_cell_by_cell() -> None:
    column = to_arrow([["call 07700 900777"], [7.0], [None], ["nothing"]]).column(0)
    assert may_hold(column) == [True, False, False, False]


def test_columns_without_any_are_passed_over_whole() -> None:
    assert may_hold(pa.array(["The bus", None, "2026-02-03", "£12.50"])) is None
    assert may_hold(pa.array([date(2026, 2, 3), None])) is None
    assert may_hold(pa.array([12.0, 2026.0, None])) is None
