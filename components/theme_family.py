"""Where a theme came from: the themes it was merged from or split off, when, by whom and in which workshop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from components.markup import join, tag
from components.sign_in import ON_THIS_PAGE
from components.words import day
from data import workshops
from data.errors import KenspeckleError
from data.moments import local

Steps = Sequence[Mapping[str, Any]]
_HOW = {"create": "made", "merge": "merged from these", "split": "split off this"}


def markup(steps: Steps, theme_id: str, name: str) -> Markup:
    """Takes the rows of theme_history.family; ``name`` is what the theme is called now."""
    by_id = {str(step["theme_id"]): step for step in steps}
    titles = {one: title for step in steps if (one := step["workshop_id"]) and (title := _title(str(one)))}
    return tag("ul", _node(by_id, theme_id, name, titles, frozenset()), class_="ks-family")


def _node(
    by_id: Mapping[str, Mapping[str, Any]], theme_id: str, name: str, titles: Mapping[str, str], above: frozenset[str]
) -> Markup:  # fmt: skip
    step = by_id.get(theme_id)
    if step is None or theme_id in above:
        return tag("li", tag("b", name))
    below = [
        _node(by_id, str(one), str(called or one), titles, above | {theme_id})
        for one, called in zip(step["from_ids"] or [], step["from_themes"] or [], strict=False)
    ]
    branch = tag("ul", join(below)) if below else ""
    return tag("li", tag("b", name), tag("small", f" · {_told(step, titles)}"), branch)


def _told(step: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    how = _HOW.get(str(step["kind"]), str(step["kind"]))
    where = f" in the workshop “{titles[step['workshop_id']]}”" if step["workshop_id"] in titles else ""
    return f"{how} on {day(local(step['made_at']))} by {_by(step['made_by'])}{where}"


def _by(made_by: str | None) -> str:
    return "somebody" if made_by in (None, ON_THIS_PAGE) else str(made_by)


def _title(workshop_id: str) -> str:
    try:
        return workshops.load(workshop_id).title
    except KenspeckleError:
        return ""
