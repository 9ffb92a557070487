"""Pure noise is called a signal no more often than promised, and what is really there is found.

500 sets of evidence without any difference; in half of them insights cluster in few sources, each of which says the
same thing of the same place many times over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.areas import reference_rows
from data.uploads import import_file
from queries.ask import ask
from queries.measured.asking import Rows
from queries.measured.ratios import of_areas, of_bands
from queries.measured.screening import theme_group
from queries.measures.screening import FALSE_FINDS
from tests.sheets import csv_file

pytestmark = pytest.mark.process

SETS = 500
PEOPLE = np.array([int(row["population"]) for row in reference_rows("population")], float)
SHARES = PEOPLE / PEOPLE.sum()
THEMES, GROUPS = 12, 8
WORD = 0.002  # how often an area is promised to get a word by chance


def others(name: str, **own: Any) -> Rows:
    raise AssertionError(f"nothing else is asked, also not {name} {own}")


def insights(draw: np.random.Generator, clustered: bool) -> np.ndarray[Any, Any]:
    """The source of each insight: mostly one each, or few sources with very many."""
    if not clustered:
        return np.arange(600)
    return np.repeat(np.arange(300), draw.choice([1, 1, 2, 10, 40], 300))


def areas(draw: np.random.Generator, clustered: bool, shares: np.ndarray[Any, Any]) -> Rows:
    """What observed_expected.sql gives, where every source names places by the number of people there."""
    source = insights(draw, clustered)
    place = draw.choice(len(shares), source.max() + 1, p=shares)[source]
    again = draw.random(len(source)) < 0.3  # some insights of a source name another place
    place[again] = draw.choice(len(shares), again.sum(), p=shares)
    pairs = np.unique(np.column_stack([source, place]), axis=0)
    heard = np.bincount(pairs[:, 1], minlength=len(shares))
    return [
        {"code": str(at), "name": str(at), "observed": int(heard[at]), "expected": len(pairs) * float(SHARES[at]),
         "population": int(PEOPLE[at]), "confidential": 0}
        for at in range(len(shares))
    ]  # fmt: skip


def squares(draw: np.random.Generator, clustered: bool, lift: float = 1.0) -> Rows:
    """What theme_group.sql gives: one insight a source, and all insights for the plain counts. ``lift``: how much
    more often the first theme comes with the first group."""
    source = insights(draw, clustered)
    many = source.max() + 1
    chance_of = {"theme": draw.uniform(0.03, 0.4, THEMES), "group": draw.uniform(0.03, 0.4, GROUPS)}
    group = draw.random((many, GROUPS)) < chance_of["group"]
    chances = np.tile(chance_of["theme"], (many, 1))
    chances[:, 0] = np.where(group[:, 0], np.minimum(0.95, chances[:, 0] * lift), chances[:, 0])
    theme = draw.random((many, THEMES)) < chances
    rows = []
    for t in range(THEMES):
        for g in range(GROUPS):
            both = theme[:, t] & group[:, g]
            rows.append(
                {"theme_id": str(t), "theme": str(t), "definition": "", "group_name": str(g),
                 "records": int(both[source].sum()), "sources": int(both.sum()), "observed": int(both.sum()),
                 "with_theme": int(theme[:, t].sum()), "with_group": int(group[:, g].sum()), "base_sources": many}
            )  # fmt: skip
    return [row for row in rows if row["with_theme"] and row["with_group"]]


@pytest.mark.process
def test_noise_is_given_a_word_no_more_often_than_promised() -> None:
    draw, judged, words = np.random.default_rng(1), 0, 0
    for number in range(SETS):
        told = of_areas(areas(draw, number % 2 == 0, SHARES), others, "council")
        judged += sum(row["expected"] >= 5 for row in told)
        words += sum(bool(row["outside"]) for row in told)
    assert judged > 10_000
    assert words <= judged * WORD + 3 * (judged * WORD) ** 0.5


@pytest.mark.process
def test_noise_in_few_areas_or_bands_is_given_a_word_no_more_often_than_promised() -> None:
    """Without a funnel (under ten areas) the exact interval alone decides."""
    draw, judged, words = np.random.default_rng(2), 0, 0
    for number in range(SETS):
        rows = areas(draw, number % 2 == 0, SHARES)
        three = [
            {"band": band, "band_name": "", "councils": 1, "population_share": 0.0, "insights": 0, "sources": 0,
             "observed": sum(row["observed"] for row in part), "expected": sum(row["expected"] for row in part),
             "confidential": 0}
            for band, part in enumerate([rows[:8], rows[8:18], rows[18:]])
        ]  # fmt: skip
        told = of_bands(three, others)
        judged += len(told)
        words += sum(bool(row["outside"]) for row in told)
    assert words <= judged * WORD + 3 * (judged * WORD) ** 0.5


def test_an_area_heard_three_times_its_share_is_found() -> None:
    draw, found = np.random.default_rng(3), 0
    planted = SHARES.copy()
    planted[0] *= 3
    for number in range(60):
        told = of_areas(areas(draw, number % 2 == 0, planted / planted.sum()), others, "council")
        found += told[0]["outside"] == "more"
    assert found >= 54


@pytest.mark.process
def test_noise_makes_a_square_stand_out_in_no_more_sets_than_promised() -> None:
    draw = np.random.default_rng(4)
    false = sum(
        any(row["signal"] for row in theme_group(squares(draw, number % 2 == 0), others)) for number in range(SETS)
    )
    assert false <= SETS * FALSE_FINDS + 3 * (SETS * FALSE_FINDS * (1 - FALSE_FINDS)) ** 0.5


def test_a_theme_that_goes_with_a_group_is_found() -> None:
    draw, found = np.random.default_rng(5), 0
    for number in range(60):
        told = theme_group(squares(draw, number % 2 == 0, lift=4), others)
        planted = next((row for row in told if (row["theme_id"], row["group_name"]) == ("0", "0")), None)
        found += planted is not None and planted["signal"] == "more"
    assert found >= 48


def test_each_source_counts_by_one_insight(empty: Path) -> None:
    heads = ["text", "themes", "groups", "source"]
    rows = [[f"Words {n}", "Digital exclusion", "women", "One source" if n < 40 else f"Source {n}"] for n in range(60)]
    rows += [[f"Others {n}", "Food and essentials", "students", f"Other {n}"] for n in range(20)]
    import_file(csv_file([heads, *rows]), "heard.csv")
    told = {(row["theme"], row["group_name"]): row for row in ask("theme_group").rows}
    square = told["Digital exclusion", "women"]
    assert (square["records"], square["sources"], square["observed"], square["base_sources"]) == (60, 21, 21, 41)
    assert square["expected"] == 21 * 21 / 41
    assert (square["signal"], told["Digital exclusion", "students"]["observed"]) == ("more", 0)
