"""A column that was read wrongly is put right with one click, remembered, said the next time, and forgotten again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_accessible import grave
from tests.browser.waiting import opened, settled
from tests.data.layouts import DAYS, PLACES, SAID
from tests.running import RunningServer
from tests.sheets import xlsx_file

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = "Chair **bold** [x](y) <b>"


def messy(first: int) -> bytes:
    """Three rows under names that nobody foresaw; the column about chairs really holds who spoke."""
    rows = [[DAYS[at], f"{SAID[at]} {first}", PLACES[at], "the warden"] for at in range(3)]
    return xlsx_file(Sheet1=[["Spring round"], ["Happened", "Col 3", "Whereabouts", HOSTILE], *rows])


def give(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})


def drop(page: Page, server: RunningServer, first: int) -> None:
    opened(page, f"{server.address}/upload")
    give(page, "messy.xlsx", messy(first))
    expect(page.get_by_text("How the columns are read")).to_be_visible()
    settled(page)


def row(page: Page, header: str) -> Locator:
    return page.locator("[class*='st-key-row-upload-column']").filter(has_text=header)


def choose(page: Page, header: str, field: str) -> None:
    """With the keyboard alone: open the box, type what it is called, press Enter."""
    box = row(page, header).get_by_role("combobox")
    box.focus()
    page.keyboard.type(field)
    page.keyboard.press("Enter")
    settled(page)


def test_a_column_is_corrected_remembered_said_the_next_time_and_forgotten(
    page: Page, new_server: Callable[[], RunningServer], tmp_path: Path
) -> None:
    server = new_server()
    drop(page, server, 1)
    expect(page.get_by_text("3 of 4 columns understood. 4 want a look")).to_be_visible()
    expect(row(page, "Whereabouts")).to_contain_text("Likely: 3 of 3 cells are places")
    expect(row(page, "Whereabouts")).to_contain_text(PLACES[2])
    chair = row(page, "Chair")
    expect(chair).to_contain_text(HOSTILE)  # as it is written: neither bold nor a link
    expect(chair).to_contain_text("Not known")
    assert chair.locator("a, strong").count() == 0

    choose(page, "Chair", "Who spoke")
    expect(row(page, "Chair")).to_contain_text("As you chose")
    row(page, "Whereabouts").get_by_role("button", name="That is right").click()
    settled(page)
    expect(row(page, "Whereabouts")).to_contain_text("As you chose")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download for the command line").click()
    downloading.value.save_as(tmp_path / "mapping.json")
    assert json.loads((tmp_path / "mapping.json").read_text(encoding="utf-8")) == {
        "Happened": "recorded_on",
        "Col 3": "text",
        "Whereabouts": "place",
        HOSTILE: "heard_from",
    }
    page.get_by_role("button", name=re.compile("Save 3 rows")).click()
    expect(page.get_by_text("✓ Saved")).to_be_visible()

    drop(page, server, 2)
    expect(row(page, "Chair")).to_contain_text("Remembered from ")
    expect(row(page, "Chair").get_by_role("combobox")).to_have_value("Who spoke")
    row(page, "Chair").get_by_role("button", name="Forget it").click()
    settled(page)
    expect(row(page, "Chair")).to_contain_text("Not known")
    expect(row(page, "Whereabouts")).to_contain_text("Remembered from ")


def test_columns_are_looked_at_and_changed_on_a_phone(page: Page, server: RunningServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    drop(page, server, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = row(page, "Whereabouts").get_by_role("combobox")
    box.scroll_into_view_if_needed()
    assert (box.bounding_box() or {"width": 0})["width"] > 200
    assert grave(page) == []

    # A file without a column for the words is not lost: a choice mends it on the spot.
    short: list[list[Any]] = [["Date", "Area", "Word"], [DAYS[0], "Fife", "bus"], [DAYS[1], "Moray", "hall"]]
    give(page, "short.xlsx", xlsx_file(Sheet1=short))
    expect(page.get_by_role("alert").filter(has_text="no column for what was heard")).to_be_visible()
    settled(page)
    choose(page, "Word", "What was heard")
    expect(page.get_by_text("2 of 2 rows will be saved")).to_be_visible()

    # Of many columns only those that want a look are open.
    known = [
        "text",
        "title",
        "date",
        "place",
        "themes",
        "groups",
        "source",
        "url",
        "sector",
        "level",
        "focus",
        "permission",
    ]
    wide: list[list[Any]] = [[*known, "Colour"], [SAID[0], *[None] * 11, "blue"], [SAID[1], *[None] * 11, "red"]]
    give(page, "wide.xlsx", xlsx_file(Sheet1=wide))
    expect(row(page, "Colour")).to_be_visible()
    expect(row(page, "focus")).to_be_hidden()
    page.get_by_text("12 columns understood: look at them or change them").click()
    expect(row(page, "focus")).to_be_visible()
