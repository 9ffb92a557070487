"""What a person typed into a form, as a file of one row for the import: one way in for everything."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from data.connect import database
from data.date_parts import IMPOSSIBLE
from data.dates import read_date
from data.errors import Refused
from data.fields import DATE_FIELD, ID_FIELD, TEXT_FIELDS
from data.formula_text import guarded
from data.workbook import Limits

Answer = str | Sequence[str] | None
Answers = Mapping[str, Answer]

# The four questions of a case study; for an insight they only help to write.
PROMPTS = (
    ("what_changed", "What changed?"),
    ("behaviours_that_enabled", "What made it possible?"),
    ("what_was_gained", "What was gained?"),
    ("unintended_consequences", "Anything unintended?"),
)
_NAMES = {"insight": "What was heard", "case_study": "A case study"}


def heard_text(text: str, prompts: Mapping[str, str]) -> str:
    """The text of an insight: what was written freely, then each prompt that was answered under its question."""
    answered = [f"{question} {prompts[field].strip()}" for field, question in PROMPTS if prompts.get(field, "").strip()]
    return "\n\n".join(part for part in (text.strip(), *answered) if part)


def one_row(kind: str, answers: Answers) -> bytes:
    """A CSV file with one row: a column for each field (``kind``: insight or case_study) that was answered.

    Several answers to one question become one cell. Raises Refused, and says what to do, where nothing was
    written, the date is no date, or a text is too long for a cell.
    """
    cells = {field: _cell(answer) for field, answer in answers.items()}
    cells = {field: text for field, text in cells.items() if text}
    if not any(cells.get(field) for field in TEXT_FIELDS[kind]):
        raise Refused(
            "Nothing is written yet. Write what was heard, or a title."
            if kind == "insight"
            else "Nothing is written yet. Write a title, or answer one of the four questions."
        )
    if cells.get(DATE_FIELD[kind]):
        cells |= _date(kind, cells[DATE_FIELD[kind]])
    most = Limits.from_settings().cell_characters
    if any(len(text) > most for text in cells.values()):
        raise Refused(f"One answer is longer than {most:,} characters. Shorten it, or add it in two parts.")
    out = io.StringIO()
    out.write("sep=,\n")  # semicolons and line ends in the text are then never taken for columns
    writer = csv.writer(out)
    writer.writerow(cells)
    writer.writerow([guarded(text) for text in cells.values()])
    return out.getvalue().encode()


def file_name(kind: str, at: datetime | None = None) -> str:
    """What the upload is called in the history: ``What was heard, 3 March 2026, 14.05.csv`` (Scottish time)."""
    now = (at or datetime.now(ZoneInfo("UTC"))).astimezone(ZoneInfo("Europe/London"))
    return f"{_NAMES[kind]}, {now.day} {now:%B %Y, %H.%M}.csv"


def added(kind: str, upload_id: str) -> tuple[str, str] | None:
    """The id of the one record that an upload brought in, and the first words it is found by; None if there is none."""
    title = "coalesce(title, text)" if kind == "insight" else "title"
    with database().cursor() as cursor:
        found = cursor.execute(
            f"SELECT {ID_FIELD[kind]}, {title} FROM {kind} WHERE upload_id = $1 AND removed_at IS NULL", [upload_id]
        ).fetchone()
    return (str(found[0]), str(found[1] or "")) if found else None


def _cell(answer: Answer) -> str:
    if answer is None:
        return ""
    return answer.strip() if isinstance(answer, str) else "; ".join(part.strip() for part in answer if part.strip())


def _date(kind: str, written: str) -> dict[str, str]:
    """The date and how exactly it is known, as two cells that cannot be read in two ways."""
    read = read_date(written)
    if read.on is None or read.precision is None:
        what = "There is no such day" if read.code == IMPOSSIBLE else "This date is not understood"
        raise Refused(f"{what}. Write it as 31/01/2026, January 2026 or 2026, or leave it blank.")
    return {DATE_FIELD[kind]: read.on.isoformat(), "date_precision": read.precision}
