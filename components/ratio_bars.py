"""Was each area heard as much as its share of people? Heard beside expected, and the ratio with its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card, Pick
from components.help_inequality import RATIOS, SHARES
from components.interval_rows import Estimate, interval_rows
from components.paired_bars import Paired, paired_bars
from components.palette import Look
from components.table import Column
from components.words import NOT_SHOWN, band, hidden, number, told

Rows = Sequence[Mapping[str, Any]]
CAP = 4.0  # times what is expected; an interval that reaches further ends in an arrow
LIMIT = 16  # areas in the picture; the table has all
OUTSIDE = {"more": "more than expected", "less": "less than expected"}
COLUMNS = (
    Column("name", "Area"),
    Column("observed", "People and organisations heard", "count"),
    Column("expected", "Expected from people", "decimal"),
    Column("ratio_words", "Heard ÷ expected (95\u00a0% range)", nothing="–"),
    Column("funnel_words", "Where 99.8\u00a0% of areas like it lie", nothing="–"),
    Column("outside_words", "Beyond chance", nothing="no"),
    Column("population", "People living there", "count"),
    Column("reason", "Why it is not compared", nothing=""),
)
COUNTS = tuple(column for column in COLUMNS if column.name in ("name", "observed", "expected", "population"))


def in_full(rows: Rows, name: str = "name") -> list[dict[str, Any]]:
    """The rows with their ratios in words; of a row that is not compared there is no ratio."""
    return [
        {
            **row,
            "name": row[name],
            "ratio": row.get("ratio") if compared(row) else None,
            "ratio_words": _ratio(row) if compared(row) else None,
            "funnel_words": _funnel(row) if compared(row) else None,
            "outside_words": OUTSIDE.get(row.get("outside") or "") if compared(row) else None,
        }
        for row in rows
    ]


def compared(row: Mapping[str, Any]) -> bool:
    """Whether the ladder lets this row's ratio be shown."""
    return bool(row.get("shown")) and not hidden(row, "observed") and row.get("ratio") is not None


def _ratio(row: Mapping[str, Any]) -> str:
    return f"{row['ratio']:.2f} ({row['lower']:.2f} to {row['upper']:.2f})"


def _funnel(row: Mapping[str, Any]) -> str | None:
    if row.get("limit_low") is None:
        return None
    return f"{row['limit_low']:.2f} to {row['limit_high']:.2f}"


def figure(rows: Rows, *, look: Look, limit: int = LIMIT) -> Figure:
    """Heard beside expected, most expected first."""
    drawn = sorted(rows, key=lambda row: -(row["expected"] or 0))[:limit]
    return paired_bars(
        [
            Paired(
                id=str(row["code"]),
                name=str(row["name"]),
                heard=number(row, "observed"),
                expected=row["expected"],
                heard_words=NOT_SHOWN if hidden(row, "observed") else f"{told(row, 'observed')} heard{_mark(row)}",
                expected_words="" if row["expected"] is None else f"{row['expected']:.1f} expected",
                hover=_words(row),
            )
            for row in drawn
        ],
        look,
    )


def _mark(row: Mapping[str, Any]) -> str:
    return {"more": " ▲ more", "less": " ▼ less"}.get(row.get("outside") or "", "") if compared(row) else ""


def _words(row: Mapping[str, Any]) -> str:
    expected = "" if row["expected"] is None else f", {row['expected']:.1f} expected"
    return f"{row['name']}: {told(row, 'observed')} heard{expected}"


def alt(rows: Rows, limit: int = LIMIT) -> str:
    """The pairs of bars in words, with their numbers."""
    drawn = sorted(rows, key=lambda row: -(row["expected"] or 0))[:limit]
    return f"Pairs of bars, heard and expected. {'; '.join(map(_words, drawn))}." if drawn else "No area."


def card(
    rows: Rows,
    *,
    key: str,
    heading: str,
    limit: int = LIMIT,
    sub: str = "",
    source: str = "",
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card for the room. Takes the rows of observed_expected; ``on_pick`` receives the code of an area."""
    choices = sorted(((str(row["code"]), str(row["name"])) for row in rows), key=lambda one: one[1])
    return Card(
        key,
        heading,
        figure=lambda look: figure(rows, look=look, limit=limit),
        alt=lambda: alt(rows, limit),
        columns=COLUMNS,
        rows=in_full(rows),
        help=SHARES,
        drawn=("observed", "expected"),
        file_stem=key,
        sub=sub,
        source=source,
        pick=Pick("Read what was heard in", choices, on_pick) if on_pick else None,
    )


def intervals(rows: Rows, name: str = "name") -> list[Estimate]:
    """The rows that may be compared, the highest ratio first."""
    found = [row for row in rows if compared(row)]
    return [
        Estimate(
            str(row[name]),
            band(str(row[name])),
            row["ratio"],
            row["lower"],
            row["upper"],
            _ratio(row),
            bool(row["outside"]),
        )
        for row in sorted(found, key=lambda row: -row["ratio"])
    ]


def interval_card(
    rows: Rows, *, key: str, heading: str, name: str = "name", columns: Sequence[Column] = COLUMNS, sub: str = "",
    source: str = "", limit: int | None = None,
) -> Card:  # fmt: skip
    """The card for analysts: observed over expected with its 95\u00a0% interval."""
    found = intervals(rows, name)[:limit]
    said = "; ".join(f"{one.name} {one.words}" for one in found)
    return Card(
        key,
        heading,
        figure=lambda look: interval_rows(found, look, even=1.0, words="as expected", cap=CAP),
        alt=lambda: (
            f"Heard divided by expected, with 95\u00a0% ranges: {said}." if said else "Nothing can be compared."
        ),
        columns=columns,
        rows=in_full(rows, name),
        help=RATIOS,
        drawn=("ratio",),
        file_stem=key,
        sub=sub,
        source=source,
    )
