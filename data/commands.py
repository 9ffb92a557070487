"""The commands of ``python -m data``: the same functions as the pages, run here or by the running server."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data import backup, check, connect, export, history, ready
from data.choices import PERSONAL_DATA, Choices
from data.code_commands import add_code
from data.command_line import (
    DONE,
    FOUND_WRONG,
    REFUSED,
    Arguments,
    Help,
    Outcome,
    add_shared,
    as_json,
    carry_out,
    database_of,
    in_folder,
    new_parser,
    opened,
    who_asks,
)
from data.errors import Refused
from data.theme_commands import add_theme
from data.uploads import import_file
from data.workbook import Limits

Command = Callable[[argparse.Namespace], Outcome]


def run(argv: Sequence[str]) -> Outcome:
    """Carry out one command line; never raises and never prints."""
    return carry_out(argv, _run)


def database_for(argv: Sequence[str]) -> Path:
    """The database that a command line is about; raises Refused if the line is not understood."""
    return database_of(_parser().parse_args(argv))


def _run(argv: Sequence[str]) -> Outcome:
    arguments = _parser().parse_args(argv)
    command: Command = arguments.command
    return command(arguments)


def _parser() -> Arguments:
    parser = new_parser("data", "Everything that reads and writes Kenspeckle's database.")
    commands = parser.add_subparsers(dest="name", required=True, metavar="COMMAND", parser_class=_Sub)

    def add(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        add_shared(sub)
        sub.set_defaults(command=command)
        return sub

    init = add("init", _init, "create the database, with the shipped examples")
    init.add_argument("--empty", action="store_true", help="without the examples; the shipped themes are kept")
    init.add_argument("--no-themes", action="store_true", help="without the shipped themes too")
    take = add("import", _import, "take in one XLSX or CSV file")
    take.add_argument("file", metavar="FILE")
    take.add_argument("--kind", choices=("insight", "case_study", "theme", "auto"), default="auto")
    take.add_argument("--mapping", metavar="FILE.json", help="a JSON object of column header to field")
    take.add_argument("--dry-run", action="store_true", help="tell what would happen and change nothing")
    take.add_argument("--personal", choices=PERSONAL_DATA, default="mask", help="what becomes of personal data")
    add("uploads", _uploads, "list uploads with counts, file hash, who, when")
    undo = add("undo", _undo, "take one whole upload back")
    undo.add_argument("upload_id", metavar="UPLOAD_ID")
    add("export", _export, "write everything to a workbook or a folder of CSV").add_argument(
        "target", metavar="FILE.xlsx|DIR"
    )
    add_theme(commands)
    add_code(commands)
    add("check", _check, "look whether everything in the database agrees with itself")
    add("backup", _backup, "copy the whole database, byte for byte").add_argument("file", metavar="FILE")
    add("restore", _restore, "put a backup in the database's place").add_argument("file", metavar="FILE")
    return parser


class _Sub(Arguments):
    """The parser of one command; its --help is text too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self.add_argument("-h", "--help", action=Help)


def _init(arguments: argparse.Namespace) -> Outcome:
    examples = not (arguments.empty or arguments.no_themes)
    message = ready.create(database_of(arguments), themes=not arguments.no_themes, examples=examples)
    return _done(arguments, message)


