"""Reading in a real browser: turning pages, opening a story and coming back, help with its pictures."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import grave
from tests.browser.test_upload import drop, save
from tests.browser.test_upload_whole_way import messy
from tests.browser.waiting import opened, settled
from tests.running import RunningServer

pytestmark = pytest.mark.browser


def test_the_next_page_begins_at_its_top(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/insights")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("reading 21 to 40")).to_be_visible()
    expect(page.locator(".ks-listtop")).to_be_in_viewport()


def test_a_search_stays_in_the_address_and_opens_again(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/insights")
    page.get_by_role("searchbox", name="Search in what was said").fill("digital older")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 insights match")).to_be_visible()
    assert "search=digital+older" in page.url
    opened(page, page.url)
    expect(page.get_by_text("2 insights match")).to_be_visible()


def test_a_story_opens_has_an_address_of_its_own_and_back_returns(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/case-studies")
    page.get_by_role("button", name="Read the whole story of A van that comes to you").click()
    expect(page.get_by_role("heading", level=1, name="A van that comes to you")).to_be_visible()
    assert "case_study=CS-051" in settled(page).url
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="What did places do?")).to_be_visible()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert "case_study" not in page.url


def test_matching_insights_come_as_a_file_with_a_telling_name(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/insights?search=digital+older")
    with page.expect_download() as handed:
        page.get_by_role("button", name="Download these as CSV").click()
    assert handed.value.suggested_filename.startswith("kenspeckle_insights_digital-older_20")
    with open(handed.value.path(), encoding="utf-8-sig") as file:
        assert len(file.readlines()) == 3


def test_help_keeps_its_topic_in_the_address(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/help")
    page.get_by_role("radio", name="Methods").click()
    expect(page.get_by_role("heading", name="A ladder of what may be said")).to_be_visible()
    assert "topic=methods" in settled(page).url


def test_every_picture_in_help_is_there(page: Page, server: RunningServer) -> None:
    for topic in ("start", "upload", "charts"):
        opened(page, f"{server.address}/help?topic={topic}")
        for picture in page.locator("figure img").all():
            picture.scroll_into_view_if_needed()
            page.wait_for_function("picture => picture.complete", arg=picture.element_handle())
            assert picture.evaluate("picture => picture.naturalWidth") == 1280
            assert picture.get_attribute("alt")


def test_consequences_and_the_question_before_taking_back_are_accessible(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/upload")
    drop(page, "heard.xlsx", messy())
    expect(save(page)).to_be_visible()
    for fold in page.locator("summary").all():
        fold.click()
    assert grave(settled(page)) == []
    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(500)  # the dialog fades in
    assert grave(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
