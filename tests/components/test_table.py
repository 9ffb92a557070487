"""The table twin and its CSV."""

from __future__ import annotations

import csv
import io
from datetime import date

from components.table import Column, csv_text, table_markup

COLUMNS = (
    Column("name", "Theme"),
    Column("heard", "Heard", "count"),
    Column("share", "Share", "share"),
    Column("on", "Last on", "date"),
)
ROW = {"name": "Food <b>", "heard": 1234, "share": 0.125, "on": date(2021, 3, 5)}


def test_a_table_is_a_real_table_with_headers_for_columns_and_rows() -> None:
    written = table_markup(COLUMNS, [ROW], "Themes & more")
    assert "<caption>Themes &amp; more</caption>" in written
    assert '<th scope="col">Theme</th>' in written
    assert '<th scope="row">Food &lt;b&gt;</th>' in written
    assert '<td class="number">1,234</td><td class="number">12%</td><td>5 March 2021</td>' in written


def test_a_scrolling_table_can_be_reached_by_keyboard() -> None:
    assert 'tabindex="0" role="region" aria-label="Themes"' in table_markup(COLUMNS, [ROW], "Themes")


def test_an_empty_cell_says_not_recorded_and_an_empty_number_a_dash() -> None:
    written = table_markup(COLUMNS, [{"name": None, "heard": None, "share": None, "on": "not_recorded"}], "x")
    assert written.count("not recorded") == 2
    assert written.count("–") == 2


def test_a_masked_number_is_said_in_words_everywhere() -> None:
    row = {**ROW, "heard": None, "heard_masked": True}
    assert '<td class="number quiet">not shown</td>' in table_markup(COLUMNS, [row], "x")
    assert "not shown" in csv_text(COLUMNS, [row])


def test_a_list_in_a_cell_is_read_as_a_list() -> None:
    assert Column("groups", "Groups").words({"groups": ["carers", "children"]}) == "carers; children"


def test_a_small_share_is_not_said_to_be_none() -> None:
    assert Column("share", "Share", "share").words({"share": 0.001}) == "under 1%"


def test_the_csv_holds_plain_numbers_and_real_dates() -> None:
    [head, row] = list(csv.reader(io.StringIO(csv_text(COLUMNS, [ROW]).removeprefix("\ufeff"))))
    assert head == ["Theme", "Heard", "Share", "Last on"]
    assert row == ["Food <b>", "1234", "0.125", "2021-03-05"]


def test_no_text_in_the_csv_can_run_as_a_formula() -> None:
    for start in ("=", "+", "-", "@", "\t", "\r", "\n=", " =", "＝"):
        told = csv_text((Column("name", "Name"),), [{"name": f"{start}HYPERLINK(1)"}])
        assert f"'{start}HYPERLINK(1)" in told, repr(start)


def test_a_negative_number_stays_a_number() -> None:
    assert "\r\n-3\r\n" in csv_text((Column("n", "N", "decimal"),), [{"n": -3}])
