"""Takes a file in: the one function behind the Upload page and ``python -m data import``.

Everything of a file is saved in one transaction or nothing is. Each row ends in exactly one of four
places: saved, parked (it needs attention), unchanged (it was here already), blank.
"""

from __future__ import annotations

import hashlib
import json

import duckdb

from data import workbook
from data.behind import uncollected
from data.choices import PLAIN, Choices
from data.column_mappings import remember, remembered
from data.columns import KINDS, Table
from data.consequences import weigh
from data.errors import Problem, WorkbookError
from data.fields import OF_SOURCE
from data.parked_file import marked
from data.personal import asks_birth_date, mask
from data.personal_kept import hides, reason_given
from data.progress import WAITING, Progress
from data.receipts import Receipt
from data.settings import keeps_originals
from data.tables_in_book import NoTable, personal_outside, tables_of
from data.taking import Taking
from data.telling import most_telling
from data.template_sheets import without_template_sheets
from data.themes import known_themes
from data.write import new_id, note_in_audit, now, write
from data.written_file import file_as_saved


@uncollected()
def import_file(
    content: bytes,
    name: str,
    choices: Choices = PLAIN,
    *,
    dry_run: bool = False,
    who: str = "not recorded",
    progress: Progress | None = None,
    limits: workbook.Limits | None = None,
) -> Receipt:
    """Take in one XLSX or CSV file of insights, case studies or themes.

    ``choices`` is what a person decided about it; ``dry_run`` does everything and then leaves the database as it
    was; ``progress`` is told how far it is (see data/progress.py) and may raise Cancelled: then nothing is saved. A
    file that cannot be taken in comes back with status "rejected" and nothing saved.
    """
    label, in_name = label_of(name)
    try:
        book = without_template_sheets(workbook.read(content, name, limits, progress))
        read, marks = marked(book)
        found = tables_of(read, label, choices, remembered(), known_themes().look_up)
    except NoTable as error:
        return Receipt("rejected", kind=choices.kind, problems=[error.problem], columns=error.columns)
    except WorkbookError as error:
        return Receipt("rejected", kind=choices.kind, problems=[error.problem])
    tables = found.tables
    too_long = {(one.sheet, one.row): one for one in book.problems if one.code == "cell_too_long"}
    said = [one for one in book.problems if one.code != "cell_too_long"]
    receipt = Receipt(
        upload_id=new_id(),
        kind=tables[0].kind if len({table.kind for table in tables}) == 1 else "mixed",
        mapping=found.mapping,
        columns=found.columns,
        problems=[*said, *found.problems, *(problem for table in tables for problem in table.problems)],
    )
    receipt.problems += personal_outside(found, label, in_name)
    taken = Taking(receipt, label, choices, who, progress, sum(table.height for table in tables), too_long, marks)
    waiting = (lambda: progress(WAITING, 0, 0)) if progress else None
    with write("evidence", "themes", keep=not dry_run, while_waiting=waiting) as cursor:
        for table in sorted(tables, key=lambda table: KINDS.index(table.kind)):
            taken.take(cursor, table)
        taken.finish(cursor)
        kept = not dry_run and _brings_something(cursor, taken)
        if kept:
            _keep(cursor, receipt, taken, tables, label, who, content, book, choices)
            remember(cursor, found.columns, who)
        elif not dry_run:
            note_in_audit(cursor, who, "upload with nothing new", hashlib.sha256(content).hexdigest())
        else:
            receipt.consequences = weigh(
                cursor,
                taken.watch,
                saved=receipt.rows_saved,
                unchanged=receipt.rows_unchanged,
                parked=receipt.rows_parked,
            )
    if not kept:
        receipt.upload_id = None
    receipt.problems = [*_already(receipt, label), *most_telling(receipt.problems, label, taken.left_out)]
    noticed = any(problem.code != "already_here" for problem in receipt.problems)
    receipt.status = "accepted_with_warnings" if noticed else "accepted"
    return receipt


def label_of(name: str) -> tuple[str, tuple[str, ...]]:
    """A file's name as it is shown and kept, personal data masked, and the kinds of personal data in it."""
    stem, dot, ending = workbook.clean_name(name)[0].rpartition(".")
    shown, found = mask(stem or ending)
    return f"{shown}{dot}{ending}" if stem else shown, found


def _brings_something(cursor: duckdb.DuckDBPyConnection, taken: Taking) -> bool:
    """Whether an upload is to be kept at all; a file that was here already adds no upload."""
    told = f"SELECT count(*) FROM source WHERE $1 IN ({', '.join(f'{one}_upload_id' for one in OF_SOURCE.values())})"
    found = cursor.execute(told, [taken.receipt.upload_id]).fetchone()
    return taken.brings_something or bool(found and found[0])


def _already(receipt: Receipt, label: str) -> list[Problem]:
    """A word for a file that brings nothing, and for rows that were on the list of rows to mend before."""
    told = []
    if receipt.nothing_new:
        what = "Nothing was added and no upload was made: everything in this file was brought in before."
        told.append(Problem("warning", "already_here", what, label, found="already here"))
    words = {
        "waiting": "What needs attention is on the list already. Mend it there, or in the file.",
        "discarded": "This was discarded from the list before. It can be put back on it.",
        "settled": "This needed attention and was mended before. Nothing was changed.",
        "withdrawn": "The source has withdrawn. Its words were not brought back.",
    }
    said = {"waiting": "waiting", "discarded": "discarded", "settled": "mended", "withdrawn": "withdrawn"}
    for state, number in receipt.listed_before.items():
        rows = "1 row" if number == 1 else f"{number:,} rows"
        told.append(Problem("warning", f"already_{state}", words[state], label, found=f"{rows} already {said[state]}"))
    return told


def _keep(
    cursor: duckdb.DuckDBPyConnection,
    receipt: Receipt,
    taken: Taking,
    tables: list[Table],
    label: str,
    who: str,
    content: bytes,
    book: workbook.Workbook,
    choices: Choices,
) -> None:
    """The upload itself, its file as saved, its parked rows."""
    cursor.execute(
        "INSERT INTO upload (upload_id, file_name, sha256, kind, who, uploaded_at, personal_data, mapping, rows_read,"
        " rows_saved, rows_parked, rows_unchanged, rows_blank, personal_reason, permission)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        [
            receipt.upload_id,
            label,
            hashlib.sha256(content).hexdigest(),
            receipt.kind,
            who,
            now(),
            choices.personal,
            json.dumps(receipt.mapping, ensure_ascii=False),
            receipt.rows_read,
            receipt.rows_saved,
            receipt.rows_parked,
            receipt.rows_unchanged,
            receipt.rows_blank,
            reason_given(receipt, choices),
            choices.permission or None,
        ],
    )
    headers = {
        (table.sheet.name, column.at): column.header
        for table in tables
        for column in table.columns
        if not column.field and asks_birth_date(column.header)
    }
    hide = hides(book, content, receipt, tables, choices)
    kept = file_as_saved(book, content, hide, taken.withdrawn, headers)
    cursor.execute("INSERT INTO upload_file VALUES ($1, $2, $3)", [receipt.upload_id, kept.masked, kept.content])
    note_in_audit(cursor, who, "upload", receipt.upload_id or "")
    if keeps_originals() and not taken.withdrawn:
        cursor.execute("INSERT INTO upload_original VALUES ($1, $2)", [receipt.upload_id, content])
        note_in_audit(cursor, who, "original kept untouched", receipt.upload_id or "")
