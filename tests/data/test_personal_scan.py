"""The quick look over a column never misses a cell in which the close look finds something."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.cells import as_text
from data.personal import mask
from data.personal_names import names_somebody
from data.personal_scan import may_hold

NAMES = (
    "Mrs", "Dr.", "Miss", "Prof", "Rev", "my name is", "named", "a patient named", "signed", "Yours sincerely",
    "Kind regards,", "best wishes", "Testina", "Sample", "the", "bus",
)  # fmt: skip
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


@pytest.mark.parametrize("number", [7700900777, 1203571003.0, 7700900777.0])
def test_a_number_that_may_be_a_phone_or_health_number_is_picked_out(number: float) -> None:
    assert mask(as_text(number))[1]
    assert may_hold(pa.array([as_text(number), None])) == [True, False]


@given(st.lists(st.sampled_from(NAMES), max_size=4).map(" ".join))
def test_a_text_that_names_somebody_is_always_picked_out(text: str) -> None:
    if names_somebody(text):
        assert may_hold(pa.array([text])) == [True]


def test_columns_without_any_are_passed_over_whole() -> None:
    assert may_hold(pa.array(["The bus", None, "2026-02-03", "£12.50", "12", ""])) is None
