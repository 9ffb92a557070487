"""The whole way of a messy workbook: dropped, put right, decided, saved, mended, seen in a chart, and taken back."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.waiting import opened, settled
from tests.running import RunningServer
from tests.sheets import xlsx_file

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = '<img src=x onerror="window.hacked=1"> **bold** [link](javascript:alert(1)) ![pic](https://example.org/p.png)'
CHAIR = "Chair **bold** [x](y)"
HEADER = ["When", "Area", "What did people say?", "Topics", CHAIR]
EAST = [
    ["3 March 2024", "Edinbrugh", "The bus to the test clinic stopped at six.", "Digital exclusion", "Older people"],
    ["w/c 11/3/24", "edinbrugh ", "Forms at the test office are online only.", "1. Digital exclusion", "Carers"],
    ["2024", "Angus", HOSTILE, "Digital exclusion; Knitting", "Older people"],
]
WEST = [
    ["31/02/2024", "Fife", "Ring 0131 496 0000 about the test hall.", "digital exclusions", "Young people"],
    ["May 2024", "Edinbrugh", "", "Inequality", "Carers"],
]


def messy() -> bytes:
    """A title, a second line of it, merged titles between rows, a total, notes, a sheet of notes."""
    heard: list[list[Any]] = [["East team"], *EAST, ["West team"], *WEST, [], ["Total", None, 5]]
    rows = [["Spring listening round"], [], HEADER, *heard]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(Log=rows, ReadMe=[["One row for each thing that was heard."]])))
    for row in (1, 4, 8):
        book["Log"].merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADER))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drop(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})


def column(page: Page, header: str) -> Locator:
    return page.locator("[class*='st-key-row-upload-column']").filter(has_text=header)


def times_raised(page: Page, server: RunningServer) -> int:
    """How often the chart of themes tells digital exclusion, as its words for a screen reader say it."""
    opened(page, f"{server.address}/themes")
    chart = page.get_by_role("img", name=re.compile("Bar chart of themes by")).first
    expect(chart).to_be_visible()
    said = re.search(r"Digital exclusion ([\d,]+)", chart.get_attribute("aria-label") or "")
    assert said, "the chart does not tell digital exclusion"
    return int(said[1].replace(",", ""))


def test_a_messy_workbook_goes_the_whole_way_and_back(
    context: BrowserContext, page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    before = times_raised(page, server)
    opened(page, f"{server.address}/upload")
    drop(page, "What we heard [x](y) $z$.xlsx", messy())
    expect(page.get_by_text("4 of 9 rows will be saved")).to_be_visible()
    settled(page)
    assert "496 0000" not in page.locator("body").inner_text()

    # One column is put right, with the keyboard alone.
    chair = column(page, "Chair")
    expect(chair).to_contain_text(CHAIR)
    assert chair.locator("a, strong").count() == 0
    chair.get_by_role("combobox").focus()
    page.keyboard.type("Who spoke")
    page.keyboard.press("Enter")
    settled(page)
    expect(column(page, "Chair")).to_contain_text("As you chose")

    # One word is decided for all its rows.
    page.locator("summary").filter(has_text="Places: 1 to decide").click()
    expect(page.get_by_role("heading", name="‘Edinbrugh’ in 2 rows")).to_be_visible()
    page.get_by_role("button", name="Remember for all 2 rows").first.press("Enter")
    expect(page.get_by_text("means City of Edinburgh, from now on.")).to_be_visible()
    settled(page)

    # A second click saves nothing twice, and another tab counts it at its next run.
    other = context.new_page()
    assert "228 of 228 insights" in opened(other, f"{server.address}/").locator(".ks-inview").inner_text()
    page.get_by_role("button", name=re.compile(r"Save \d+ row")).dblclick()
    expect(page.get_by_text("4 of 9 rows were saved")).to_be_visible()
    settled(page)
    expect(page.get_by_role("button", name="Take back")).to_have_count(4)  # this one, and the three examples
    other.get_by_test_id("stMain").get_by_text("People and organisations", exact=True).first.click()
    expect(other.locator(".ks-inview")).to_contain_text("232 of 232 insights")

    # The row without words is mended where it waits.
    expect(page.get_by_role("heading", name="1 row needs your attention")).to_be_visible()
    page.get_by_role("button", name="Mend row 10").click()
    settled(page)
    page.get_by_label(re.compile("^What did people say", re.IGNORECASE)).fill("The test lift was out of order.")
    page.get_by_role("button", name="Save row 10").click()
    expect(page.get_by_text("1 row mended and saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="0 rows need your attention")).to_be_visible()

    # The chart has changed, and what was written is read as text.
    assert times_raised(page, server) == before + 4
    opened(page, f"{server.address}/insights?search=onerror")
    card = page.locator("article.ks-record")
    assert HOSTILE in " ".join(card.inner_text().split())
    assert card.locator("img, strong, a").count() == 0
    assert page.evaluate("window.hacked") is None

    # Taken back whole, after what goes was told; the row that was mended since came with an upload of its own.
    opened(page, f"{server.address}/upload")
    page.get_by_role("button", name="Take back").nth(1).click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("What we heard [x](y) $z$.xlsx")
    expect(asked).to_contain_text("4 insights that it brought in would no longer count.")
    asked.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: 4 rows went.")).to_be_visible()
    assert times_raised(page, server) == before
