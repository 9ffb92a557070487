"""Tells a stage or a host window at once when something in the room or the evidence has changed.

The page asks "what is it after this?" and the answer waits until there is something: no asking over and over.
"""

from __future__ import annotations

import asyncio
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.write import stand

LONGEST_WAIT = 3.0  # seconds; then the page asks again. A server that is told to stop waits so long
LOOKS_EVERY = 0.05
MOST_WAITING = 300
_waiting = 0


async def changes(request: Request) -> Response:
    """Answer as soon as things stand otherwise than ``since``, or after the longest wait."""
    global _waiting
    since = request.query_params.get("since", "")[:100]
    if _waiting >= MOST_WAITING:
        return JSONResponse({"now": since}, status_code=503, headers={"Retry-After": "5"})
    _waiting += 1
    try:
        end = time.monotonic() + LONGEST_WAIT
        while stand() == since and time.monotonic() < end:
            await asyncio.sleep(LOOKS_EVERY)
    finally:
        _waiting -= 1
    return JSONResponse({"now": stand()}, headers={"Cache-Control": "no-store"})


def live_route() -> Route:
    """The route ``/live``. It tells that something changed, never what."""
    return Route("/live", changes, methods=["GET"])
