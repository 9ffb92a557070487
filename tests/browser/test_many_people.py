"""Ten people click on one server at the same moment: no error, and everybody sees the right numbers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from queries.ask import ask
from queries.filters import Filters
from tests.browser.waiting import opened, settled
from tests.running import RunningServer

pytestmark = pytest.mark.browser

THEMES = [f"TH-{number:02d}" for number in range(5, 25, 2)]


def in_view(page: Page) -> str:
    """How many insights and case studies the filter bar says are in view."""
    return page.get_by_text(re.compile(r"\d+ of \d+ insights")).first.inner_text()


def test_ten_sessions_at_once_each_see_their_own_numbers(
    browser: Browser, server: RunningServer, examples: object
) -> None:
    expected = {}
    for theme in THEMES:
        row = ask("headline", Filters(theme=(theme,))).one
        expected[theme] = f"{row['insights']} of 228 insights and {row['case_studies']} of 60 case studies in view"
    contexts = [browser.new_context(viewport={"width": 1280, "height": 720}) for _ in THEMES]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.goto(f"{server.address}/insights")  # ten maps would only show how fast this browser draws
    for page in pages:
        settled(page, timeout=90_000)
    for turn in range(2):
        order = THEMES[turn:] + THEMES[:turn]
        for page, theme in zip(pages, order, strict=True):  # all of them are busy while the next is sent off
            page.goto(f"{server.address}/{('themes', 'insights')[turn]}?theme={theme}", wait_until="commit")
        for page, theme in zip(pages, order, strict=True):
            settled(page, timeout=90_000)
            assert in_view(page).startswith(expected[theme])
            assert page.get_by_test_id("stException").count() == 0
            assert page.get_by_text("could not be shown").count() == 0
    for context in contexts:
        context.close()
    assert "Traceback" not in server.said()


def test_one_persons_filter_does_not_touch_anothers(browser: Browser, server: RunningServer) -> None:
    first, second = (browser.new_context().new_page() for _ in range(2))
    opened(first, f"{server.address}/?theme=TH-15")
    opened(second, f"{server.address}/")
    assert in_view(second).startswith("228 of 228")
    assert not in_view(first).startswith("228 of 228")
    for page in (first, second):
        page.context.close()