def _import(arguments: argparse.Namespace) -> Outcome:
    file = in_folder(arguments, arguments.file)
    try:
        content = file.read_bytes()
    except OSError:
        raise Refused(f"The file {file.name} cannot be read. Check its name and that it may be read.") from None
    opened(database_of(arguments))
    receipt = import_file(
        content,
        file.name,
        Choices(kind=arguments.kind, mapping=_mapping(arguments), personal=arguments.personal),
        dry_run=arguments.dry_run,
        who=who_asks(),
        limits=Limits.from_settings(command_line=True),
    )
    code = REFUSED if receipt.status == "rejected" else DONE
    if arguments.json:
        return Outcome(code, as_json(receipt.as_dict()))
    lines = [
        f"{receipt.status.replace('_', ' ')}: {receipt.rows_read:,} rows read, {receipt.rows_saved:,} saved, "
        f"{receipt.rows_parked:,} need attention, {receipt.rows_unchanged:,} unchanged, {receipt.rows_blank:,} blank"
        + (" (dry run: nothing was changed)" if arguments.dry_run else ""),
        *(f"upload {receipt.upload_id}" for _ in range(receipt.upload_id is not None)),
        *(str(problem) for problem in receipt.problems),
    ]
    return Outcome(code, "\n".join(lines) + "\n")


def _mapping(arguments: argparse.Namespace) -> dict[str, str]:
    if not arguments.mapping:
        return {}
    file = in_folder(arguments, arguments.mapping)
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        held = None
    if not isinstance(held, dict) or not all(isinstance(field, str | None) for field in held.values()):
        raise Refused(f"{file.name} is not a mapping: it must be one JSON object of column header to field name.")
    return {str(header): field or "" for header, field in held.items()}


def _uploads(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    uploads = history.list_uploads()
    if arguments.json:
        return Outcome(DONE, as_json({"uploads": uploads}))
    lines = [
        f"{one['upload_id']}  {one['uploaded_at']:%Y-%m-%d %H:%M} UTC  {one['file_name']}  {one['kind']}  "
        f"read {one['rows_read']:,}, saved {one['rows_saved']:,}, parked {one['rows_parked']:,}, "
        f"unchanged {one['rows_unchanged']:,}, blank {one['rows_blank']:,}  by {one['who']}  "
        f"sha256 {one['sha256'][:12]}…{'  taken back' if one['undone_at'] else ''}"
        for one in uploads
    ]
    return Outcome(DONE, "\n".join(lines or ["There are no uploads."]) + "\n")


def _undo(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    taken = history.undo_upload(arguments.upload_id, who_asks())
    words = (
        f"Took back {taken['file_name']}: {taken['rows_removed']:,} rows removed, {taken['rows_restored']:,} put back "
        f"as they were, {taken['rows_stayed']:,} left because a later upload changed them."
    )
    return Outcome(DONE, as_json({"status": "done", "message": words, **taken}) if arguments.json else words + "\n")


def _export(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    target = in_folder(arguments, arguments.target)
    rows = export.export(target)
    words = f"Wrote {target.name}: " + ", ".join(f"{count:,} {sheet}" for sheet, count in rows.items()) + "."
    return Outcome(
        DONE, as_json({"status": "done", "message": words, "rows": rows}) if arguments.json else words + "\n"
    )


def _check(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    findings = check.check()
    holds = all(finding.holds for finding in findings)
    code = DONE if holds else FOUND_WRONG
    if arguments.json:
        told = [{**vars(finding), "holds": finding.holds} for finding in findings]
        return Outcome(code, as_json({"holds": holds, "checks": told}))
    lines = [
        f"{'ok   ' if one.holds else 'WRONG'} {one.name}"
        + ("" if one.holds else f" ({one.wrong:,} rows). {one.what_to_do}")
        for one in findings
    ]
    return Outcome(code, "\n".join(lines) + "\n")


def _backup(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    return _done(arguments, backup.backup(in_folder(arguments, arguments.file)))


def _restore(arguments: argparse.Namespace) -> Outcome:
    database, source = database_of(arguments), in_folder(arguments, arguments.file)
    if not database.exists() and not connect.is_open(database):
        backup.check_backup(source)
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, database)
        ready.bring_forward(database)
        return _done(arguments, f"Restored {source.name} as {database.name}.")
    opened(database)
    return _done(arguments, backup.restore(source))


def _done(arguments: argparse.Namespace, message: str) -> Outcome:
    return Outcome(DONE, as_json({"status": "done", "message": message}) if arguments.json else message + "\n")
