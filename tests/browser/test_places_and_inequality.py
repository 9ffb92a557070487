"""The stories of Places and Inequality, walked in a real browser: keyboard, phone, light and dark, axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from components.inequality_parts import PARTS
from tests.browser.test_accessible import grave
from tests.browser.waiting import opened, settled
from tests.browser.windows import Window
from tests.running import RunningServer

pytestmark = pytest.mark.browser

SIDEWAYS = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return Math.max(main.scrollWidth - main.clientWidth,
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
}"""


def press(page: Page, name: str) -> Page:
    """One of a row of buttons, with the keyboard alone."""
    page.get_by_role("radio", name=name, exact=True).focus()
    page.keyboard.press("Space")
    return settled(page)


@pytest.mark.parametrize(("colours", "width"), [("light", 1280), ("dark", 390)])
def test_the_story_about_inequality_can_be_walked_from_end_to_end(
    window: Window, server: RunningServer, colours: str, width: int
) -> None:
    page = opened(
        window(viewport={"width": width, "height": 800}, color_scheme=colours), f"{server.address}/inequality"
    )
    for part, (_, question, _) in PARTS.items():
        expect(page.get_by_role("heading", name=question, exact=True)).to_be_visible()
        assert f"part={part}" in page.url or part == "recorded"
        fold = page.locator("summary").filter(has_text="For analysts")
        if fold.count():
            fold.first.focus()
            page.keyboard.press("Enter")
            settled(page)
        assert grave(page) == [], part
        assert page.evaluate(SIDEWAYS) <= 1, part
        following = page.locator(".st-key-inequality-next button")
        if following.count():
            following.focus()
            page.keyboard.press("Enter")
            settled(page)


def test_who_is_missing_becomes_a_file_and_a_task(window: Window, new_server: Callable[[], RunningServer]) -> None:
    page = opened(window(), f"{new_server().address}/inequality?part=missing")
    with page.expect_download() as handed:
        page.get_by_role("button", name="Download the list as CSV").click()
    assert handed.value.suggested_filename.startswith("kenspeckle_whom-to-speak-to-next_")
    with open(handed.value.path(), encoding="utf-8-sig") as file:
        assert "West Lothian,Only a wider area named" in file.read()
    page.get_by_label("Who will do it: a role, not a name").fill("Link worker")
    page.get_by_role("button", name="Make a listening task").click()
    expect(page.get_by_text("The listening task for West Lothian is kept.")).to_be_visible()
    expect(page.get_by_text("Listening tasks: 1 to do")).to_be_visible()
    settled(page).get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_text("Listening tasks: 0 to do")).to_be_visible()


def test_places_can_be_asked_with_the_keyboard_and_their_pictures_say_it_in_words(
    page: Page, server: RunningServer
) -> None:
    opened(page, f"{server.address}/places")
    for level in ("Partnerships", "Health boards"):
        press(page, level)
        for drawing in ("Equal squares", "Map"):
            press(page, drawing)
    press(page, "Share")
    drawn = page.get_by_role("img", name="NHS Highland: 2.10 times what is expected")
    expect(drawn.first).to_be_visible()
    assert grave(page) == []
    press(page, "Councils")
    expect(page.get_by_text("We do not compare councils by their share of people yet")).to_be_visible()
    page.locator(".st-key-place-measure").get_by_role("radio", name="Times raised").click()
    settled(page)
    chosen = page.get_by_label("Open a council area")
    chosen.select_option(label="Glasgow City")
    chosen.press("Enter")
    expect(page.get_by_role("heading", name="What was heard in Glasgow City")).to_be_visible()
    box = page.locator(".st-key-places-chosen input")
    box.click()
    box.fill("Highland")
    page.get_by_role("option", name="Highland").first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="What was heard in Glasgow City and Highland")).to_be_visible()
    assert grave(settled(page)) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert settled(page).evaluate(SIDEWAYS) <= 1
