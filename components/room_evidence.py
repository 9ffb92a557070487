"""The evidence on the stage: any card of the pages, in the sharing view and in large type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from components import page_cards, stage_fit
from components.canvas import Figure
from components.card import Card
from components.empty_state import FILTERED, MASKED, NOTHING_YET
from components.filter_state import in_words
from components.markup import join, shortened, tag
from components.page_cards import PageCard
from components.palette import Look
from components.slip import Slip
from components.view import NOT_WHEN_SHARING
from components.words import hidden
from data.run_of_show import StepPlan
from queries import sentences
from queries.audience import audience_of
from queries.choices import allowed
from queries.disclosure import tell
from queries.filters import Filters, from_address

STORIES = 4
LONGEST_LEAD = 150  # letters of a lead that leaves the picture its room
PUBLIC_ONLY = "Counts only what may be quoted publicly."
# How a step without a card, made before there were others, names its picture.
_BEFORE = {"themes": "themes", "places": "councils", "inequality": "effects", "sources": "kinds"}


@dataclass(frozen=True)
class Picture:
    """What the stage draws: words, a chart and its words for those who do not see it; what a click opens.

    Where there is no chart, ``table`` stands in its place.
    """

    heading: str
    lead: str
    figure: Figure | None
    alt: str
    picks: str | None = None  # the filter that a click on a mark narrows by
    tall: bool = False  # a map stands beside its words
    told: tuple[str, ...] = ()  # what has changed, where something has
    legend: Sequence[tuple[str, str]] = ()  # what the fills of a map mean
    table: Markup | None = None


def filters_of(held: Mapping[str, Any]) -> Filters:
    """The filters that a step holds, always in the sharing view; what is no longer known is let go."""
    return _read(held)[0]


def notes_on(held: Mapping[str, Any]) -> list[str]:
    """What of a step's filters could not be kept, in words for the host."""
    return _read(held)[1]


def _read(held: Mapping[str, Any]) -> tuple[Filters, list[str]]:
    told = {name: value if isinstance(value, list) else [str(value)] for name, value in held.items()}
    found, notes = from_address({**told, "mode": ["sharing"]}, allowed())
    if found.group:
        return replace(found, group=()), [*notes, NOT_WHEN_SHARING]
    return found, notes


def card_of(plan: StepPlan) -> tuple[PageCard, Mapping[str, Any]]:
    """The card that a step shows, and what is chosen for it; of a card that is no more, the themes raised most."""
    name, choices = plan.asks.get("card"), plan.asks.get("choices", {})
    found = page_cards.card(plan.page or "", str(name)) if name else None
    found = found or page_cards.card("overview", _BEFORE.get(plan.page or "", "themes"))
    assert found is not None  # the four of before are in the list
    return found, choices


def drawn(plan: StepPlan, limit: int | None = None) -> Card | Slip:
    """The card of a step as its page makes it, in the sharing view, or why there is none."""
    filters, (entry, choices) = filters_of(plan.filters), card_of(plan)
    headline = tell("headline", filters).one
    if hidden(headline, "insights"):
        return Slip(*MASKED)
    if not (headline["insights"] or headline["case_studies"]):
        return Slip(*(FILTERED if filters.narrows or filters.as_at else NOTHING_YET))
    return entry.made(filters, choices, limit)


def narrowed_to(filters: Filters) -> str:
    """What is left in view, in words for those who do not see the filters; "" where that is everything."""
    words = in_words(filters)
    public = PUBLIC_ONLY if audience_of(filters) == "public" else ""
    return f"{f'Only: {words}.' if words else ''} {public}".strip()


def picture(plan: StepPlan, look: Look) -> Picture:
    """The picture of a step for the stage."""
    filters, (entry, _) = filters_of(plan.filters), card_of(plan)
    only = narrowed_to(filters)
    first = drawn(plan)
    if isinstance(first, Slip):
        return _read_out(first, plan.title, only)
    if first.legend:
        figure = stage_fit.enlarged((first.bare or first.figure)(look), stage_fit.tall_room(plan.title))
        lead = f"{only} {_missing(plan, filters)}".strip()
        return Picture(first.heading, lead, figure, first.alt(), entry.picks, tall=True, legend=first.legend)
    found = first
    if entry.shorter:

        def made(rows: int) -> Card | Slip:
            return drawn(plan, rows)

        def height(made: Card | Slip) -> float:
            return made.figure(look)["layout"]["height"] if isinstance(made, Card) else 0.0

        found = stage_fit.most_that_fit(made, height, stage_fit.room(plan.title, first.heading, _lead(first, only)))
    lead = _lead(found, only)
    room = stage_fit.room(plan.title, found.heading, lead)
    return Picture(found.heading, lead, stage_fit.enlarged(found.figure(look), room), found.alt(), entry.picks)


def _missing(plan: StepPlan, filters: Filters) -> str:
    """Who has not been heard from, beside a map of councils."""
    _, choices = card_of(plan)
    if filters.place or choices.get("level", "council") != "council":
        return ""
    return sentences.not_heard_from(tell("council_counts", filters).rows, narrowed=filters.narrows)


def _lead(card: Card, only: str) -> str:
    """What narrows it, then the card's own line where both are short enough."""
    whole = f"{only} {own_line(card)}".strip()
    return whole if len(whole) <= LONGEST_LEAD else only


def own_line(card: Card) -> str:
    """The card's own line without what points to its table, to which only a page can turn."""
    return re.sub(r"[:;] Data \w+ [^.]*\.", ".", card.sub)


def _read_out(slip: Slip, title: str, only: str) -> Picture:
    """Words, and the rows of a table that fit, in at most three columns."""
    lead = " ".join(part for part in (only, slip.reason, slip.words) if part)
    columns = slip.columns[:3]
    cells = [[shortened(column.words(row), 150) for column in columns] for row in slip.rows]
    fit = stage_fit.rows_that_fit(cells, stage_fit.room(title, slip.heading, lead)) if cells else 0
    head = tag("tr", join(tag("th", column.label, scope="col") for column in columns))
    body = join(
        tag("tr", tag("th", first, scope="row"), join(tag("td", cell) for cell in others))
        for first, *others in cells[:fit]
    )
    more = tag("p", f"And {len(cells) - fit} more.", class_="ks-room-more") if len(cells) > fit else ""
    table = tag("table", tag("thead", head), tag("tbody", body), class_="ks-stage-table") + more if cells else None
    return Picture(slip.heading, lead, None, "", table=table)


def stories(filters: Filters) -> Sequence[Mapping[str, Any]]:
    """The first few insights that may be quoted in public."""
    return tell("insights", filters, ids=None, shared=True, limit=STORIES, offset=0).rows
