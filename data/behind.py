"""Work that is done behind the back of whoever goes on, and a rest for Python's search for rubbish meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType


class Behind:
    """Does one piece of work at a time in a thread of its own; DuckDB lets go of Python's lock while it writes.

    What the work uses may be touched only after ``wait``. Leaving the block waits for the last piece, too.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="behind")
        self._going: Future[object] | None = None

    def begin(self, work: Callable[[], object]) -> None:
        """Begin a piece of work as soon as the one before is done; raises what that one raised."""
        self.wait()
        self._going = self._pool.submit(work)

    def wait(self) -> None:
        """Wait for the work that is going on; raises what it raised."""
        going, self._going = self._going, None
        if going is not None:
            going.result()

    def __enter__(self) -> Behind:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(wait=True)
        if kind is None:
            self.wait()


_files = 0
_files_lock = threading.Lock()
_collected_before = True


@contextmanager
def uncollected() -> Iterator[None]:
    """Python does not look for rubbish in circles while a file is taken in: a million new cells make that slow, and
    none of them stands in a circle. Several files at once rest together; the last one ends it."""
    global _files, _collected_before
    with _files_lock:
        if _files == 0:
            _collected_before = gc.isenabled()
            gc.disable()
        _files += 1
    try:
        yield
    finally:
        with _files_lock:
            _files -= 1
            if _files == 0 and _collected_before:
                gc.enable()
