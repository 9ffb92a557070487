"""One theme closely: what it means, how often it was raised, when, where, with what, by which words, and its family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import record_facts as facts
from components import spotlight, theme_cards, theme_family, theme_squares, theme_squares_pair
from components.insight_cards import show_these
from components.markup import join, tag
from components.reshape_changes import moment, sentence
from components.slip import slip
from components.stories import TOO_FEW, onward
from components.theme_explorer import numbers
from components.words import EFFECT_WORDS, UNIT_WORDS, count, day, hidden, told
from data.moments import EVER, end_of
from data.theme_history import family, history
from queries import theme_texts
from queries.disclosure import tell
from queries.filters import Filters

Row = Mapping[str, Any]
_MOST = 5
_KEY = "profile-theme"


def show(themes: Sequence[Row], filters: Filters) -> None:
    """Takes the rows of theme_frequency. The theme is the one in the spotlight, else the one raised most."""
    names = {str(row["theme_id"]): str(row["theme"]) for row in themes}
    if not names:
        return
    order = sorted(names, key=lambda one: names[one].casefold())
    first = max(themes, key=lambda row: row[filters.unit] or 0)["theme_id"]
    held = spotlight.on("theme")
    st.session_state[_KEY] = held if held in names else first
    theme_id = st.selectbox(
        "Theme to look at",
        order,
        key=_KEY,
        format_func=lambda one: names.get(one, one),
        on_change=lambda: spotlight.turn("theme")(st.session_state[_KEY]),
    )
    seen = replace(filters, theme=())  # the theme is what is asked about, not what is in view
    row = tell("theme_profile", seen, theme_id=theme_id).one
    left, right = st.columns([3, 2], gap="medium")
    with left:
        slip(str(row["theme"]), summary(row, filters.unit), _below(themes, theme_id), _places(theme_id, seen))
        theme_cards.months(filters, theme=theme_id).show()
        _family(theme_id, str(row["theme"]), filters)
    with right:
        _together(theme_id, seen)
        _said(theme_id, seen, closed=hidden(row, "mentions"))


def summary(row: Row, unit: str) -> Markup:
    """What it means, how often it was raised, its rank, what helped and what got in the way."""
    definition = tag("p", row["definition"] or "Nobody has written down yet what this theme means.", class_="ks-note")
    rank = row[f"rank_by_{unit}"]
    ranked = "" if rank is None else f" Number {rank:,} of {row['themes']:,} themes by {UNIT_WORDS[unit][1]}."
    span = f"{day(row['first_on'])} to {day(row['last_on'])}" if row["first_on"] and row["last_on"] else facts.quiet()
    effects = ", ".join(
        f"{EFFECT_WORDS[name].lower()} {told(row, name)}" for name in ("widening", "narrowing", "mixed")
    )
    known: list[facts.Fact] = [
        ("Got in the way, helped, both", ", ".join(told(row, name) for name in ("barrier", "enabler", "both"))),
        ("What people said about inequality", effects),
        ("May be quoted publicly", told(row, "quotable")),
        ("Heard", span),
        *([("Part of", str(row["parent_theme"]))] if row["parent_theme"] else []),
    ]
    return definition + tag("p", numbers(row) + ranked, class_="ks-sub") + facts.facts(known, style="ks-facts-line")


def _below(themes: Sequence[Row], theme_id: str) -> Markup:
    """The themes under it, folded."""
    below = [row for row in themes if row.get("parent_theme_id") == theme_id]
    if not below:
        return Markup("")
    items = join(tag("li", f"{row['theme']}: {told(row, 'mentions')}") for row in below)
    return tag(
        "details",
        tag("summary", "Its 1 sub-theme" if len(below) == 1 else f"Its {count(len(below))} sub-themes"),
        tag("ul", items),
        class_="ks-rest",
    )


def _places(theme_id: str, seen: Filters) -> Markup:
    rows = [row for row in tell("council_counts", replace(seen, theme=(theme_id,))).rows if row["insights"]]
    most = sorted(rows, key=lambda row: (-row["insights"], row["council"]))[:_MOST]
    told_of = ", ".join(f"{row['council']} ({row['insights']:,})" for row in most) or "no council area was named"
    return tag("p", tag("b", "Insights by council area, most first: "), told_of, ".", class_="ks-note")


def _said(theme_id: str, seen: Filters, *, closed: bool) -> None:
    """Typical insights, and some that are not; those that may be quoted come first."""
    with st.container(border=True, key="card-profile-said"):
        if closed:
            st.html(str(tag("h2", "What was said", class_="ks-heading") + tag("p", TOO_FEW, class_="ks-note")))
            return
        found = theme_texts.telling(theme_id, seen, most=2)
        if not found.typical:
            st.html(str(tag("h2", "What was said", class_="ks-heading")))
            show_these(theme_texts.first_of([theme_id], seen, 3), seen)
        else:
            words = "Their words are most like those of the whole theme. What may be quoted publicly comes first."
            words = f"{words} {found.note}".rstrip()
            st.html(str(tag("h2", "Typical insights", class_="ks-heading") + tag("p", words, class_="ks-sub")))
            show_these(list(found.typical), seen)
            if found.untypical:
                words = "Their words are least like the rest: a thought of their own, or a tag to look at again."
                st.html(str(tag("h2", "Untypical insights", class_="ks-heading") + tag("p", words, class_="ks-sub")))
                show_these(list(found.untypical), seen)
        onward("profile", replace(seen, theme=(theme_id,)))


def _together(theme_id: str, seen: Filters) -> None:
    """The themes that it comes up with most; each opens what was said about both."""
    rows = [row for row in tell("theme_pairs", seen).rows if theme_id in (row["theme_id"], row["other_theme_id"])]
    with st.container(border=True, key="card-profile-together"):
        st.html(str(tag("h2", "Comes up together with", class_="ks-heading")))
        if not rows:
            st.html(str(tag("p", "No record names another theme, too.", class_="ks-note")))
            return
        names = {
            theme_squares.pair_id(row): (
                f"{row['other_theme'] if row['theme_id'] == theme_id else row['theme']} ({told(row, 'records')})"
            )
            for row in rows[:_MOST]
        }
        held = st.session_state.get("profile-pair")
        if held not in names:
            st.session_state["profile-pair"] = next(iter(names))
        chosen = st.selectbox(
            "Theme, and how many records name both", list(names), key="profile-pair", format_func=names.__getitem__
        )
        row = next(row for row in rows if theme_squares.pair_id(row) == chosen)
        theme_squares_pair.said_of_pair(row, seen, limit=1)


def _family(theme_id: str, name: str, filters: Filters) -> None:
    until = end_of(filters.as_at) if filters.as_at else EVER
    steps = [step for step in family(theme_id, filters.draft) if step["made_at"] <= until]
    events = [event for event in history(theme_id, filters.draft) if event["made_at"] <= until]
    told_of = join(tag("li", f"{sentence(event)}, {moment(event)}") for event in events)
    slip(
        "Where it came from, and who changed what",
        theme_family.markup(steps, theme_id, name),
        tag(
            "details",
            tag("summary", "Its 1 change" if len(events) == 1 else f"Its {count(len(events))} changes"),
            tag("ul", told_of),
            class_="ks-rest",
        ),
    )
