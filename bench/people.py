"""Participants for the bench: each opens the door and answers over real HTTP, and notes what it saw."""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
SECONDS_TO_WAIT = 60


@dataclass
class Seen:
    """What one participant saw: the words sent, how long the page and the answer took (s), whether a thank-you came."""

    words: str
    page: float = 0
    answer: float = 0
    thanked: bool = False
    fault: str = ""


async def crowd(host: str, port: int, code: str, people: int, within: float, *, again: bool = False) -> list[Seen]:
    """Let that many people come within so many seconds, at random moments; ``again`` lets each send twice."""
    return list(
        await asyncio.gather(
            *(_one(host, port, code, number, random.uniform(0, within), again) for number in range(people))
        )
    )


async def _one(host: str, port: int, code: str, number: int, wait: float, again: bool) -> Seen:
    seen = Seen(f"answer {number:05d} {random.randrange(10**9)}")
    await asyncio.sleep(wait)
    try:
        began = time.perf_counter()
        status, headers, page = await _ask(host, port, "GET", f"/join/{code}")
        seen.page = time.perf_counter() - began
        if status != 200:
            seen.fault = f"page {status}"
            return seen
        cookie = headers.get("set-cookie", "").split(";")[0]
        fields = {name: unescape(value) for name, value in _HIDDEN.findall(page)}
        body = urlencode({**fields, "text": seen.words})
        began = time.perf_counter()
        status, _, told = await _ask(host, port, "POST", f"/join/{code}", body, cookie)
        seen.answer = time.perf_counter() - began
        if again:
            status, _, told = await _ask(host, port, "POST", f"/join/{code}", body, cookie)
        seen.thanked = status == 200 and "Thank you" in told
        seen.fault = "" if seen.thanked else f"answer {status}"
    except (OSError, asyncio.IncompleteReadError, ValueError, TimeoutError) as problem:
        seen.fault = type(problem).__name__
    return seen


async def _ask(
    host: str, port: int, method: str, path: str, body: str = "", cookie: str = ""
) -> tuple[int, dict[str, str], str]:
    async with asyncio.timeout(SECONDS_TO_WAIT):
        reader, writer = await asyncio.open_connection(host, port)
        try:
            head = [f"{method} {path} HTTP/1.1", f"Host: {host}:{port}", "Connection: close"]
            if cookie:
                head.append(f"Cookie: {cookie}")
            if body:
                head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            writer.write("\r\n".join([*head, "", body]).encode())
            await writer.drain()
            raw = await reader.read()
        finally:
            writer.close()
    top, _, text = raw.decode("utf-8", "replace").partition("\r\n\r\n")
    first, *lines = top.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if not first.startswith("HTTP/"):
        raise ConnectionError("the answer broke off")
    return int(first.split()[1]), headers, text
