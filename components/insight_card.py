"""One insight as a card to read: what was heard first, what is known about it beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from components import record_facts as facts
from components.markup import tag
from data.fields import WITHDRAWN

Row = Mapping[str, Any]


def card_markup(row: Row, stems: frozenset[str] = facts.NO_STEMS, *, level: int = 2) -> Markup:
    """The whole card; words of these ``stems`` are marked; ``level`` is that of its heading."""
    return tag(
        "article",
        tag("div", _spoken(row, stems, level), _other_cells(row)),
        facts.facts(_known(row)),
        facts.facts(_noted(row), style="ks-facts-line"),
        class_="ks-record",
    )


def short_markup(row: Row, *, level: int = 3) -> Markup:
    """The card as other pages show it beside a chart: the words, the themes, and one line on where from."""
    return tag(
        "article", _spoken(row, facts.NO_STEMS, level, whole=False), _from(row), class_="ks-record ks-record-short"
    )


def _spoken(row: Row, stems: frozenset[str], level: int, *, whole: bool = True) -> Markup:
    line = f"{facts.where(row)} · {facts.when(row['recorded_on'], row['date_precision'])}"
    title = row.get("title")
    text = facts.reading(row.get("text"), stems)
    if row.get("withdrawn"):
        text = tag("p", WITHDRAWN, class_="ks-words ks-quiet")
    if row.get("text_masked"):
        text = tag("p", row["text"], class_="ks-words ks-quiet")
    head = tag(f"h{level}", facts.found_in(title, stems), class_="ks-title") if title else Markup("")
    themes = row["themes"] if whole else row["themes"][:3]
    return tag("p", line, class_="ks-whenwhere") + head + text + facts.chips(themes)


def _other_cells(row: Row) -> Markup:
    return Markup("") if row.get("text_masked") else facts.other_cells(row.get("original_cells"))


def _from(row: Row) -> Markup:
    return tag("p", "Source: ", _source(row), class_="ks-from")


def _source(row: Row) -> Markup | str:
    if row.get("text_masked"):
        return "told in confidence"
    if row.get("withdrawn"):
        return "withdrawn"
    return facts.source(row["source_name"], row["source_url"])


def _known(row: Row) -> list[facts.Fact]:
    return [
        ("Source", _source(row)),
        *([("Also heard from", "; ".join(row["also_from"]))] if row.get("also_from") else []),
        ("Barrier or enabler", facts.sign("barrier_or_enabler", row["barrier_or_enabler"])),
        ("What people said about inequality", facts.sign("inequality_effect", row["inequality_effect"])),
        ("Whom it is about", facts.listed("group", row["groups"])),
    ]


def _noted(row: Row) -> list[facts.Fact]:
    return [
        ("Kind of source", facts.label("source_kind", row["source_kind"])),
        ("Level", facts.label("level", row["level"])),
        ("Who may see it", facts.label("quote_permission", row["quote_permission"])),
        ("Focus area", facts.label("focus_area", row["focus_area"])),
        *([("Insight", str(row["insight_id"]))] if row.get("insight_id") else []),
    ]
