"""The commands as somebody types them: exit codes, one JSON object, words instead of tracebacks."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.settings import PROJECT
from tests.sheets import csv_file

pytestmark = pytest.mark.process


def run(program: str, *words: str, folder: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", program, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, env=None, check=False)


def json_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    return held


@pytest.fixture
def database(made: dict[str, Path], tmp_path: Path) -> Path:
    path = tmp_path / "mine.duckdb"
    path.write_bytes(made["examples"].read_bytes())
    return path


def test_a_database_is_made_filled_asked_exported_and_checked(tmp_path: Path) -> None:
    database = str(tmp_path / "new" / "mine.duckdb")
    made = run("data", "init", "--no-themes", "--database", database, "--json")
    assert (made.returncode, json_of(made)["status"]) == (0, "done")
    again = run("data", "init", "--database", database, "--json")
    assert (again.returncode, json_of(again)["status"]) == (2, "refused")
    (tmp_path / "heard.csv").write_bytes(
        csv_file([["text", "place"], ["Words", "Fife"], ["", ""], ["More", "Brigadoon"]])
    )
    taken = run("data", "import", str(tmp_path / "heard.csv"), "--database", database, "--json")
    receipt = json_of(taken)
    assert taken.returncode == 0
    assert {key: receipt[key] for key in receipt if key.startswith("rows")} == {
        "rows_read": 3,
        "rows_saved": 2,
        "rows_parked": 0,
        "rows_unchanged": 0,
        "rows_blank": 1,
    }
    assert receipt["status"] == "accepted_with_warnings"
    assert receipt["mapping"] == {"text": "text", "place": "place"}
    assert set(receipt["problems"][0]) == {
        "severity", "file", "sheet", "row", "column", "code", "found", "what_to_do",
    }  # fmt: skip
    counts = json_of(run("queries", "council_counts", "--database", database, "--mode", "working", "--json"))
    assert {row["council"]: row["insights"] for row in counts["rows"] if row["insights"]} == {"Fife": 1}
    written = run("data", "export", str(tmp_path / "out.xlsx"), "--database", database)
    assert (written.returncode, "2 insights" in written.stdout) == (0, True)
    assert run("data", "check", "--database", database).returncode == 0


def test_uploads_are_listed_and_one_is_taken_back(database: Path) -> None:
    uploads = json_of(run("data", "uploads", "--database", str(database), "--json"))["uploads"]
    assert [(one["file_name"], one["rows_saved"], one["who"]) for one in uploads] == [
        ("case_studies.csv", 60, "shipped examples"),
        ("insights.csv", 228, "shipped examples"),
        ("themes.csv", 25, "shipped examples"),
    ]
    undone = run("data", "undo", uploads[0]["upload_id"], "--database", str(database), "--json")
    assert json_of(undone)["rows_removed"] == 60
    headline = json_of(run("queries", "headline", "--database", str(database), "--json"))["rows"][0]
    assert (headline["insights"], headline["case_studies"]) == (228, 0)


def test_a_check_that_finds_something_ends_with_1(database: Path) -> None:
    import duckdb

    with duckdb.connect(str(database)) as connection:
        connection.execute("DELETE FROM case_study_place WHERE case_study_id = 'CS-001'")
    done = run("data", "check", "--database", str(database), "--json")
    held = json_of(done)
    assert (done.returncode, held["holds"]) == (1, False)


def test_a_backup_is_restored_into_a_new_place(database: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.duckdb"
    assert run("data", "backup", str(kept), "--database", str(database)).returncode == 0
    other = tmp_path / "other.duckdb"
    assert run("data", "restore", str(kept), "--database", str(other)).returncode == 0
    assert other.read_bytes() == kept.read_bytes()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["import", "nowhere.csv"], "cannot be read"),
        (["undo", "no-such-upload"], "no upload"),
        (["restore", "nowhere.duckdb"], "no file"),
        (["import"], "required"),
        (["dance"], "invalid choice"),
        (["import", "pyproject.toml", "--mapping", "Makefile"], "not a mapping"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(database: Path, words: list[str], says: str) -> None:
    done = run("data", *words, "--database", str(database), "--json")
    held = json_of(done)
    assert (done.returncode, held["status"]) == (2, "refused")
    assert says in held["reason"]
    assert "Traceback" not in done.stdout


def test_a_rejected_file_ends_with_2_and_its_json_says_why(database: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    done = run("data", "import", str(tmp_path / "photo.xlsx"), "--database", str(database), "--json")
    held = json_of(done)
    assert (done.returncode, held["status"], held["rows_saved"]) == (2, "rejected", 0)
    assert held["problems"][0]["severity"] == "error"


def test_a_database_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = run("queries", "headline", "--database", str(tmp_path / "none.duckdb"), "--json")
    assert done.returncode == 2
    assert "python -m data init" in json_of(done)["reason"]


def test_a_file_that_another_process_holds_names_the_holder(database: Path) -> None:
    hold = f"import duckdb, sys; c = duckdb.connect({str(database)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        done = run("data", "uploads", "--database", str(database), "--json")
        assert done.returncode == 2
        assert str(holder.pid) in json_of(done)["reason"]
        holder.communicate("")


def test_help_tells_the_commands_and_the_questions() -> None:
    helped = run("data", "--help")
    assert helped.returncode == 0
    for name in ("init", "import", "uploads", "undo", "export", "check", "backup", "restore"):
        assert f"    {name} " in helped.stdout
    listed = run("queries")
    assert listed.returncode == 0
    assert "theme_frequency" in listed.stdout
    assert run("data", "import", "--help").stdout.startswith("usage: python -m data import")


def test_relative_paths_start_where_the_command_was_typed(made: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "mine.duckdb").write_bytes(made["examples"].read_bytes())
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
               "from data.command_line import main; from data.commands import database_for, run\n"
               "sys.exit(main('data', sys.argv[1:], database_for, run))"]  # fmt: skip
    done = subprocess.run(
        [*command, "export", "out", "--database", "mine.duckdb"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (tmp_path / "out" / "insights.csv").exists()


def long_csv(folder: Path, rows: int = 60_000) -> Path:
    path = folder / "long.csv"
    path.write_bytes(csv_file([["text", "place"], *([f"Test words {at}", "Fife"] for at in range(rows))]))
    return path


def uploads_of(database: Path) -> list[str]:
    return [
        one["file_name"] for one in json_of(run("data", "uploads", "--database", str(database), "--json"))["uploads"]
    ]


class AtTerminal:
    """A command whose standard error is a terminal that we read."""

    def __init__(self, database: Path, file: Path) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "data", "import", str(file), "--database", str(database)]
        self.process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=theirs, text=True)
        os.close(theirs)
        self.shown = ""

    def read(self, until: str = "never shown") -> None:
        """Read what is shown until a word has come, or to the end."""
        with contextlib.suppress(OSError):  # the other side is closed
            while until not in self.shown and (piece := os.read(self._ours, 4096)):
                self.shown += piece.decode()

    def end(self) -> str:
        """What it printed, once it has ended."""
        self.read()
        out, _ = self.process.communicate(timeout=60)
        os.close(self._ours)
        return out


at_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")


@at_a_terminal
def test_ctrl_c_stops_an_import_without_a_trace_and_says_so(database: Path, tmp_path: Path) -> None:
    before = uploads_of(database)
    command = AtTerminal(database, long_csv(tmp_path))
    command.read("Reading row")
    command.process.send_signal(signal.SIGINT)
    assert (command.end(), command.process.returncode) == ("", 2)
    assert command.shown.endswith("Stopped: nothing of this file was saved.\r\n")
    assert "Traceback" not in command.shown
    assert uploads_of(database) == before
    assert run("data", "check", "--database", str(database)).returncode == 0


@pytest.fixture
def answering(database: Path) -> Iterator[Path]:
    """A server that holds the database and answers the command line, as the dashboard does."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom data import connect, private_socket, ready\n"
        "from join.lifespan import answer\npath = Path(sys.argv[1])\nready.bring_forward(path)\n"
        "served = private_socket.serve(path, lambda program, argv: answer(program, argv, ''))\n"
        "print('ready', flush=True)\nsys.stdin.read()\nserved.close()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(database)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        yield database
        server.communicate("")


