"""Everybody can use every page: it opens, passes axe, answers to the keyboard and never scrolls sideways.

Each page is opened twice for all of these, at a desk in light and on a phone in dark: opening is what takes the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_door import PAGES
from tests.browser.waiting import opened, settled
from tests.browser.windows import Watched
from tests.running import RunningServer

pytestmark = pytest.mark.browser


@dataclass
class Seen:
    """One page of the dashboard, open, by its name in the menu, with what it complained about."""

    title: str
    page: Page
    complaints: list[str]


@pytest.fixture(scope="module", params=PAGES)
def at_a_desk(browser: Browser, server: RunningServer, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """Each page in turn on a wide screen in light."""
    with Watched(browser) as windows:
        page = opened(windows.window(), f"{server.address}/{request.param}")
        yield Seen(PAGES[request.param], page, windows.complaints)


@pytest.fixture(scope="module", params=PAGES)
def on_a_phone(browser: Browser, server: RunningServer, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """Each page in turn on a narrow screen in dark."""
    with Watched(browser) as windows:
        phone = windows.window(viewport={"width": 390, "height": 800}, color_scheme="dark")
        page = opened(phone, f"{server.address}/{request.param}")
        yield Seen(PAGES[request.param], page, windows.complaints)


def grave(page: Page) -> list[tuple[str, str, str]]:
    """Serious and critical violations: the rule, how bad, and the first place."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        (one["id"], one["impact"], one["nodes"][0]["html"][:200])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_every_page_opens_without_fault_or_complaint(at_a_desk: Seen) -> None:
    page = at_a_desk.page
    expect(page).to_have_title(f"{at_a_desk.title} · Kenspeckle")
    expect(page.locator("h1")).to_have_count(1)
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_text("could not be shown").count() == 0
    assert at_a_desk.complaints == []


def test_axe_finds_nothing_serious_at_a_desk_in_light(at_a_desk: Seen) -> None:
    assert grave(at_a_desk.page) == []


def test_axe_finds_nothing_serious_on_a_phone_in_dark(on_a_phone: Seen) -> None:
    assert grave(on_a_phone.page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious_in_tables_and_explanations(page: Page, server: RunningServer, colours: str) -> None:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    opened(page, f"{server.address}/")
    others = page.locator("table").count()
    for view in ("Data", "Help"):
        for switch in page.get_by_role("radio", name=view).all():
            switch.click()
            settled(page)
        assert grave(page) == []
    assert page.locator("table").count() == others
    page.get_by_role("radio", name="Data").first.click()
    settled(page)
    assert page.locator("table").count() == others + 1


def test_the_keyboard_reaches_everything_that_can_be_used(at_a_desk: Seen) -> None:
    page = at_a_desk.page
    wanted = page.evaluate(
        """() => {
            const usable = 'a[href], button, input, select, textarea, summary, [role=button], [role=radio]';
            const main = document.querySelector('[data-testid="stMain"]');
            const seen = [...main.querySelectorAll(usable)].filter(one => {
                const box = one.getBoundingClientRect();
                const inRadioGroup = one.getAttribute('role') === 'radio' || one.type === 'radio';
                // the arrow of a combobox does what its text field does, which the keyboard reaches
                const arrow = one.tabIndex < 0 && one.parentElement.querySelector('input[role=combobox]');
                return box.width > 0 && box.height > 0 && !one.disabled && !inRadioGroup && !arrow
                    && getComputedStyle(one).visibility !== 'hidden' && !one.closest('[aria-hidden=true], [inert]');
            });
            seen.forEach((one, at) => { one.dataset.wanted = String(at); });
            return seen.length;
        }"""
    )
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    reached: set[str] = set()
    for _ in range(wanted * 2 + 60):
        page.keyboard.press("Tab")
        at = page.evaluate("() => document.activeElement?.dataset?.wanted ?? null")
        if at is not None:
            reached.add(at)
        if len(reached) == wanted:
            break
    left = page.evaluate(
        """(reached) => [...document.querySelectorAll('[data-wanted]')]
            .filter(one => !reached.includes(one.dataset.wanted)).map(one => one.outerHTML.slice(0, 160))""",
        sorted(reached),
    )
    assert left == []


def test_nothing_scrolls_sideways_on_a_phone_or_at_200_per_cent(on_a_phone: Seen) -> None:
    page = on_a_phone.page
    for width in (390, 640):
        page.set_viewport_size({"width": width, "height": 800})
        wide = settled(page).evaluate(
            """() => {
                const main = document.querySelector('[data-testid="stMain"]');
                return [main.scrollWidth - main.clientWidth,
                        document.documentElement.scrollWidth - document.documentElement.clientWidth];
            }"""
        )
        assert max(wide) <= 1, width
