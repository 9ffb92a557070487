"""``python -m data import``: one file, several, or the spreadsheets of a folder; each in its own transaction."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from data.choices import CHANGED_TEXT, PERSONAL_DATA, Choices
from data.command_line import DONE, REFUSED, Outcome, as_json, database_of, in_folder, opened, who_asks
from data.errors import Cancelled, Problem, Refused
from data.onlooker import onlooker
from data.progress import Pace, Progress
from data.receipts import Receipt
from data.uploads import import_file, label_of
from data.vocabulary import vocabulary
from data.workbook import Limits

# In a folder these are taken; the second row is refused file by file, with what to do.
SPREADSHEETS = (".xlsx", ".xlsm", ".csv", ".tsv", ".tab")
OTHER_SPREADSHEETS = (".xls", ".xlsb", ".xltx", ".ods", ".numbers")
_STOPPED = "Stopped: nothing of this file was saved."
Told = tuple[str, Receipt]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes besides the options that every command has."""
    parser.add_argument("files", metavar="FILE|FOLDER", nargs="+", help="files, or folders whose spreadsheets to take")
    parser.add_argument("--kind", choices=("insight", "case_study", "theme", "auto"), default="auto")
    parser.add_argument("--mapping", metavar="FILE.json", help="a JSON object of column header to field")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen and change nothing")
    parser.add_argument("--personal", choices=PERSONAL_DATA, default="mask", help="what becomes of personal data")
    why = "why personal data may be kept (with --personal keep)"
    parser.add_argument("--reason", metavar="TEXT", default="", help=why)
    parser.add_argument("--changed", choices=CHANGED_TEXT, default="park", help="an id that is stored with other words")
    permissions = vocabulary().values("quote_permission")
    who_sees = "who may see the words, where the file has no column for it"
    parser.add_argument("--permission", choices=permissions, default="", help=who_sees)


@dataclass
class _Wanted:
    """The files to take, in order, and those that are left out, with the reason."""

    files: list[Path] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def import_command(arguments: argparse.Namespace) -> Outcome:
    """Take every file in; a file that is rejected keeps none of the others out."""
    paths = [in_folder(arguments, path) for path in arguments.files]
    choices = Choices(
        kind=arguments.kind,
        mapping=_mapping(arguments),
        personal=arguments.personal,
        personal_reason=arguments.reason,
        changed_text=arguments.changed,
        permission=arguments.permission,
    )
    if len(paths) == 1 and not paths[0].is_dir():
        return _one(arguments, paths[0], choices)
    return _several(arguments, _wanted(paths), choices)


def _one(arguments: argparse.Namespace, file: Path, choices: Choices) -> Outcome:
    limits = Limits.from_settings(command_line=True)
    content = _content(file, limits)
    opened(database_of(arguments))
    with onlooker().heeded():
        receipt = _take(arguments, content, file.name, choices, limits)
    code = REFUSED if receipt.status == "rejected" else DONE
    return Outcome(code, as_json(receipt.as_dict()) if arguments.json else "\n".join(_lines(arguments, receipt)) + "\n")


def _several(arguments: argparse.Namespace, wanted: _Wanted, choices: Choices) -> Outcome:
    limits = Limits.from_settings(command_line=True)
    opened(database_of(arguments))
    done: list[Told] = []
    stopped = ""
    with onlooker().heeded():
        try:
            for told in _each(arguments, wanted.files, choices, limits):
                done.append(told)
        except Cancelled:
            left = len(wanted.files) - len(done)
            stopped = f"Stopped: {len(done):,} of {len(wanted.files):,} files were taken, {left:,} were not."
    status = _status([receipt for _, receipt in done], stopped)
    code = DONE if status.startswith("accepted") else REFUSED
    if not arguments.json:
        lines = [line for name, receipt in done for line in (f"{name}: ", *_lines(arguments, receipt), "")]
        lines += [f"{name}: left out, {why}" for name, why in wanted.skipped]
        return Outcome(code, "\n".join([*lines, stopped or _summary(done)]) + "\n")
    answer: dict[str, Any] = {
        "status": status,
        "files": [{"file": name, **receipt.as_dict()} for name, receipt in done],
        "skipped": [{"file": name, "reason": why} for name, why in wanted.skipped],
    }
    return Outcome(code, as_json(answer | ({"reason": stopped} if stopped else {})))


def _each(arguments: argparse.Namespace, files: list[Path], choices: Choices, limits: Limits) -> Iterator[Told]:
    for at, file in enumerate(files, start=1):
        label = label_of(file.name)[0]
        try:
            content = _content(file, limits)
        except Refused:
            what = "Check that it may be read, and bring it in again."
            problem = Problem("error", "file_not_readable", what, label, found="a file that cannot be read")
            yield label, Receipt("rejected", kind=choices.kind, problems=[problem])
            continue
        yield label, _take(arguments, content, file.name, choices, limits, f"{at} of {len(files)}: {label}: ")


