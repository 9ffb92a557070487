"""Databases for tests: real DuckDB files, made once a run and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data import connect, ready
from data.write import versions

# The same few examples every time, so that a red test means a change; "thorough" looks for new ones.
_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("quick", max_examples=60, derandomize=True, deadline=None, suppress_health_check=_SHARED)
settings.register_profile("thorough", max_examples=2_000, deadline=None, suppress_health_check=_SHARED)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One database with the shipped examples and one with the shipped themes only."""
    folder = tmp_path_factory.mktemp("made")
    paths = {"examples": folder / "examples.duckdb", "themes": folder / "themes.duckdb"}
    ready.create(paths["examples"])
    ready.create(paths["themes"], examples=False)
    connect.release()
    return paths


def _copy(source: Path, folder: Path) -> Path:
    path = folder / "kenspeckle.duckdb"
    shutil.copy2(source, path)
    return path


def _opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The database open in this process for the length of one test."""
    monkeypatch.setenv("KENSPECKLE_DATABASE", str(path))
    ready.bring_forward(path)
    yield path
    connect.release()


@pytest.fixture(scope="session")
def shared(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database with the shipped examples that every test may read and none may write to."""
    return _copy(made["examples"], tmp_path_factory.mktemp("shared"))


@pytest.fixture
def examples(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with the shipped examples, open in this process, only to be read."""
    monkeypatch.setenv("KENSPECKLE_DATABASE", str(shared))
    if not connect.is_open(shared):
        ready.bring_forward(shared)
    before = versions()
    yield shared
    assert versions() == before, "This test writes: it needs own_examples."


@pytest.fixture
def own_examples(made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with the shipped examples, open in this process, for a test that changes it."""
    yield from _opened(_copy(made["examples"], tmp_path), monkeypatch)


@pytest.fixture
def empty(made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with the shipped themes and no evidence, open in this process."""
    yield from _opened(_copy(made["themes"], tmp_path), monkeypatch)
