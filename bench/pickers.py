"""How a value is found in each contestant's filter. Only the click on it is timed, not the finding."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

# From the page, the filter ("Theme" or "Place") and the value to the thing to click.
Picker = Callable[[Page, str, str], Locator]


def streamlit(page: Page, name: str, value: str) -> Locator:
    """A multiselect: typing narrows its list. In Kenspeckle the number of records stands behind the name."""
    offered = _typed(page.get_by_role("combobox", name=name, exact=True), value)
    return offered.filter(has_text=re.compile(rf"^{re.escape(value)}(\W+[\d,]+\W*)?$"))


def dash(page: Page, name: str, value: str) -> Locator:
    """A drop-down, whose list stays open."""
    search = page.locator(".dash-dropdown-search")
    if not search.is_visible():
        page.locator(f"#{name.lower()}").click()
    return _typed(search, value).filter(has_text=re.compile(rf"^{re.escape(value)}$"))


def panel(page: Page, name: str, value: str) -> Locator:
    """A multiple choice."""
    box = page.locator(f".{name.lower()} .choices__input--cloned")
    return _typed(box, value).filter(has_text=re.compile(rf"^\s*{re.escape(value)}"), visible=True)


def _typed(box: Locator, value: str) -> Locator:
    box.click()
    box.fill(value)
    return box.page.get_by_role("option")


PICKERS: dict[str, Picker] = {"streamlit": streamlit, "dash": dash, "panel": panel}
