"""A column of text is trimmed at once, exactly as Python trims each cell."""

from __future__ import annotations

import sys

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data.table_cells import cell_blocks
from data.workbook_arrow import Cell, to_words
from data.workbook_grid import Rows


def test_every_sign_at_the_ends_of_a_text_is_kept_or_trimmed_as_python_does() -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    texts = [f"{sign}a b{sign}" for sign in signs]
    assert to_words(pa.array(texts)) == [text.strip() for text in texts]
    plain = texts[:128]
    assert to_words(pa.array(plain)) == [text.strip() for text in plain]


@given(st.lists(st.none() | st.text(alphabet="'= \t\x1fa1é\u00a0", max_size=6), min_size=1, max_size=5))
def test_a_cell_of_an_arrow_column_gives_the_words_of_the_same_cell_in_a_list(cells: list[str | None]) -> None:
    rows: list[list[Cell]] = [[cell, "x"] for cell in cells]
    (held,) = cell_blocks(Rows.of(rows), 0, 3)
    (listed,) = cell_blocks(rows, 0, 3)
    assert (held.columns, held.texts) == (listed.columns, listed.texts)
    assert listed.suspects.keys() <= held.suspects.keys()  # a cell may be looked at for nothing, never passed over
