"""What a file holds and what would become of it: counts, columns, and everything that was noticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from components import upload_words as words
from components.headline import counts_markup
from components.markup import join, tag
from components.table import Column, table_markup
from data.errors import Problem
from data.receipts import Receipt

EXAMPLES = 5  # of each kind of problem
_MORE = re.compile(r"([\d,]+) more\b")
_EXAMPLE = (
    Column("sheet", "Sheet"),
    Column("row", "Row"),
    Column("column", "Column"),
    Column("found", "What was found"),
)


def counts(receipt: Receipt, *, saved: bool) -> Markup:
    """The five numbers; the last four add up to the first."""
    five = counts_markup(
        [
            (receipt.rows_read, "rows read", ""),
            (receipt.rows_saved, "saved" if saved else "would be saved", ""),
            (receipt.rows_parked, "need your attention", "not counted until mended" if receipt.rows_parked else ""),
            (receipt.rows_unchanged, "here already", ""),
            (receipt.rows_blank, "blank", _among_blank(receipt)),
        ]
    )
    return tag("div", five, class_="ks-five")


def _among_blank(receipt: Receipt) -> str:
    """What is counted among the blank rows without being blank."""
    names = {
        "total_row": "totals",
        "section_row": "titles",
        "header_again": "headers that stand again",
        "note_row": "notes",
    }
    met = {problem.code for problem in receipt.problems}
    told = [words for code, words in names.items() if code in met]
    return f"among them {' and '.join(told)}" if told else ""


def problems(found: Sequence[Problem]) -> Markup:
    """Everything that was noticed, by kind: how often, what to do, and the first examples."""
    groups: dict[str, list[Problem]] = {}
    for problem in found:
        groups.setdefault(problem.code, []).append(problem)
    ordered = sorted(groups.items(), key=lambda one: (one[0] not in words.NEEDS_ATTENTION, -how_many(one[1])))
    return join(_group(code, members) for code, members in ordered)


def how_many(members: Iterable[Problem]) -> int:
    """How often one kind of problem was found, with those that are only told as a number."""
    return sum(_number(problem) for problem in members)


def _number(problem: Problem) -> int:
    more = _MORE.match(problem.found) if problem.row is None else None
    return int(more.group(1).replace(",", "")) if more else 1


def _group(code: str, members: list[Problem]) -> Markup:
    single = [problem for problem in members if _number(problem) == 1]
    number = how_many(members)
    rows = [
        {
            "sheet": one.sheet or "–",
            "row": str(one.row) if one.row else "–",
            "column": one.column or "–",
            "found": one.found,
        }
        for one in single[:EXAMPLES]
    ]
    advice = list(dict.fromkeys(problem.what_to_do for problem in single))
    heading = words.problem(code)
    more = number - len(rows)
    body = [
        *(tag("p", line, class_="ks-note") for line in advice[:3]),
        table_markup(_EXAMPLE, rows, heading),
        tag("p", f"and {more:,} more like these", class_="ks-note") if more > 0 else "",
    ]
    stays = tag("span", "not saved until mended", class_="ks-flag") if code in words.NEEDS_ATTENTION else ""
    return _fold(join([heading, " ", tag("span", f"{number:,}", class_="ks-number"), stays]), join(body))


def _fold(heading: str | Markup, body: Markup) -> Markup:
    return tag("details", tag("summary", heading), tag("div", body, class_="ks-foldbody"), class_="ks-fold")
