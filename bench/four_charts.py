"""The four charts that every contestant but Kenspeckle draws: themes, councils, months and inequality.

Plain Plotly, as most people would write it. What differs between the contestants is how the numbers are
worked out and how the charts reach the page.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from bench.make_insights import councils
from data.settings import EXAMPLES

EFFECTS = ("widening", "narrowing", "mixed", "none stated")
HEIGHT = 400
LINES = 5


class Counts(NamedTuple):
    """The numbers of the four charts: (name, count) pairs; a line and a stack hold one list a name."""

    themes: Sequence[tuple[str, int]]
    councils: Sequence[tuple[str, int]]
    months: dict[str, tuple[list[str], list[int]]]
    effects: dict[str, tuple[list[str], list[int]]]


def figures(counts: Counts) -> list[go.Figure]:
    """The four charts."""
    heard = go.Figure(_bar(counts.themes[:12])).update_yaxes(autorange="reversed")
    councils = go.Figure(_bar(counts.councils)).update_yaxes(autorange="reversed")
    months = go.Figure([go.Scatter(x=x, y=y, name=name, mode="lines") for name, (x, y) in counts.months.items()])
    effects = go.Figure([go.Bar(x=x, y=y, name=name, orientation="h") for name, (y, x) in counts.effects.items()])
    effects.update_layout(barmode="stack")
    titles = ("Themes", "Councils", "Months", "Inequality")
    charts = [heard, councils, months, effects]
    for chart, title in zip(charts, titles, strict=True):
        chart.update_layout(title=title, height=HEIGHT)
    return charts


def _bar(pairs: Sequence[tuple[str, int]]) -> Any:
    return go.Bar(x=[count for _, count in pairs], y=[name for name, _ in pairs], orientation="h")


def made_up(step: int) -> Counts:
    """Numbers that need no database, for the bare pages; each step gives others."""
    months = [f"{2021 + month // 12}-{month % 12 + 1:02d}-01" for month in range(60)]
    names = themes()
    return Counts(
        [(name, 900 - 30 * place + 7 * step) for place, name in enumerate(names)],
        [(name, 500 - 9 * place + 5 * step) for place, name in enumerate(places())],
        {
            name: (months, [(3 + step + place * month) % 40 for month in range(60)])
            for place, name in enumerate(names[:LINES])
        },
        {effect: (names[:12], [40 + 3 * step - 2 * place for place in range(12)]) for effect in EFFECTS},
    )


def themes() -> list[str]:
    """What the filter for themes offers, most often heard first.

    Only themes that are part of another: in Kenspeckle a theme stands for its sub-themes too, so choosing one
    of these after the other always brings more into view.
    """
    with (EXAMPLES / "themes.csv").open(encoding="utf-8") as file:
        return [row["theme"] for row in csv.DictReader(file) if row["parent_theme"]]


def places() -> list[str]:
    """What the filter for places offers: the councils, those with most people first."""
    people = councils()
    return sorted(people, key=lambda name: -people[name])
