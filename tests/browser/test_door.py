"""What a visitor meets at the door: the right page, the headers, and never a traceback."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from data.settings import PROJECT
from tests.browser.waiting import opened, settled
from tests.running import RunningServer, start_server

pytestmark = pytest.mark.browser

PAGES = {
    "": "Overview",
    "themes": "Themes",
    "places": "Places",
    "inequality": "Inequality",
    "trends": "Trends",
    "insights": "Insights",
    "case-studies": "Case studies",
    "workshop": "Workshop",
    "month": "What is new",
    "actions": "Actions",
    "publications": "Publications",
    "upload": "Upload",
    "help": "Help",
}


def test_a_deep_link_as_the_very_first_request_opens_its_page_with_menu_title_and_filters(
    page: Page, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    opened(page, f"{server.address}/places?place=S12000036")
    expect(page).to_have_title("Places · Kenspeckle")
    links = page.get_by_test_id("stSidebarNavLink")
    assert links.count() == len(PAGES)
    assert page.get_by_role("dialog").count() == 0
    assert "place=S12000036" in page.url
    expect(page.get_by_text("City of Edinburgh").first).to_be_visible()


def test_every_answer_carries_the_headers(page: Page, server: RunningServer) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    opened(page, f"{server.address}/places")
    checked = [answer for answer in answers if answer.url.startswith(server.address)]
    assert len(checked) > 20
    for answer in checked:
        headers = answer.headers
        assert "default-src 'none'" in headers.get("content-security-policy", ""), answer.url
        assert headers.get("x-content-type-options") == "nosniff", answer.url
        assert headers.get("referrer-policy") == "no-referrer", answer.url
        assert "cache-control" in headers, answer.url
        assert "server" not in headers, answer.url


def test_the_tab_has_our_own_picture(page: Page, server: RunningServer) -> None:
    opened(page, f"{server.address}/themes")
    icon = page.locator("link[rel='shortcut icon']").get_attribute("href")
    assert icon is not None
    assert "/media/" in icon
    assert page.request.get(f"{server.address}/{icon.split(server.address)[-1].lstrip('/')}").ok


def test_scripts_of_a_stranger_do_not_run(page: Page, server: RunningServer, console_errors: list[str]) -> None:
    opened(page, f"{server.address}/help")
    ran = page.evaluate(
        """() => new Promise((resolve) => setTimeout(() => {
            const script = document.createElement('script');
            script.textContent = 'window.strangerRan = true';
            document.body.append(script);
            let evaluated = false;
            try { evaluated = (0, eval)('true'); } catch { }
            resolve([window.strangerRan === true, evaluated]);
        }))"""
    )
    assert ran == [False, False]
    assert console_errors
    assert all("Content Security Policy" in text for text in console_errors)
    console_errors.clear()


def test_a_page_that_fails_says_what_to_do_and_logs_the_place_only(
    page: Page, prepared_database: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    left_out = shutil.ignore_patterns(".*_cache", ".venv", ".git", "*.duckdb*", "__pycache__", "tests", "bench")
    shutil.copytree(PROJECT, project, ignore=left_out)
    (project / "pages" / "help.py").write_text(
        "import streamlit as st\n"
        "st.title('Help')\n"
        "wrote = 'jane@example.org'\n"
        "if st.button('Go on'):\n"
        "    raise ValueError(wrote)\n"
    )
    server = start_server(tmp_path, source=prepared_database, project=project)
    try:
        opened(page, f"{server.address}/help")
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("could not be shown")).to_be_visible()
        shown = settled(page).locator("body").inner_text()
        number = re.search(r"the number ([0-9a-f]{6})", shown)
        assert number is not None
        assert f"fault {number[1]}: ValueError at pages/help.py:5" in server.said()
        for private in ("jane", "Traceback", "ValueError"):
            assert private not in shown
        assert "jane" not in server.said()
        page.get_by_role("link", name="Themes").click()
        expect(page).to_have_title("Themes · Kenspeckle")
    finally:
        server.stop()
