"""Which themes come up with which groups of people? Squares, the pairs that stand out, and the words that separate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, words_at, written_at
from components.card import Card, Pick
from components.classes import classes, spread, step_of
from components.help_inequality import SQUARES, WORDS_APART
from components.markup import chart_text, shortened, wrapped
from components.paired_bars import Paired, paired_bars
from components.palette import Look, words_on
from components.table import Column
from components.two_way_bars import Directions, Lean, two_way_bars
from components.words import count, number
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
MOST = (12, 6)  # rows and columns of squares in the picture; the table has all
ROW, TOP = 52, 78
MARKS = {"more": "▲", "less": "▼"}
BETWEEN = " with "
HEADING = "Themes and the groups of people they come up with"
COLUMNS = (
    Column("theme", "Theme"),
    Column("group_words", "Group of people"),
    Column("records", "Insights with both", "count"),
    Column("sources", "People and organisations with both", "count"),
    Column("observed", "Counted once each", "count"),
    Column("expected", "By chance", "decimal"),
    Column("lift_words", "Times chance", nothing="–"),
    Column("q_words", "False-find rate (q)", nothing="not tested"),
    Column("signal_words", "Stands out", nothing="no"),
    Column("overlap_words", "Nearly the same by name", nothing="no"),
)
COUNTS = COLUMNS[:4]
WORDS = (
    Column("word", "Word"),
    Column("group_words", "Typical of"),
    Column("first_sources", "People and organisations, first group", "count"),
    Column("second_sources", "People and organisations, second group", "count"),
    Column("score_words", "Standard errors"),
)


def in_full(rows: Rows) -> list[dict[str, Any]]:
    """The rows of theme_group that occur or were tested, in the words of the screen."""
    return [
        {
            **row,
            "id": f"{row['theme_id']}|{row['group_name']}",
            "group_words": group_words(row["group_name"]),
            "lift_words": f"{row['lift']:.1f}" if row["q"] is not None and row["lift"] is not None else None,
            "q_words": None if row["q"] is None else "under 0.001" if row["q"] < 0.001 else f"{row['q']:.3f}",
            "signal_words": {"more": "more often", "less": "less often"}.get(row["signal"]),
            "overlap_words": "yes" if row["overlapping"] else None,
        }
        for row in rows
        if row["records"] or row["q"] is not None
    ]


def group_words(group: str) -> str:
    """What the screen calls a group of people."""
    return vocabulary().label("group", group)


def _axes(rows: Rows, most: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The themes and the groups of the picture: those with most people and organisations in one square or another."""
    themes: dict[str, float] = {}
    groups: dict[str, float] = {}
    for row in rows:
        themes[row["theme"]] = themes.get(row["theme"], 0) + number(row, "observed")
        groups[row["group_name"]] = groups.get(row["group_name"], 0) + number(row, "observed")
    first = sorted(themes, key=lambda name: (-themes[name], name))[: most[0]]
    return first, sorted(groups, key=lambda name: (-groups[name], name))[: most[1]]


def figure(rows: Rows, *, look: Look, most: tuple[int, int] = MOST) -> Figure:
    """Themes down, groups across. The theme's name stands above its squares, so that a phone has room for both."""
    themes, groups = _axes(rows, most)
    at = {(row["theme"], row["group_name"]): row for row in rows}
    values = [number(at[theme, group], "sources") for theme in themes for group in groups if (theme, group) in at]
    steps = classes(values)
    shades = spread(len(steps))
    words: list[tuple[float, float, str, str]] = []
    squares: dict[str, list[Any]] = {key: [] for key in ("x", "base", "colour", "hover")}
    for down, theme in enumerate(themes):
        words.append((-0.46, down - 0.3, chart_text(shortened(theme, 46)), look.ink))
        for across, group in enumerate(groups):
            row = at.get((theme, group))
            value = number(row, "sources") if row else 0
            fill = look.scale[shades[step_of(value, steps)]] if value and steps else look.card
            squares["x"].append(across)
            squares["base"].append(down - 0.08)
            squares["colour"].append(fill)
            squares["hover"].append(
                f"{chart_text(_said(row) if row else f'{theme}{BETWEEN}{group}: 0')}<extra></extra>"
            )
    inside = []
    for down, theme in enumerate(themes):
        for across, group in enumerate(groups):
            row = at.get((theme, group))
            value = number(row, "sources") if row else 0
            fill = squares["colour"][down * len(groups) + across]
            mark = MARKS.get(row["signal"], "") + ("≈" if row["signal"] and row["overlapping"] else "") if row else ""
            label = f"<b>{count(value)}{' ' + mark if mark else ''}</b>" if value or mark else ""
            inside.append((across, down + 0.19, label, words_on(fill, look)))
    heads = [
        words_at(across, 1, wrapped(group, 11, 3), look, size=SMALL_SIZE - 1, colour=look.soft, yref="paper",
                 xanchor="center", yanchor="bottom", align="center", yshift=2)
        for across, group in enumerate(groups)
    ]  # fmt: skip
    data = [
        {
            "type": "bar",
            "x": squares["x"],
            "base": squares["base"],
            "y": [0.54] * len(squares["x"]),
            "width": 0.94,
            "hovertemplate": squares["hover"],
            "marker": {"color": squares["colour"], "cornerradius": 3, "line": {"color": look.line, "width": 1}},
        },
        written_at(words, size=SMALL_SIZE + 1),
        written_at(inside, size=SMALL_SIZE, position="middle center"),
    ]
    layout = canvas(
        look,
        max(len(themes), 1) * ROW + TOP,
        margin=(0, 0, TOP, 2),
        barmode="overlay",
        annotations=heads,
        xaxis=hidden_axis(-0.5, max(len(groups), 1) - 0.5),
        yaxis=hidden_axis(max(len(themes), 1) - 0.5, -0.5),
    )
    return {"data": data, "layout": layout}


