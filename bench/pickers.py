"""How a value is found in each contestant's filter. Only the click on it is timed, not the finding."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page

Picker = Callable[[Page, str], Locator]


def streamlit(page: Page, value: str) -> Locator:
    """A multiselect of Streamlit: typing narrows its list."""
    return _typed(page, page.get_by_role("combobox").first, value)


def _typed(page: Page, box: Locator, value: str) -> Locator:
    box.click()
    box.fill(value)
    return page.get_by_role("option", name=value, exact=True)


PICKERS: dict[str, Picker] = {"streamlit": streamlit}
