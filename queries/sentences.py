"""Sentences with numbers, made from the rows of questions. They list facts; none compares or explains.

Every function is pure and takes rows as ``disclosure.tell`` gives them: a masked number is None and is never
said, nor is it counted into a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.areas import reference_rows
from data.yardsticks import yardsticks
from queries.ladder import ANY_PERCENTAGE, PLAIN_PERCENTAGE
from queries.measures.proportions import wilson

Row = Mapping[str, Any]
Rows = Sequence[Row]
COUNCILS = len(reference_rows("council"))
POPULATION = yardsticks()["population"].words  # the table in use, its year and source
DEPRIVATION = f"{POPULATION}, and {yardsticks()['deprivation'].words}"
RURAL = f"{POPULATION}, and {yardsticks()['urban_rural'].words}"
NOTHING = "Nothing is in view. Clear a filter, or bring in a spreadsheet on the page Upload."
NO_THEME = "Nothing in view is tagged with a theme. Clear a filter, or bring in a spreadsheet on the page Upload."
NO_SOURCE = "whom they came from is not recorded"
FEW = "Few people or organisations are behind this selection, so the sharing view shows no numbers for it."
SOME = "Some of these numbers are not shown in the sharing view, to protect those who spoke in confidence."
_MOST_NAMES = 6
# What leads among places, by the unit: the column and the words before the names.
_MOST = {
    "mentions": ("mentions", "Themes were raised most often in"),
    "sources": ("sources", "Most people and organisations were heard from"),
    "places": ("insights", "Most insights are about"),
}
_BY_UNIT = {"mentions": "times raised", "sources": "people and organisations", "places": "council areas"}


def overview(headline: Row, themes: Rows, unit: str) -> str:
    """What is held, from how many, about how many councils, and the three themes raised most in the unit."""
    if headline["insights"] is None:
        return FEW
    if not headline["insights"] and not headline["case_studies"]:
        return NOTHING
    held = join(_counted_kinds(headline))
    said = f"We hold {held}"
    if headline["sources"]:
        said += f" from {counted(headline['sources'], 'person or organisation', 'people and organisations')}"
    elif headline["sources"] == 0:
        said += f"; {NO_SOURCE}"
    if headline["insights"] and headline["councils"] is not None:
        said += f"; the insights name {headline['councils']:,} of the {COUNCILS} council areas"
    top = top_themes(themes, unit)
    return f"{said}. {top}" if top else f"{said}. None of it is tagged with a theme yet."


def _counted_kinds(headline: Row) -> list[str]:
    kinds = (("insights", "insight"), ("case_studies", "case study"))
    held = [(headline[column], one, column.replace("_", " ")) for column, one in kinds]
    return [counted(number, one, many) for number, one, many in held if number]


def top_themes(themes: Rows, unit: str, most: int = 3) -> str:
    """``Raised most, by council areas: Food (17), Loneliness (15) and Poverty (15).``; empty where none was."""
    first = [f"{row['theme']} ({row[unit]:,})" for row in first_themes(themes, unit, most)]
    by = "" if unit == "mentions" else f", by {_BY_UNIT[unit]}"
    return f"Raised most{by}: {join(first)}." if first else ""


def first_themes(themes: Rows, unit: str, most: int = 3) -> list[Row]:
    """The themes raised most in the unit, most first, equal ones by name."""
    raised = [row for row in themes if row[unit]]
    return sorted(raised, key=lambda row: (-row[unit], str(row["theme"]).casefold()))[:most]


def order_between_units(themes: Rows) -> str:
    """Whether the first three themes change order with the unit, and how; empty where they do not."""
    firsts = {unit: [str(row["theme"]) for row in first_themes(themes, unit)] for unit in _BY_UNIT}
    if any(row[unit] is None for row in themes for unit in _BY_UNIT) or len({*map(tuple, firsts.values())}) < 2:
        return ""
    same: dict[tuple[str, ...], list[str]] = {}
    for unit, names in firsts.items():
        same.setdefault(tuple(names), []).append(f"by {_BY_UNIT[unit]}")
    said = [f"{join(units)}: {', '.join(names)}" for names, units in same.items()]
    return f"The order changes with the unit: {'; '.join(said)}."


def places(areas: Rows, name: str = "council", unit: str = "sources") -> str:
    """How many areas are named, and the three that lead in the unit; a tie at the cut is left out whole."""
    named = [row for row in areas if row["status"] == "named"]
    hidden = any(row["status"] is None for row in areas)
    if not named:
        return FEW if hidden else f"No insight in view names any of the {len(areas):,} council areas."
    column, words = _MOST[unit]
    ranked = sorted((row for row in named if row[column]), key=lambda row: (-row[column], row[name]))
    first = [row for row in ranked[:3] if len(ranked) <= 3 or row[column] > ranked[3][column]]
    most = join(f"{row[name]} ({row[column]:,})" for row in first)
    least = "At least " if hidden else ""
    lead = f"{least}{len(named):,} of the {len(areas):,} council areas are named"
    return f"{lead}. {words} {most}." if most else f"{lead}."


def not_heard_from(areas: Rows, name: str = "council", *, narrowed: bool = False) -> str:
    """The areas nobody named yet, by name, apart from those that only a wider area stands for.

    ``narrowed``: filters leave something out of view, so the sentence is about this view only.
    """
    silent, few, wider = (
        sorted(row[name] for row in areas if row["status"] == status)
        for status in ("not_named", "too_few_expected", "wider_area")
    )
    lead = "In this view we haven’t heard" if narrowed else "We haven’t heard"
    said = [f"{lead} from {_named(silent, len(areas))} yet."] if silent else []
    if few:
        lead = "Nor" if silent else lead
        judged = any(row.get("expected") != 0 for row in areas)  # nothing is expected where nobody was heard
        tail = ", where too few would be expected to judge" if judged else ""
        said.append(f"{lead} from {_named(few, len(areas))} yet{tail}.")
    if wider:
        said.append(f"{_named(wider, len(areas))}: heard only as part of a wider area.")
    return " ".join(said)


def _named(names: list[str], of: int) -> str:
    return join(names) if len(names) <= _MOST_NAMES else f"{len(names):,} of {of:,} areas"


def effects(rows: Rows) -> str:
    """How many records say that gaps get wider, smaller, both; and how many say nothing about it."""
    found = {row["effect"]: row["records"] for row in rows}
    if any(number is None for number in found.values()):
        return SOME
    if not any(found.values()):
        return NOTHING
    told = f"{found['widening']:,} say that gaps were made wider, {found['narrowing']:,} that they were made smaller"
    silent = f"{found['none stated']:,} state no effect, and for {found['not_recorded']:,} it was not recorded"
    return f"Of {sum(found.values()):,} records, {told} and {found['mixed']:,} both. {silent}."


def speakers(completeness: Rows) -> str:
    """Whether it was recorded who spoke, which is what decides if anybody can be called missing."""
    found = {row["field"]: row for row in completeness}
    spoke = found.get("heard_from")
    if spoke and (spoke["of"] is None or spoke["recorded"] is None):
        return SOME
    if not spoke or not spoke["of"]:
        return NOTHING
    if not spoke["recorded"]:
        return (
            f"Who spoke was not recorded for any of the {spoke['of']:,} insights. So nobody can say yet which "
            "groups of people we have not listened to; what follows is whom the records are about."
        )
    return f"Who spoke was recorded for {share(spoke['recorded'], spoke['of'])} of the insights."


def beside_the_periods(totals: Rows, undated: Rows, period: str = "month") -> str:
    """How many records are dated to a period of the axis, and what stands beside the axis instead."""
    if any(row["records"] is None for row in (*totals, *undated)):
        return SOME
    dated = sum(row["records"] for row in totals)
    if not dated and not undated:
        return NOTHING
    kinds = {f"{kind}": f"known only to the {kind}" for kind in ("year", "quarter", "month")} | {
        "none": "without a date"
    }
    beside = {kind: sum(row["records"] for row in undated if row["kind"] == kind) for kind in kinds}
    said = [f"{number:,} {kinds[kind]}" for kind, number in beside.items() if number]
    lead = f"{dated:,} records are dated to a {period}."
    return f"{lead} Beside the {period}s: {join(said)}." if said else lead


def collected(sources: int | None, yardstick: str = "") -> str:
    """The line that every comparison carries: where its numbers come from and what they are held against."""
    counts = f"Counts {counted(sources, 'person or organisation', 'people and organisations')}. " if sources else ""
    held = f"Yardstick: {yardstick}." if yardstick else ""
    return f"Collected, not sampled. Coded by readers. {counts}{held}".strip()


def share(part: int, of: int) -> str:
    """``12 of 20 (60%, between 39% and 78%)``: counts always, the percentage as far as ``percentage`` gives it."""
    said = percentage(part, of)
    return f"{part:,} of {of:,} ({said})" if said else f"{part:,} of {of:,}"


def percentage(part: int, of: int) -> str:
    """``60%``; with its 95 % interval (Wilson) where it rests on fewer than 30, empty under 10."""
    if of < ANY_PERCENTAGE:
        return ""
    if of >= PLAIN_PERCENTAGE:
        return _percent(part, of)
    low, high = wilson(part, of)
    return f"{_percent(part, of)}, between {low:.0%} and {high:.0%}"


def _percent(part: int, of: int) -> str:
    """Nearly none and nearly all are never rounded to none and all."""
    if 0 < part < 0.005 * of:
        return "under 1%"
    return "over 99%" if 0.995 * of <= part < of else f"{part / of:.0%}"


def counted(number: int, one: str, many: str) -> str:
    """``1 insight``, ``228 insights``."""
    return f"{number:,} {one if number == 1 else many}"


def join(parts: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; empty for none."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
