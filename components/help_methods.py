"""Help: methods. Each measure in plain words, its formula, its source. The limits are those the code uses."""

from __future__ import annotations

from markupsafe import Markup

from components.help_guide import fold, paragraph, section, terms
from components.markup import join
from components.table import Column, table_markup
from queries.disclosure import THRESHOLD, tell
from queries.ladder import BANDS, CHANGE, LEAST_RECORDED, SCREENING, SLOPES
from queries.measures.worked_examples import worked_examples
from queries.sentences import DEPRIVATION, POPULATION, RURAL

_EXAMPLES = (
    Column("measure", "Measure"),
    Column("given", "Given"),
    Column("found", "Found"),
    Column("source", "Published in"),
)
_YARDSTICKS = (
    Column("yardstick", "For"),
    Column("name", "What it holds"),
    Column("year", "Year"),
    Column("source", "Source"),
)
_LADDER = (Column("sources", "People and organisations that can be used"), Column("allowed", "What may be said"))


def guide() -> Markup:
    """The whole page."""
    return join(
        [
            section(
                "Methods",
                paragraph(
                    "What is here was collected, not sampled: it does not speak for Scotland as a whole. So the "
                    "pages say "
                    "“heard more often”, never “is worse”. Every measure below is one function or one query in the "
                    "program, with tests."
                ),
            ),
            _counting(),
            _expecting(),
            _ladder(),
            _examples(),
            _yardsticks(),
            _hiding(),
        ]
    )


def _counting() -> Markup:
    return section(
        "Counting",
        terms(
            [
                (
                    "Times raised (mentions)",
                    "The number of different pairs of a record and a theme. With sub-themes, a record that has several "
                    "sub-themes of one theme still counts once for that theme.",
                ),
                (
                    "People and organisations heard (sources)",
                    "The number of different sources. A source is the name given, in one plain spelling; without "
                    "a name "
                    "it is the web site; without either it is not recorded.",
                ),
                (
                    "Council areas (places)",
                    "The number of different councils named. Records that name only a board, a region or all of "
                    "Scotland "
                    "add no council.",
                ),
                ("Share", "A theme’s times raised, divided by all times raised that are in view."),
                (
                    "Months",
                    "Only records known to the day or the month stand on the axis. Those known to the quarter "
                    "or year stand beside it.",
                ),
            ]
        ),
    )


def _expecting() -> Markup:
    return section(
        "Expecting and comparing",
        terms(
            [
                (
                    "Expected number for a place",
                    "`expected = N × people in the place ÷ people in Scotland`, where N is the number of "
                    "different pairs "
                    "of source and place. It is what the place would have if voices followed population. People: "
                    f"{POPULATION}.",
                ),
                (
                    "Range of a percentage",
                    "Wilson’s score interval at 95 %: `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)`, z = 1.96. "
                    "Newcombe, Statistics in Medicine 1998; 17: 857–872, method 3.",
                ),
                (
                    "Bands of deprivation",
                    "Councils fall into three bands by the share of their small areas (data zones) that are in "
                    "Scotland’s "
                    "most deprived fifth: 25 % and more (many), 10 % to 25 % (some), under 10 % (few). Held against "
                    f"{DEPRIVATION}. A council is a mix of areas: no place or person is given a level "
                    "of deprivation from its council.",
                ),
                (
                    "What people said about inequality",
                    "A reader noted for each record whether it tells of gaps getting wider, smaller, both, or says "
                    "nothing about it. It is what people said, not a measurement.",
                ),
            ]
        ),
    )


def _ladder() -> Markup:
    rows = [
        {"sources": f"under {BANDS}", "allowed": "Lists and counts"},
        {"sources": f"{BANDS} to {SCREENING - 1}", "allowed": "Three bands of councils, health boards"},
        {"sources": f"{SCREENING} to {SLOPES - 1}", "allowed": "Themes by group, concentration"},
        {"sources": f"{SLOPES} to {CHANGE - 1}", "allowed": "Slopes across deprivation, single councils"},
        {"sources": f"{CHANGE:,} and more", "allowed": "Change over time with tests"},
    ]
    return section(
        "A ladder of what may be said",
        paragraph(
            "The more different people and organisations can be used for a comparison, the more may be said. Lists and "
            f"counts are always shown. A comparison also needs its field recorded for at least {LEAST_RECORDED:.0%} of "
            "the insights."
        ),
        table_markup(_LADDER, rows, "A ladder of what may be said"),
        fold(
            "Why sources and not records",
            paragraph(
                "Ten records from one report are one voice. Ranges and comparisons that took them for ten would "
                "look far "
                "surer than they are."
            ),
        ),
    )


def _examples() -> Markup:
    """Every measure at work: computed here by the code that computes the pages, not copied from anywhere."""
    rows = [
        {"measure": one.measure, "given": one.given, "found": one.found, "source": one.source}
        for one in worked_examples()
    ]
    return section(
        "Each measure at work",
        paragraph(
            "One worked example for each measure, computed this moment by the same code as the pages. The tests of the "
            "program hold each against what was published and against another library."
        ),
        table_markup(_EXAMPLES, rows, "A worked example for each measure"),
        fold(
            "The formulas and where they come from, as the program states them",
            terms([(one.measure, one.formula) for one in worked_examples()]),
        ),
    )


def _yardsticks() -> Markup:
    """The tables in use, by question: their names, years and sources stand in the files."""
    told = tell("yardsticks").rows
    rows = [{**row, "yardstick": str(row["yardstick"]).replace("_", " ").capitalize()} for row in told]
    heading = "What counts are held against"
    in_use = [POPULATION, *(words.removeprefix(f"{POPULATION}, and ") for words in (DEPRIVATION, RURAL))]
    return section(
        heading,
        paragraph(
            f"In use for places: {'; '.join(in_use)}. A newer table is one file with the same columns, put in its "
            "place; every page then names its year and source."
        ),
        fold("Every yardstick with its year and source", table_markup(_YARDSTICKS, rows, heading)),
    )


def _hiding() -> Markup:
    return section(
        "Protecting what was told in confidence",
        paragraph(
            f"In the sharing view a count is hidden if it rests on fewer than {THRESHOLD} people or organisations "
            "and at "
            "least one of its records may not be quoted in public. Where that would leave one hidden number, the next "
            "smallest goes with it, so that it cannot be worked out from a total. Published sources alone need "
            "no hiding."
        ),
    )
