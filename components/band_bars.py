"""Are groups of councils heard as much as their share of people? By deprivation, rural areas, islands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card
from components.help_words import BANDS, Help
from components.paired_bars import Paired, paired_bars
from components.palette import Look
from components.table import Column
from components.words import band, hidden, number, percent
from components.words import told as told_number
from queries.ladder import ANY_PERCENTAGE

Rows = Sequence[Mapping[str, Any]]
SUB = "Councils are grouped by how many of Scotland’s most deprived areas they have."
HEADING = "Who was heard, beside who lives there"
HEARD = "of the times a council was heard from"  # each person or organisation once for each council
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
RATIOS = (*COLUMNS[:1], Column("ratio_words", "Heard ÷ expected (95 % range)", nothing="–"),
          Column("outside_words", "Beyond chance", nothing="no"), *COLUMNS[4:6])  # fmt: skip


def told(rows: Rows) -> list[dict[str, Any]]:
    """The bands in order with ``heard_share`` added: None where fewer than ten were heard in all."""
    total = sum(number(row, "observed") for row in rows)
    whole = not any(hidden(row, "observed") for row in rows)
    return [
        {**row, "heard_share": number(row, "observed") / total if whole and total >= ANY_PERCENTAGE else None}
        for row in sorted(rows, key=lambda row: row["band"])
    ]


def figure(rows: Rows, *, look: Look) -> Figure:
    """Two bars a band: heard (filled) above people (outlined)."""
    total = sum(number(row, "observed") for row in rows) or 1
    return paired_bars(
        [
            Paired(
                id=str(row["band"]),
                name=name,
                heard=number(row, "observed") / total,
                expected=row["population_share"] or 0,
                heard_words=f"{_share(row)} ({told_number(row, 'observed')})".strip(),
                expected_words=f"{percent(row['population_share'] or 0)} of people",
                hover=f"{told_number(row, 'observed')} {HEARD}; {percent(row['population_share'] or 0)} of people",
            )
            for row, name in zip(told(rows), _names(rows), strict=True)
        ],
        look,
    )


def _names(rows: Rows) -> list[str]:
    """Shortened where all of them begin with the same words."""
    names = [str(row["band_name"]) for row in told(rows)]
    short = [band(name) for name in names]
    return short if all(one != name for one, name in zip(short, names, strict=True)) else names


def _share(row: Mapping[str, Any]) -> str:
    return f"{percent(row['heard_share'])} heard" if row["heard_share"] is not None else "heard"


def heading(rows: Rows) -> str:
    """The question; the picture gives the answer without a verdict."""
    return HEADING if rows else "No council area is named in this selection"


def alt(rows: Rows) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(
        f"{row['band_name']}: {told_number(row, 'observed')} heard"
        + (f", {percent(row['heard_share'])} {HEARD}" if row["heard_share"] is not None else "")
        + f", {percent(row['population_share'] or 0)} of people"
        for row in told(rows)
    )
    return f"Pairs of bars for three bands of councils. {said}." if said else "No council area is named."


def card(
    rows: Rows, *, sub: str = SUB, source: str = "", key: str = "band-bars", title: str = "", help: Help = BANDS,
    file_stem: str = "heard-by-deprivation-band",
) -> Card:  # fmt: skip
    """The card. Takes the rows of deprivation_bands, urban_rural or islands."""
    return Card(
        key,
        title or heading(rows),
        figure=lambda look: figure(rows, look=look),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=told(rows),
        help=help,
        file_stem=file_stem,
        drawn=("observed", "expected"),
        sub=sub,
        source=source,
    )
