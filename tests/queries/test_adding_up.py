"""Insights add up over all kinds of place, once each, in every view; sources and places are never added up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.ask import ask
from queries.choices import allowed
from queries.disclosure import tell
from queries.filters import LISTS, MODES, Filters

pytestmark = pytest.mark.process


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_insight_in_view_is_counted_once(examples: Path, data: st.DataObject) -> None:
    offered = {name: sorted(values) for name, values in allowed().items()}
    chosen: dict[str, Any] = {
        name: tuple(data.draw(st.lists(st.sampled_from(offered[name]), max_size=3, unique=True), label=name))
        for name in data.draw(st.lists(st.sampled_from(sorted(LISTS)), max_size=2, unique=True))
    }
    first = data.draw(st.none() | st.dates(date(2019, 1, 1), date(2022, 1, 1)))
    kind = data.draw(st.sampled_from([None, "insight", "case_study"]))
    filters = Filters(**chosen, from_date=first, record_kind=kind, mode=data.draw(st.sampled_from(MODES)))
    whole = tell("headline", filters).one
    in_view = whole["insights"]
    assert sum(row["insights"] for row in tell("place_totals", filters).rows) == in_view
    assert sum(row["records"] for row in tell("source_kinds", filters).rows) == in_view
    records = in_view + whole["case_studies"]
    assert sum(row["records"] for row in tell("effect_totals", filters).rows) == records
    assert sum(row["records"] for row in tell("focus_areas", filters).rows) == records
    beside = sum(row["records"] for row in tell("undated_totals", filters).rows if row["theme_id"] is None)
    assert sum(row["records"] for row in tell("month_totals", filters).rows) + beside == records
    for row in tell("completeness", filters).rows:
        assert row["of"] == in_view
        assert 0 <= row["recorded"] <= in_view
    counts = tell("council_counts", filters).rows
    named = sum(row["insights"] > 0 for row in counts)
    assert named == whole["councils"]
    assert all(row["sources"] <= whole["sources"] for row in counts)
    areas = ask("observed_expected", filters, area_level="council").rows
    total = sum(row["observed"] for row in areas)
    assert abs(sum(row["expected"] for row in areas) - total) < 1e-6
    assert all(row["observed"] <= whole["sources"] for row in areas)
