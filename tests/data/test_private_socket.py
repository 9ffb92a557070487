"""The command line reaches a running server over a socket that only its own user can use."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from data.errors import Refused
from data.private_door import LONGEST_SOCKET_PATH, door
from data.private_socket import LARGEST_COMMAND, Outcome, Server, ask_server, serve
from data.settings import PROJECT

pytestmark = pytest.mark.process

SERVER = """
import sys, time
from pathlib import Path
from data.private_socket import serve
serve(Path(sys.argv[1]), lambda program, argv: {"exit_code": 0, "out": program, "err": ""})
print("ready", flush=True)
time.sleep(60)
"""
CLIENT = """
import json, sys
from pathlib import Path
from data.private_socket import ask_server
print(json.dumps(ask_server(Path(sys.argv[1]), "data", sys.argv[2:])))
"""


def echo(program: str, argv: list[str]) -> Outcome:
    if argv == ["fail"]:
        raise ValueError("jane@example.org")
    if argv == ["slow"]:
        time.sleep(1)
    return {"exit_code": 0, "out": json.dumps([program, *argv]), "err": ""}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "evidence.duckdb"


@pytest.fixture
def server(database: Path) -> Iterator[Server]:
    opened = serve(database, echo)
    yield opened
    opened.close()


def started(code: str, *argv: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", code, *argv], cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def test_a_second_process_gets_its_answer_from_the_server(database: Path, server: Server) -> None:
    printed, _ = started(CLIENT, str(database), "import", "/home/zoë/März.xlsx").communicate(timeout=60)
    outcome = json.loads(printed)
    assert outcome["exit_code"] == 0
    assert json.loads(outcome["out"]) == ["data", "import", "/home/zoë/März.xlsx"]


def test_without_a_server_there_is_no_answer(database: Path) -> None:
    assert ask_server(database, "data", ["check"]) is None


def test_another_database_has_another_door(database: Path, server: Server) -> None:
    assert ask_server(database.with_name("other.duckdb"), "data", ["check"]) is None


def test_one_database_has_one_door_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert door(tmp_path / "folder" / ".." / "a.duckdb") == door(tmp_path / "a.duckdb")


def test_only_the_own_user_can_come_near(database: Path, server: Server) -> None:
    place = door(database)
    modes = [stat.S_IMODE(os.stat(path).st_mode) for path in (place.folder, place.address, place.key_file)]
    assert modes == [0o700, 0o600, 0o600]


def test_several_clients_are_served_at_once(database: Path, server: Server) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(8) as clients:
        outcomes = list(clients.map(lambda _: ask_server(database, "queries", ["slow"]), range(8)))
    assert all(outcome and outcome["exit_code"] == 0 for outcome in outcomes)
    assert time.monotonic() - began < 6


def test_a_client_that_keeps_silent_or_dies_hurts_nobody(database: Path, server: Server) -> None:
    silent = Client(door(database).address)
    Client(door(database).address).close()
    dying = started(CLIENT, str(database), "slow")
    time.sleep(0.5)
    dying.kill()
    dying.communicate(timeout=30)
    assert ask_server(database, "data", ["check"]) is not None
    silent.close()


def test_a_client_without_the_key_is_turned_away(database: Path, server: Server) -> None:
    key_file = door(database).key_file
    key = key_file.read_bytes()
    key_file.write_bytes(bytes(32))
    with pytest.raises(Refused):
        ask_server(database, "data", ["check"])
    key_file.write_bytes(key)
    assert ask_server(database, "data", ["check"]) is not None


def test_a_failing_command_is_answered_in_words_without_what_people_wrote(database: Path, server: Server) -> None:
    outcome = ask_server(database, "data", ["fail"])
    assert outcome is not None
    assert outcome["exit_code"] == 2
    assert "could not carry out" in outcome["err"]
    assert "jane" not in outcome["err"]


def test_a_command_that_is_too_long_is_refused(database: Path, server: Server) -> None:
    with pytest.raises(Refused, match="too long"):
        ask_server(database, "data", ["x" * LARGEST_COMMAND])


def test_the_socket_of_a_dead_server_is_replaced(database: Path) -> None:
    first = started(SERVER, str(database))
    assert first.stdout is not None
    assert first.stdout.readline() == "ready\n"
    assert ask_server(database, "data", []) is not None
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=30)
    assert Path(door(database).address).exists()
    assert ask_server(database, "data", []) is None
    second = serve(database, echo)
    assert ask_server(database, "data", []) is not None
    second.close()


def test_a_server_that_dies_while_it_works_is_not_taken_for_none(database: Path) -> None:
    dying = started(
        SERVER.replace("lambda program, argv: {", "lambda program, argv: time.sleep(60) or {"), str(database)
    )
    assert dying.stdout is not None
    assert dying.stdout.readline() == "ready\n"
    threading.Timer(0.7, dying.kill).start()
    with pytest.raises(Refused, match="stopped before it answered"):
        ask_server(database, "data", ["import"])
    dying.communicate(timeout=30)
    serve(database, echo).close()  # takes away what the dead server left


def test_a_second_server_for_the_same_database_is_refused(database: Path, server: Server) -> None:
    with pytest.raises(Refused, match="already runs"):
        serve(database, echo)
    assert ask_server(database, "data", []) is not None


def test_a_folder_that_others_can_enter_is_not_used(database: Path) -> None:
    folder = door(database).folder
    folder.mkdir(mode=0o700)
    folder.chmod(0o755)
    try:
        with pytest.raises(Refused):
            serve(database, echo)
        assert ask_server(database, "data", []) is None
    finally:
        folder.rmdir()


def test_nothing_is_left_behind(database: Path) -> None:
    opened = serve(database, echo)
    opened.close()
    opened.close()
    assert not door(database).folder.exists()
    assert ask_server(database, "data", []) is None


def test_a_long_temporary_folder_does_not_break_the_socket(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("long" * 30)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    assert len(door(database).address) <= LONGEST_SOCKET_PATH
    opened = serve(database, echo)
    assert ask_server(database, "data", []) is not None
    opened.close()
