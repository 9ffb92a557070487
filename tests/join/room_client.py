"""A participant's browser for tests: sends requests to the door in this process and keeps its cookie."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.types import Message

from join.door import Door


@dataclass
class Page:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's first form."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.text)
        return {name: unescape(value) for name, value in found[:4]}


@dataclass
class Browser:
    """One participant. ``keeps_cookies`` is false for an old phone that does not."""

    app: Starlette
    address: str = "10.0.0.1"
    keeps_cookies: bool = True
    cookie: str = ""
    sent: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Page:
        """Open a page."""
        return asyncio.run(self._ask("GET", path, b"", headers))

    def post(self, path: str, fields: dict[str, str] | list[tuple[str, str]] | bytes, **headers: str) -> Page:
        """Send a form."""
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        return asyncio.run(self._ask("POST", path, body, headers))

    def ask(self, method: str, path: str, fields: dict[str, str]) -> Page:
        """Send a form by another method."""
        return asyncio.run(self._ask(method, path, urlencode(fields).encode(), {}))

    def answer(self, code: str, **fields: str) -> Page:
        """Open the step and send an answer; the form is kept for sending it again."""
        self.sent = {**self.get(f"/join/{code}").hidden, **fields}
        return self.post(f"/join/{code}", self.sent)

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        told = {"host": "testing", "content-type": "application/x-www-form-urlencoded", **headers}
        if self.cookie:
            told["cookie"] = self.cookie
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": b"", "scheme": "http", "server": ("testing", 80), "client": (self.address, 1),
            "root_path": "",
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in told.items()],
        }  # fmt: skip
        answers: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            answers.append(message)

        await self.app(scope, receive, send)
        raw = {name.decode().lower(): value.decode() for name, value in answers[0]["headers"]}
        if self.keeps_cookies and "set-cookie" in raw:
            self.cookie = raw["set-cookie"].split(";")[0]
        text = b"".join(message.get("body", b"") for message in answers[1:]).decode()
        return Page(int(answers[0]["status"]), raw, text)


def door() -> Starlette:
    """The door by itself."""
    return Starlette(routes=Door("").routes())
