"""Filters in a real browser: they stay from page to page, live in the address, and answer to Back and to a click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import opened, settled
from tests.browser.windows import Window
from tests.running import RunningServer

pytestmark = pytest.mark.browser

GLASGOW = "S12000049"


def in_view(page: Page) -> str:
    """What the line under the filter bar says."""
    return page.locator(".ks-inview").inner_text()


def go(page: Page, title: str) -> Page:
    """To another page through the menu."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    expect(page).to_have_title(f"{title} · Kenspeckle")
    return settled(page)


def choose(page: Page, key: str, words: str) -> Page:
    """One option of a filter's list, found by typing: a long list draws only the options in sight."""
    box = page.locator(f".st-key-{key} input")
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words).first.click()
    page.keyboard.press("Escape")  # a list of several choices stays open
    return settled(page)


def click_bar(page: Page, card: str, number: int) -> Page:
    """The bar of a chart, by its place from the top."""
    bar = page.locator(f".st-key-card-{card} .trace.bars").first.locator(".point path").nth(number)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2)
    return page


def test_a_filter_stays_when_the_reader_goes_on_through_the_menu(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/")
    choose(page, "filter-place", "Glasgow City")
    assert "18 of 228 insights and 15 of 60 case studies" in in_view(page)
    for title, path in (("Themes", "themes"), ("Trends", "trends"), ("Insights", "insights"), ("Overview", "")):
        go(page, title)
        assert page.url == f"{server.address}/{path}?place={GLASGOW}"
        assert "18 of 228 insights" in in_view(page)
    go(page, "Help")
    go(page, "Places")
    assert "18 of 228 insights" in in_view(page)


def test_a_copied_link_opens_the_same_view_for_somebody_else(page: Page, server: RunningServer, window: Window) -> None:
    opened(page, f"{server.address}/themes")
    choose(page, "filter-theme", "Digital exclusion")
    page.get_by_role("radio", name="People and organisations").click()
    settled(page)
    said, lead, link = in_view(page), page.locator(".ks-lead").inner_text(), page.url
    assert "theme=TH-15" in link
    assert "unit=sources" in link
    other = window()
    opened(other, link)
    assert in_view(other) == said
    assert other.locator(".ks-lead").inner_text() == lead
    expect(other.get_by_role("radio", name="People and organisations")).to_be_checked()


def test_back_undoes_one_step_at_a_time(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/")
    choose(page, "filter-place", "Glasgow City")
    go(page, "Themes")
    page.get_by_role("radio", name="Places", exact=True).click()
    settled(page)
    steps = [
        (f"/themes?place={GLASGOW}", "18 of 228"),
        (f"/?place={GLASGOW}", "18 of 228"),
        ("/", "228 of 228"),
    ]
    for address, said in steps:
        page.go_back()
        settled(page)
        assert page.url == server.address + address
        assert in_view(page).startswith(said)
    page.go_forward()
    settled(page)
    assert in_view(page).startswith("18 of 228")


def test_a_click_on_a_bar_opens_its_insights_and_back_returns(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/?unit=sources")
    click_bar(page, "theme-bars", 0)
    expect(page).to_have_title("Insights · Kenspeckle")
    settled(page)
    assert page.url == f"{server.address}/insights?theme=TH-11&unit=sources"
    expect(page.get_by_text("27 insights match")).to_be_visible()
    page.go_back()
    settled(page)
    assert page.url == f"{server.address}/?unit=sources"
    assert in_view(page).startswith("228 of 228")


@pytest.mark.parametrize("unit", ["", "?unit=sources"])
def test_after_a_click_on_a_bar_and_back_exactly_one_unit_is_checked(
    page: Page, server: RunningServer, unit: str
) -> None:
    opened(page, f"{server.address}/{unit}")
    units = page.locator(".st-key-filter-unit").get_by_role("radio", checked=True)
    expect(units).to_have_count(1)
    click_bar(page, "theme-bars", 0)
    expect(page).to_have_title("Insights · Kenspeckle")
    settled(page)
    page.go_back()
    expect(page).to_have_title("Overview · Kenspeckle")
    settled(page)
    expect(units).to_have_count(1)
    expect(units).to_have_text("People and organisations" if unit else "Times raised")


def test_a_click_on_a_theme_shows_what_was_said_beside_it(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/themes")
    click_bar(page, "theme-bars", 2)
    panel = page.locator(".st-key-card-theme-said")
    expect(panel.get_by_role("heading", level=2)).to_have_text("What was said about Partnership working across sectors")
    settled(page)
    panel.get_by_role("button", name=re.compile(r"Read all \d+ insights")).click()
    expect(page).to_have_title("Insights · Kenspeckle")
    assert "theme=TH-05" in settled(page).url


def test_a_click_on_a_council_opens_its_insights(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/places")
    area = page.locator(".st-key-card-place-map .choroplethlayer path").first
    expect(area).to_be_visible()
    page.locator(".st-key-card-place-map .choroplethlayer").first.scroll_into_view_if_needed()
    # The Highlands are large enough that the middle of their outline lies inside them.
    highland = page.locator(".st-key-card-place-map .choroplethlayer path").evaluate_all(
        """paths => { const boxes = paths.map(path => path.getBoundingClientRect());
                      const most = boxes.reduce((a, b) => a.width * a.height > b.width * b.height ? a : b);
                      return [most.x + most.width * 0.55, most.y + most.height * 0.5]; }"""
    )
    page.mouse.click(*highland)
    panel = page.locator(".st-key-card-place-said")
    expect(panel.get_by_role("heading", level=2)).to_have_text("What was heard in Highland")
    settled(page)
    panel.get_by_role("button", name="Read all 10 insights").click()
    expect(page).to_have_title("Insights · Kenspeckle")
    assert settled(page).url == f"{server.address}/insights?place=S12000017"
    expect(page.get_by_text("10 insights match")).to_be_visible()


def test_the_same_council_can_be_opened_without_a_mouse(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/places")
    page.get_by_label("Open a council area").select_option("Highland")
    heading = page.locator(".st-key-card-place-said").get_by_role("heading", level=2)
    expect(heading).to_have_text("What was heard in Highland")


def test_a_filter_redraws_the_charts_where_they_stand(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/")
    words = page.locator(".st-key-card-theme-bars .js-plotly-plot .textpoint text")
    number = words.nth(10)  # after the names of ten themes
    expect(number).to_be_visible()
    before = number.inner_html()
    page.evaluate("document.querySelectorAll('.js-plotly-plot').forEach(chart => { chart.seenBefore = true; })")
    choose(page, "filter-place", "Glasgow City")
    expect(number).not_to_have_text(before)
    kept = page.locator(".js-plotly-plot").evaluate_all("charts => charts.map(chart => Boolean(chart.seenBefore))")
    assert kept == [True] * 4
    assert page.locator("script[src*='/assets/js/plotly-']").count() == 1


def test_two_tabs_keep_their_own_filters(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/?place={GLASGOW}")
    other = page.context.new_page()
    opened(other, f"{server.address}/?theme=TH-15")
    go(page, "Themes")
    go(other, "Trends")
    assert page.url.endswith(f"/themes?place={GLASGOW}")
    assert other.url.endswith("/trends?theme=TH-15")


def test_the_other_filters_wait_behind_a_button(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/")
    row = page.locator(".st-key-filter-row").bounding_box()
    assert row is not None
    assert row["height"] < 80  # one row on a projector
    assert page.locator(".st-key-filter-focus_area").count() == 0
    page.get_by_role("button", name="More filters").click()
    settled(page)
    sector = page.get_by_role("combobox", name="Sector")
    expect(sector).to_be_disabled()
    expect(sector).to_have_attribute("placeholder", "Nothing recorded yet")
    choose(page, "filter-source_kind", "Podcast")
    assert "source_kind=podcast" in page.url
    assert in_view(page).startswith("3 of 228 insights and 0 of 60")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Podcast ✕").click()
    expect(page.locator(".ks-inview")).to_contain_text("228 of 228")
    assert settled(page).url == f"{server.address}/"


def test_fast_clicks_are_all_kept(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/")
    page.get_by_role("radio", name="People and organisations").click()
    page.get_by_role("radio", name="Places", exact=True).click()
    page.locator(".st-key-filter-place input").fill("Glasgow City")
    page.get_by_role("option", name="Glasgow City").first.click()
    expect(page.locator(".ks-inview")).to_contain_text("18 of 228")
    settled(page)
    assert page.url == f"{server.address}/?place={GLASGOW}&unit=places"
