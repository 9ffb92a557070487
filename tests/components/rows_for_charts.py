"""Rows as the questions return them, small enough to count by hand. One theme's name is hostile."""

from __future__ import annotations

from datetime import date
from typing import Any

Rows = list[dict[str, Any]]
HOSTILE = '<b onclick="x()">Trust</b> & $x^2$ [link](javascript:x) {y}'


def theme(id: str, name: str, mentions: int, sources: int, parent: str | None = None, extra: int = 0) -> dict[str, Any]:
    return {
        "theme_id": id,
        "theme": name,
        "parent_theme_id": parent,
        "parent_theme": parent,
        "mentions": mentions,
        "sources": sources,
        "places": 1,
        "mentions_with_sub": mentions + extra,
        "sources_with_sub": sources + extra,
        "places_with_sub": 1,
        "share": 0.1,
    }


THEMES: Rows = [
    theme("TH-01", HOSTILE, 4, 3, extra=9),
    theme("TH-02", "Digital exclusion", 9, 2, parent="TH-01"),
    theme("TH-03", "Food and essentials", 7, 6),
]
BARRIERS: Rows = [
    {"theme_id": "TH-01", "theme": HOSTILE, "barrier": 1, "enabler": 2, "both": 4, "not_recorded": 3},
    {"theme_id": "TH-02", "theme": "Digital exclusion", "barrier": 8, "enabler": 1, "both": 0, "not_recorded": 0},
    {"theme_id": "TH-03", "theme": "Food and essentials", "barrier": 0, "enabler": 0, "both": 0, "not_recorded": 7},
]
EFFECTS: Rows = [
    {
        "theme_id": "TH-02", "theme": "Digital exclusion", "widening": 6, "narrowing": 2, "mixed": 1,
        "none_stated": 3, "not_recorded": 1, "sources": 5,
    },
    {
        "theme_id": "TH-03", "theme": "Food and essentials", "widening": 0, "narrowing": 0, "mixed": 0,
        "none_stated": 5, "not_recorded": 2, "sources": 4,
    },
]  # fmt: skip


def council(code: str, name: str, sources: int, status: str = "named", people: int = 100_000) -> dict[str, Any]:
    return {
        "council_code": code,
        "council": name,
        "insights": sources * 2,
        "case_studies": 1,
        "mentions": sources * 3,
        "sources": sources,
        "expected": 4.25,
        "status": status,
        "population": people,
    }


COUNCILS: Rows = [
    council("S12000049", "Glasgow City", 29, people=620_756),
    council("S12000017", "Highland", 10),
    council("S12000005", "Clackmannanshire", 0, "too_few_expected"),
    council("S12000041", "Angus", 0, "not_named"),
    council("S12000040", "West Lothian", 0, "wider_area"),
    council("S12000023", "Orkney Islands", 2),
]
TILES: Rows = [
    {"council_code": row["council_code"], "short_label": row["council"][:4], "column": n + 1, "row": 1}
    for n, row in enumerate(COUNCILS)
]
MONTHS: Rows = [
    {"month": date(2020, 11, 1), "theme_id": "TH-01", "theme": HOSTILE, "mentions": 2, "sources": 2},
    {"month": date(2021, 2, 1), "theme_id": "TH-01", "theme": HOSTILE, "mentions": 5, "sources": 3},
    {"month": date(2021, 1, 1), "theme_id": "TH-02", "theme": "Digital exclusion", "mentions": 1, "sources": 1},
]
MONTH_TOTALS: Rows = [
    {"month": date(2020, 11, 1), "records": 3, "sources": 2},
    {"month": date(2021, 2, 1), "records": 6, "sources": 4},
]
UNDATED: Rows = [
    {"kind": "year", "year": 2020, "records": 40, "sources": 20},
    {"kind": "none", "year": None, "records": 17, "sources": 9},
]
BANDS: Rows = [
    {
        "band": n, "band_name": f"Councils with {how} of the most deprived areas", "councils": councils,
        "population_share": share, "insights": 9, "sources": heard, "expected": 3.0, "observed": heard,
        "widening": 2, "narrowing": 1, "mixed": 0, "none_stated": 4,
    }
    for n, how, councils, share, heard in ((1, "many", 8, 0.29, 6), (2, "some", 10, 0.41, 9), (3, "few", 14, 0.3, 5))
]  # fmt: skip
GROUPS: Rows = [
    {"group_id": "not_recorded", "group_name": "not_recorded", "records": 40, "sources": 30, "widening": 1,
     "narrowing": 1, "mixed": 0, "none_stated": 3, "not_recorded": 2, "confidential": 0},
    {"group_id": "carers", "group_name": "Unpaid carers", "records": 8, "sources": 6, "widening": 5,
     "narrowing": 1, "mixed": 1, "none_stated": 3, "not_recorded": 2, "confidential": 0},
    {"group_id": "masked", "group_name": "A small group", "records": None, "sources": None, "records_masked": True,
     "sources_masked": True, "widening": None, "widening_masked": True, "confidential": None},
]  # fmt: skip
KINDS: Rows = [
    {"source_kind": "workshop", "records": 11, "sources": 4},
    {"source_kind": "not_recorded", "records": 30, "sources": 9},
    {"source_kind": "grey literature", "records": 20, "sources": 8},
]
COMPLETE: Rows = [
    {"field": "place", "recorded": 97, "of": 100, "share": 0.97},
    {"field": "groups", "recorded": 75, "of": 100, "share": 0.75},
]
POINTS: Rows = [
    {"name": "Fife", "lon": -3.1, "lat": 56.2, "value": 4},
    {"name": "<script>", "lon": -4.2, "lat": 55.8, "value": 16},
    {"name": "Angus", "lon": -2.9, "lat": 56.7, "value": 0},
]

PAIRS: Rows = [
    {"theme_id": "TH-01", "theme": HOSTILE, "other_theme_id": "TH-02", "other_theme": "Digital exclusion",
     "records": 7, "sources": 5, "share": 0.5},
    {"theme_id": "TH-02", "theme": "Digital exclusion", "other_theme_id": "TH-03", "other_theme": "Transport",
     "records": 1, "sources": 1, "share": 0.1},
]  # fmt: skip
