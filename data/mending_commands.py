"""The commands about what was brought in: what depends on it, what needs attention, kept files, withdrawal."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data import history, taking_back
from data.command_line import DONE, Outcome, as_json, database_of, in_folder, opened, who_asks
from data.dependents import dependents
from data.errors import Refused
from data.parked_file import parked_workbook
from data.withdrawal import withdraw

Add = Callable[[str, Callable[[argparse.Namespace], Outcome], str], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Make the commands known to the parser of ``python -m data``."""
    undo = add("undo", _undo, "take one whole upload back")
    undo.add_argument("upload_id", metavar="UPLOAD_ID")
    undo.add_argument("--dry-run", action="store_true", help="tell what depends on it and change nothing")
    parked = add("parked", _parked, "list the rows that need attention")
    parked.add_argument("upload_id", metavar="UPLOAD_ID", nargs="?", help="only those of one upload")
    parked.add_argument("--to", metavar="FILE.xlsx", help="write them to a workbook to mend and import again")
    kept = add("kept", _kept, "write the file of an upload as it was saved")
    kept.add_argument("upload_id", metavar="UPLOAD_ID")
    kept.add_argument("file", metavar="FILE", nargs="?")
    kept.add_argument("--original", action="store_true", help="the untouched file, where it is kept")
    kept.add_argument("--delete-original", action="store_true", help="delete the untouched file")
    take = add("withdraw", _withdraw, "blank everything that a source, or one record, says; it still counts")
    which = take.add_mutually_exclusive_group(required=True)
    which.add_argument("--source", metavar="NAME")
    which.add_argument("--record", metavar="ID", help="the id of an insight or case study")
    take.add_argument("--why", metavar="TEXT", default="", help="kept in the record of what was done")
    take.add_argument("--dry-run", action="store_true", help="tell what would go and change nothing")


def _undo(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    if arguments.dry_run:
        found = dependents(arguments.upload_id)
        lines = [f"Taking back {found.file_name} would do this. Nothing was changed.", *found.told()]
        told = as_json({"status": "dry_run", **found.as_dict()}) if arguments.json else "\n".join(lines) + "\n"
        return Outcome(DONE, told)
    taken = taking_back.undo_upload(arguments.upload_id, who_asks())
    words = (
        f"Took back {taken['file_name']}: {taken['rows_removed']:,} rows removed, {taken['rows_restored']:,} put back "
        f"as they were, {taken['rows_stayed']:,} left because a later upload changed them."
    )
    if taken["rows_waiting_again"]:
        words += f" {taken['rows_waiting_again']:,} rows that it had mended need attention again."
    return Outcome(DONE, as_json({"status": "done", "message": words, **taken}) if arguments.json else words + "\n")


def _parked(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    rows = history.parked_rows(arguments.upload_id)
    if arguments.to:
        if not rows:
            raise Refused("No row needs attention, so no file was written.")
        target = in_folder(arguments, arguments.to)
        _write(target, parked_workbook(rows))
        words = f"Wrote {len(rows):,} rows to {target.name}. Mend them there and import the file again."
        return Outcome(DONE, as_json({"status": "done", "message": words}) if arguments.json else words + "\n")
    if arguments.json:
        names = (
            "parked_row_id",
            "upload_id",
            "file_name",
            "kind",
            "reason",
            "what_to_do",
            "sheet",
            "sheet_row",
            "cells",
        )
        return Outcome(DONE, as_json({"parked": [{name: row[name] for name in names} for row in rows]}))
    lines = [f"{_where(row)}: {row['reason']}. {row['what_to_do']}" for row in rows]
    return Outcome(DONE, "\n".join(lines or ["No row needs attention."]) + "\n")


def _where(row: Mapping[str, Any]) -> str:
    sheet = f", sheet {row['sheet']}" if row["sheet"] else ""
    return f"{row['file_name']}{sheet}, row {row['sheet_row']}"


def _kept(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    if arguments.delete_original:
        history.delete_original(arguments.upload_id, who_asks())
        words = "Deleted the untouched file. The file as it was saved stays."
    else:
        name, content = history.kept_file(arguments.upload_id, original=arguments.original)
        if not arguments.file:
            raise Refused(f"Name the file to write: python -m data kept {arguments.upload_id} FILE")
        target = in_folder(arguments, arguments.file)
        _write(target, content)
        words = f"Wrote {name} as {target.name} ({len(content):,} bytes)."
    return Outcome(DONE, as_json({"status": "done", "message": words}) if arguments.json else words + "\n")


def _withdraw(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    done = withdraw(
        source=arguments.source, record=arguments.record, why=arguments.why, who=who_asks(), dry_run=arguments.dry_run
    )
    if arguments.json:
        return Outcome(DONE, as_json({"status": "dry_run" if arguments.dry_run else "done", **done.as_dict()}))
    first = "This would be withdrawn. Nothing was changed:" if arguments.dry_run else "Withdrawn:"
    return Outcome(DONE, "\n".join([first, *done.told(dry_run=arguments.dry_run)]) + "\n")


def _write(target: Path, content: bytes) -> None:
    if target.exists():
        raise Refused(f"{target.name} exists already and was left as it is. Choose another name.")
    try:
        target.write_bytes(content)
    except OSError:
        raise Refused(f"{target.name} cannot be written. Check that the folder may be written to.") from None
