"""How a value is found in each contestant's filter. Only the click on it is timed, not the finding."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

Picker = Callable[[Page, str], Locator]


def streamlit(page: Page, value: str) -> Locator:
    """The only multiselect of a page; typing narrows its list."""
    return _typed(page.get_by_role("combobox"), value).and_(page.get_by_role("option", name=value, exact=True))


def kenspeckle(page: Page, value: str) -> Locator:
    """The filter for places; behind each council stands its number of records, and not "partnership"."""
    offered = _typed(page.get_by_role("combobox", name="Place"), value)
    return offered.filter(has_text=re.compile(rf"^{re.escape(value)}\W+[\d,]+\W*$"))


def dash(page: Page, value: str) -> Locator:
    """A drop-down of Dash, whose list stays open."""
    search = page.locator(".dash-dropdown-search")
    if not search.is_visible():
        page.locator("#place").click()
    return _typed(search, value).filter(has_text=re.compile(rf"^{re.escape(value)}$"))


def panel(page: Page, value: str) -> Locator:
    """A multiple choice of Panel."""
    return _typed(page.locator(".choices__input--cloned"), value).filter(
        has_text=re.compile(rf"^\s*{re.escape(value)}")
    )


def _typed(box: Locator, value: str) -> Locator:
    box.click()
    box.fill(value)
    return box.page.get_by_role("option")


PICKERS: dict[str, Picker] = {"streamlit": streamlit, "kenspeckle": kenspeckle, "dash": dash, "panel": panel}
