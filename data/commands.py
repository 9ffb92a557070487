"""The commands of ``python -m data``: the same functions as the pages, run here or by the running server."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data import backup, check, connect, export, history, mending_commands, ready
from data.code_commands import add_code
from data.command_line import (
    DONE,
    FOUND_WRONG,
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
)
from data.decision_commands import add_commands
from data.import_command import add_arguments, import_command
from data.templates import TEMPLATE_KINDS, write_template
from data.theme_commands import add_theme

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
    add_arguments(add("import", import_command, "take in files, or the spreadsheets of a folder"))
    template = add("template", _template, "write an empty workbook with lists to choose from")
    template.add_argument("file", metavar="FILE.xlsx")
    template.add_argument("--kind", choices=TEMPLATE_KINDS, required=True, help="what its rows will be")
    add("uploads", _uploads, "list uploads with counts, file hash, who, when")
    mending_commands.add_commands(add)
    add("export", _export, "write everything to a workbook or a folder of CSV").add_argument(
        "target", metavar="FILE.xlsx|DIR"
    )
    add_commands(add)
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


def _export(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    target = in_folder(arguments, arguments.target)
    rows = export.export(target)
    words = f"Wrote {target.name}: " + ", ".join(f"{count:,} {sheet}" for sheet, count in rows.items()) + "."
    return Outcome(
        DONE, as_json({"status": "done", "message": words, "rows": rows}) if arguments.json else words + "\n"
    )


def _template(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    target = in_folder(arguments, arguments.file)
    write_template(target, arguments.kind)
    return _done(
        arguments, f"Wrote {target.name}. Fill it in and bring it in with: python -m data import {target.name}"
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
