"""Starting, refusing to start, and stopping, with the real command."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.runtime.pages_manager import PagesManager

from data.errors import Refused
from data.private_socket import ask_server
from data.settings import PROJECT
from join.browser import can_open
from join.startup import check_address, is_loopback, shown_address
from tests.running import RunningServer, environment, free_port, start_server

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A first start: there is no database yet."""
    running = start_server(tmp_path_factory.mktemp("start"))
    yield running
    running.stop()


def run(arguments: list[str], database: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        env=environment(database, **settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


def ask(server: RunningServer, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=20)
    connection.request("GET", path, headers=headers or {})
    return connection.getresponse()


@pytest.mark.parametrize(("address", "told"), [("0.0.0.0", "address 0.0.0.0"), ("", "all addresses")])
def test_an_address_others_can_reach_is_refused_without_sign_in(address: str, told: str, tmp_path: Path) -> None:
    port = str(free_port())
    started = run(
        ["streamlit", "run", "app.py", "--server.port", port, "--server.address", address],
        tmp_path / "never.duckdb",
    )
    assert started.returncode == 2
    assert told in started.stderr
    assert "KENSPECKLE_OPEN=1" in started.stderr
    assert "Traceback" not in started.stderr
    assert not (tmp_path / "never.duckdb").exists()


def test_sign_in_or_a_plain_wish_opens_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KENSPECKLE_OPEN", raising=False)
    with pytest.raises(Refused):
        check_address("192.168.1.7", sign_in=False)
    check_address("192.168.1.7", sign_in=True)
    monkeypatch.setenv("KENSPECKLE_OPEN", "1")
    check_address("192.168.1.7", sign_in=False)
    check_address(None, sign_in=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", " LOCALHOST "])
def test_a_loopback_address_is_known(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "10.0.0.1", "localhost.example.org", "unix://x"])
def test_any_other_address_can_be_reached_by_others(address: str | None) -> None:
    assert not is_loopback(address)


def test_the_address_shown_can_be_typed_into_a_browser() -> None:
    assert shown_address("127.0.0.1", 8501) == "http://127.0.0.1:8501"
    assert shown_address("::1", 8501) == "http://[::1]:8501"
    assert shown_address(None, 80) == "http://localhost:80"


def test_a_first_start_loads_the_examples_and_says_where_it_is(server: RunningServer) -> None:
    assert f"Kenspeckle is ready: {server.address}" in server.said()
    assert server.database.exists()


def test_the_server_does_not_name_itself_and_closes_what_nobody_needs(server: RunningServer) -> None:
    for path in ("/", "/themes", "/_stcore/health", "/nowhere.png"):
        assert ask(server, path).getheader("server") is None, path
    assert ask(server, "/_stcore/metrics").status == 404
    assert ask(server, "/_stcore/agent/openapi.json").status == 404


def test_a_page_of_another_site_cannot_open_the_websocket(server: RunningServer) -> None:
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert ask(server, "/_stcore/stream", {**handshake, "Origin": "https://evil.example"}).status == 403
    assert ask(server, "/_stcore/stream", {**handshake, "Origin": server.address}).status == 101


def test_a_second_start_tells_where_the_first_runs(server: RunningServer) -> None:
    again = run(["join", "--port", str(free_port())], server.database)
    assert (again.returncode, again.stdout) == (0, f"Kenspeckle is running already: {server.address}\n")


def test_a_busy_port_is_told_with_a_way_out(server: RunningServer, tmp_path: Path) -> None:
    port = server.address.rsplit(":", 1)[1]
    refused = run(["join", "--port", port], tmp_path / "other.duckdb")
    assert refused.returncode == 2
    assert f"make run PORT={int(port) + 1}" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_command_line_works_beside_the_running_server(server: RunningServer) -> None:
    outcome = ask_server(server.database, "data", ["uploads", "--json"])
    assert outcome is not None
    assert outcome["exit_code"] == 0
    assert outcome["out"].startswith(("{", "["))


def test_a_browser_is_opened_only_where_somebody_looks() -> None:
    assert can_open({"DISPLAY": ":0"}, "linux")
    assert can_open({}, "darwin")
    assert not can_open({}, "linux")
    assert not can_open({"DISPLAY": ":0", "CI": "true"}, "linux")
    assert not can_open({"DISPLAY": ":0", "KENSPECKLE_NO_BROWSER": "1"}, "linux")
    assert not can_open({"SSH_CONNECTION": "10.0.0.1"}, "darwin")


def test_the_switch_for_the_page_list_still_exists() -> None:
    """An internal name of Streamlit that app.py sets; without it a first deep link runs without the menu."""
    assert "uses_pages_directory" in PagesManager.__annotations__
    assert "PagesManager.uses_pages_directory = False" in (PROJECT / "app.py").read_text()


def test_ctrl_c_ends_quietly_and_leaves_no_socket(tmp_path: Path) -> None:
    running = start_server(tmp_path)
    assert running.stop() == 0
    assert "Traceback" not in running.said()
    assert "Aborted" not in running.said()
    assert ask_server(running.database, "server", ["address"]) is None
