"""Keeps what people wrote out of the log.

The message of an exception can quote a cell, a name or a whole query. Every record of every library in this
process therefore tells an exception by its type and by the place in our code where it happened, never by its
message, its values or its traceback.
"""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from data.settings import PROJECT

OUTSIDE = {".venv", "site-packages", "dist-packages"}

logger = logging.getLogger("kenspeckle")


def begin() -> None:
    """Make all logging of this process safe, and let our own loggers speak. A second call changes nothing."""
    if not isinstance(logging.getLogRecordFactory(), _SafeRecords):
        logging.setLogRecordFactory(_SafeRecords())
    threading.excepthook = _thread_died
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger.addHandler(handler)
    logger.propagate = False


def told_safely(error: BaseException) -> str:
    """An exception in words that hold nothing anybody wrote: types and places, the cause last."""
    words = f"{_type_of(error)} at {_place_of(error)}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{words}, after {_type_of(cause)} at {_place_of(cause)}" if cause else words


def log_fault(error: BaseException) -> str:
    """Log why something failed and return the number under which it stands in the log."""
    number = secrets.token_hex(3)
    logger.error("fault %s", number, exc_info=error)
    return number


class _SafeRecords:
    """Makes log records in which exceptions are told safely."""

    def __call__(  # the parameters are those of logging.LogRecord
        self,
        name: str,
        level: int,
        path: str,
        line: int,
        message: object,
        values: Any,
        error: Any,
        function: str | None = None,
        stack: str | None = None,
        **more: Any,
    ) -> logging.LogRecord:
        if isinstance(message, BaseException):
            message, values = "%s", (message,)
        if isinstance(values, tuple):
            values = tuple(told_safely(value) if isinstance(value, BaseException) else value for value in values)
        if name == "asyncio":
            message = str(message).split("\n", 1)[0]  # the lines below show the values of a task
        told = told_safely(error[1]) if isinstance(error, tuple) and error[1] is not None else None
        record = logging.LogRecord(name, level, path, line, message, values, None, function, None, **more)
        if told:
            record.msg, record.args = f"{record.getMessage()}: {told}", None
        return record


def _thread_died(died: threading.ExceptHookArgs) -> None:
    if died.exc_value is not None:
        logger.error("a thread died", exc_info=died.exc_value)


def _type_of(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _place_of(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    if ours:
        return f"{Path(ours[-1].filename).relative_to(PROJECT).as_posix()}:{ours[-1].lineno}"
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno} outside our code" if frames else "an unknown place"


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(PROJECT) and not OUTSIDE.intersection(path.parts)
