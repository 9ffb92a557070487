"""A real workbook through the real page: consequences first, saved once, counted everywhere, taken back whole."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.waiting import opened, settled
from tests.running import RunningServer
from tests.sheets import xlsx_file

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = '<img src=x onerror="window.hacked=1"> **bold** [link](javascript:alert(1)) ![pic](https://example.org/p.png)'
HEADER = ["insight id", "date", "title", "text", "source name", "place", "themes", "groups", "barrier or enabler"]
ROWS: list[list[Any]] = [
    ["T-1", "3 March 2024", "The bus stopped at six", "Nobody could get home from the clinic.", "Bus users", "Angus"],
    ["T-2", "2024", HOSTILE, HOSTILE, "Bus users", "Stirling", "Digital exclusion", "", "barrier"],
    ["T-3", "31/02/2024", "A warm room", "The hall was open all day.", "The hall", "Nowhereshire", "Knitting"],
    ["T-4", "", "Call us", "Ring 0131 496 0000 or write to jo@example.org", "The hall", "Fife"],
    ["T-5"],
    [],
    ["T-6", "May 2024", "Lunch club", "Forty people came each week.", "Lunch club", "Fife; Dundee", "", "", "helped"],
]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9" * 40


def workbook() -> bytes:
    return xlsx_file(heard=[HEADER, *ROWS])


def drop(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})


def counted(page: Page) -> str:
    """How much is in view, as the filter bar says it."""
    told = page.locator(".ks-inview")
    expect(told).to_be_visible()
    return told.inner_text()


def save(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"Save \d+ row"))


def test_a_workbook_is_shown_saved_counted_read_as_text_and_taken_back(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    before = counted(opened(page, f"{server.address}/"))
    assert "228 of 228 insights" in before

    opened(page, f"{server.address}/upload")
    drop(page, "What we heard [x](y) $z$.xlsx", workbook())
    expect(page.get_by_text("5 of 7 rows will be saved")).to_be_visible()
    expect(page.get_by_text("1 needs your attention and 1 is blank.")).to_be_visible()
    for found in ("Places that are not known", "Themes that are not known", "Dates that do not exist", "Personal data"):
        expect(page.locator("summary").filter(has_text=found)).to_be_visible()
    page.locator("summary").filter(has_text="Places that are not known").click()
    row = page.get_by_role("row").filter(has_text="Nowhereshire")
    expect(row).to_contain_text("heard")
    expect(row).to_contain_text("4")
    assert "jo@example.org" not in page.locator("body").inner_text()

    save(page).dblclick()
    expect(page.get_by_text("5 of 7 rows were saved")).to_be_visible()
    settled(page)
    expect(page.get_by_role("button", name="Take back")).to_have_count(4)  # once, and the three examples

    page.get_by_test_id("stMain").get_by_role("link", name="Overview").click()
    expect(page).to_have_title("Overview · Kenspeckle")
    assert "233 of 233 insights" in counted(settled(page))

    opened(page, f"{server.address}/insights?search=onerror")
    expect(page.get_by_text("1 insight matches")).to_be_visible()
    card = page.locator("article.ks-record")
    assert HOSTILE in " ".join(card.inner_text().split())
    assert card.locator("img, strong, a").count() == 0
    assert page.evaluate("window.hacked") is None

    opened(page, f"{server.address}/insights?search=call+removed")
    expect(page.locator("article.ks-record").first).to_contain_text("[phone number removed]")

    opened(page, f"{server.address}/upload")
    expect(page.get_by_text("1 row needs your attention")).to_be_visible()
    page.get_by_role("button", name="Take back").first.click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("What we heard [x](y) $z$.xlsx")
    expect(asked).to_contain_text("5 insights that it brought in would no longer count.")
    asked.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: 5 rows went.")).to_be_visible()
    expect(page.get_by_text("1 row needs your attention")).to_have_count(0)
    assert counted(opened(page, f"{server.address}/")) == before


def test_a_picture_with_the_name_of_a_workbook_is_refused_in_words(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/upload")
    drop(page, "holiday.xlsx", JPEG)
    refusal = page.get_by_role("alert").filter(has_text="nothing was saved")
    expect(refusal).to_be_visible()
    assert re.search(r"XLSX|CSV|spreadsheet", refusal.inner_text())
    assert page.get_by_text("Traceback").count() == 0
    assert save(page).count() == 0


def test_an_empty_file_is_refused_in_words(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/upload")
    drop(page, "empty.xlsx", xlsx_file(heard=[[]]))
    expect(page.get_by_role("alert").filter(has_text="empty")).to_be_visible()


def test_a_second_tab_sees_an_upload_at_its_next_click(
    context: BrowserContext, page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    other = context.new_page()
    assert "228 of 228 insights" in counted(opened(other, f"{server.address}/"))
    opened(page, f"{server.address}/upload")
    drop(page, "heard.xlsx", workbook())
    expect(save(page)).to_be_visible()
    save(page).click()
    expect(page.get_by_text("5 of 7 rows were saved")).to_be_visible()
    other.get_by_test_id("stMain").get_by_text("People and organisations", exact=True).first.click()
    expect(other.locator(".ks-inview")).to_contain_text("233 of 233 insights")


def test_the_same_file_again_has_nothing_new(page: Page, new_server: Callable[[], RunningServer]) -> None:
    server = new_server()
    for expected in ("5 of 7 rows will be saved", "here already"):
        opened(page, f"{server.address}/upload")
        drop(page, "heard.xlsx", workbook())
        expect(page.get_by_text(expected).first).to_be_visible()
        if "will" in expected:
            save(page).click()
            expect(page.get_by_text("5 of 7 rows were saved")).to_be_visible()
