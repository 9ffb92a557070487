"""Takes a file in beside the page: a click, a second click or a closed tab cannot cut it short or repeat it."""

from __future__ import annotations

import threading

from data.choices import Choices
from data.errors import KenspeckleError
from data.receipts import Receipt
from data.uploads import import_file
from data.workbook import Limits


class Work:
    """One file on its way in, or one trial of it (``dry_run``), in a thread of its own.

    ``finished`` is set after the commit, never before; then either ``receipt`` or ``fault`` is there.
    Raises Refused if the settings hold a limit that is no number.
    """

    def __init__(self, content: bytes, name: str, choices: Choices, *, dry_run: bool, who: str) -> None:
        self.finished = threading.Event()
        self.receipt: Receipt | None = None
        self.fault: Exception | None = None
        self.done_rows, self.all_rows = 0, 0
        limits = Limits.from_settings()

        def run() -> None:
            try:
                self.receipt = import_file(
                    content,
                    name,
                    choices,
                    dry_run=dry_run,
                    who=who,
                    progress=self._progress,
                    limits=limits,
                )
            except Exception as fault:
                self.fault = fault
            finally:
                self.finished.set()

        threading.Thread(target=run, name="upload", daemon=False).start()

    def _progress(self, done: int, of: int) -> None:
        self.done_rows, self.all_rows = done, of

    @property
    def share(self) -> float:
        """How much of the rows is done, 0 to 1; 0 while the file is still being opened."""
        return min(self.done_rows / self.all_rows, 1.0) if self.all_rows else 0.0

    @property
    def words(self) -> str:
        """What is being done just now."""
        if not self.all_rows:
            return "Opening the file …"
        if self.done_rows >= self.all_rows:
            return f"All {self.all_rows:,} rows are read. Putting them in order …"
        return f"Reading row {self.done_rows:,} of {self.all_rows:,} …"

    def outcome(self) -> Receipt:
        """The receipt. Raises whatever went wrong; a KenspeckleError says why in words."""
        if self.fault is not None:
            raise self.fault
        if self.receipt is None:
            raise KenspeckleError("The file is still being read. Wait a moment, then load the page again.")
        return self.receipt
