"""What a room answered, as the stage and the host see it: words as a list, choices as bars, places as a square."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.markup import join, tag
from components.words import count, percent
from data.answers import Response
from data.step_kinds import ZONES
from data.steps import Step
from queries import room_results
from queries.room_results import Counted

WRITTEN = ("answers", "most_significant", "groups")
ON_STAGE = 9  # written answers in sight at once
TOP_WORDS = 10


def markup(step: Step, shown: Sequence[Response], *, opened: frozenset[str] = frozenset(), start: int = 0) -> Markup:
    """The result of a step. ``opened`` are the stories that the host has opened; ``start`` pages long lists."""
    kind, asks = step.plan.kind, step.plan.asks
    given = [one.answer for one in shown for _ in range(1 + one.joined)]
    if not shown:
        return tag("p", "No answers yet.", class_="ks-room-none")
    if kind in WRITTEN:
        ordered = sorted(shown, key=lambda one: int(one.answer["group"])) if kind == "groups" else shown
        return _stories(ordered, opened, start)
    if kind == "words":
        return _bars(room_results.words(given)[:TOP_WORDS], len(given), shares=False)
    if kind == "scale":
        rows = room_results.scale(given, int(asks["points"]), asks["low"], asks["high"])
        middle = room_results.middle(given)
        told = tag("p", f"The middle answer is {middle:g} of {asks['points']}.", class_="ks-room-told")
        return _bars(rows, len(given)) + told
    if kind == "rank":
        return _ranks(room_results.ranks(given, asks["choices"]), len(given))
    if kind == "place":
        return _square(step, room_results.places(given, asks["choices"]))
    if kind == "hand":
        hands = "1 hand is up." if len(given) == 1 else f"{len(given)} hands are up."
        return tag("p", hands, class_="ks-room-told")
    return _bars(room_results.choices(given, asks["choices"]), len(given))


def rows_of(step: Step, shown: Sequence[Response]) -> list[list[str | float]]:
    """The result of a step that is counted, as rows of a name and a number; nothing for written answers."""
    kind, asks = step.plan.kind, step.plan.asks
    given = [one.answer for one in shown for _ in range(1 + one.joined)]
    if kind == "words":
        return [[row.name, row.people] for row in room_results.words(given)]
    if kind == "scale":
        return [[row.name, row.people] for row in room_results.scale(given, int(asks["points"]))]
    if kind in ("choose_one", "choose_several", "vote"):
        return [[row.name, row.people] for row in room_results.choices(given, asks["choices"])]
    if kind == "rank":
        return [[row.name, row.value or 0.0] for row in room_results.ranks(given, asks["choices"])]
    if kind == "place":
        placed = room_results.places(given, asks["choices"])
        return [[f"{name}: {_zone(step, zone)}", number] for name, put in placed for zone, number in put.items()]
    return [["Hands", len(given)]] if kind == "hand" else []


def _zone(step: Step, zone: int) -> str:
    high, wide = ZONES[zone - 1]
    across, up = step.plan.asks["across"], step.plan.asks["up"]
    return f"{up[1] if high == 'high' else up[0]}, {across[1] if wide == 'high' else across[0]}"


def _bars(rows: Sequence[Counted], people: int, *, shares: bool = True) -> Markup:
    longest = max((row.people for row in rows), default=0) or 1
    items = [
        tag(
            "li",
            tag("span", row.name, tag("small", f" {row.beside}") if row.beside else "", class_="ks-room-name"),
            tag("span", style=f"width:{100 * row.people / longest:.1f}%", class_="ks-room-bar", aria_hidden="true"),
            tag("strong", _told(row.people, people if shares else 0)),
        )
        for row in rows
    ]
    return tag("ul", join(items), class_="ks-room-bars")


def _told(people: int, of: int) -> str:
    """The number, and its share where enough people answered for one to mean something."""
    return f"{count(people)} ({percent(people / of)})" if of >= 30 else count(people)


def _ranks(rows: Sequence[Counted], people: int) -> Markup:
    items = [
        tag(
            "li",
            tag("strong", row.name),
            tag(
                "small",
                f" mean place {row.value:g}; first for {row.people} of {people}" if row.value else " not placed",
            ),
        )
        for row in rows
    ]
    return tag("ol", join(items), class_="ks-room-ranks")


def _square(step: Step, rows: Sequence[tuple[str, dict[int, int]]]) -> Markup:
    """Each of what was placed stands in the quarter where most people put it, with how many did."""
    quarters = []
    for zone in range(1, len(ZONES) + 1):
        name = _zone(step, zone)
        here = [
            (words, put[zone], sum(put.values())) for words, put in rows if put[zone] and put[zone] == max(put.values())
        ]
        items = [tag("li", words, tag("small", f" {number} of {of}")) for words, number, of in here]
        quarters.append(tag("div", tag("h3", name), tag("ul", join(items)) if items else "", class_="ks-room-quarter"))
    return tag("div", join(quarters), class_="ks-room-square")


def _stories(shown: Sequence[Response], opened: frozenset[str], start: int) -> Markup:
    page = shown[start : start + ON_STAGE]
    items = []
    for one in page:
        also = f"{one.joined + 1} people said this" if one.joined else ""
        by = one.given_name or one.group
        if one.closed_on_stage and one.response_id not in opened:
            words: Markup = tag("p", "This story may be hard to hear. The host opens it when the room is ready.")
        else:
            words = tag("p", one.words)
        foot = tag("small", " · ".join(part for part in (by, also) if part)) if by or also else ""
        items.append(tag("li", words, foot, class_="ks-room-pinned" if one.pinned else None))
    more = len(shown) - start - len(page)
    rest = tag("p", f"{start + len(page)} of {len(shown)} shown", class_="ks-room-more") if more or start else ""
    return tag("ul", join(items), class_="ks-room-stories") + rest
