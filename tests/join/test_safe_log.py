"""The log tells where something failed and never what people wrote."""

import subprocess
import sys

import pytest

from data.settings import PROJECT
from join.safe_log import told_safely

FAULTS = """
import asyncio, logging, threading
from join import safe_log
safe_log.begin()
from streamlit.logger import get_logger

def fail():
    {}["jane@example.org"]

try:
    fail()
except KeyError as cause:
    problem = ValueError("Jane Doe, 0131 496 0000")
    problem.__cause__ = cause
get_logger("streamlit.error_util").error("Uncaught app execution", exc_info=problem)
logging.getLogger("uvicorn.error").error("failed: %s", problem)
logging.getLogger("any.library").warning(problem)
print("number", safe_log.log_fault(problem))
threading.Thread(target=fail).start()

async def wait_for_it():
    async def failing():
        fail()
    task = asyncio.get_running_loop().create_task(failing(), name="Jane Doe")
    await asyncio.sleep(0)
    del task
asyncio.run(wait_for_it())
"""


@pytest.mark.process
def test_no_library_can_write_an_exceptions_message_into_the_log() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULTS], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    )
    log = done.stderr
    assert "Uncaught app execution: ValueError" in log
    assert "failed: ValueError" in log
    assert "a thread died: KeyError" in log
    assert "Task exception was never retrieved: KeyError" in log
    assert f"fault {done.stdout.split()[-1]}: ValueError" in log
    for private in ("jane", "Jane", "0131", "Traceback"):
        assert private not in log


def test_an_exception_is_told_by_type_place_and_cause() -> None:
    try:
        try:
            raise KeyError("jane@example.org")
        except KeyError as cause:
            raise ValueError("Jane") from cause
    except ValueError as problem:
        told = told_safely(problem)
    assert told.startswith("ValueError at tests/join/test_safe_log.py:")
    assert ", after KeyError at tests/join/test_safe_log.py:" in told
    assert "ane" not in told
