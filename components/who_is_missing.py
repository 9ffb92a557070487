"""Who is missing: places and groups not heard from, the listening gap, and the list of whom to speak to next."""

from __future__ import annotations

from components import expected_bars, headline, listening_list, place_words
from components.card import Card
from components.pairs import pairs
from components.place_words import Level
from components.slip import Slip
from components.source_line import source_line
from components.withheld import withheld
from queries import sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters

PLACE_CHOSEN = "A place filter is set, so all other places are left out on purpose. Clear it to see who is missing."
LEVEL_KEY = "missing-level"


def show(filters: Filters) -> None:
    """The sentence, places and groups side by side, then the gap, then what to do about it."""
    counts, narrowed = tell("council_counts", filters).rows, filters.narrows
    missing_words = "" if filters.place else sentences.not_heard_from(counts, narrowed=narrowed)
    speakers = sentences.speakers(tell("completeness", filters).rows)
    headline.show(missing_words or speakers, speakers if missing_words else "")
    level = expected_bars.choose_level(LEVEL_KEY)
    with pairs("missing"):
        places(filters, level=level).show()
        groups(filters).show()
    gaps(filters).show()
    missing = () if filters.place else tell("not_heard_places", filters, area_level=level).rows
    verdict, about = verdicts.verdict_on("listening_gap", filters), tell("not_heard_groups", filters).rows
    wide = tell("listening_gap", filters).rows if verdict is None or verdict.shown else ()
    rows = listening_list.to_do(missing, level, about, wide)
    listening_list.show(rows, place_words.LEVELS[level][3], may_write=filters.mode == "working")


def places(filters: Filters, *, level: Level = "council", limit: int = expected_bars.LIMIT) -> Card | Slip:
    """The places of a level that nobody named."""
    if filters.place:
        return Slip(f"Which {place_words.LEVELS[level][3]} are missing?", PLACE_CHOSEN)
    rows = tell("not_heard_places", filters, area_level=level).rows
    return expected_bars.places_card(rows, level, limit=limit, source=sentences.collected(None, sentences.POPULATION))


def groups(filters: Filters, *, limit: int = expected_bars.LIMIT) -> Card | Slip:
    """The groups of people that no insight is about."""
    return expected_bars.groups_card(tell("not_heard_groups", filters).rows, limit=limit, source=source_line(filters))


def gaps(filters: Filters, *, limit: int = expected_bars.LIMIT) -> Card | Slip:
    """How many more of each group to hear."""
    rows, verdict = tell("listening_gap", filters).rows, verdicts.verdict_on("listening_gap", filters)
    source = source_line(filters)
    if verdict is None or verdict.shown:
        return expected_bars.gaps_card(rows, limit=limit, source=source)
    spoke = [row for row in expected_bars.groups(rows) if row["base_rows"]]
    return withheld("Who spoke, beside who lives here", verdict, expected_bars.SPOKE, spoke, source=source)
