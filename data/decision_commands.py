"""``python -m data decide``, ``decisions`` and ``forget``: what words stand for, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data import decisions
from data.command_line import DONE, Outcome, as_json, database_of, opened, who_asks
from data.errors import Refused
from data.personal import mask

Add = Callable[[str, Callable[[argparse.Namespace], Outcome], str], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add the commands about words to the parser of ``python -m data``."""
    decide = add("decide", _decide, "decide what a word stands for, in every stored row and every file to come")
    decide.add_argument("field", metavar="FIELD", help=", ".join(decisions.FIELDS))
    decide.add_argument("word", metavar="WORD", help="the word as it was written")
    decide.add_argument("value", metavar="VALUE", nargs="*", help="what it stands for: an id, a code or a name")
    decide.add_argument("--leave", action="store_true", help="leave it as not recorded and do not ask again")
    decide.add_argument("--new-theme", action="store_true", help="make it a theme of its own (named VALUE, if given)")
    forget = add("forget", _forget, "take a decision back; the word is open again")
    forget.add_argument("field", metavar="FIELD")
    forget.add_argument("word", metavar="WORD")
    add("decisions", _decisions, "list the decisions that are remembered, and the words nobody has placed yet")


def _decide(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    if arguments.new_theme:
        done = decisions.make_theme(arguments.word, who_asks(), " ".join(arguments.value))
    elif arguments.value or arguments.leave:
        values = None if arguments.leave else arguments.value
        done = decisions.decide(arguments.field, arguments.word, values, who_asks())
    else:
        raise Refused("Say what the word stands for, or --leave to leave it as not recorded.")
    meant = " and ".join(done.labels) or "not recorded"
    message = f"Remembered: the word stands for {meant}. {done.records:,} stored rows were settled."
    if arguments.json:
        return Outcome(DONE, as_json({"status": "done", "message": message, **vars(done)}))
    return Outcome(DONE, message + "\n")


def _forget(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    count = decisions.forget(arguments.field, arguments.word, who_asks())
    message = f"Forgotten: the word is open again in {count:,} stored rows."
    told = as_json({"status": "done", "message": message, "records": count}) if arguments.json else message + "\n"
    return Outcome(DONE, told)


def _decisions(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    held, left = decisions.remembered(), decisions.open_words()
    if arguments.json:
        told = {
            "decisions": [{**vars(one), "word": mask(one.word)[0]} for one in held],
            "open": [{**vars(one), "raw": mask(one.raw)[0]} for one in left],
        }
        return Outcome(DONE, as_json(told))
    lines = ["Decided:" if held else "Nothing is decided yet."]
    for one in held:
        meant = " and ".join(decisions.labels(one.field, one.values)) or "not recorded"
        lines.append(f"  {one.field}: {mask(one.word)[0]} → {meant}  by {one.decided_by}")
    lines.append("Words nobody has placed yet:" if left else "Every word is placed.")
    lines += [f"  {word.field}: {mask(word.raw)[0]} in {word.records:,} rows" for word in left]
    return Outcome(DONE, "\n".join(lines) + "\n")
