"""Tells which cells of a whole column could hold personal data at all, at the speed of C.

Almost no cell does. What is left over is looked at closely, cell by cell, by data/personal.py.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.personal import ODD_SIGNS, STARTS_OF_BIRTH_CUES

# Wider than what data/personal.py goes by, never narrower: a test holds that.
_POSSIBLE = "|".join(
    (
        "@",
        r"[0-9](?:[ ().,/-]{0,4}[0-9]){8}",  # enough digits for a phone or CHI number
        r"[0-9]{2}[ -]?[0-9]{2}[ -]?[A-Da-d](?:[^0-9A-Za-z_]|$)",  # the end of a National Insurance number
        r"[0-9][A-Za-z]{2}(?:[^0-9A-Za-z_]|$)",  # the second half of a postcode
        "(?i:" + "|".join(cue.replace(".", r"\.") for cue in STARTS_OF_BIRTH_CUES) + ")",
        "[" + "".join(f"\\x{{{ord(sign):x}}}" for sign in ODD_SIGNS) + "]",
    )
)
_SHORTEST_NUMBER = 10**8


def may_hold(column: pa.Array) -> list[bool] | None:
    """For each cell of a column of text or numbers whether it needs a closer look; None if none does."""
    kind = column.type
    if pa.types.is_struct(kind):  # a mixed column: see data/workbook_arrow.py
        return may_hold(column.field("text"))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        found = pc.match_substring_regex(column, _POSSIBLE)
    elif pa.types.is_floating(kind):
        found = pc.or_(pc.greater_equal(pc.abs(column), _SHORTEST_NUMBER), pc.not_equal(column, pc.floor(column)))
    elif pa.types.is_date(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return None
    else:
        return [True] * len(column)
    return pc.fill_null(found, False).to_pylist() if pc.any(found).as_py() else None
