"""A real Chromium against a real server. Every page is watched: nothing may leave this machine."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.windows import Watched, Window
from tests.running import RunningServer, make_database, start_server

# The same browser without its own frame, where there is one, opens a window in two thirds of the time.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long stories, which have a server of their own, come first: the short tests fill the time at the end."""
    items.sort(key=lambda item: isinstance(item, pytest.Function) and "new_server" not in item.fixturenames)


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
        # The shared server asks ahead as everybody's does; for one short story it would only take time.
        running.append(start_server(folder, source=prepared_database, KENSPECKLE_ASK_AHEAD="0"))
        return running[-1]

    yield start
    for number, one in enumerate(running):
        one.stop()
        print(f"server {number} said:\n{one.said()}")  # shown for a test that failed


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
def watched(browser: Browser) -> Iterator[Watched]:
    """Every window of a test, watched and closed at its end; the test fails if one asks outside this machine."""
    with Watched(browser) as windows:
        yield windows


@pytest.fixture
def window(watched: Watched) -> Window:
    """Opens a page in a window of its own: a tab behind another is drawn once a second only."""
    return watched.window


@pytest.fixture
def console_errors(watched: Watched) -> list[str]:
    """What a page of this test complained about in its console, without the addresses Streamlit tries out."""
    return watched.complaints


@pytest.fixture
def context(watched: Watched) -> BrowserContext:
    """A browser window without history, for several tabs."""
    return watched.context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page."""
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    return opened
