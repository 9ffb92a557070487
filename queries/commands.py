"""The command ``python -m queries``: every number of the screen, as JSON, CSV or a plain table."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from data.command_line import (
    DONE,
    Arguments,
    Outcome,
    add_shared,
    as_json,
    carry_out,
    database_of,
    new_parser,
    opened,
)
from data.errors import Refused
from data.formula_text import guarded
from data.moments import EVER, end_of
from data.read_model import Standing
from data.write import now
from queries.choices import meant
from queries.disclosure import Told, tell
from queries.filters import LISTS, MODES, NOT_RECORDED, RECORD_KINDS, UNITS, Filters
from queries.question import Question, named, names
from queries.search import LISTS_OF_RECORDS, read

AREA_LEVELS = ("council", "hscp", "health_board")
PERIODS = ("week", "month", "quarter", "year")
CHOSEN = (
    "area_level", "by", "first_group", "second_group", "period", "earlier_from", "earlier_to", "later_from", "later_to",
)  # fmt: skip
SIGNALS_BY = ("theme", "council", "group", "month")
_MOST = 2**31 - 1  # rows
_FLAGS = {
    "theme": "--theme",
    "place": "--place",
    "focus_area": "--focus-area",
    "source_kind": "--source-kind",
    "sector": "--sector",
    "level": "--level",
    "group": "--group",
}


def run(argv: Sequence[str]) -> Outcome:
    """Carry out one command line; never raises and never prints."""
    return carry_out(argv, _run)


def database_for(argv: Sequence[str]) -> Path | None:
    """The database that a command line is about; None for the list of questions."""
    arguments = _parser().parse_args(argv)
    return database_of(arguments) if arguments.name else None


def _parser() -> Arguments:
    parser = new_parser("queries", "Answers a question about the evidence. Without a name: lists the questions.")
    add_shared(parser)
    parser.add_argument("name", nargs="?", metavar="NAME")
    for name, flag in _FLAGS.items():
        parser.add_argument(flag, dest=name, action="append", default=[], help="an id or a name; may be repeated")
    parser.add_argument("--from", dest="from_date", metavar="DATE", help="2026-01-31")
    parser.add_argument("--to", dest="to_date", metavar="DATE")
    parser.add_argument("--as-at", metavar="DATE", help="as it stood at the end of that day")
    parser.add_argument("--record-kind", choices=RECORD_KINDS)
    parser.add_argument("--unit", choices=UNITS, default="mentions")
    parser.add_argument("--mode", choices=MODES, default="sharing", help="sharing masks small counts")
    parser.add_argument("--csv", action="store_true", help="print CSV")
    parser.add_argument("--search", default="", help="words, phrases, -left out (insights, case_studies)")
    parser.add_argument("--limit", type=int, default=20, help="rows of a paged question")
    parser.add_argument("--offset", type=int, default=0)
    parser.add_argument("--by", choices=SIGNALS_BY, default=None, help="one kind of row (inequality_signals)")
    parser.add_argument("--period", choices=PERIODS, default="month", help="length of a period (theme_by_period …)")
    parser.add_argument("--since", metavar="DATE", help="what came in after that day is new (new_totals …)")
    parser.add_argument("--earlier", nargs=2, metavar="DATE", help="first and last day of a period (theme_change)")
    parser.add_argument("--later", nargs=2, metavar="DATE", help="the period to hold it against (theme_change)")
    parser.add_argument("--first-group", default=None, help="a group (words_apart)")
    parser.add_argument("--second-group", default=None, help="the group to hold it against (words_apart)")
    parser.add_argument("--under", default=None, help="a theme (theme_move_preview); default: the top")
    parser.add_argument("--records", nargs="+", default=[], metavar="ID", help="records (theme_split_preview)")
    parser.add_argument("--id", default=None, help="one record (insights, case_studies)")
    return parser


def _run(argv: Sequence[str]) -> Outcome:
    arguments = _parser().parse_args(argv)
    if not arguments.name:
        return _listed(arguments)
    if arguments.name not in names():
        raise Refused(f"There is no question {arguments.name}. These can be asked: {', '.join(names())}.")
    question = named(arguments.name)
    opened(database_of(arguments))
    area_level = _area_level(arguments) if "area_level" in question.parameters else None
    filters = _filters(arguments)
    own = _own(arguments, question, filters, area_level)
    if {"theme_id", "theme_ids"} & set(own):
        filters = replace(filters, theme=())  # they say what is asked about, not what is in view
    told = _searched(arguments, filters) if arguments.search.strip() else tell(arguments.name, filters, **own)
    rows = _in_unit(told, filters.unit)
    if arguments.csv:
        return Outcome(DONE, _csv(rows, told.columns))
    if not arguments.json:
        return Outcome(DONE, _table(rows, told))
    headline = tell("headline", filters).one
    kind = "case_studies" if filters.record_kind == "case_study" else "insights"
    given = {key: value for key, value in filters.to_address().items() if key not in ("unit", "mode")}
    return Outcome(
        DONE,
        as_json(
            {
                "question": arguments.name,
                "parameters": {**given, **_chosen(own), "mode": filters.mode},
                "unit": filters.unit,
                "in_view": headline[kind],
                "in_view_case_studies": headline["case_studies"],
                "rows": rows,
                "notes": list(told.notes),
            }
        ),
    )


def _searched(arguments: argparse.Namespace, filters: Filters) -> Told:
    """The page of a search, as the screen has it."""
    if arguments.name not in LISTS_OF_RECORDS:
        raise Refused(f"--search is for these questions: {', '.join(LISTS_OF_RECORDS)}.")
    found = read(arguments.name, arguments.search, filters, limit=arguments.limit, offset=arguments.offset)
    instead = tuple(f"Nothing says {word}; words like it were looked for." for word, _ in found.instead)
    return Told(arguments.name, named(arguments.name).returns, found.rows, (*found.notes, *instead))


def _listed(arguments: argparse.Namespace) -> Outcome:
    told = {name: named(name) for name in names()}
    if arguments.json:
        questions = [{"name": one.name, **{k.lower(): v for k, v in one.header.items()}} for one in told.values()]
        return Outcome(DONE, as_json({"questions": questions}))
    width = max(map(len, told))
    return Outcome(DONE, "".join(f"{name:<{width}}  {one.asks}\n" for name, one in told.items()))


def _filters(arguments: argparse.Namespace) -> Filters:
    as_at = _day(arguments.as_at, "--as-at")
    standing = Standing(as_at)
    chosen: dict[str, Any] = {}
    for name in LISTS:
        values = []
        for words in getattr(arguments, name):
            value = meant(name, words, standing) if name == "theme" else meant(name, words)
            if value is None:
                raise Refused(
                    f"{_FLAGS[name]}: there is no {name.replace('_', ' ')} with this id or name. "
                    "See: python -m queries choices"
                )
            values.append(value)
        chosen[name] = tuple(dict.fromkeys(values))
    return Filters(
        **chosen,
        from_date=_day(arguments.from_date, "--from"),
        to_date=_day(arguments.to_date, "--to"),
        as_at=as_at,
        record_kind=arguments.record_kind,
        unit=arguments.unit,
        mode=arguments.mode,
    )


def _day(text: str | None, flag: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"{flag}: this is not a date. Write it as 2026-01-31.") from None


def _moment(words: str | None) -> datetime:
    """The end of the day of --since; without it thirty days ago."""
    day = _day(words, "--since")
    return end_of(day) if day else (now() - timedelta(days=30)).replace(hour=0, minute=0, second=0, microsecond=0)


def _two_days(words: list[str] | None, flag: str) -> tuple[date | None, date | None]:
    """The first and the last day of a period."""
    if not words:
        raise Refused(f"{flag}: name the first and the last day, such as {flag} 2025-01-01 2025-06-30.")
    first, last = (_day(word, flag) for word in words)
    if first and last and first > last:
        raise Refused(f"{flag}: the first day comes after the last.")
    return first, last


def _own(arguments: argparse.Namespace, question: Question, filters: Filters, area_level: str | None) -> dict[str, Any]:
    """The parameters that only this question takes; the themes that it asks about are those of --theme."""
    if arguments.limit < 1 or arguments.offset < 0:
        raise Refused("--limit counts from 1 and --offset from 0.")
    if max(arguments.limit, arguments.offset) > _MOST:
        raise Refused(f"--limit and --offset go up to {_MOST:,}.")
    held = {
        "ids": [arguments.id] if arguments.id else None,
        "limit": arguments.limit,
        "offset": arguments.offset,
        "by": arguments.by,
        "area_level": area_level,
        "theme_ids": list(filters.theme),
        "theme_id": filters.theme[0] if filters.theme else None,
        "under": meant("theme", arguments.under) if arguments.under else None,
        "records": arguments.records,
        "until": end_of(filters.as_at) if filters.as_at else EVER,
        "draft": None,
        "period": arguments.period,
        "since": _moment(arguments.since),
        "words": [],
        "first": "newest",
    }
    for name in ("earlier", "later"):
        if f"{name}_from" in question.parameters:
            held[f"{name}_from"], held[f"{name}_to"] = _two_days(getattr(arguments, name), f"--{name}")
    for name in ("first_group", "second_group"):
        if name in question.parameters:
            held[name] = _group(getattr(arguments, name), name)
    if "theme_id" in question.parameters and question.name != "theme_history" and len(filters.theme) != 1:
        raise Refused("Name the theme that this is about: --theme THEME")
    if arguments.under and held["under"] is None:
        raise Refused("--under: there is no theme with this id or name. See: python -m data theme list")
    return {name: held[name] for name in question.parameters if name in held}


def _area_level(arguments: argparse.Namespace) -> str:
    """The level of areas that --level names; the filter of the same name keeps its other words."""
    levels = list(dict.fromkeys(level for level in arguments.level if level in AREA_LEVELS))
    if len(levels) > 1:
        raise Refused(f"--level: this question is about one level of areas. Choose one of: {', '.join(AREA_LEVELS)}.")
    arguments.level = [level for level in arguments.level if level not in AREA_LEVELS]
    return levels[0] if levels else AREA_LEVELS[0]


def _group(words: str | None, name: str) -> str:
    flag = f"--{name.replace('_', '-')}"
    found = meant("group", words) if words else None
    if found is None or found == NOT_RECORDED:
        raise Refused(f"{flag}: name a group of people. See: python -m queries choices")
    return found


def _chosen(own: dict[str, Any]) -> dict[str, Any]:
    """The question's own parameters that say what it was asked about."""
    return {name: value for name, value in own.items() if name in CHOSEN}


def _in_unit(told: Told, unit: str) -> list[dict[str, Any]]:
    """The rows, the highest in the chosen unit first where they are ranked by it."""
    if told.question != "theme_frequency":
        return list(told.rows)
    return sorted(told.rows, key=lambda row: (row[unit] is None, -(row[unit] or 0), row["theme"]))


def _csv(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    out = io.StringIO()
    headers = list(dict.fromkeys([*columns, *(key for row in rows for key in row)]))
    writer = csv.DictWriter(out, headers, restval="")
    writer.writeheader()
    writer.writerows(
        {key: guarded(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows
    )
    return out.getvalue()


def _table(rows: list[dict[str, Any]], told: Told) -> str:
    cells = [[_short(row.get(column)) for column in told.columns] for row in rows]
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(told.columns)]
    lines = [told.columns, *cells]
    body = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([*body, *told.notes]) + "\n"


def _short(value: Any) -> str:
    if value is None:
        return "-"
    text = f"{value:.3f}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
