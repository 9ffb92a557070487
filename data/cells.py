"""What a cell says: its words as a person sees them, and how they may be quoted."""

from __future__ import annotations

from datetime import date, datetime

from data import personal
from data.formula_text import unguarded
from data.workbook import Cell


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that a person could see."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell) -> str:
    """A cell as the words a person sees; a leading ' that guards formula-like text is taken off."""
    if isinstance(cell, str):
        return unguarded(cell.strip())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def quoted(cell: Cell) -> str:
    """A cell's words for a message: personal data out, shortened, in quotation marks."""
    shown = personal.mask(" ".join(as_text(cell).split()))[0]
    return f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
