"""The door's pages: small, plain HTML that reads without a style sheet and works without a script."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse

from data.step_kinds import LONGEST_ANSWER, LONGEST_NAME, LONGEST_STORY, MOST_WORDS, ZONES, groups_of
from data.steps import Step
from data.workshops import Workshop
from join.door_forms import Form

FOLDER = Path(__file__).parent / "templates"


class Pages:
    """Fills the templates; every value is escaped by the template engine."""

    def __init__(self, style: str) -> None:
        css = (FOLDER / "door.css").read_text(encoding="utf-8")
        self._style = Markup(style + css)  # ours, not anything that was sent

    def entrance(self, wrong: str = "", status: int = 200) -> HTMLResponse:
        """The page that asks for the code."""
        return self._page("entrance.html", status, title="Join a workshop", wrong=wrong)

    def step(
        self, workshop: Workshop, form: Form | None, *, wrong: str = "", status: int = 200,
        written: dict[str, list[str]] | None = None,
    ) -> HTMLResponse:  # fmt: skip
        """What the room is at: a form, or words to read. ``written`` puts back what somebody wrote."""
        step = workshop.current
        if form is not None:
            step = next((one for one in workshop.steps if one.step_id == form.step_id), step)
        return self._page(
            "step.html", status, title=step.plan.title if step else workshop.title, workshop=workshop, step=step,
            form=form,
            wrong=wrong, written=written or {}, place=self.place(workshop), zones=ZONES, limits=_LIMITS,
            groups=groups_of(step.plan.asks) if step else 0,
        )  # fmt: skip

    def thanks(self, workshop: Workshop, step: Step, form: Form, sent: dict[str, list[str]]) -> HTMLResponse:
        """The thank-you, with a way to take the answer back while that can be."""
        return self._page(
            "thanks.html", 200, title="Thank you", workshop=workshop, step=step, form=form, place=self.place(workshop),
            again=step.plan.kind in ("answers", "most_significant") and step.takes_answers,
        )  # fmt: skip

    @staticmethod
    def place(workshop: Workshop) -> str:
        """Where the room is, in a few letters: it changes when a participant's page is no longer the right one."""
        step = workshop.current
        return f"{step.step_id[:8]}.{step.state}" if step else "start"

    def _page(self, name: str, status: int, **values: Any) -> HTMLResponse:
        html = _templates().get_template(name).render(style=self._style, **values)
        return HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store"})


_LIMITS = {"answer": LONGEST_ANSWER, "story": LONGEST_STORY, "name": LONGEST_NAME, "words": MOST_WORDS}


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
