"""Everybody can use every page: axe finds nothing serious, the keyboard reaches all, nothing scrolls sideways."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_door import PAGES
from tests.browser.waiting import opened, settled
from tests.running import RunningServer

pytestmark = pytest.mark.browser


def grave(page: Page) -> list[tuple[str, str, str]]:
    """Serious and critical violations: the rule, how bad, and the first place."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        (one["id"], one["impact"], one["nodes"][0]["html"][:200])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious_in_light_or_dark(page: Page, server: RunningServer, address: str) -> None:
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
        opened(page, f"{server.address}/{address}")
        assert grave(page) == [], colours


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


@pytest.mark.parametrize("address", PAGES)
def test_the_keyboard_reaches_everything_that_can_be_used(page: Page, server: RunningServer, address: str) -> None:
    opened(page, f"{server.address}/{address}")
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


@pytest.mark.parametrize("address", PAGES)
def test_nothing_scrolls_sideways_on_a_phone_or_at_200_per_cent(
    browser: Browser, server: RunningServer, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = opened(context.new_page(), f"{server.address}/{address}")
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
    context.close()
