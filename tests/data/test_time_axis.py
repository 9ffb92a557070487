"""Marks on the axis and the log of looks: kept as told, refused with the reason, taken away again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from data import axis_annotations, scan_log
from data.errors import Refused
from data.write import now

WHO = "A test"


def test_a_mark_is_kept_in_the_order_of_its_days_and_can_be_taken_away(empty: Path) -> None:
    late = axis_annotations.mark(date(2021, 5, 1), " A  new service ", who=WHO, source_url="https://example.org/x")
    axis_annotations.mark(date(2020, 3, 23), "Everybody stays at home", who=WHO)
    assert [one.words for one in axis_annotations.marks()] == ["Everybody stays at home", "A new service"]
    axis_annotations.unmark(late, who=WHO)
    assert [one.words for one in axis_annotations.marks()] == ["Everybody stays at home"]
    with pytest.raises(Refused, match="not there"):
        axis_annotations.unmark(late, who=WHO)


@pytest.mark.parametrize(
    ("on", "words", "address", "why"),
    [(None, "A day", "", "which day"), (date(2021, 1, 1), " ", "", "which day"),
     (date(2021, 1, 1), "A day", "javascript:alert(1)", "https"), (date(2021, 1, 1), "w" * 161, "", "longer"),
     (date(2021, 1, 1), "Ask nobody@example.org", "", "personal")],
)  # fmt: skip
def test_a_mark_that_says_too_little_or_too_much_is_refused(
    empty: Path, on: date | None, words: str, address: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        axis_annotations.mark(on, words, who=WHO, source_url=address)
    assert axis_annotations.marks() == []


def test_a_look_counts_for_its_week_and_a_second_one_replaces_it(empty: Path) -> None:
    this = now().date() - timedelta(days=now().date().weekday())
    scan_log.log_look("A test newsletter", this - timedelta(days=15), True, who=WHO)
    scan_log.log_look("a  TEST newsletter", this - timedelta(days=19), False, who=WHO, note="Only old news")
    scan_log.log_look("Another test source", this, False, who=WHO)
    first, second = scan_log.watched()
    assert (first.source_name.casefold(), first.looks, first.with_finds, first.missed) == ("a test newsletter", 1, 0, 3)
    assert (second.source_name, second.looks, second.missed) == ("Another test source", 1, 0)
    assert scan_log.weeks_looked() == {this, this - timedelta(weeks=3)} | {this}
    assert scan_log.known_sources()[:2] == ["a TEST newsletter", "Another test source"]
    scan_log.forget_look(scan_log.newest_looks(1)[0].scan_check_id, who=WHO)
    assert len(scan_log.newest_looks()) == 1


def test_a_look_without_a_source_or_in_weeks_to_come_is_refused(empty: Path) -> None:
    for source, week in (("", now().date()), ("A test", None), ("A test", now().date() + timedelta(days=8))):
        with pytest.raises(Refused):
            scan_log.log_look(source, week, True, who=WHO)
