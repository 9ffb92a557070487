"""Help: the command line, in the words of the commands themselves."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from components.help_guide import fold, paragraph, points, section
from components.markup import join, tag
from data.commands import run as run_data
from queries.commands import run as run_queries
from queries.question import named, names

_COMMAND = re.compile(r"^    (\w+)  +(\S.*)$", re.MULTILINE)


@cache
def guide() -> Markup:
    """The whole page."""
    overview = run_data(["--help"]).out
    commands = [
        fold(f"python -m data {name}: {what}", _printed(run_data([name, "--help"]).out))
        for name, what in _COMMAND.findall(overview)
    ]
    return join(
        [
            section(
                "Command line",
                paragraph(
                    "Everything that the pages do with data can be done from a terminal too, in the folder of "
                    "the project. "
                    "While the dashboard runs, a command is handed to it, so both can be used at once."
                ),
                points(
                    [
                        "Every command takes `--database FILE` and `--json` (one JSON object, nothing else).",
                        "Exit code 0: done. 1: a check found something wrong. 2: refused, with the reason.",
                        "Questions are answered in the sharing view unless you add `--mode working`.",
                    ]
                ),
            ),
            section("Data", *commands),
            section(
                "Questions",
                fold("How to ask: python -m queries NAME", _printed(run_queries(["--help"]).out)),
                fold("All questions", points(f"`{name}` {named(name).asks}" for name in names())),
            ),
        ]
    )


def _printed(text: str) -> Markup:
    return tag("pre", tag("code", text.strip()), class_="ks-printed", tabindex="0")
