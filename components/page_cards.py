"""Every card of the pages that count, by page and name: what a workshop can show on its stage.

The pages put the same cards on themselves by the same functions, so a number is never worked out twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components import (
    deprivation_story,
    gaps_story,
    heard_by_share,
    month_cards,
    month_story,
    overview_cards,
    period_change,
    place_cards,
    place_explorer,
    recorded_story,
    rural_and_digital,
    theme_cards,
    theme_explorer,
    theme_group_story,
    trend_cards,
    who_is_missing,
)
from components.card import Card
from components.months import MOST, PERIODS
from components.slip import Slip
from data.themes import known_themes
from data.vocabulary import vocabulary
from queries.disclosure import tell
from queries.filters import Filters

PAGES = {
    "overview": "Overview", "themes": "Themes", "places": "Places", "inequality": "Inequality", "trends": "Trends",
    "month": "What is new",
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One choice that a page offers beside its filters. ``options`` gives id and name of each; ``key`` is under what
    the page keeps it for the session, ``address`` its name in the address bar; ``most`` more than 1 lets several be
    chosen, and none. ``days``: a stretch of days, as ``2021-01-01/2021-06-30``, instead of options."""

    name: str
    label: str
    options: Callable[[], Mapping[str, str]]
    key: str = ""
    most: int = 1
    address: str = ""
    days: bool = False

    def kept(self, held: Any) -> Any:
        """What is held, if it stands: an id, ids, or days; None where it does not."""
        if self.days:
            return held if isinstance(held, str) and period_change.period_of(held) else None
        offered = self.options()
        if self.most > 1:
            return tuple(one for one in held or () if one in offered)[: self.most]
        return held if held in offered else None


@dataclass(frozen=True)
class PageCard:
    """One card: its page, its name, how it is called in a list, and what makes it.

    ``shorter`` says that its picture can be drawn with fewer rows; ``picks`` is the filter that a click narrows by.
    """

    page: str
    name: str
    words: str
    make: Callable[..., Card | Slip]
    choices: Sequence[Choice] = ()
    shorter: bool = True
    picks: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """``Places: the map``."""
        return f"{PAGES[self.page]}: {self.words}"

    def made(self, filters: Filters, chosen: Mapping[str, Any], limit: int | None = None) -> Card | Slip:
        """The card; what is chosen and no longer offered is let go. ``limit`` is the most rows of its picture."""
        few = {"limit": limit} if limit and self.shorter else {}
        return self.make(filters, **self.fixed, **self.kept(chosen), **few)

    def kept(self, chosen: Mapping[str, Any]) -> dict[str, Any]:
        """The choices that stand, as ``make`` takes them."""
        kept = {choice.name: choice.kept(chosen.get(choice.name)) for choice in self.choices}
        return {name: value for name, value in kept.items() if value is not None}

    def told_by(self, address: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """The choices that an address of the page tells of."""
        said = {choice.name: address[choice.address] for choice in self.choices if choice.address in address}
        several = {choice.name for choice in self.choices if choice.most > 1}
        return {name: list(values) if name in several else values[0] for name, values in said.items()}


def _fixed(options: Mapping[Any, str]) -> Callable[[], Mapping[str, str]]:
    return lambda: options


def _themes() -> Mapping[str, str]:
    names = {theme_id: theme.theme for theme_id, theme in known_themes().themes.items()}
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))


def _groups() -> Mapping[str, str]:
    rows = tell("group_counts", Filters(mode="sharing")).rows
    return {
        row["group_name"]: vocabulary().label("group", row["group_name"])
        for row in rows
        if row["group_name"] != "not_recorded"
    }


def _level(key: str) -> Choice:
    return Choice("level", "Kind of place", _fixed(place_cards.LEVELS), key)


_MEASURE = Choice("measure", "Colours show", _fixed(place_cards.COLOURS), place_explorer.MEASURE_KEY)
_DRAWING = Choice(
    "drawing", "Draw as", _fixed({one: one for one in (place_cards.MAP, place_cards.SQUARES)}),
    place_explorer.DRAWING_KEY,
)  # fmt: skip
_PLACE, _SHARE = _level(place_explorer.LEVEL_KEY), _level(heard_by_share.LEVEL_KEY)
_PERIOD = Choice("period", "Show by", _fixed(PERIODS), month_story.PERIOD, address="period")
_KIND = Choice("kind", "Which councils", _fixed(rural_and_digital.KINDS))
_TWO = (
    Choice("months", "How long", _fixed(period_change.LENGTHS), period_change.KEY, address=period_change.ADDRESS),
    *(
        Choice(
            name, f"{name.capitalize()}: days of your own", dict, f"{period_change.KEY}-{name}", address=name, days=True
        )
        for name in ("earlier", "later")
    ),
)
_I = "inequality"

