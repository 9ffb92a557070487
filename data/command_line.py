"""What every command shares: arguments without surprises, one JSON object, exit codes, the running server."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, NoReturn

from data import connect, ready
from data.errors import KenspeckleError, Refused
from data.onlooker import AtTerminal, looked_on_by
from data.private_socket import ask_server
from data.settings import database_path

DONE, FOUND_WRONG, REFUSED = 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """What a command ended with and what it has to print."""

    exit_code: int
    out: str = ""
    err: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The outcome as it travels over the private socket."""
        return vars(self).copy()


class Arguments(argparse.ArgumentParser):
    """A parser that refuses in words instead of ending the process, so that the server can use it too."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message}. {self.format_usage().strip()}")


class HelpAsked(Exception):
    """Somebody asked for --help; the text is to be printed."""


class Help(argparse.Action):
    """--help that hands its text back instead of printing it."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show this and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        raise HelpAsked(parser.format_help())


def new_parser(program: str, description: str) -> Arguments:
    """A parser for ``python -m PROGRAM`` whose --help comes back as text."""
    parser = Arguments(prog=f"python -m {program}", description=description, add_help=False)
    parser.add_argument("-h", "--help", action=Help)
    return parser


def add_shared(parser: argparse.ArgumentParser) -> None:
    """--database and --json, which every command takes (and where relative paths start, for the server)."""
    parser.add_argument("--database", metavar="FILE", help="the DuckDB file (default: KENSPECKLE_DATABASE)")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--from-folder", default=".", help=argparse.SUPPRESS)


def database_of(arguments: argparse.Namespace) -> Path:
    """The database a command is about."""
    return in_folder(arguments, arguments.database) if arguments.database else database_path()


def in_folder(arguments: argparse.Namespace, path: str) -> Path:
    """A path as its writer meant it, also when the server carries out the command."""
    return (Path(arguments.from_folder) / Path(path).expanduser()).resolve()


def opened(path: Path) -> None:
    """Have the command's database open: the running server's, or the file itself."""
    if connect.is_open(path):
        return
    if not path.exists():
        raise Refused(f"There is no database {path.name}. Make it with: python -m data init")
    ready.bring_forward(path)


def who_asks() -> str:
    """The account that runs the command, for the history of uploads."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (OSError, KeyError):
        return "command line"


def as_json(value: Any) -> str:
    """One JSON object on one line; dates and moments in ISO form."""
    return json.dumps(value, ensure_ascii=False, default=_plain) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def carry_out(argv: Sequence[str], work: Callable[[Sequence[str]], Outcome]) -> Outcome:
    """Run a command; whatever goes wrong comes back as words and an exit code, never as a traceback."""
    try:
        return work(argv)
    except HelpAsked as asked:
        return Outcome(DONE, str(asked))
    except KenspeckleError as refused:
        return refusal(argv, str(refused))
    except KeyboardInterrupt:
        return refusal(argv, "Stopped before it was finished. What was saved before stands in: python -m data uploads")
    except Exception as fault:  # the promise: no traceback ever reaches a user
        return refusal(argv, f"Something went wrong inside Kenspeckle ({type(fault).__name__}). Nothing was changed.")


def refusal(argv: Sequence[str], reason: str) -> Outcome:
    """The outcome of a refused command, in the form that was asked for."""
    if "--json" in argv:
        return Outcome(REFUSED, as_json({"status": "refused", "reason": reason}))
    return Outcome(REFUSED, "", reason + "\n")


def main(
    program: Literal["data", "queries"], argv: Sequence[str], path: Callable[[Sequence[str]], Path | None],
    run: Callable[[Sequence[str]], Outcome],
) -> int:  # fmt: skip
    """Send the command to the server that holds its database, or run it here; print; return the exit code.

    ``path`` gives the database that a command line is about, None if it needs none.
    """
    sent = [*argv, "--from-folder", str(Path.cwd())]

    def work(_: Sequence[str]) -> Outcome:
        database = path(argv)
        answer = ask_server(database, program, sent) if database else None
        return Outcome(**answer) if answer else run(sent if database else argv)

    with looked_on_by(AtTerminal(shows="--json" not in argv and sys.stderr.isatty())):
        outcome = carry_out(argv, work)
    connect.release()
    for stream, text in ((sys.stdout, outcome.out), (sys.stderr, outcome.err)):
        stream.write(text)
        stream.flush()
    return outcome.exit_code
