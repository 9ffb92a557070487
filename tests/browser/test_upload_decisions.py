"""Words nobody has placed are decided once, by keyboard and on a telephone, and remembered for the next file."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import opened, settled
from tests.running import RunningServer
from tests.sheets import xlsx_file

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ["insight id", "text", "place", "themes"]
HOSTILE = "**bold** <img src=x onerror=alert(1)> [go](javascript:alert(1))"


def drop(page: Page, name: str, rows: list[list[str]]) -> None:
    content = xlsx_file(heard=[HEADER, *rows])
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})


def edinburgh(page: Page, address: str) -> int:
    """How many insights the map of the Places page counts in Edinburgh, as its table tells."""
    opened(page, f"{address}/places")
    page.get_by_role("radio", name="Data").first.click()
    settled(page)
    table = page.locator("table.ks-table").filter(has_text="City of Edinburgh").filter(has_text="Insights").first
    at = table.locator("thead th").all_text_contents().index("Insights")
    row = table.locator("tbody tr").filter(has_text="City of Edinburgh").first
    return int(row.locator("th, td").all_text_contents()[at].replace(",", ""))


def fold(page: Page, words: str) -> None:
    page.locator("summary").filter(has_text=words).first.press("Enter")


def test_one_decision_places_every_row_and_is_remembered(page: Page, new_server: Callable[[], RunningServer]) -> None:
    server = new_server()
    on_the_map = edinburgh(page, server.address)
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{server.address}/upload")
    rows = [[f"D-{n}", f"Something heard {n}", "Edinbrugh" if n % 2 else "edinbrugh", "Men's sheds"] for n in range(7)]
    drop(page, "first.xlsx", [*rows, ["H-1", "Words", "Fife", HOSTILE]])
    expect(page.get_by_text("8 of 8 rows will be saved")).to_be_visible()
    fold(page, "Places: 1 to decide")
    expect(page.get_by_role("heading", name="‘Edinbrugh’ in 7 rows")).to_be_visible()
    question = page.get_by_role("radiogroup", name="It stands for").first
    expect(question.get_by_role("radio", name="City of Edinburgh")).to_be_checked()
    expect(question.get_by_text("Something else …")).to_be_visible()
    page.get_by_role("button", name="Remember for all 7 rows").first.press("Enter")
    expect(page.get_by_text("Remembered: ‘edinbrugh’ means City of Edinburgh, from now on.")).to_be_visible()
    settled(page)
    fold(page, "Insights on the map, by council")
    row = page.get_by_role("row").filter(has_text="City of Edinburgh").first
    before, after = (int(cell.replace(",", "")) for cell in row.locator("td").all_text_contents())
    assert after - before == 7

    # What people wrote is shown as it is, and left out for good with the keyboard.
    fold(page, "Themes: 2 to decide")
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.get_by_test_id("stMain").locator("img[src=x], strong:has-text('bold')").count() == 0
    expect(page.get_by_text("‘bold** <img src=x").first).to_be_visible()
    page.get_by_role("radio", name="Leave as not recorded").last.focus()
    page.keyboard.press("Space")
    settled(page)
    page.get_by_role("button", name="Remember for this row").last.press("Enter")
    expect(page.get_by_text("is left as not recorded, from now on.")).to_be_visible()
    settled(page)

    page.get_by_role("button", name="Save 8 rows").click()
    expect(page.get_by_text("8 of 8 rows were saved")).to_be_visible()
    settled(page)
    # What was left open is listed, and can be decided after saving: every page counts again.
    expect(page.get_by_role("heading", name="Words nobody has placed yet")).to_be_visible()
    fold(page, "Themes: 1 to decide")
    page.get_by_text("Make it a new theme").first.click()
    settled(page)
    page.get_by_role("button", name="Remember for all 7 rows").first.click()
    expect(page.get_by_text("It was used at once in 7 rows that were saved before.")).to_be_visible()

    opened(page, f"{server.address}/upload")
    drop(page, "second.xlsx", [["E-1", "One more thing", "EDINBRUGH", "Mens sheds"]])
    expect(page.get_by_text("1 of 1 row will be saved")).to_be_visible()
    settled(page)
    expect(page.get_by_text("Places that are not known")).to_have_count(0)
    expect(page.get_by_text("to decide")).to_have_count(0)
    fold(page, "Decisions that are remembered: 3")
    expect(page.get_by_text("‘edinbrugh’ → City of Edinburgh")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 720})
    assert edinburgh(page, server.address) == on_the_map + 7
    opened(page, f"{server.address}/insights?search=Something+heard")
    expect(page.get_by_text("7 insights match")).to_be_visible()
    expect(page.locator("article.ks-record").first).to_contain_text("Men's sheds")
