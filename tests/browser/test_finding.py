"""Finding, tagging, comparing and the month in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import grave
from tests.browser.waiting import opened, settled
from tests.running import RunningServer

pytestmark = pytest.mark.browser


def test_a_search_is_kept_its_finds_are_tagged_and_the_tag_taken_back(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    opened(page, f"{server.address}/insights")
    page.get_by_role("searchbox", name="Search in what was said").fill("digitl older")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing here says “digitl”")).to_be_visible()
    expect(page.locator(".ks-record mark").first).to_be_visible()
    settled(page).get_by_role("button", name="Kept searches").click()
    page.get_by_label("Keep the search in view as").fill("Older people online")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("0 new since")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")
    page.get_by_text("Tag these with themes").click()
    page.get_by_role("combobox", name="A theme for all that match").click()
    page.get_by_role("option", name="Food and essentials").click()
    settled(page).get_by_role("button", name="Give it to all").click()
    expect(page.get_by_text("“Food and essentials” was given to")).to_be_visible()
    assert grave(settled(page)) == []
    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_role("button", name="Take back")).to_have_count(0)


def test_two_stories_are_picked_and_read_side_by_side(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/case-studies")
    for at in (0, 1):
        page.get_by_role("button", name="Pick to compare").nth(at).click()
        expect(page.get_by_text(f"{at + 1} picked to compare")).to_be_visible()
        settled(page)
    page.get_by_role("button", name="See them side by side").click()
    expect(page.get_by_role("heading", level=1, name="2 case studies side by side")).to_be_visible()
    assert page.url.count("case_study=") == 2
    assert grave(settled(page)) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="All case studies")).to_be_hidden()
    expect(page.locator(".st-key-card-tagging")).to_be_hidden()
    expect(page.get_by_role("rowheader", name="What changed?")).to_be_visible()


def test_the_month_is_sent_and_marked_and_trends_tell_looks_and_marks(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    opened(page, f"{server.address}/month")
    with page.expect_download() as handed:
        page.get_by_role("button", name="E-mail (HTML)").click()
    assert "228 new insights" in handed.value.path().read_text(encoding="utf-8")
    settled(page).get_by_role("button", name="Reviewed today").click()
    expect(page.get_by_text("Nothing has come in since")).to_be_visible()
    expect(page.get_by_role("button", name="Take today’s mark back")).to_be_visible()
    opened(page, f"{server.address}/trends")
    page.get_by_role("radio", name="Quarter").click()
    expect(page.get_by_role("heading", name="5 themes quarter by quarter")).to_be_visible()
    assert settled(page).url.endswith("/trends?period=quarter")
    settled(page).get_by_text("Mark a day on the axis").click()
    page.get_by_label("What happened").fill("A test began")
    for part, digits in (("day, Day", "01"), ("month, Day", "06"), ("year, Day", "2021")):
        page.get_by_role("spinbutton", name=part).click()
        page.keyboard.type(digits)
    settled(page).get_by_role("button", name="Add the mark").click()
    expect(page.get_by_text("The mark is on the axis.")).to_be_visible()
    expect(page.get_by_text("Marked: 1, 1 June 2021: A test began.").first).to_be_visible()
    assert grave(settled(page)) == []
