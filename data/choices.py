"""What a person decides about one file before it is saved; the defaults are those of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.columns import KINDS, fields_of
from data.errors import Refused
from data.vocabulary import vocabulary

PERSONAL_DATA = ("mask", "park", "keep")
CHANGED_TEXT = ("park", "replace")


@dataclass(frozen=True)
class Choices:
    """Everything that can be chosen for one file.

    ``kind`` is insight, case_study, theme or auto; ``mapping`` gives a field for a column header ("" leaves the
    column out) and goes before every guess; ``personal`` says what becomes of personal data (mask, park, keep) and
    ``personal_rows`` the same for single rows, by sheet and row as the person sees them; ``personal_reason`` is why
    it may be kept; ``changed_text`` says what becomes of rows whose id is stored already with other words (park them
    or replace the words) and ``changed_rows`` the same for single rows; ``permission`` stands for the answer about
    quoting where the file has no column for it ("": not recorded).
    """

    kind: str = "auto"
    mapping: Mapping[str, str] = field(default_factory=dict)
    personal: str = "mask"
    personal_rows: Mapping[tuple[str, int], str] = field(default_factory=dict)
    personal_reason: str = ""
    changed_text: str = "park"
    changed_rows: Mapping[tuple[str, int], str] = field(default_factory=dict)
    permission: str = ""

    def __post_init__(self) -> None:
        if self.kind not in (*KINDS, "auto"):
            raise Refused("The kind of a file is insight, case_study, theme or auto.")
        fields = {name for kind in KINDS for name in fields_of(kind)}
        unknown = sorted({name for name in self.mapping.values() if name and name not in fields})
        if unknown:
            raise Refused(f"There is no field “{unknown[0][:60]}” for a column. Help lists the fields.")
        if not {self.personal, *self.personal_rows.values()} <= set(PERSONAL_DATA):
            raise Refused("Personal data can be dealt with in three ways: mask, park or keep.")
        if not {self.changed_text, *self.changed_rows.values()} <= set(CHANGED_TEXT):
            raise Refused("Rows that are stored with other words can be parked, or the words replaced.")
        if self.permission and self.permission not in vocabulary().values("quote_permission"):
            known = ", ".join(vocabulary().values("quote_permission"))
            raise Refused(f"The permission to quote is one of: {known}.")

    def personal_in(self, sheet: str, row: int) -> str:
        """What becomes of the personal data of one row."""
        return self.personal_rows.get((sheet, row), self.personal)

    def changed_in(self, sheet: str, row: int) -> str:
        """What becomes of one row whose id is stored already with other words."""
        return self.changed_rows.get((sheet, row), self.changed_text)


PLAIN = Choices()
