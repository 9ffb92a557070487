"""Adding by hand, and long uploads: watched, stopped without a trace, found again, never doubled."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bench.make_insights import write_xlsx
from tests.browser.test_accessible import grave
from tests.browser.test_upload import drop, save
from tests.browser.waiting import opened, settled
from tests.running import RunningServer

pytestmark = pytest.mark.browser

LONG = 120_000  # milliseconds that 50,000 rows may take on a busy machine
ROWS = 50_000


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_xlsx(ROWS, tmp_path_factory.mktemp("long")).read_bytes()


def in_view(page: Page, server: RunningServer) -> str:
    told = opened(page, f"{server.address}/").locator(".ks-inview")
    expect(told).to_be_visible()
    return told.inner_text()


def test_what_was_heard_is_added_on_a_phone_and_a_case_study_with_the_keyboard(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{server.address}/upload?add=heard")
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("What did you hear?").fill("Test words: ring 0131 496 0000 about the hall.")
    page.get_by_label("Where is it about?").click()
    page.keyboard.type("Leven")
    page.get_by_role("option", name="Leven, Fife", exact=True).click()
    page.get_by_label("When was it heard?").fill("March 2026")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_role("heading", name="Please look at this before it is saved")).to_be_visible()
    expect(page.get_by_text("Phone number in “What was heard”")).to_be_visible()
    assert "228 of 228 insights" in in_view(page.context.new_page(), server)  # nothing is stored yet
    assert grave(settled(page)) == []
    page.get_by_role("button", name="Save it like this").dblclick()
    expect(page.get_by_text("✓ Saved")).to_be_visible()
    card = page.locator("article.ks-record")
    expect(card).to_contain_text("Test words: ring [phone number removed] about the hall.")
    expect(card).to_contain_text("Fife · March 2026")
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_label("What did you hear?")).to_have_value("")
    assert "229 of 229 insights" in in_view(page, server)

    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, f"{server.address}/upload")
    page.get_by_role("radio", name="A case study").click()
    expect(page.get_by_label("What was gained?")).to_be_visible()
    assert grave(settled(page)) == []
    page.get_by_label("Title of the story").fill("Test story [x](y)")
    page.get_by_label("What changed?").fill("Test change")
    assert "add=case-study" in page.url
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Read it among the case studies").click()
    expect(page.get_by_role("heading", name="Test story [x](y)")).to_be_visible()


def test_a_long_upload_is_stopped_without_a_trace_and_found_again_and_never_doubled(
    context: BrowserContext, page: Page, new_server: Callable[[], RunningServer], long_file: bytes
) -> None:
    server = new_server()
    before = in_view(page, server)
    opened(page, f"{server.address}/upload")
    drop(page, "long.xlsx", long_file)
    expect(save(page)).to_be_visible(timeout=LONG)
    save(page).click()
    expect(page.get_by_text(re.compile(r"Reading row [\d,]+ of 50,000"))).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped. Nothing of it was saved.")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Take back")).to_have_count(3)
    other = context.new_page()
    assert in_view(other, server) == before

    # The page is loaded anew while it saves: both tabs find the upload, and it is there once.
    for tab in (other, page):
        opened(tab, f"{server.address}/upload")
    drop(page, "long.xlsx", long_file)
    expect(save(page)).to_be_visible(timeout=LONG)
    save(page).click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible(timeout=LONG)
    page.reload()
    for tab in (page, other):
        expect(tab.get_by_text("A file is being brought in: long.xlsx")).to_be_visible(timeout=LONG)
    for tab in (page, other):
        expect(tab.get_by_text("long.xlsx is here now.")).to_be_visible(timeout=LONG)
        expect(tab.get_by_role("button", name="Take back")).to_have_count(4)
    assert f"{ROWS + 228:,} of {ROWS + 228:,} insights" in in_view(page, server)
