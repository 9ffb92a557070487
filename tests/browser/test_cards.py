"""A card in a real browser: its switch, its list and its CSV, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from components.table import csv_text
from components.theme_bars import COLUMNS, ranked
from queries.disclosure import tell
from queries.filters import Filters
from tests.browser.test_filters import choose, in_view
from tests.browser.waiting import opened, settled
from tests.running import RunningServer

pytestmark = pytest.mark.browser


def themes(page: Page) -> Locator:
    return page.locator(".st-key-card-theme-bars")


def test_the_switch_answers_to_the_mouse_and_keeps_the_focus_and_the_chart(page: Page, server: RunningServer) -> None:
    card = themes(opened(page, server.address))
    expect(card.get_by_role("img", name="Bar chart of themes")).to_be_visible()
    card.locator(".js-plotly-plot").evaluate("chart => { chart.seenBefore = true; }")
    card.get_by_role("radio", name="Data").click()
    expect(card.get_by_role("rowheader", name="Food and essentials")).to_be_visible()
    expect(card.locator(".js-plotly-plot")).to_be_hidden()
    expect(card.get_by_role("button", name="PNG")).to_have_count(0)
    expect(card.get_by_role("radio", name="Data")).to_be_focused()
    expect(page.get_by_role("table")).to_have_count(2)  # the other cards stay as they are; the uploads are one
    card.get_by_role("radio", name="Chart").click()
    expect(card.locator(".js-plotly-plot")).to_be_visible()
    expect(card.get_by_role("table")).to_have_count(0)
    assert card.locator(".js-plotly-plot").evaluate("chart => chart.seenBefore")


def test_the_switch_is_one_stop_for_tab_and_its_arrow_keys_turn_it(page: Page, server: RunningServer) -> None:
    card = themes(opened(page, server.address))
    expect(card.get_by_role("group", name="How to see: The 10 themes heard most, by times raised")).to_be_visible()
    card.get_by_role("radio", name="Chart").focus()
    for view, seen in (("Data", card.get_by_role("table")), ("Help", card.get_by_text("How do I read it?"))):
        page.keyboard.press("ArrowRight")
        expect(card.get_by_role("radio", name=view)).to_be_checked()
        expect(seen).to_be_visible()
        expect(card.get_by_role("radio", name=view)).to_be_focused()
    ring = card.locator(".ks-views label span").nth(2).evaluate("part => getComputedStyle(part).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="CSV table")).to_be_focused()


def test_the_chosen_view_stays_while_the_filters_change(page: Page, server: RunningServer) -> None:
    card = themes(opened(page, server.address))
    card.get_by_role("radio", name="Data").click()
    first = card.get_by_role("row").nth(1)
    expect(first).to_contain_text("56")
    choose(page, "filter-place", "Glasgow City")
    expect(first).not_to_contain_text("56")
    expect(card.get_by_role("radio", name="Data")).to_be_checked()
    expect(card.locator(".js-plotly-plot")).to_be_hidden()
    card.get_by_role("radio", name="Chart").click()
    expect(card.get_by_role("img", name="Bar chart of themes")).to_be_visible()


def test_a_choice_in_the_list_opens_what_a_click_on_the_chart_would(page: Page, server: RunningServer) -> None:
    opened(page, server.address)
    page.get_by_label("Open a theme").select_option("Digital exclusion")
    expect(page).to_have_title("Insights · Kenspeckle")
    assert settled(page).url == f"{server.address}/insights?theme=TH-15"


def test_with_the_keyboard_the_list_can_be_read_through_before_enter_chooses(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/themes")
    choices = page.get_by_label("Open a theme").first
    said = page.locator(".st-key-card-theme-said").get_by_role("heading", level=2)
    choices.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    expect(said).to_have_text("What was said about Food and essentials")
    page.keyboard.press("Enter")
    expect(said).to_have_text("What was said about Partnership working across sectors")
    settled(page)
    expect(choices).to_have_value("TH-05")
    expect(choices).to_be_focused()
    page.keyboard.press("Home")  # the first of the list takes the choice back
    page.keyboard.press("Enter")
    expect(said).to_have_text("What was said about Food and essentials")


def test_what_was_not_confirmed_is_forgotten_when_the_focus_goes_on(page: Page, server: RunningServer) -> None:
    opened(page, server.address)
    choices = page.get_by_label("Open a theme").first
    choices.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(choices).to_have_value("")
    expect(page).to_have_title("Overview · Kenspeckle")


def test_a_list_narrows_the_page_and_takes_it_back(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/themes")
    choices = page.get_by_label("Look at one focus area only")
    choices.select_option("Community-led approaches")
    expect(page.locator(".ks-inview")).not_to_contain_text("228 of 228 insights")
    assert "focus=community-led-approaches" in settled(page).url


@pytest.mark.parametrize("view", ["Chart", "Data"])
def test_the_csv_holds_the_bytes_of_the_table(page: Page, server: RunningServer, examples: Path, view: str) -> None:
    card = themes(opened(page, f"{server.address}/?place=S12000049"))
    card.get_by_role("radio", name=view).click()
    button = card.get_by_role("button", name="CSV table")
    settled(page)
    for _ in range(2):  # each press saves one file
        with page.expect_download() as handed:
            button.press("Enter")
        rows = tell("theme_frequency", Filters(place=("S12000049",))).rows
        wanted = csv_text(COLUMNS, [row for row, _, _ in ranked(rows, "mentions")])
        assert Path(handed.value.path()).read_bytes() == wanted.encode("utf-8")
        assert handed.value.suggested_filename.startswith("kenspeckle_themes-by-mentions_20")
        expect(button).to_be_focused()
    saved: list[object] = []
    page.on("download", lambda file: saved.append(file))
    page.get_by_role("radio", name="People and organisations").click()  # a later run saves nothing again
    settled(page)
    assert in_view(page).startswith("18 of 228")
    assert saved == []


def test_everything_in_a_card_is_large_enough_to_hit(page: Page, server: RunningServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    card = themes(opened(page, server.address))
    for part in card.locator("input, select, button").all():
        box = part.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
