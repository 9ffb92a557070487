"""The house: which floor may use which, how long a page may be, what a name may be."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("data", "queries", "components", "pages", "join", "tests", "bench")
MAY_USE = {
    "data": {"data"},
    "queries": {"data", "queries"},
    "join": {"data", "queries", "join"},
    "components": {"data", "queries", "components"},
    "pages": {"data", "queries", "components"},
    "app": {"data", "components", "join"},
}
SHOWS = ("components", "pages", "app")
LONGEST_PAGE, LONGEST_FILE = 60, 300
SAYS_NOTHING = re.compile(r"(utils?|helpers?|common|misc|managers?)(_|$)|(_|^)(utils?|helpers?|common|misc|managers?)$")
SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b", re.DOTALL)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\((?!0, ?0, ?0, ?0\))")  # wholly transparent is no colour


def code(*floors: str) -> Iterator[tuple[str, Path, ast.Module]]:
    for floor in floors:
        for path in [ROOT / "app.py"] if floor == "app" else sorted((ROOT / floor).rglob("*.py")):
            yield floor, path, parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_floor_uses_only_the_floors_below_it() -> None:
    ours = {*FLOORS, "app"}
    wrong = {
        name_of(path): sorted(up)
        for floor, path, tree in code(*MAY_USE)
        if (up := (imports(tree) & ours) - MAY_USE[floor])
    }
    assert wrong == {}


def test_only_what_shows_uses_streamlit_except_for_starting_it() -> None:
    using = {name_of(path) for floor, path, tree in code("data", "queries", "join") if "streamlit" in imports(tree)}
    assert using <= {
        "join/__main__.py",
        "join/startup.py",
        "join/lifespan.py",
        "join/headers.py",
        "join/safe_log.py",
    }


def test_only_data_opens_a_connection() -> None:
    opening = [
        name_of(path)
        for _, path, tree in code("queries", "components", "pages", "join", "app")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "connect"
    ]
    assert opening == []


def test_components_and_pages_hold_no_sql() -> None:
    assert [
        name_of(path)
        for _, path, tree in code("components", "pages", "app")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ] == []


def test_pages_are_short_and_hold_no_grouping_colour_or_widget_key() -> None:
    for _, path, tree in code("pages"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_PAGE, name_of(path)
        assert "groupby" not in text, name_of(path)
        assert not COLOUR.search(text), name_of(path)
        keys = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "key"]
        widgets = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "st"
            and any(keyword in keys for keyword in node.keywords)
        ]
        assert widgets == [], name_of(path)


def test_a_page_opens_with_the_question_its_reader_brings() -> None:
    for _, path, tree in code("pages"):
        words = ast.get_docstring(tree) or ""
        assert "?" in words.splitlines()[0], name_of(path)


def test_only_the_palette_holds_colours() -> None:
    holding = {
        name_of(path)
        for _, path, tree in code("components", "pages", "app")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value)
    }
    assert holding <= {"components/palette.py"}


def test_no_file_is_longer_than_it_can_be_read() -> None:
    long = {
        name_of(path): count
        for _, path, _ in code(*FLOORS, "app")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert {name: count for name, count in long.items() if not name.startswith("tests/")} == {}


def test_names_say_something() -> None:
    files = [name_of(path) for _, path, _ in code(*FLOORS, "app") if SAYS_NOTHING.search(path.stem)]
    variables = [
        f"{name_of(path)}:{node.lineno}"
        for _, path, tree in code(*FLOORS, "app")
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "df"
    ]
    assert files + variables == []


def test_every_public_function_and_class_says_what_it_does() -> None:
    silent = [
        f"{name_of(path)}:{node.name}"
        for _, path, tree in code("data", "queries", "components", "join", "app")
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_sql_file_asks_in_one_place() -> None:
    assert {path.parent.name for path in ROOT.rglob("*.sql") if ".venv" not in path.parts} <= {
        "queries", "data", "counting", "migrations",
    }  # fmt: skip


def test_only_the_reference_names_what_counts_are_held_against_and_where() -> None:
    """A newer table or a renamed board is a change of data/reference/ alone. A few words are examples on screen."""
    folder = ROOT / "data" / "reference"
    boards = {row["name"] for row in csv.DictReader((folder / "health_board.csv").open(encoding="utf-8"))}
    councils = {row["council"] for row in csv.DictReader((folder / "council.csv").open(encoding="utf-8"))}
    codes = re.compile(r"\bS(?:12|08|37)\d{6}\b")
    naming = set()
    for path in [*(ROOT / "queries").rglob("*.sql"), *(ROOT / "data").glob("*.sql"),
                 *(path for _, path, _ in code("data", "queries", "pages", "join", "app"))]:  # fmt: skip
        text = path.read_text(encoding="utf-8")
        spoken = text if path.suffix == ".sql" else " ".join(words_in(ast.parse(text)))
        if codes.search(spoken) or any(name in spoken for name in (boards | councils)):
            naming.add(name_of(path))
        assert "mid-2022" not in spoken, name_of(path)
        assert "2020v2" not in spoken, name_of(path)
    assert naming <= {"data/cell_words.py"}  # one place in a sentence that says how to write one


def words_in(tree: ast.Module) -> Iterator[str]:
    """Every string of a file that is not a docstring."""
    told = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and node.body
            and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("word", ["/work/", "/farm/", "/root/", "TODO", "FIXME", "coming soon", "NotImplemented"])
def test_no_file_speaks_of_a_machine_or_of_unfinished_work(word: str) -> None:
    found = subprocess.run(
        ["git", "grep", "-lI", "--untracked", "-F", word, "--", ".", ":!tests/test_house.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == ""
