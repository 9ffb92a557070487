"""Are places with many deprived areas heard as much as their share of people?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, words_at
from components.card import Card
from components.help_words import BANDS
from components.markup import chart_text
from components.palette import Look
from components.table import Column
from components.words import band, hidden, number, percent
from components.words import told as told_number

Rows = Sequence[Mapping[str, Any]]
ROW = 92
SUB = "Councils are grouped by how many of Scotland’s most deprived areas they have."
HEARD = "of the times a council was heard from"  # each person or organisation once for each council
FEWEST = 10  # no percentage of fewer
COLUMNS = (
    Column("band_name", "Councils"),
    Column("councils", "How many councils", "count"),
    Column("population_share", "Share of people", "share"),
    Column("heard_share", "Share of the times a council was heard from", "share"),
    Column("observed", "Heard (each person or organisation once for each council)", "count"),
    Column("expected", "Expected from population", "decimal"),
    Column("sources", "People and organisations", "count"),
    Column("insights", "Insights", "count"),
)
COUNTS = tuple(column for column in COLUMNS if column.name not in ("heard_share", "expected"))  # what always stays


def told(rows: Rows) -> list[dict[str, Any]]:
    """The bands in order with ``heard_share`` added: None where fewer than ten were heard in all."""
    total = sum(number(row, "observed") for row in rows)
    whole = not any(hidden(row, "observed") for row in rows)
    return [
        {**row, "heard_share": number(row, "observed") / total if whole and total >= FEWEST else None}
        for row in sorted(rows, key=lambda row: row["band"])
    ]


def figure(rows: Rows, *, look: Look) -> Figure:
    """Two bars a band: heard (filled) above people (outlined)."""
    full = told(rows)
    total = sum(number(row, "observed") for row in rows) or 1
    heard = [number(row, "observed") / total for row in full]
    people = [row["population_share"] or 0 for row in full]
    longest = max([*heard, *people], default=1) or 1
    notes: list[dict[str, Any]] = []
    for n, row in enumerate(full):
        share = f"<b>{percent(row['heard_share'])}</b> {HEARD}" if row["heard_share"] is not None else "heard"
        inside = f"{share} ({told_number(row, 'observed')})"
        lives = f"<b>{percent(row['population_share'] or 0)}</b> of people live there"
        notes.append(words_at(0, n, f"<b>{chart_text(band(row['band_name']))}</b>", look, xref="paper", yshift=30))
        notes.append(words_at(heard[n], n, inside, look, xshift=7, yshift=6, size=SMALL_SIZE))
        notes.append(words_at(people[n], n, lives, look, xshift=7, yshift=-16, size=SMALL_SIZE))
    shared: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(full))),
    }
    traces = [
        {
            **shared,
            "x": heard,
            "width": 0.2,
            "offset": -0.165,
            "marker": {"color": look.scale[3], "cornerradius": 3},
            "hovertemplate": [f"{told_number(row, 'observed')} {HEARD}<extra></extra>" for row in full],
        },
        {
            **shared,
            "x": people,
            "width": 0.17,
            "offset": 0.09,
            "marker": {
                "color": "rgba(0,0,0,0)",
                "line": {"color": look.edge, "width": 1.5},
                "cornerradius": 3,
            },
            "hovertemplate": [f"{percent(share)} of people<extra></extra>" for share in people],
        },
    ]
    layout = canvas(
        look,
        max(len(full), 1) * ROW + 8,
        margin=(1, 0, 4, 4),
        barmode="overlay",
        xaxis=hidden_axis(0, longest * 2.1),
        yaxis=hidden_axis(max(len(full), 1) - 0.5, -0.5),
        annotations=notes,
    )
    return {"data": traces, "layout": layout}


def heading(rows: Rows) -> str:
    """The question; the picture gives the answer without a verdict."""
    return "Who was heard, beside who lives there" if rows else "No council area is named in this selection"


def alt(rows: Rows) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(
        f"{row['band_name']}: {told_number(row, 'observed')} heard"
        + (f", {percent(row['heard_share'])} {HEARD}" if row["heard_share"] is not None else "")
        + f", {percent(row['population_share'] or 0)} of people"
        for row in told(rows)
    )
    return f"Pairs of bars for three bands of councils. {said}." if said else "No council area is named."


def show(rows: Rows, *, sub: str = SUB, source: str = "") -> None:
    """The card."""
    Card(
        "band-bars",
        heading(rows),
        figure=lambda look: figure(rows, look=look),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=told(rows),
        help=BANDS,
        file_stem="heard-by-deprivation-band",
        sub=sub,
        source=source,
    ).show()
