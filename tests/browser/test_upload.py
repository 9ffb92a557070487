"""What Upload refuses it refuses in words; the same file again adds nothing; an empty workbook can be downloaded."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import opened, settled
from tests.running import RunningServer
from tests.sheets import xlsx_file

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS: list[list[Any]] = [
    ["insight id", "date", "title", "text", "source name", "place", "themes", "groups", "barrier or enabler"],
    ["INS-0001", "3 March 2024", "Trust", "The bus stopped at six.", "Bus users", "Nowhereshire"],
]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9" * 40


def drop(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})


def counted(page: Page) -> str:
    """How much is in view, as the filter bar says it."""
    told = page.locator(".ks-inview")
    expect(told).to_be_visible()
    return told.inner_text()


def save(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"Save [\d,]+ row"))


def test_what_cannot_be_taken_in_is_refused_in_words(page: Page, server: RunningServer, tmp_path: Path) -> None:
    opened(page, f"{server.address}/upload")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Empty workbook for insights").click()
    waiting.value.save_as(tmp_path / "template.xlsx")
    drop(page, "template.xlsx", (tmp_path / "template.xlsx").read_bytes())
    expect(page.get_by_role("alert").filter(has_text="no rows under the header")).to_be_visible()
    drop(page, "holiday.xlsx", JPEG)
    refusal = page.get_by_role("alert").filter(has_text="JPEG picture")
    expect(refusal).to_contain_text("nothing was saved")
    assert page.get_by_text("Traceback").count() == 0
    assert save(page).count() == 0
    drop(page, "empty.xlsx", xlsx_file(heard=[[]]))
    expect(page.get_by_role("alert").filter(has_text="The file is empty")).to_be_visible()


def test_a_file_that_is_here_already_has_nothing_to_save(page: Page, server: RunningServer) -> None:
    """The shipped examples stand in the server's database: nothing is written."""
    opened(page, f"{server.address}/upload")
    drop(page, "again.csv", (Path(__file__).parents[2] / "data/examples/insights.csv").read_bytes())
    expect(page.get_by_text(re.compile("here already")).first).to_be_visible()
    settled(page)
    assert save(page).count() == 0
    drop(page, "other words.xlsx", xlsx_file(heard=ROWS))
    expect(page.get_by_text("None of 1 row will be saved")).to_be_visible()
    page.locator("summary").filter(has_text="Places that are not known").click()
    expect(page.get_by_role("row").filter(has_text="Nowhereshire")).to_contain_text("heard")