def test_a_folder_is_taken_while_the_dashboard_runs(answering: Path, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for name in ("one", "two"):
        (tmp_path / "many" / f"{name}.csv").write_bytes(csv_file([["text"], [f"Test {name}"]]))
    done = run("data", "import", str(tmp_path / "many"), "--database", str(answering), "--json")
    assert [one["rows_saved"] for one in json_of(done)["files"]] == [1, 1]
    assert uploads_of(answering)[:2] == ["two.csv", "one.csv"]
    made = run("data", "template", str(tmp_path / "t.xlsx"), "--kind", "insight", "--database", str(answering))
    assert (made.returncode, (tmp_path / "t.xlsx").exists()) == (0, True)


@at_a_terminal
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
def test_stopping_a_command_that_the_dashboard_carries_out_leaves_no_trace(
    answering: Path, tmp_path: Path, way: signal.Signals
) -> None:
    before = uploads_of(answering)
    command = AtTerminal(answering, long_csv(tmp_path))
    command.read("Reading row")
    command.process.send_signal(way)
    command.end()
    if way == signal.SIGINT:
        assert command.process.returncode == 2
        assert command.shown.endswith("Stopped: nothing of this file was saved.\r\n")
    short = tmp_path / "short.csv"
    short.write_bytes(csv_file([["text"], ["Test words"]]))
    assert run("data", "import", str(short), "--database", str(answering)).returncode == 0  # waits its turn
    assert uploads_of(answering) == ["short.csv", *before]


@at_a_terminal
@pytest.mark.parametrize("through", ["the file", "the dashboard"])
def test_progress_is_shown_at_a_terminal_and_wiped_at_the_end(
    request: pytest.FixtureRequest, database: Path, tmp_path: Path, through: str
) -> None:
    if through == "the dashboard":
        request.getfixturevalue("answering")
    command = AtTerminal(database, long_csv(tmp_path))
    assert "60,000 saved" in command.end()
    assert re.search(r"Reading row [\d,]+ of 60,000", command.shown)
    assert command.shown.endswith("\r")
