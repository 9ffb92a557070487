"""Windows of a browser that are watched: nothing in them may leave this machine."""

from __future__ import annotations

from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.browser.waiting import LISTEN

LOCAL_SCHEMES = {"data", "blob", "about"}
DESK = {"width": 1280, "height": 720}


class Window(Protocol):
    """Opens a page in a window of its own."""

    def __call__(self, **options: Any) -> Page: ...


class Watched:
    """Opens windows without history, watches all of them and closes them at the end.

    A window left open would go on asking its server, at the cost of every later test.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.opened: list[BrowserContext] = []
        self.outside: list[str] = []
        self.complaints: list[str] = []

    def context(self, **options: Any) -> BrowserContext:
        """A window; ``options`` are Playwright's, without any it is a desk's."""
        one = self.browser.new_context(**{"viewport": DESK, "locale": "en-GB", **options})
        one.add_init_script(LISTEN)
        one.on("request", self._note_request)
        one.on("console", self._note_message)
        one.on("weberror", lambda raised: self.complaints.append(str(raised.error)))
        self.opened.append(one)
        return one

    def window(self, **options: Any) -> Page:
        """A page in a window of its own."""
        return self.context(**options).new_page()

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        # Below a page's own address Streamlit first tries whether the app stands there, and gets 404.
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            self.complaints.append(message.text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        for one in self.opened:
            one.close()
        assert self.outside == []
        assert [text for text in self.complaints if "Content Security Policy" in text] == []
