"""The headers on every answer, and the addresses that nobody outside needs.

The policy is the tightest under which Streamlit, its charts, maps, uploads and downloads still work:
- scripts only from this server, plus the one inline script of Streamlit's start page, named by its hash;
  ``blob:`` because Streamlit loads the script of an inline component from a blob of its own making
- WebAssembly may be compiled, because the map library does so while it loads; JavaScript's ``eval`` may not
- no frames, no plug-ins, nothing from another address
- inline styles, because Streamlit's styling library writes them while the page runs
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import logging
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("kenspeckle.headers")

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
# The counters hold the number of people connected and of their sessions; the agent interface is switched off.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
SERVER_ERROR = "Something went wrong on the server. Try again in a moment."

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), "
        "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=(), "
        "clipboard-write=(self), fullscreen=(self)"
    ),
}


def inline_script_hashes(page: str) -> list[str]:
    """The policy's source expressions ('sha256-…') for the inline scripts of one HTML page."""
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def start_page() -> str:
    """Streamlit's start page as it is installed; found without importing Streamlit."""
    found = importlib.util.find_spec("streamlit")
    if found is None or found.origin is None:
        return ""
    return (Path(found.origin).parent / "static" / "index.html").read_text(encoding="utf-8")


def policy(host: str, script_hashes: Iterable[str]) -> str:
    """The content security policy for an answer to a request for ``host``, left out if malformed."""
    own_sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' blob: 'wasm-unsafe-eval'", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{own_sockets}",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """ASGI middleware around everything: headers on every answer, closed addresses, no detail in an error."""

    def __init__(self, app: ASGIApp, *, script_ahead: str = "", modules_ahead: Sequence[str] = ()) -> None:
        """Both are addresses of what a browser may fetch together with the start page: a script, and modules."""
        self.app = app
        links = [f"<{address}>; rel=modulepreload" for address in modules_ahead]
        self.ahead = ", ".join([f"<{script_ahead}>; rel=preload; as=script"] * bool(script_ahead) + links)
        self.script_hashes = inline_script_hashes(start_page())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        content_policy = policy(Headers(scope=scope).get("host", ""), self.script_hashes)
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                _complete(headers, content_policy, scope["path"])
                if self.ahead and headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = self.ahead
            await send(message)

        if is_closed(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as problem:
            logger.error("a request failed", exc_info=problem)
            if begun:
                raise
            await PlainTextResponse(SERVER_ERROR, status_code=500)(scope, receive, send_with_headers)


def is_closed(path: str) -> bool:
    """Whether an address is answered with 404 whatever stands behind it."""
    plain = re.sub("/+", "/", path).lower()
    return any(closed in plain for closed in CLOSED)


def _complete(headers: MutableHeaders, content_policy: str, path: str) -> None:
    headers["Content-Security-Policy"] = content_policy
    headers.update(FIXED_HEADERS)
    del headers["server"]
    if path.startswith("/media/") or "/_stcore/" in path:
        headers["Cache-Control"] = "private, no-store"  # downloads and uploads are one person's
    else:
        headers.setdefault("Cache-Control", "no-cache")
