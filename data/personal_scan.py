"""Tells which cells of a whole column could hold personal data or a name at all, at the speed of C.

Almost no cell does. The others are looked at closely, one by one: data/personal.py, data/personal_names.py.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.personal import ODD_SIGNS, STARTS_OF_BIRTH_CUES
from data.personal_names import CUES

# Wider than what data/personal.py goes by, never narrower: a test holds that.
_POSSIBLE = "|".join(
    (
        "@",
        *CUES,
        r"[0-9](?:[ ().,/-]{0,4}[0-9]){8}",  # enough digits for a phone or CHI number
        r"[0-9]{2}[ -]?[0-9]{2}[ -]?[A-Da-d](?:[^0-9A-Za-z_]|$)",  # the end of a National Insurance number
        r"[0-9][A-Za-z]{2}(?:[^0-9A-Za-z_]|$)",  # the second half of a postcode
        "(?i:" + "|".join(cue.replace(".", r"\.") for cue in STARTS_OF_BIRTH_CUES) + ")",
        "[" + "".join(f"\\x{{{ord(sign):x}}}" for sign in ODD_SIGNS) + "]",
    )
)


def may_hold(column: pa.Array) -> list[bool] | None:
    """For each cell of a column of text whether it needs a closer look; None if none does."""
    found = pc.match_substring_regex(column, _POSSIBLE)
    return pc.fill_null(found, False).to_pylist() if pc.any(found).as_py() else None
