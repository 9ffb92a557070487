"""Asks an ASGI application one question without a network."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""


def ask(app: ASGIApp, target: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """Send one request for ``target`` (path, perhaps with ?query) and return the answer."""
    path, _, query = target.partition("?")
    named = {"host": "127.0.0.1:8501", **(headers or {})}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "scheme": "http",
        "http_version": "1.1",
        "headers": [(name.lower().encode(), value.encode()) for name, value in named.items()],
        "server": ("127.0.0.1", 8501),
        "client": ("127.0.0.1", 50_000),
    }
    answer = Answer()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = Headers(raw=list(message.get("headers", [])))
        else:
            answer.body += message.get("body", b"")

    async def go() -> None:
        await app(scope, receive, send)

    asyncio.run(go())
    return answer