CARDS: tuple[PageCard, ...] = (
    PageCard("overview", "themes", "the themes raised most", overview_cards.themes, picks="theme"),
    PageCard("overview", "councils", "the councils as squares", overview_cards.councils, shorter=False, picks="place"),
    PageCard("overview", "effects", "what people said about inequality", overview_cards.effects),
    PageCard("overview", "kinds", "through what it was heard", overview_cards.kinds),
    PageCard("themes", "ranked", "the themes ranked", theme_cards.ranked, picks="theme",
             choices=(Choice("shape", "Show", _fixed(theme_cards.SHAPES), theme_explorer.SHAPE_KEY),)),
    PageCard("themes", "barriers", "what got in the way and what helped", theme_cards.barriers, picks="theme"),
    PageCard("themes", "focus", "focus areas", theme_cards.focus),
    PageCard("themes", "together", "themes that come up together", theme_cards.together),
    PageCard("themes", "months", "the months of one theme", theme_cards.months,
             choices=(Choice("theme", "Theme", _themes, "profile-theme"),)),
    PageCard("places", "map", "the map, or its equal squares", place_cards.areas, shorter=False, picks="place",
             choices=(_PLACE, _DRAWING, _MEASURE)),
    PageCard("places", "ranked", "all places ranked", place_cards.ranked, (_PLACE, _MEASURE), shorter=False),
    PageCard("places", "classes", "who has not been heard from yet", place_cards.classes, (_PLACE,), shorter=False),
    PageCard("places", "beside", "what stands on no map", place_cards.beside, shorter=False),
    PageCard("places", "circles", "insights and case studies as circles", place_cards.circles, shorter=False,
             picks="place"),
    PageCard(_I, "recorded", "how much is recorded", recorded_story.recorded),
    PageCard(_I, "groups", "whom the records are about", recorded_story.groups),
    PageCard(_I, "missing-places", "places not heard from", who_is_missing.places, (_level(who_is_missing.LEVEL_KEY),)),
    PageCard(_I, "missing-groups", "groups of people not heard about", who_is_missing.groups),
    PageCard(_I, "gaps", "whom to speak to next", who_is_missing.gaps),
    PageCard(_I, "share", "heard beside expected", heard_by_share.pairs_of_bars, (_SHARE,), picks="place"),
    PageCard(_I, "share-ranges", "heard ÷ expected with ranges", heard_by_share.ranges, (_SHARE,)),
    PageCard(_I, "funnel", "the funnel", heard_by_share.funnel, (_SHARE,), shorter=False),
    PageCard(_I, "bands", "bands of deprivation: who was heard", deprivation_story.bands, shorter=False),
    PageCard(_I, "band-effects", "bands of deprivation: what was said", deprivation_story.effects, shorter=False),
    PageCard(_I, "band-ranges", "bands of deprivation with ranges", deprivation_story.ranges, shorter=False),
    PageCard(_I, "curve", "the concentration curve", deprivation_story.curve, shorter=False),
    PageCard(_I, "slope", "slope and relative index", deprivation_story.slope, shorter=False),
    PageCard(_I, "signals", "gaps, barriers or levels", gaps_story.signals,
             (Choice("by", "By", _fixed(gaps_story.BY), gaps_story.BY_KEY),
              Choice("what", "Show", _fixed(gaps_story.WHAT), gaps_story.WHAT_KEY))),
    PageCard(_I, "squares", "themes and groups of people", theme_group_story.squares),
    PageCard(_I, "standing-out", "pairs that stand out", theme_group_story.standing_out),
    PageCard(_I, "words", "words that set two groups apart", theme_group_story.words_apart,
             (Choice("first", "One group", _groups, theme_group_story.FIRST_KEY),
              Choice("second", "Another group", _groups, theme_group_story.SECOND_KEY))),
    PageCard(_I, "rural", "rural and island councils", rural_and_digital.bands, (_KIND,), shorter=False),
    PageCard(_I, "rural-ranges", "rural and island councils with ranges", rural_and_digital.ranges, (_KIND,),
             shorter=False),
    PageCard(_I, "digital", "digital life", rural_and_digital.digital),
    PageCard(_I, "language", "other languages", rural_and_digital.language),
    PageCard("trends", "lines", "themes over time", trend_cards.lines,
             (_PERIOD, Choice("themes", "Themes to follow", _themes, month_story.KEY, MOST, month_story.FOLLOW))),
    PageCard("trends", "two-periods", "two periods side by side", trend_cards.two_periods,
             _TWO),
    PageCard("trends", "years", "records by year", trend_cards.years, (_PERIOD,), shorter=False),
    PageCard("trends", "undated", "what stands in no period", trend_cards.undated, (_PERIOD,), shorter=False),
    *(
        PageCard("month", name, words[:1].lower() + words[1:], month_cards.part, shorter=False, fixed={"name": name})
        for name, words in month_cards.PARTS.items()
    ),
)  # fmt: skip


def card(page: str, name: str) -> PageCard | None:
    """The card of a page by its name; None if there is none."""
    return next((one for one in CARDS if (one.page, one.name) == (page, name)), None)