def _take(
    arguments: argparse.Namespace, content: bytes, name: str, choices: Choices, limits: Limits, ahead: str = ""
) -> Receipt:
    return import_file(
        content,
        name,
        choices,
        dry_run=arguments.dry_run,
        who=who_asks(),
        progress=_progress(ahead),
        limits=limits,
    )


def _progress(ahead: str) -> Progress:
    """Tells whoever looks on how far a file is, and stops it if they want that."""
    looking, pace = onlooker(), Pace()

    def tell(stage: str, done: int, of: int) -> None:
        if looking.wants_stop():
            raise Cancelled(_STOPPED)
        pace.note(stage, done, of)
        looking.tell(f"{ahead}{pace.words}")

    return tell


def _content(file: Path, limits: Limits) -> bytes:
    """The file's bytes; of one that is over the limit only enough to see that it is."""
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(max(limits.file_bytes, limits.csv_bytes) + 1)
    except OSError:
        raise Refused(
            f"The file {label_of(file.name)[0]} cannot be read. Check its name and that it may be read."
        ) from None


def _wanted(paths: list[Path]) -> _Wanted:
    """Files as they were named, and the spreadsheets of folders in the order of their names, each once."""
    wanted = _Wanted()
    for path in paths:
        if not path.is_dir():
            wanted.files.append(path)
            continue
        try:
            inside = sorted(path.iterdir(), key=lambda one: (one.name.casefold(), one.name))
        except OSError:
            raise Refused(f"The folder {label_of(path.name)[0]} cannot be read. Check that it may be.") from None
        for one in inside:
            why = _left_out(one)
            if why:
                wanted.skipped.append((label_of(one.name)[0], why))
            else:
                wanted.files.append(one)
    wanted.files = list(dict.fromkeys(wanted.files))
    if not wanted.files:
        raise Refused("There is no spreadsheet in this folder: nothing was saved. XLSX and CSV files are taken.")
    return wanted


def _left_out(path: Path) -> str:
    """Why a file of a folder is not taken; "" for one that is."""
    if path.is_dir():
        return "a folder; name it to take its files too"
    if path.name.startswith("~$"):
        return "a temporary file of a spreadsheet program that has the workbook open"
    if path.name.startswith((".", "~")) or path.suffix.casefold() in (".tmp", ".bak"):
        return "a hidden or temporary file"
    if path.suffix.casefold() not in (*SPREADSHEETS, *OTHER_SPREADSHEETS):
        return "no spreadsheet"
    return ""


def _status(receipts: list[Receipt], stopped: str) -> str:
    rejected = sum(receipt.status == "rejected" for receipt in receipts)
    if stopped:
        return "stopped"
    if rejected:
        return "rejected" if rejected == len(receipts) else "partly_rejected"
    told = any(receipt.status == "accepted_with_warnings" for receipt in receipts)
    return "accepted_with_warnings" if told else "accepted"


def _summary(done: list[Told]) -> str:
    rejected = [name for name, receipt in done if receipt.status == "rejected"]

    def count(name: str) -> int:
        return sum(getattr(receipt, name) for _, receipt in done)

    words = (
        f"{len(done):,} files: {count('rows_read'):,} rows read, {count('rows_saved'):,} saved, "
        f"{count('rows_parked'):,} need attention, {count('rows_unchanged'):,} unchanged, {count('rows_blank'):,} blank"
    )
    return f"{words}. Rejected: {', '.join(rejected)}" if rejected else words


def _lines(arguments: argparse.Namespace, receipt: Receipt) -> list[str]:
    return [
        f"{receipt.status.replace('_', ' ')}: {receipt.rows_read:,} rows read, {receipt.rows_saved:,} saved, "
        f"{receipt.rows_parked:,} need attention, {receipt.rows_unchanged:,} unchanged, {receipt.rows_blank:,} blank"
        + (" (dry run: nothing was changed)" if arguments.dry_run else ""),
        *(f"upload {receipt.upload_id}" for _ in range(receipt.upload_id is not None)),
        *_told(receipt.problems),
    ]


def _told(problems: Sequence[Problem]) -> list[str]:
    """Every problem in a line; the same one in several rows is told once, with its rows."""
    alike: dict[Problem, list[int]] = {}
    for problem in problems:
        alike.setdefault(replace(problem, row=None), []).extend([problem.row] if problem.row else [])
    return [problem.in_rows(rows) for problem, rows in alike.items()]


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
