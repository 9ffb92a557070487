"""The documents say what is true: their commands run as written, what they name exists."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from data.workbook import Limits

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md", "data/migrations/README.md")


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


@pytest.mark.process
@pytest.mark.parametrize("command", [line for line in commands() if line.startswith(".venv")])
def test_a_command_of_the_readme_runs_as_written(made: dict[str, Path], tmp_path: Path, command: str) -> None:
    database = tmp_path / "kenspeckle.duckdb"
    database.write_bytes(made["examples"].read_bytes())
    words = [sys.executable, *shlex.split(command)[1:]]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "KENSPECKLE_DATABASE": str(database)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_two_commands_are_there() -> None:
    assert {"make run", "make test"} <= set(commands())
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {"run", "test"} <= set(targets)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    missing = [
        link for link in links if not link.startswith("http") and not (ROOT / name).parent.joinpath(link).exists()
    ]
    assert missing == []


def test_every_limit_is_named_among_the_settings() -> None:
    for field in fields(Limits):
        assert f"_{field.name.upper()}`" in README, field.name


def test_every_setting_that_the_code_reads_is_told() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    read = set()
    for name in filter(None, listed.stdout.split("\0")):
        if not name.startswith(("tests/", "bench/")) and (ROOT / name).exists():
            read |= set(re.findall(r"\"(KENSPECKLE_[A-Z_]*[A-Z])\"", (ROOT / name).read_text(encoding="utf-8")))
    assert {setting for setting in read if setting not in README} == set()
