"""A page run as Streamlit runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import connect, ready
from data.settings import PROJECT
from data.uploads import import_file
from data.write import versions
from tests.sheets import csv_file

_HEADS = ["text", "place", "source", "quote permission", "themes", "groups", "date", "level", "inequality effect"]


def page(name: str, **address: str | list[str]) -> AppTest:
    """A page as it stands after its first run, without any fault."""
    test = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    for key, value in address.items():
        test.query_params[key] = value
    test.switch_page(f"pages/{name}.py").run()
    assert not test.exception
    return test


@pytest.fixture(scope="session")
def _opened_once() -> dict[str, AppTest]:
    return {}


@pytest.fixture
def whole(examples: Path, _opened_once: dict[str, AppTest]) -> Callable[[str], AppTest]:
    """A page with all of the examples in view, opened once for every test that only reads what it says."""

    def opened(name: str) -> AppTest:
        if name not in _opened_once:
            _opened_once[name] = page(name)
        return _opened_once[name]

    return opened


@pytest.fixture(scope="session")
def _told_in_confidence(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two databases of people who spoke in confidence, made once: see ``confided`` and ``few``."""
    several = [
        [f"Words {place} {n}", place, f"{place} {n}", allowed, theme, group, when, "", effect]
        for place, people, allowed, theme, group, when, effect in (
            ("Angus", 7, "no", "Transport", "older people", "2024-05-02", "widening"),
            ("Fife", 2, "no", "Remote consultations", "students", "2023", "narrowing"),
            ("Moray", 9, "public", "Food and essentials", "women", "2024-06-02", "none stated"),
        )
        for n in range(people)
    ]
    seven = [
        [f"Words {n}", "Fife" if n < 2 else "Lothian", f"Person {n}", "no", "Transport", "women", "", level, effect]
        for n, (level, effect) in enumerate([("micro", "widening")] * 3 + [("", "")] * 4)
    ]
    paths = {}
    for name, rows in (("confided", several), ("few", seven)):
        paths[name] = tmp_path_factory.mktemp(name) / "kenspeckle.duckdb"
        paths[name].write_bytes(made["themes"].read_bytes())
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KENSPECKLE_DATABASE", str(paths[name]))
            ready.bring_forward(paths[name])
            import_file(csv_file([_HEADS, *rows]), f"{name}.csv")
            connect.release()
    return paths


@pytest.fixture
def confided(_told_in_confidence: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Seven people of Angus and two of Fife spoke in confidence, nine of Moray publicly; only to be read."""
    yield from _reading(_told_in_confidence["confided"], monkeypatch)


@pytest.fixture
def few(_told_in_confidence: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Seven people spoke in confidence, two of them of Fife, so that nearly every number is masked; only to be read."""
    yield from _reading(_told_in_confidence["few"], monkeypatch)


def _reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KENSPECKLE_DATABASE", str(path))
    if not connect.is_open(path):
        ready.bring_forward(path)
    before = versions()
    yield path
    assert versions() == before, "This test writes: it needs a database of its own."
