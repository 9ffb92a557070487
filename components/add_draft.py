"""What one reader is adding by hand, from the first letter to the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from components.sign_in import who
from components.upload_work import Work, save
from data.choices import Choices
from data.errors import Refused
from data.forms import Answers, file_name, one_row
from data.receipts import Receipt

SAY_WHY = "Write why the personal data may be kept, or choose to take it out."


@dataclass
class Draft:
    """One form (``kind``: insight or case_study). What was typed stays in its widgets until it is saved."""

    kind: str
    number: int = 0
    content: bytes = b""
    refused: str = ""
    trial: Work | None = None
    saving: Work | None = None
    done: Receipt | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being saved, or is; a second click finds it so."""
        return self.saving is not None or self.done is not None

    def check(self, answers: Answers) -> bool:
        """Try what was typed, before anything is stored; whether it can be tried at all."""
        if self.busy:
            return False
        self.refused, self.trial = "", None
        try:
            self.content = one_row(self.kind, answers)
        except Refused as refused:
            self.refused = str(refused)
            return False
        self.trial = Work(self.content, file_name(self.kind), Choices(kind=self.kind), dry_run=True, who=who())
        return True

    def confirm(self, answers: Answers, personal: str, reason: str) -> None:
        """Save what was looked at; if it was changed since, look at it again."""
        if self.busy:
            return
        before, looked_at = self.content, self.trial
        if not self.check(answers) or self.content != before:
            return
        if personal == "keep" and not reason.strip():
            self.refused, self.trial = SAY_WHY, looked_at
            return
        self.save(Choices(kind=self.kind, personal=personal, personal_reason=reason.strip()))

    def save(self, choices: Choices | None = None) -> None:
        """Begin to save."""
        if not self.busy:
            chosen = choices or Choices(kind=self.kind)
            self.saving, _ = save(self.content, file_name(self.kind), chosen, who())

    def give_up(self, why: str) -> None:
        """Nothing was saved; what was typed stays."""
        self.refused, self.trial, self.saving = why, None, None
