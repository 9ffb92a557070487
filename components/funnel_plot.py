"""Do areas lie outside what chance allows for their size? The funnel: more certainty to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, words_at, written_at
from components.card import Card
from components.help_inequality import FUNNEL
from components.markup import chart_text
from components.palette import Look
from components.ratio_bars import COLUMNS, in_full
from components.words import hidden
from queries.ladder import Verdict
from queries.measures.funnel import LEAST_AREAS, limits
from queries.measures.ratios import LEAST_EXPECTED

Rows = Sequence[Mapping[str, Any]]
HEIGHT = 400
_STEPS = 60


def judged(rows: Rows) -> list[Mapping[str, Any]]:
    """The areas with enough expected to be judged."""
    return [row for row in rows if row.get("shown") and not hidden(row, "observed") and row["ratio"] is not None]


def verdict(rows: Rows) -> Verdict:
    """Whether there are enough areas for a funnel; the reason says how many there are and how many are needed."""
    found = len(judged(rows))
    if found >= LEAST_AREAS and all(row["dispersion"] is not None for row in judged(rows)):
        return Verdict(True)
    return Verdict(
        False,
        f"A funnel needs {LEAST_AREAS} areas with {LEAST_EXPECTED:.0f} or more expected; here there are {found}. The "
        "ranges are shown instead.",
    )


def figure(rows: Rows, *, look: Look) -> Figure:
    """One dot an area: expected across, observed over expected up; filled where it lies outside both limits."""
    found = judged(rows)
    spread = found[0]["dispersion"] if found and found[0]["dispersion"] else 1.0
    least = min((row["expected"] for row in found), default=LEAST_EXPECTED)
    most = max((row["expected"] for row in found), default=2 * least) * 1.06
    across = [least * 0.9 + (most - least * 0.9) * step / _STEPS for step in range(_STEPS + 1)]
    bounds = [limits(expected, spread) for expected in across]
    top = max([row["ratio"] for row in found] + [bounds[0][1]], default=2.0) * 1.05
    edge = {"color": look.edge, "width": 1.6, "dash": "dash"}
    line = {"type": "scatter", "mode": "lines", "x": across, "hoverinfo": "skip", "line": edge}
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [row["expected"] for row in found],
        "y": [row["ratio"] for row in found],
        "customdata": [row["code"] for row in found],
        "hovertemplate": [f"{chart_text(_words(row))}<extra></extra>" for row in found],
        "marker": {
            "size": 12,
            "symbol": ["diamond" if row["outside"] else "circle" for row in found],
            "color": [look.chosen if row["outside"] else look.card for row in found],
            "line": {"color": [look.chosen if row["outside"] else look.scale[3] for row in found], "width": 2},
        },
    }
    small, even = {"size": SMALL_SIZE}, {"color": look.ink, "width": 1.2}
    named = [
        (row["expected"], row["ratio"], f"\u2002{chart_text(row['name'])}", look.ink) for row in found if row["outside"]
    ]
    axis = {
        "fixedrange": True,
        "gridcolor": look.line,
        "zeroline": False,
        "tickfont": {"size": SMALL_SIZE, "color": look.soft},
    }
    layout = canvas(
        look,
        HEIGHT,
        margin=(40, 12, 30, 52),
        xaxis={**axis, "range": [0, most], "title": {"text": "Expected from people", "font": small}},
        yaxis={**axis, "range": [0, top]},
        shapes=[{"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 1, "y1": 1, "line": even}],
        annotations=[
            words_at(0, 1, "Heard, as a multiple of expected", look, size=SMALL_SIZE, colour=look.soft, xref="paper",
                     yref="paper", yanchor="bottom", yshift=6, xshift=-36)
        ],
    )  # fmt: skip
    low, high = ([bound[side] for bound in bounds] for side in (0, 1))
    return {
        "data": [{**line, "y": low}, {**line, "y": high}, dots, written_at(named, size=SMALL_SIZE)],
        "layout": layout,
    }  # fmt: skip


def alt(rows: Rows) -> str:
    """The funnel in words, with its numbers."""
    said = "; ".join(_words(row) for row in sorted(judged(rows), key=lambda row: -row["expected"]))
    return f"Funnel plot with 99.8 % limits: {said}." if said else "No area can be judged."


def _words(row: Mapping[str, Any]) -> str:
    place = {"more": ", above the limit", "less": ", below the limit"}.get(row["outside"], ", inside the limits")
    return f"{row['name']} {row['ratio']:.2f} times its {row['expected']:.1f} expected{place}"


def heading(rows: Rows) -> str:
    """``2 of 14 areas lie outside the funnel``."""
    found = judged(rows)
    out = sum(bool(row["outside"]) for row in found)
    return f"{out or 'None'} of {len(found)} {'lies' if out == 1 else 'lie'} outside the funnel"


def card(rows: Rows, *, key: str, sub: str = "", source: str = "") -> Card:
    """The card. Takes the rows of observed_expected."""
    spread = next((row["dispersion"] for row in judged(rows) if row["dispersion"]), 1.0)
    return Card(
        key,
        heading(rows),
        figure=lambda look: figure(rows, look=look),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=in_full(rows),
        help=FUNNEL,
        named=("expected",),
        drawn=("ratio",),
        shape="points",
        file_stem=key,
        sub=f"{sub} The limits allow for how much areas scatter anyway (dispersion {spread:.2f}).".strip(),
        source=source,
    )
