"""What may be said follows how many sources there are; intervals agree with the literature."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.uploads import import_file
from queries.filters import Filters
from queries.ladder import BANDS, allows, recorded_enough
from queries.measures.proportions import wilson
from queries.verdicts import verdict_on
from tests.sheets import csv_file


def test_wilson_agrees_with_newcombe_1998() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)


def test_thirty_sources_allow_the_bands_and_29_do_not() -> None:
    assert allows(30, BANDS, "councils").shown
    verdict = allows(29, BANDS, "councils")
    assert not verdict.shown
    assert "29 people and organisations" in verdict.reason
    assert "30 are needed" in verdict.reason


def test_a_field_recorded_for_less_than_60_per_cent_is_not_compared_on() -> None:
    assert recorded_enough(60, 100, "group").shown
    assert not recorded_enough(59, 100, "group").shown
    assert not recorded_enough(0, 0, "group").shown


def test_the_examples_carry_the_bands_and_the_groups(examples: Path) -> None:
    for question in ("deprivation_bands", "group_counts"):
        verdict = verdict_on(question, Filters())
        assert verdict is not None
        assert verdict.shown


def test_ten_insights_carry_no_bands_and_the_reason_says_what_would(empty: Path) -> None:
    rows = [[f"Words {n}", "Fife", f"Group {n}"] for n in range(10)]
    import_file(csv_file([["text", "place", "source"], *rows]), "heard.csv")
    verdict = verdict_on("deprivation_bands", Filters())
    assert verdict is not None
    assert not verdict.shown
    assert "10 people and organisations" in verdict.reason
