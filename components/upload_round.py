"""What one reader does with one file on the Upload page, from dropping it to its receipt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.sign_in import who
from components.upload_work import Work, save
from data.choices import PLAIN, Choices


@dataclass
class Round:
    """One file and what was chosen for it so far. A new file begins with no choice made."""

    number: int = 0
    file_id: str = ""
    choices: Choices = PLAIN
    looks: dict[str, Work] = field(default_factory=dict)
    saving: Work | None = None
    begun_here: bool = True
    name: str = ""

    def look(self, file: UploadedFile) -> Work:
        """The trial of this file with the choices made so far; each is made once."""
        if self.file_id != file.file_id:
            self._give_up_looks()
            self.file_id, self.looks, self.choices = file.file_id, {}, PLAIN
        chosen = repr(replace(self.choices, personal_reason=""))  # a reason changes nothing of what would happen
        if chosen not in self.looks:
            self._give_up_looks()
            self.looks[chosen] = Work(file.getvalue(), file.name, self.choices, dry_run=True, who=who())
        return self.looks[chosen]

    def choose(self, **changes: Any) -> None:
        """Change single choices, such as ``choose(personal="park")``. For callbacks."""
        self.choices = replace(self.choices, **changes)

    def look_again(self) -> None:
        """Forget the trials, because something outside the file was decided."""
        self._give_up_looks()
        self.looks = {}

    def _give_up_looks(self) -> None:
        """A trial that nobody waits for any more only keeps others waiting."""
        for chosen, work in list(self.looks.items()):
            if not work.finished.is_set():
                work.stop()
                del self.looks[chosen]

    def met(self, code: str) -> bool:
        """Whether any trial of this file found a problem of this kind; a choice may have answered it since."""
        tried = (work.receipt for work in self.looks.values())
        return any(problem.code == code for receipt in tried if receipt for problem in receipt.problems)

    def save(self, file: UploadedFile) -> None:
        """Begin to save; a second click finds it begun, and so does a second tab."""
        if self.saving is None:
            self.name = file.name
            self.saving, self.begun_here = save(file.getvalue(), file.name, self.choices, who())

    def back(self) -> None:
        """Look at the file again after a trial was stopped. For callbacks."""
        self.looks = {chosen: work for chosen, work in self.looks.items() if work.fault is None}
