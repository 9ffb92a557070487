"""A row that needs attention is mended on the page and counts; an upload goes after what depends on it was told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import grave
from tests.browser.test_upload import counted, drop, save
from tests.browser.waiting import opened, settled
from tests.running import RunningServer
from tests.sheets import xlsx_file

pytestmark = pytest.mark.browser

HEADER = ["insight id", "text", "place", "source name"]
ROWS: list[list[Any]] = [
    ["M-1", "The lift was broken for a week", "Angus", "Tenants"],
    ["M-2", "", "Fife", "Tenants"],
    ["M-3", "", "Moray", "Tenants"],
]


def brought_in(page: Page, server: RunningServer, rows: list[list[Any]], name: str = "lifts.xlsx") -> None:
    opened(page, f"{server.address}/upload")
    drop(page, name, xlsx_file(heard=[HEADER, *rows]))
    expect(save(page)).to_be_visible()
    save(page).click()
    expect(page.get_by_text(re.compile(r"was saved|were saved")).first).to_be_visible()
    settled(page)


def test_rows_are_mended_one_by_one_or_together_discarded_put_back_and_taken_back(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    server = new_server()
    brought_in(page, server, [*ROWS, ["M-4", "", "Stirling", "Tenants"], ["M-5", "", "Angus", "Tenants"]])
    expect(page.get_by_role("heading", name="4 rows need your attention")).to_be_visible()
    page.get_by_role("button", name="Mend row 3").click()
    settled(page)
    page.get_by_label(re.compile("^text", re.IGNORECASE)).fill("Nobody could carry the shopping up")
    page.get_by_role("button", name="Save row 3").click()
    expect(page.get_by_text("1 row mended and saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="3 rows need your attention")).to_be_visible()
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    for row in (4, 5):
        page.get_by_role("button", name=f"Mend row {row}").click()
        settled(page)
    assert grave(page) == []
    for box, words in zip(page.get_by_label(re.compile("^text", re.IGNORECASE)).all(), ("One", "Two"), strict=True):
        box.fill(f"{words} more about the lift")
    page.get_by_role("button", name="Save all 2 rows that are open").click()
    expect(page.get_by_text("2 rows mended and saved.")).to_be_visible()
    settled(page)

    page.get_by_role("button", name="Discard row 6").click()
    asked = page.get_by_role("dialog")
    asked.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("Say why these rows are discarded")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Discard row 6").click()
    asked.get_by_label(re.compile("Why")).fill("Only a heading")
    asked.get_by_role("button", name="Discard it").click()
    expect(page.get_by_role("heading", name="0 rows need your attention")).to_be_visible()
    page.get_by_text("1 row discarded").first.click()
    expect(page.get_by_text("Only a heading")).to_be_visible()
    page.get_by_role("button", name="Put back on the list").click()
    expect(page.get_by_role("heading", name="1 row needs your attention")).to_be_visible()
    settled(page)

    page.get_by_role("button", name="Take back").first.click()
    expect(asked).to_contain_text("mended – lifts.csv")
    expect(asked).to_contain_text("2 insights that it brought in would no longer count.")
    expect(asked).to_contain_text("2 rows that it mended would need attention again.")
    asked.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("2 need attention again")).to_be_visible()
    expect(page.get_by_role("heading", name="3 rows need your attention")).to_be_visible()
    assert "230 of 230 insights" in counted(opened(page, f"{server.address}/"))


def test_what_may_be_kept_is_chosen_with_a_reason_and_what_a_source_takes_back_goes(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    page.emulate_media(color_scheme="dark")
    server = new_server()
    brought_in(page, server, ROWS[:2])
    opened(page, f"{server.address}/upload")
    rows = [
        ["M-1", "The lift was mended", "Angus", "Tenants"],
        ["M-8", "Write to jo@example.org", "Fife", "Tenants"],
        ["M-9", "Write to al@example.org", "Fife", "Tenants"],
    ]
    drop(page, "two.xlsx", xlsx_file(heard=[HEADER, *rows]))
    expect(page.get_by_text("2 of 3 rows will be saved")).to_be_visible()
    page.get_by_text("Put the new words in place of the stored ones").click()
    expect(page.get_by_text("3 of 3 rows will be saved")).to_be_visible()
    settled(page)
    page.get_by_text("Keep it", exact=True).click()
    why = page.get_by_label(re.compile("Why may it be kept"))
    expect(why).to_be_visible()
    settled(page)
    save(page).click()
    expect(page.get_by_text("Say why the personal data may be kept, then save.")).to_be_visible()
    page.get_by_text("Choose for single rows").first.click()
    expect(page.get_by_text("Sheet heard, row 3 – text: email")).to_be_visible()
    assert "@example.org" not in page.locator("body").inner_text()
    page.get_by_role("button", name="Mend row 3").click()
    settled(page)
    assert grave(page) == []
    page.get_by_text("Can be shown to anybody").click()
    settled(page)
    why.fill("They agreed in writing")
    why.press("Enter")
    settled(page)
    save(page).click()
    expect(page.get_by_text("3 of 3 rows were saved")).to_be_visible()
    expect(page.get_by_text("why: They agreed in writing")).to_be_visible()
    expect(page.get_by_text("Who may see the words: can be shown to anybody")).to_be_visible()
    settled(page)

    page.get_by_text("Blank what a source told us").click()
    page.get_by_text("One insight or case study").click()
    settled(page)
    number = page.get_by_role("textbox", name="Number of the insight or case study")
    number.fill("M-1")
    number.press("Enter")
    settled(page)
    page.get_by_role("button", name="See what would go").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("1 insight")
    expect(asked).to_contain_text("This cannot be undone.")
    asked.get_by_role("button", name="Withdraw for good").click()
    expect(page.get_by_text("Withdrawn: 1 insight")).to_be_visible()
    opened(page, f"{server.address}/insights?place=S12000041")
    expect(page.get_by_text("Withdrawn at the source’s wish").first).to_be_visible()
    assert "231 of 231 insights" in counted(opened(page, f"{server.address}/"))
    opened(page, f"{server.address}/insights?search=lift+mended")
    expect(page.get_by_text("No insight matches")).to_be_visible()
