"""What the pages say of pure noise: no more false words than promised, on the whole way from file to sentence.

One file holds 500 sets of evidence without any difference and 40 with one. Each set is a month, so a filter of dates
shows one of them. In half of them insights cluster in few sources, each of which says the same thing of the same
place many times over. It is made up by chance and says so in every row.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from components import deprivation_story, heard_by_share, place_words, rural_and_digital, theme_group_story
from components.card import Card
from data import connect
from data.areas import reference_rows
from data.uploads import import_file
from data.workbook import Limits
from queries.disclosure import tell
from queries.filters import Filters
from queries.measures.screening import FALSE_FINDS
from tests.queries.measures.test_noise import SETS, SHARES, WORD
from tests.sheets import csv_file

pytestmark = pytest.mark.process

PLANTED = 40
SOURCES = 310  # past the rung of the ladder from which councils are compared
REPEATS = (1, 1, 1, 1, 6)  # insights of a source where they cluster
FIND = "would be expected"  # stands in a sentence once for each find that it names
THEMES = ("Digital exclusion", "Food and essentials", "Trusting relationships", "Remote consultations")
GROUPS = ("older people", "women", "unpaid carers", "students", "veterans")
NAMES = {row["council_code"]: row["council"] for row in reference_rows("council")}
COUNCILS = [NAMES[row["council_code"]] for row in reference_rows("population")]  # in the order of SHARES
HEARD_MORE = COUNCILS.index("Fife")


def month(number: int) -> date:
    return date(1975 + number // 12, number % 12 + 1, 1)


def shown(number: int) -> Filters:
    return Filters(from_date=month(number), to_date=month(number).replace(day=28))


def one_set(draw: np.random.Generator, number: int, planted: bool) -> Iterator[tuple[str, ...]]:
    shares = SHARES * np.where(np.arange(len(SHARES)) == HEARD_MORE, 3.0 if planted else 1.0, 1.0)
    shares /= shares.sum()
    groups = draw.random((SOURCES, len(GROUPS))) < draw.uniform(0.1, 0.4, len(GROUPS))
    themes = draw.random((SOURCES, len(THEMES))) < draw.uniform(0.1, 0.4, len(THEMES))
    if planted:
        themes[:, 0] |= groups[:, 0] & (draw.random(SOURCES) < 0.6)
    home = draw.choice(len(shares), SOURCES, p=shares)
    many = draw.choice(REPEATS, SOURCES) if number % 2 else np.ones(SOURCES, int)
    for source in range(SOURCES):
        told = "; ".join(name for name, has in zip(THEMES, themes[source], strict=True) if has) or THEMES[-1]
        whom = "; ".join(name for name, has in zip(GROUPS, groups[source], strict=True) if has) or GROUPS[-1]
        for again in range(many[source]):
            elsewhere = draw.random() < 0.3  # some insights of a source are about another place
            place = draw.choice(len(shares), p=shares) if elsewhere else home[source]
            words = f"Drawn by chance for a test: {number} {source} {again}"
            yield words, month(number).isoformat(), f"Source {source}", COUNCILS[place], told, whom


@pytest.fixture(scope="module")
def by_chance(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The sets, brought in as anybody's file is."""
    path = tmp_path_factory.mktemp("noise") / "noise.duckdb"
    path.write_bytes(made["themes"].read_bytes())
    draw = np.random.default_rng(20)
    rows = [row for number in range(SETS + PLANTED) for row in one_set(draw, number, number >= SETS)]
    connect.use(path)
    heads = ("text", "date", "source", "place", "themes", "groups")
    receipt = import_file(csv_file([heads, *rows]), "noise.csv", limits=Limits.from_settings(command_line=True))
    assert receipt.rows_saved == len(rows)
    yield
    connect.release()


def finds(said: str) -> int:
    assert said, "nothing was said, so nothing was tried"
    return said.count(FIND)


@pytest.mark.parametrize("level", place_words.LEVELS)
def test_noise_is_not_said_to_be_heard_more_or_less_than_promised(by_chance: None, level: place_words.Level) -> None:
    said = marked = judged = 0
    for number in range(SETS):
        rows = [row for row in tell("observed_expected", shown(number), area_level=level).rows if row["shown"]]
        said += finds(heard_by_share.lead(shown(number), level))
        marked += sum(bool(row["outside"]) for row in rows)
        judged += len(rows)
    assert judged > SETS
    assert said <= promised(judged, WORD)
    assert marked <= promised(judged, WORD)  # the signs at the bars


def test_noise_in_bands_of_councils_is_not_said_to_be_heard_more_or_less_than_promised(by_chance: None) -> None:
    deprived = sum(finds(deprivation_story.lead(shown(number))) for number in range(SETS))
    cards = [rural_and_digital.bands(shown(number)) for number in range(SETS)]
    rural = sum(finds(card.sub) for card in cards if isinstance(card, Card))
    assert all(isinstance(card, Card) for card in cards)
    assert deprived <= promised(3 * SETS, WORD)
    assert rural <= promised(3 * SETS, WORD)


def test_noise_is_not_said_to_come_up_together_more_often_than_promised(by_chance: None) -> None:
    said = [finds(theme_group_story.lead(shown(number))) > 0 for number in range(SETS)]
    marked = [any(row["signal"] for row in tell("theme_group", shown(number)).rows) for number in range(SETS)]
    assert sum(said) <= promised(SETS, FALSE_FINDS)
    assert sum(marked) <= promised(SETS, FALSE_FINDS)  # the signs on the squares


def test_what_is_planted_is_said(by_chance: None) -> None:
    planted = [shown(number) for number in range(SETS, SETS + PLANTED)]
    heard = [heard_by_share.lead(one, "council") for one in planted]
    together = [theme_group_story.lead(one) for one in planted]
    assert sum("more than expected" in said and "Fife (" in said for said in heard) >= 0.9 * PLANTED
    assert sum("Digital exclusion with older people (" in said for said in together) >= 0.9 * PLANTED


def promised(tries: int, rate: float) -> float:
    """How many false finds the promised rate allows, with three standard deviations of chance."""
    return tries * rate + 3 * math.sqrt(tries * rate * (1 - rate))
