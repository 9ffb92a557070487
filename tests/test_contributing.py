"""The worked example of CONTRIBUTING.md, applied to a copy of the project and tried."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parent.parent

TRIED = """
from pathlib import Path
from components import setting_bars
from components.palette import look
from data import ready
from data.uploads import import_file
from queries.disclosure import tell

ready.create(Path("tried.duckdb"), examples=False)
receipt = import_file(b"text,Where did the conversation happen\\nWords,Online\\nOthers,online\\n", "heard.csv")
assert (receipt.status, receipt.mapping["Where did the conversation happen"]) == ("accepted", "setting"), receipt
rows = tell("settings_heard").rows
assert [(row["setting"], row["records"]) for row in rows] == [("online", 2)], rows
assert setting_bars.figure(rows, look=look(False))["data"]
assert "online 2" in setting_bars.alt(rows)
print("tried")
"""


def test_the_worked_example_works_as_it_is_written(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if name.split("/")[0] in ("data", "queries", "components", "pages", "tests", "app.py", "pyproject.toml"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).exists():
                shutil.copy(ROOT / name, copy / name)
    blocks = re.findall(r"```diff\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        subprocess.run(["git", "apply", "--unsafe-paths", "-"], input=block.encode(), cwd=copy, check=True)
    done = subprocess.run([sys.executable, "-c", TRIED], cwd=copy, capture_output=True, text=True, check=False)
    assert done.stdout == "tried\n", done.stderr
    held = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/queries/test_questions.py",
         "tests/data/test_schema.py", "-k", "header or older or table"],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert held.returncode == 0, held.stdout