def _said(row: Mapping[str, Any]) -> str:
    told = f"{row['theme']}{BETWEEN}{row['group_name']}: {count(number(row, 'sources'))}"
    if row["q"] is None:
        return f"{told}, too few expected to test"
    stands = {"more": "; more often than by chance", "less": "; less often than by chance"}.get(row["signal"], "")
    return f"{told}, {count(number(row, 'observed'))} counted once each, {row['expected']:.1f} by chance{stands}"


def alt(rows: Rows, most: tuple[int, int] = MOST) -> str:
    """The squares in words: those of the picture, and which of them stand out."""
    themes, groups = _axes(rows, most)
    told = [row for row in rows if row["theme"] in themes and row["group_name"] in groups and row["records"]]
    said = "; ".join(_said(row) for row in told)
    return f"Squares of themes by groups of people: {said}." if said else "No theme comes up with any group."


def card(
    rows: Rows,
    *,
    most: tuple[int, int] = MOST,
    source: str = "",
    on_pick: Callable[[str | None], None] | None = None,
    chosen: str | None = None,
) -> Card:
    """The card of squares; takes the rows of theme_group. ``on_pick`` receives ``theme id|group``."""
    full = in_full(rows)
    choices = [(row["id"], f"{row['theme']}{BETWEEN}{row['group_name']}") for row in full if row["records"]]
    return Card(
        "theme-group",
        HEADING,
        figure=lambda look: figure(rows, look=look, most=most),
        alt=lambda: alt(rows, most),
        columns=COLUMNS,
        rows=full,
        help=SQUARES,
        file_stem="themes-by-group",
        named=("theme", "group_words"),
        drawn=("sources",),
        sub="People and organisations that spoke of both. ▲ ▼ more, less often than chance; ≈ nearly the same.",
        source=source,
        pick=Pick("Read the stories of a pair", sorted(choices, key=lambda one: one[1]), on_pick, chosen)
        if on_pick
        else None,
    )


def standing_out(rows: Rows) -> list[dict[str, Any]]:
    """The pairs with a signal, the surest first; nearly the same by name come last."""
    found = [row for row in in_full(rows) if row["signal"]]
    return sorted(found, key=lambda row: (row["overlapping"], row["q"], row["theme"]))


def standing_out_card(rows: Rows, *, limit: int = 10, sub: str = "", source: str = "") -> Card:
    """The card of the pairs that stand out: counted once each, beside chance."""
    found = standing_out(rows)
    drawn = [
        Paired(
            row["id"],
            f"{row['theme']}{BETWEEN}{row['group_name']}",
            number(row, "observed"),
            row["expected"],
            f"{count(number(row, 'observed'))} {MARKS[row['signal']]}{' ≈' if row['overlapping'] else ''}",
            f"{row['expected']:.1f} by chance",
            _said(row),
        )
        for row in found[:limit]
    ]
    return Card(
        "standing-out",
        f"{count(len(found))} pairs stand out" if found else "No pair stands out from chance",
        figure=lambda look: paired_bars(drawn, look),
        alt=lambda: f"Pairs of bars: {'; '.join(one.hover for one in drawn)}." if drawn else "No pair stands out.",
        columns=COLUMNS,
        rows=found,
        help=SQUARES,
        file_stem="pairs-of-theme-and-group-that-stand-out",
        named=("theme", "group_words"),
        drawn=("observed", "expected"),
        sub=sub,
        source=source,
    )


def words_card(rows: Rows, first: str, second: str, *, limit: int = 16, source: str = "") -> Card:
    """The card of the words that separate two groups; takes the rows of words_apart."""
    names = {"first": group_words(first), "second": group_words(second)}
    full = [{**row, "group_words": names[row["typical_of"]], "score_words": f"{abs(row['score']):.1f}"} for row in rows]
    drawn = [
        *[row for row in full if row["typical_of"] == "first"][: limit // 2],
        *[row for row in full if row["typical_of"] == "second"][: limit // 2],
    ]
    leans = [
        Lean(
            row["word"],
            row["word"],
            row["first_sources"],
            row["second_sources"],
            0,
            hover=f"{row['word']}: {row['first_sources']} and {row['second_sources']} people and organisations",
        )
        for row in drawn
    ]
    ways = Directions(shortened(chart_text(names["first"]), 24), shortened(chart_text(names["second"]), 24), "")
    return Card(
        "words-apart",
        f"Words that set apart {first} and {second}" if full else f"No word sets {first} apart from {second}",
        figure=lambda look: two_way_bars(leans, ways, look),
        alt=lambda: f"Words by how many used them: {'; '.join(lean.hover for lean in leans)}." if leans else "No word.",
        columns=WORDS,
        rows=full,
        help=WORDS_APART,
        file_stem="words-that-separate-two-groups",
        drawn=("first_sources", "second_sources"),
        sub="How many people and organisations used the word when they spoke about only one of the two.",
        source=source,
    )
