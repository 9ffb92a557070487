"""Every answer carries the headers; what nobody needs is closed; an error shows no detail."""

import base64
import hashlib
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from join.headers import SecurityHeaders, inline_script_hashes, is_closed, policy, start_page
from tests.join.asgi import ask


async def plain(_request: Request) -> Response:
    return PlainTextResponse("here", headers={"Server": "secret/1.0"})


async def failing(_request: Request) -> Response:
    raise ValueError("jane@example.org wrote this")


def application() -> Starlette:
    routes = [
        Route("/failing", failing),
        Route("/_stcore/metrics", plain),
        Route("/media/report.csv", plain),
        Route("/", plain),
    ]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])


@pytest.mark.parametrize("address", ["/", "/nowhere", "/failing", "/_stcore/metrics", "/media/report.csv"])
def test_every_answer_carries_the_headers(address: str) -> None:
    headers = ask(application(), address).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "cache-control" in headers
    assert "server" not in headers


def test_the_policy_allows_neither_eval_nor_inline_scripts_nor_another_address() -> None:
    content_policy = ask(application(), "/").headers["content-security-policy"]
    scripts = next(part for part in content_policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert content_policy.startswith("default-src 'none'")
    assert not re.search(r"\*|https?:(?!//127)", content_policy)


def test_the_hash_is_that_of_streamlits_inline_script() -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", start_page(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert inline_script_hashes(start_page()) == [f"'sha256-{digest}'"]


def test_the_websocket_of_the_asked_host_is_allowed_and_a_malformed_host_is_not_repeated() -> None:
    assert "ws://team.example:8501 wss://team.example:8501" in policy("team.example:8501", [])
    assert "ws://[::1]:8501" in policy("[::1]:8501", [])
    for hostile in ("evil; script-src *", "a b", "", "x'y", "*"):
        assert "connect-src 'self';" in policy(hostile, [])


@pytest.mark.parametrize(
    "address", ["/_stcore/metrics", "//_stcore/metrics", "/_STCORE/metrics/", "/_stcore/agent/interact"]
)
def test_counters_and_the_agent_interface_are_closed(address: str) -> None:
    assert is_closed(address)
    assert ask(application(), address).status == 404


def test_health_is_open() -> None:
    assert not is_closed("/_stcore/health")


def test_only_pages_name_the_scripts_that_may_be_fetched_ahead() -> None:
    async def page(_request: Request) -> Response:
        return HTMLResponse("<p>here</p>")

    guarded = SecurityHeaders(
        Starlette(routes=[Route("/", page), Route("/plain", plain)]),
        script_ahead="/assets/js/drawing-4.1.js",
        modules_ahead=("/assets/js/card.js",),
    )
    assert ask(guarded, "/").headers["link"] == (
        "</assets/js/drawing-4.1.js>; rel=preload; as=script, </assets/js/card.js>; rel=modulepreload"
    )
    assert "link" not in ask(guarded, "/plain").headers


def test_a_failing_request_tells_nothing() -> None:
    answer = ask(application(), "/failing")
    assert answer.status == 500
    assert b"jane" not in answer.body
    assert b"Traceback" not in answer.body


def test_a_download_is_not_kept_by_anybody_on_the_way() -> None:
    assert ask(application(), "/media/report.csv").headers["cache-control"] == "private, no-store"
