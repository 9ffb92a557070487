"""``python -m data code …``: give themes to records and take them away."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from data import coding
from data.command_line import DONE, Outcome, add_shared, as_json, database_of, opened, who_asks


def add_code(commands: Any) -> None:
    """Add the command and its actions to the parser of ``python -m data``."""
    words = "give a theme to insights and case studies, or take it away"
    code = commands.add_parser("code", help=words, description=words)
    actions = code.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, work: Callable[[argparse.Namespace], Outcome], words: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = actions.add_parser(name, help=words, description=words)
        add_shared(sub)
        sub.set_defaults(command=work)
        return sub

    for name, work, words in (
        ("give", _give, "tag records with a theme"),
        ("take", _take, "take a theme away from records"),
    ):
        sub = add(name, work, words)
        sub.add_argument("theme", metavar="THEME", help="an id or a name")
        sub.add_argument("--records", metavar="ID", nargs="+", required=True)
    add("undo", _undo, "take one give or take back").add_argument("tagging_id", metavar="TAGGING_ID")


def _give(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    return _told(arguments, coding.give(arguments.theme, arguments.records, who=who_asks()), "Tagged", "with")


def _take(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    return _told(arguments, coding.take(arguments.theme, arguments.records, who=who_asks()), "Untagged", "from")


def _undo(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    changed = coding.undo_tagging(arguments.tagging_id, who=who_asks())
    words = f"Took it back: {changed:,} tags changed."
    told = {"status": "done", "message": words, "changed": changed}
    return Outcome(DONE, as_json(told) if arguments.json else words + "\n")


def _told(arguments: argparse.Namespace, done: coding.Tagging, did: str, link: str) -> Outcome:
    words = f"{did} {done.changed:,} records {link} “{done.theme}”; {done.unchanged:,} were so already."
    return Outcome(
        DONE, as_json({"status": "done", "message": words, **vars(done)}) if arguments.json else words + "\n"
    )
