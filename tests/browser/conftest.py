"""A real Chromium against a real server. Every page is watched: nothing may leave this machine."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebError,
    sync_playwright,
)

from tests.running import RunningServer, make_database, start_server

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
SCREEN = ViewportSize(width=1280, height=720)
LOCAL_SCHEMES = {"data", "blob", "about"}


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped examples, to be copied and never opened."""
    return make_database(tmp_path_factory.mktemp("prepared") / "prepared.duckdb")


@pytest.fixture(scope="session")
def server(prepared_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The server that most browser tests share. A test that changes data starts its own: ``new_server``."""
    running = start_server(tmp_path_factory.mktemp("server"), source=prepared_database)
    yield running
    running.stop()


@pytest.fixture
def new_server(prepared_database: Path, tmp_path: Path) -> Iterator[Callable[[], RunningServer]]:
    """Starts a server of the test's own, with a fresh copy of the examples, at each call."""
    running: list[RunningServer] = []

    def start() -> RunningServer:
        folder = tmp_path / f"server-{len(running)}"
        folder.mkdir()
        running.append(start_server(folder, source=prepared_database))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("The browser tests need Chromium or Chrome: run make browser, which installs it.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def outside_requests() -> list[str]:
    """Every address outside this machine that a page of this test asked for, or was kept from asking for."""
    return []


@pytest.fixture
def console_errors() -> list[str]:
    """What a page of this test complained about in its console, without the addresses Streamlit tries out."""
    return []


@contextmanager
def watched(window: BrowserContext, outside_requests: list[str], console_errors: list[str]) -> Iterator[None]:
    """Note what the pages of a window ask for and complain about; fail if one asked outside or broke the policy."""

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname != "127.0.0.1":
            outside_requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        # Below a page's own address Streamlit first tries whether the app stands there, and gets 404.
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            console_errors.append(message.text)

    def note_error(raised: WebError) -> None:
        console_errors.append(str(raised.error))

    window.on("request", note_request)
    window.on("console", note_message)
    window.on("weberror", note_error)
    yield
    window.remove_listener("request", note_request)
    window.remove_listener("console", note_message)
    window.remove_listener("weberror", note_error)
    assert outside_requests == []
    assert [text for text in console_errors if "Content Security Policy" in text] == []


@pytest.fixture
def context(browser: Browser, outside_requests: list[str], console_errors: list[str]) -> Iterator[BrowserContext]:
    """A browser window without history whose pages are all watched."""
    opened = browser.new_context(viewport=SCREEN, locale="en-GB")
    with watched(opened, outside_requests, console_errors):
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all tests that need a single page: it loads what every page is made of once."""
    opened = browser.new_context(viewport=SCREEN, locale="en-GB")
    yield opened
    opened.close()


@pytest.fixture
def page(window: BrowserContext, outside_requests: list[str], console_errors: list[str]) -> Iterator[Page]:
    """One watched page of a browser that remembers nothing of the tests before."""
    with watched(window, outside_requests, console_errors):
        opened = window.new_page()
        opened.set_default_timeout(15_000)
        yield opened
        for left in window.pages:
            if left.url.startswith("http"):
                left.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            left.close()
        window.clear_cookies()
