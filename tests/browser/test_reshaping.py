"""Two facilitators re-shape the themes of one draft at the same time, one by mouse and one by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import grave
from tests.browser.test_room import made
from tests.browser.waiting import opened, settled
from tests.browser.windows import Window
from tests.running import RunningServer

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
FOCUSED = """() => {
    const on = document.activeElement;
    const label = on.labels && on.labels[0] ? on.labels[0].innerText : "";
    return on.getAttribute("aria-label") || label || on.innerText || "";
}"""


def numbers(page: Page) -> str:
    """Every theme with its number, as the chart tells them to those who do not see it."""
    return page.locator("[aria-label^='Bar chart of themes']").first.get_attribute("aria-label") or ""


def choose(page: Page, label: str, words: str) -> None:
    """Choose from a list by mouse: a click on the list, a click on the theme."""
    page.get_by_label(label, exact=True).last.click()
    page.get_by_role("option", name=words).click()
    settled(page)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(90):
        if re.search(name, str(page.evaluate(FOCUSED)).strip()):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {name}")


def typed(page: Page, name: str, words: str) -> None:
    """Choose from a list by keyboard."""
    tab_to(page, name)
    page.keyboard.type(words)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    settled(page)


def pressed(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")
    settled(page)


def to_top(page: Page) -> None:
    """Begin with Tab at the top of the page again."""
    page.evaluate("() => document.activeElement.blur()")
    page.locator("h1").first.evaluate("(head) => { head.tabIndex = -1; head.focus(); }")


def in_draft(page: Page, server: RunningServer, name: str) -> None:
    opened(page, f"{server.address}/themes")
    page.get_by_role("radio", name="Re-shape").click()
    settled(page)
    page.get_by_label("Your name, kept with each change").fill(name)
    page.keyboard.press("Enter")
    settled(page)
    choose(page, "Work in", "Draft of the workshop")


def test_a_re_shaping_session_in_two_browsers_and_back_to_the_start(
    window: Window, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    made(window(), server)
    ann, bob, reader = window(), window(), window()
    in_draft(ann, server, "Ann")
    in_draft(bob, server, "Bob")
    opened(reader, f"{server.address}/themes")
    start = numbers(reader)
    assert "Digital exclusion 33" in start
    assert numbers(ann) == numbers(bob) == start

    # By mouse, three things: a theme, another, Merge. The counts are told before, the others see it at once.
    choose(ann, "First theme", "Digital exclusion")
    choose(ann, "Second theme", "Trusting relationships")
    expect(ann.get_by_text("become Digital exclusion: 59 times raised. 1 record names more than one")).to_be_visible()
    ann.get_by_role("button", name="Merge").click()
    done = "Merged “Digital exclusion” and “Trusting relationships” into “Digital exclusion”."
    expect(ann.get_by_role("status").filter(has_text=done)).to_be_visible()
    expect(bob.get_by_text("Ann merged “Digital exclusion” and “Trusting relationships”")).to_be_visible()
    settled(bob)
    settled(ann)
    assert "Digital exclusion 59" in numbers(bob)
    assert "Digital exclusion 59" in numbers(ann)
    assert numbers(reader) == start
    assert grave(ann) == []

    # By keyboard alone: put one theme under another.
    to_top(bob)
    tab_to(bob, "^Merge$")
    for _ in range(3):
        bob.keyboard.press("ArrowRight")
    bob.keyboard.press("Space")
    settled(bob)
    typed(bob, "^Theme to move$", "Housing")
    typed(bob, "^Put it under$", "Poverty")
    pressed(bob, "^(move )?Move$")
    expect(bob.get_by_text("now stands under “Poverty and income security”").first).to_be_visible()
    expect(ann.get_by_text("Bob put “Housing and homelessness” under")).to_be_visible()
    settled(ann)

    # Bob's screen stands still while Ann renames a theme; what he then wants with it is refused, and why.
    bob.route("**/live?*", lambda route: route.abort())
    to_top(bob)
    typed(bob, "^Theme to move$", "Food")
    typed(bob, "^Put it under$", "Poverty")
    bob.wait_for_timeout(3_500)  # the last of the long asks has ended
    settled(bob)
    ann.get_by_role("radio", name="Rename").click()
    settled(ann)
    choose(ann, "Theme to rename", "Food and essentials")
    ann.get_by_label("New name").fill("Food")
    ann.keyboard.press("Enter")
    settled(ann)
    ann.get_by_role("button", name="Rename").click()
    expect(ann.get_by_text("is now called “Food”")).to_be_visible()
    pressed(bob, "^(move )?Move$")
    expect(bob.get_by_text("Ann changed one of these themes just before you")).to_be_visible()
    bob.unroute("**/live?*")

    # Undo, by keyboard, all the way: the numbers of the start.
    for _ in range(3):
        to_top(bob)
        pressed(bob, "Undo the last change")
    expect(bob.get_by_role("button", name="Undo the last change")).to_be_disabled()
    assert numbers(bob) == start

    # What counts for everybody is committed with a second press.
    ann.get_by_role("radio", name="Merge").click()
    settled(ann)
    assert numbers(ann) == start
    choose(ann, "First theme", "Digital exclusion")
    choose(ann, "Second theme", "Trusting relationships")
    ann.get_by_role("button", name="Merge").click()
    settled(ann)
    ann.get_by_role("button", name="Commit").click()
    settled(ann)
    ann.get_by_role("button", name="Yes, commit").click()
    expect(ann.get_by_text("The draft counts for everybody now.")).to_be_visible()
    opened(reader, f"{server.address}/themes")
    assert "Digital exclusion 59" in numbers(reader)
    for view, words in (("One theme", "Typical insights"), ("Together", "come up together most often")):
        reader.get_by_role("radio", name=view).click()
        settled(reader)
        expect(reader.get_by_role("heading", name=words).first).to_be_visible()
        assert grave(reader) == []
