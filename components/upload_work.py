"""Takes a file in beside the page: a click, a second click or a closed tab cannot cut it short or repeat it.

What is being saved is known to the whole process by the file's hash and the person. So a page that was loaded again
finds its work, every tab sees that a file is being brought in, and the same file from two tabs is saved once.
"""

from __future__ import annotations

import hashlib
import threading

from data.choices import Choices
from data.errors import Cancelled, KenspeckleError
from data.progress import Pace
from data.receipts import Receipt
from data.uploads import import_file, label_of
from data.workbook import Limits

STOPPED = "Stopped. Nothing of it was saved."


class Work:
    """One file on its way in, or one trial of it (``dry_run``), in a thread of its own.

    ``finished`` is set after the commit, never before; then either ``receipt`` or ``fault`` is there.
    Raises Refused if the settings hold a limit that is no number.
    """

    def __init__(self, content: bytes, name: str, choices: Choices, *, dry_run: bool, who: str) -> None:
        self.finished = threading.Event()
        self.receipt: Receipt | None = None
        self.fault: Exception | None = None
        self.label, self.who = label_of(name)[0], who
        self._pace, self._stop = Pace(), threading.Event()
        limits = Limits.from_settings()

        def run() -> None:
            try:
                self.receipt = import_file(
                    content, name, choices, dry_run=dry_run, who=who, progress=self._progress, limits=limits
                )
            except Exception as fault:
                self.fault = fault
            finally:
                self.finished.set()

        threading.Thread(target=run, name="upload", daemon=False).start()

    def _progress(self, stage: str, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Cancelled(STOPPED)
        self._pace.note(stage, done, of)

    def stop(self) -> None:
        """Give up, so that nothing is saved; what is committed already stays."""
        self._stop.set()

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1."""
        return self._pace.share

    @property
    def words(self) -> str:
        """What is being done just now, how fast, and how long it will take."""
        return "Stopping …" if self._stop.is_set() else self._pace.words

    def outcome(self) -> Receipt:
        """The receipt. Raises whatever went wrong; a KenspeckleError says why in words."""
        if self.fault is not None:
            raise self.fault
        if self.receipt is None:
            raise KenspeckleError("The file is still being read. Wait a moment, then load the page again.")
        return self.receipt


_saving: dict[tuple[str, str], Work] = {}
_one_at_a_time = threading.Lock()


def save(content: bytes, name: str, choices: Choices, who: str) -> tuple[Work, bool]:
    """Begin to save a file for a person, and whether it was begun here: it may be on its way already."""
    key = (hashlib.sha256(content).hexdigest(), who)
    with _one_at_a_time:
        _forget_finished()
        held = _saving.get(key)
        if held is not None:
            return held, False
        _saving[key] = Work(content, name, choices, dry_run=False, who=who)
        return _saving[key], True


def being_saved() -> list[Work]:
    """Everything that is being saved just now, by whomever."""
    with _one_at_a_time:
        _forget_finished()
        return list(_saving.values())


def _forget_finished() -> None:
    for key in [key for key, work in _saving.items() if work.finished.is_set()]:
        del _saving[key]
