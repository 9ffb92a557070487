"""A link that is copied from the address bar opens the same view; what it names and nobody knows is told kindly."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.month_parts import Link, parts
from components.only_new import WRONG
from data import reviews
from data.uploads import import_file
from data.write import now
from queries.filters import Filters
from queries.month_review import month_review
from tests.cards import written
from tests.pages.conftest import page
from tests.sheets import csv_file

pytestmark = pytest.mark.process


def said(test: AppTest) -> dict[str, str | list[str]]:
    """The address, by name."""
    return {name: test.query_params[name] for name in test.query_params}


def test_trends_open_with_the_period_and_the_two_periods_of_the_address(examples: Path) -> None:
    test = page(
        "trends", period="quarter", compare="own", earlier="2020-01-01/2020-06-30", later="2021-01-01/2021-06-30"
    )
    html = written(test)
    assert test.segmented_control(key="trend-period").value == "quarter"
    assert "Records with a quarter, by year" in html
    assert "1 January 2020 to 30 June 2020 and 1 January 2021 to 30 June 2021" in html
    assert said(test)["compare"] == "own"
    test.segmented_control(key="trend-period").set_value("month").run()
    test.segmented_control(key="two-periods").set_value("12").run()
    assert not {"period", "compare", "earlier", "later"} & {*said(test)}
    test.segmented_control(key="trend-period").set_value("week").run()
    test.segmented_control(key="two-periods").set_value("3").run()
    assert (said(test)["period"], said(test)["compare"]) == ("week", "3")


def test_trends_follow_the_themes_of_the_address(examples: Path) -> None:
    test = page("trends", follow=["TH-15", "<b>", "TH-16"])
    box = test.multiselect(key="month-themes")
    assert box.value == ["TH-15", "TH-16"] == said(test)["follow"]
    assert "names a theme to follow that is not known here" in written(test)
    box.set_value([]).run()
    assert "follow" not in said(test)
    assert "not known here" not in written(test)


def test_a_period_that_nobody_knows_is_told_and_the_usual_one_shown(examples: Path) -> None:
    test = page("trends", period="<b>", compare="own", earlier="2020-06-30/2020-01-01", later="soon")
    assert test.segmented_control(key="trend-period").value == "month"
    assert "The address names a period that is not known here, so it was left out." in written(test)
    assert "The address names a stretch of days that is not known here" in written(test)
    assert "period" not in said(test)
    test.segmented_control(key="trend-period").set_value("year").run()
    assert "not known here" not in written(test)


def test_what_is_new_opens_since_the_look_of_the_address(own_examples: Path) -> None:
    first = reviews.reviewed(now(), who="A test")
    second = reviews.reviewed(now(), who="Another")
    test = page("month", since=first.review_id)
    box = test.selectbox(key=f"month-since-{second.review_id}")
    assert box.value == first.review_id
    box.set_value(second.review_id).run()
    assert "since" not in said(test)
    test.selectbox(key=f"month-since-{second.review_id}").set_value("month-ago").run()
    assert said(test)["since"] == "month-ago"
    test.button(key="month-reviewed").click().run()
    assert "since" not in said(test)
    assert "The address names a look that is not known here" in written(page("month", since="gone"))


@pytest.mark.parametrize("kind", ["insights", "case_studies"])
def test_the_link_to_what_is_new_opens_exactly_what_it_counted(own_examples: Path, kind: str) -> None:
    review = reviews.reviewed(now(), who="A test")
    import_file(csv_file([["text"], ["New words"], ["Newer words"]]), "new.csv")
    import_file(csv_file([["title", "what changed"], ["A new story", "All of it"]]), "stories.csv")
    new = next(part for part in parts(month_review(Filters(), review.reviewed_at)) if part.name == "new")
    links = {one.page: one for line in new.lines for one in line if isinstance(one, Link)}
    link = links[kind.replace("_", "-")]
    counted = {"insights": "2 new insights", "case_studies": "1 new case study"}[kind]
    matching = {"insights": "2 insights match", "case_studies": "1 case study matches"}[kind]
    assert link.words == counted
    address = {name: values[0] for name, values in parse_qs(urlsplit(link.address("")).query).items()}
    test = page(kind, **address)
    assert matching in written(test)
    assert said(test)["added_after"] == review.reviewed_at.isoformat()
    test.button(key=f"{kind.replace('_', '-')}-not-only-new").click().run()
    assert matching not in written(test)
    assert "added_after" not in said(test)
    assert WRONG in written(page(kind, added_after="soon"))
