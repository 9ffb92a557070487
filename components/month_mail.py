"""The manager's month as one HTML file for an e-mail: no script, no picture, and every style at its element."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from components.markup import join, tag
from components.month_parts import MOST, Part, line_markup, parts, span
from components.palette import look
from queries.month_review import MonthReview


def html(review: MonthReview, base: str) -> str:
    """The whole file; ``base`` is the address of the dashboard, ending with a slash, for its links."""
    colours = look(dark=False)
    body = f"font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:{colours.ink};background:{colours.paper}"
    inside = [
        tag("h1", "What is new, and what became of it?", style="font-size:26px;margin:0 0 4px"),
        tag("p", span(review), style=f"color:{colours.soft};margin:0 0 16px"),
        *(_part(part, base, colours) for part in parts(review)),
        tag("p", "Collected, not sampled. Only what may be shared is counted here. ", join(review.notes, " "),
            style=f"color:{colours.soft};font-size:14px"),
    ]  # fmt: skip
    page = tag(
        "html",
        tag("head", Markup('<meta charset="utf-8">'), tag("title", f"What is new: {span(review)}")),
        tag("body", tag("div", join(inside), style="max-width:680px;margin:0 auto;padding:16px"), style=body),
        lang="en",
    )
    return f"<!doctype html>\n{page}\n"


def _part(part: Part, base: str, colours: Any) -> Markup:
    link = f"color:{colours.accent}"
    told = [tag("h2", part.heading, style=f"font-size:20px;margin:24px 0 6px;border-top:2px solid {colours.accent}")]
    told += [tag("p", line_markup(line, base, style=link), style="margin:0 0 8px") for line in part.lines]
    if part.rows:
        cell = f"padding:4px 10px 4px 0;border-bottom:1px solid {colours.line};vertical-align:top"
        sides = ["right" if column.is_number else "left" for column in part.columns]
        head = join(
            tag("th", column.label, scope="col", style=f"{cell};text-align:{side}")
            for column, side in zip(part.columns, sides, strict=True)
        )
        rows = []
        for row in part.rows[:MOST]:
            cells = [
                line_markup([row["link"]], base, style=link) if at == 0 and "link" in row else column.words(row)
                for at, column in enumerate(part.columns)
            ]
            rows.append(
                tag("tr", join(tag("td", inside, style=f"{cell};text-align:{side}")
                               for inside, side in zip(cells, sides, strict=True)))
            )  # fmt: skip
        told.append(tag("table", tag("thead", tag("tr", head)), tag("tbody", join(rows)),
                        style="border-collapse:collapse;width:100%;font-size:15px"))  # fmt: skip
        if len(part.rows) > MOST:
            told.append(tag("p", f"And {len(part.rows) - MOST} more, in the workbook.", style="font-size:14px"))
    return join(told)
