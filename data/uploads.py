"""Takes a file in: the one function behind the Upload page and ``python -m data import``.

Everything of a file is saved in one transaction or nothing is. Each row ends in exactly one of four
places: saved, parked (it needs attention), unchanged (it was here already), blank.
"""

from __future__ import annotations

import hashlib
import json

import duckdb

from data import workbook
from data.choices import PLAIN, Choices
from data.columns import KINDS, Table, find_table
from data.errors import Problem, WorkbookError
from data.parking import keep_parked
from data.personal import mask
from data.receipts import Receipt, most_telling
from data.taking import Progress, Taking
from data.write import new_id, note_in_audit, now, write
from data.written_file import file_as_saved


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
    was; ``progress`` is called with rows done and all rows, and may raise Cancelled: then nothing is saved. A file
    that cannot be taken in comes back with status "rejected" and nothing saved.
    """
    stem, dot, ending = workbook.clean_name(name)[0].rpartition(".")
    shown, in_name = mask(stem or ending)
    label = f"{shown}{dot}{ending}" if stem else shown
    try:
        book = workbook.read(content, name, limits)
        tables, aside = _tables(book, label, choices)
    except WorkbookError as error:
        return Receipt("rejected", kind=choices.kind, problems=[error.problem])
    too_long = {(one.sheet, one.row): one for one in book.problems if one.code == "cell_too_long"}
    said = [one for one in book.problems if one.code != "cell_too_long"]
    receipt = Receipt(
        upload_id=new_id(),
        kind=tables[0].kind if len({table.kind for table in tables}) == 1 else "mixed",
        mapping={header: name for table in tables for header, name in table.mapping.items()},
        problems=[*said, *aside, *(problem for table in tables for problem in table.problems)],
    )
    receipt.problems += _personal_outside_tables(book, tables, label, in_name)
    taken = Taking(receipt, label, choices, who, progress, sum(table.height for table in tables), too_long)
    with write("evidence", "themes", keep=not dry_run) as cursor:
        for table in sorted(tables, key=lambda table: KINDS.index(table.kind)):
            taken.take(cursor, table)
        if not dry_run:
            _keep(cursor, receipt, taken, label, who, content, book, choices)
    if dry_run:
        receipt.upload_id = None
    receipt.problems = most_telling(receipt.problems, label)
    receipt.status = "accepted_with_warnings" if receipt.problems else "accepted"
    return receipt


def _tables(book: workbook.Workbook, label: str, choices: Choices) -> tuple[list[Table], list[Problem]]:
    """The tables of a workbook, and a word for every sheet that is set aside."""
    tables, aside = [], []
    filled = [sheet for sheet in book.sheets if any(any(cell is not None for cell in row) for row in sheet.rows)]
    for sheet in filled:
        table = find_table(sheet, label, choices.kind, choices.mapping)
        if table is not None:
            tables.append(table)
        else:
            aside.append(
                Problem(
                    "warning",
                    "sheet_set_aside",
                    "No header row was found in this sheet, so nothing of it was taken in. A header such as "
                    "“text”, “title” or “place” must stand above the rows.",
                    label,
                    sheet.name,
                    None,
                    "",
                    "no header row",
                )
            )
    if not filled:
        raise WorkbookError(
            Problem(
                "error",
                "file_empty",
                "The file is empty: nothing was saved. Choose the file that holds the rows.",
                label,
                found="no rows",
            )
        )
    if not tables:
        raise WorkbookError(
            Problem(
                "error",
                "no_header",
                "No header row was found. Put the names of the columns above the rows – “text” or “title” at "
                "least – and bring the file in again. Help lists the names that are understood.",
                label,
                filled[0].name,
                filled[0].first_row,
                "",
                "no header row",
            )
        )
    if not any(table.height for table in tables):
        raise WorkbookError(
            Problem(
                "error",
                "no_rows",
                "There are no rows under the header: nothing was saved.",
                label,
                tables[0].sheet.name,
                found="no data rows",
            )
        )
    return tables, aside


def _personal_outside_tables(
    book: workbook.Workbook, tables: list[Table], label: str, in_name: tuple[str, ...]
) -> list[Problem]:
    """Personal data in the file's name, above a header, in a header, or in a sheet that was set aside."""
    heads = {id(table.sheet): table.first_data for table in tables}
    told = []
    if in_name:
        what = "The file's name was masked. Give the file another name."
        told.append(Problem("warning", "personal_data", what, label, found=", ".join(sorted(set(in_name)))))
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows[: heads.get(id(sheet), len(sheet.rows))]):
            kinds = sorted({kind for cell in row if isinstance(cell, str) for kind in mask(cell)[1]})
            if kinds:
                what = "This row is no data row: nothing of it is saved, and it is masked in the file that is kept."
                told.append(
                    Problem(
                        "warning", "personal_data", what, label, sheet.name, sheet.first_row + at, "", ", ".join(kinds)
                    )
                )
    return told


def _keep(
    cursor: duckdb.DuckDBPyConnection,
    receipt: Receipt,
    taken: Taking,
    label: str,
    who: str,
    content: bytes,
    book: workbook.Workbook,
    choices: Choices,
) -> None:
    """The upload itself, its file as saved, its parked rows."""
    cursor.execute(
        "INSERT INTO upload (upload_id, file_name, sha256, kind, who, uploaded_at, personal_data, mapping, rows_read,"
        " rows_saved, rows_parked, rows_unchanged, rows_blank)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
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
        ],
    )
    hide = choices.personal != "keep" and any(problem.code == "personal_data" for problem in receipt.problems)
    cursor.execute(
        "INSERT INTO upload_file VALUES ($1, $2, $3)",
        [receipt.upload_id, hide, file_as_saved(book, content, masked=hide)],
    )
    if taken.parked:
        keep_parked(cursor, receipt.upload_id or "", taken.parked)
    note_in_audit(cursor, who, "upload", receipt.upload_id or "")
