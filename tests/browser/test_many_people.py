"""Ten people click on one server at the same moment: no error, and everybody sees the right numbers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from queries.ask import ask
from queries.filters import Filters
from tests.browser.waiting import opened, settled
from tests.browser.windows import Window
from tests.running import RunningServer

pytestmark = pytest.mark.browser

THEMES = [f"TH-{number:02d}" for number in range(5, 25, 2)]


def in_view(page: Page) -> str:
    """How many insights and case studies the filter bar says are in view."""
    return page.get_by_text(re.compile(r"\d+ of \d+ insights")).first.inner_text()


def test_ten_sessions_at_once_each_see_their_own_numbers(
    window: Window, server: RunningServer, examples: object
) -> None:
    expected = {}
    for theme in THEMES:
        row = ask("headline", Filters(theme=(theme,))).one
        expected[theme] = f"{row['insights']} of 228 insights and {row['case_studies']} of 60 case studies in view"
    pages = [window() for _ in THEMES]
    for page, theme in zip(pages, THEMES, strict=True):  # all of them are busy while the next is sent off
        page.goto(f"{server.address}/insights?theme={theme}", wait_until="commit")
    for title in ("Themes", "Insights"):
        for page in pages:
            settled(page, timeout=90_000)
        for page in pages:
            page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
        for page, theme in zip(pages, THEMES, strict=True):
            expect(page).to_have_title(f"{title} · Kenspeckle", timeout=90_000)
            settled(page, timeout=90_000)
            assert in_view(page).startswith(expected[theme])
            assert page.get_by_test_id("stException").count() == 0
            assert page.get_by_text("could not be shown").count() == 0
    assert "Traceback" not in server.said()


def test_one_persons_filter_does_not_touch_anothers(window: Window, server: RunningServer) -> None:
    first, second = window(), window()
    opened(first, f"{server.address}/?theme=TH-15")
    opened(second, f"{server.address}/")
    assert in_view(second).startswith("228 of 228")
    assert not in_view(first).startswith("228 of 228")
