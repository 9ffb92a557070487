"""Where the tables of a workbook are: any usual layout becomes the rows that a person sees in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import connect
from data.receipts import Receipt
from data.uploads import import_file
from tests.data.layouts import LAYOUTS, SAID, Layout


def every(question: str) -> list[tuple[object, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def codes(receipt: Receipt) -> set[str]:
    return {problem.code for problem in receipt.problems}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_sheet_becomes_what_a_person_sees_in_it(empty: Path, layout: Layout) -> None:
    receipt = import_file(layout.content(), "messy.xlsx", who="a test")
    assert receipt.status != "rejected", receipt.problems
    told = [(problem.code, problem.column, problem.what_to_do) for problem in receipt.problems]
    assert set(receipt.mapping.values()) == layout.fields, told
    assert (receipt.rows_saved, receipt.rows_parked) == (layout.saved, layout.parked), told
    assert receipt.rows_read == (receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank)
    assert layout.codes <= codes(receipt), told
    assert not layout.not_codes & codes(receipt), told
    assert layout.blank is None or receipt.rows_blank == layout.blank
    texts = {row[0] for row in every("SELECT text FROM insight")}
    assert texts <= set(SAID)
