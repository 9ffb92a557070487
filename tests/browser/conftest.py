"""A real Chromium against a real server. Every page is watched: nothing may leave this machine."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

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


@pytest.fixture
def context(browser: Browser, outside_requests: list[str], console_errors: list[str]) -> Iterator[BrowserContext]:
    """A browser window without history whose pages are all watched; the test fails if one asks outside."""
    opened = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB")

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname != "127.0.0.1":
            outside_requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        # Below a page's own address Streamlit first tries whether the app stands there, and gets 404.
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            console_errors.append(message.text)

    opened.on("request", note_request)
    opened.on("console", note_message)
    opened.on("weberror", lambda raised: console_errors.append(str(raised.error)))
    yield opened
    opened.close()
    assert outside_requests == []
    assert [text for text in console_errors if "Content Security Policy" in text] == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One watched page."""
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    return opened
