"""Answers of a workshop as a file of insights for the import: one way in for everything."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence

from data.answers import Response, responses
from data.connect import database
from data.errors import Refused
from data.formula_text import guarded
from data.workshops import Workshop

FILE_NAME = "Answers of a workshop.csv"  # what the upload is called in the history
WRITTEN = ("answers", "most_significant")  # the kinds of steps whose answers say something that was lived


def offered(workshop: Workshop) -> list[tuple[str, Response]]:
    """The written answers that the room has seen, each with the title of its step.

    Left out is what nobody was shown: answers not revealed, hidden, held back, joined into another, or pretended.
    """
    return [
        (step.plan.title, one)
        for step in workshop.steps
        if step.plan.kind in WRITTEN and step.shows_answers
        for one in responses(step.step_id)
        if not (one.hidden or one.held_for or one.joined_into or one.came_by == "rehearsal")
    ]


def kept_before(workshop: Workshop) -> set[str]:
    """The ids of the answers of this workshop that are insights already."""
    ids = [insight_id(one) for _, one in offered(workshop)]
    with database().cursor() as cursor:
        found = cursor.execute(
            "SELECT insight_id FROM insight WHERE removed_at IS NULL AND list_contains($1, insight_id)", [ids]
        ).fetchall()
    return {str(row[0]).removeprefix("room-") for row in found}


def insight_id(answer: Response) -> str:
    """The id that an answer has as an insight, so that keeping it twice changes nothing."""
    return f"room-{answer.response_id}"


def insights_file(
    workshop: Workshop,
    chosen: Collection[str],
    *,
    quote_permission: str,
    place: Sequence[str] = (),
    themes: Sequence[str] = (),
) -> bytes:
    """A CSV file with one row for each chosen answer (response ids). The workshop is the source; nobody is named.

    Raises Refused where none of them may be kept.
    """
    rows = [one for _, one in offered(workshop) if one.response_id in set(chosen)]
    if not rows:
        raise Refused("Choose at least one answer that the room has seen.")
    on = workshop.opened_at or workshop.made_at
    out = io.StringIO()
    out.write("sep=,\n")  # semicolons and line ends in the text are then never taken for columns
    writer = csv.writer(out)
    writer.writerow(
        ["insight_id", "text", "recorded_on", "date_precision", "source_name", "source_kind", "place", "themes",
         "quote_permission"]
    )  # fmt: skip
    for one in rows:
        cells = [
            insight_id(one), one.words, on.date().isoformat(), "day", f"Workshop: {workshop.title}", "workshop",
            "; ".join(place), "; ".join(themes), quote_permission,
        ]  # fmt: skip
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue().encode()
