"""Which picture of the evidence a step shows: any card of any page, with the choices that its page offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from components import room_evidence
from components.address import NAMES
from components.card import Card
from components.markup import join, tag
from components.page_cards import CARDS, PAGES, PageCard
from components.period_change import period_of
from data.run_of_show import StepPlan

FIRST = "overview"  # whose address has no path
_CARDS = {(one.page, one.name): one for one in CARDS}


def choose_card(plan: StepPlan, key: str) -> PageCard:
    """The list of all cards. It stands before the form, because the form depends on it."""
    entry, _ = room_evidence.card_of(plan)
    chosen = st.selectbox(
        "Which picture? Type a page or a word to find it",
        list(_CARDS),
        index=list(_CARDS).index((entry.page, entry.name)),
        format_func=lambda one: _CARDS[one].title,
        key=f"{key}-card",
    )
    return _CARDS[chosen]


def choose_more(entry: PageCard, plan: StepPlan, key: str) -> dict[str, Any]:
    """What the card's page lets a reader choose beside the filters; returns what a step of evidence asks."""
    before, held = room_evidence.card_of(plan)
    kept = entry.kept(held) if before == entry else {}
    chosen: dict[str, Any] = {}
    for choice in entry.choices:
        offered = dict(choice.options())
        widget = f"{key}-{entry.page}-{entry.name}-{choice.name}"
        if choice.days:
            said: Any = period_of(str(kept.get(choice.name, ""))) or ()
            days: Any = st.date_input(choice.label, said, format="DD/MM/YYYY", key=widget)
            chosen[choice.name] = "/".join(f"{day:%Y-%m-%d}" for day in days) if len(days) == 2 else ""
            continue
        if choice.most > 1:
            told = st.multiselect(
                f"{choice.label}, at most {choice.most}; none means those raised most",
                list(offered),
                list(kept.get(choice.name, ())),
                format_func=_naming(offered),
                max_selections=choice.most,
                key=widget,
            )
            chosen[choice.name] = list(told)
        elif offered:
            first = str(kept.get(choice.name))
            chosen[choice.name] = st.selectbox(
                choice.label,
                list(offered),
                index=[*offered].index(first) if first in offered else 0,
                format_func=_naming(offered),
                key=widget,
            )
    return {"card": entry.name, "choices": chosen}


def _naming(offered: Mapping[str, str]) -> Callable[[str], str]:
    return lambda one: offered.get(one, one)


def address_of(filters: Mapping[str, Any]) -> str:
    """The filters of a step as an address has them."""
    return f"?{urlencode(filters, doseq=True)}" if filters else ""


def asked_by(
    address: str, plan: StepPlan, entry: PageCard, asks: Mapping[str, Any]
) -> tuple[str, dict[str, list[str]], dict[str, Any]]:
    """The page, the filters and what is asked, where ``address`` is what stands in the form.

    What the address tells of the page's own choices leads. The address of another page brings that page's first
    card, unless another card was chosen at the same time.
    """
    said = parse_qs(urlsplit(address).query, max_num_fields=60)
    page = urlsplit(address).path.strip("/").rpartition("/")[2] or (FIRST if urlsplit(address).netloc else "")
    if page in PAGES and page != entry.page and entry == room_evidence.card_of(plan)[0]:
        entry = next(one for one in CARDS if one.page == page)
        asks = {"card": entry.name, "choices": {}}
    told = entry.told_by(said)
    filters = {name: values for name, values in said.items() if name in NAMES}
    return entry.page, filters, {**asks, "choices": {**asks["choices"], **told}}


def show_preview(plan: StepPlan, key: str) -> None:
    """The picture of a step as the host's window shows it: the card of its page, in the sharing view."""
    notes = room_evidence.notes_on(plan.filters)
    if notes:
        st.html(str(tag("ul", join(tag("li", note) for note in notes), class_="ks-notes")))
    only, found = room_evidence.narrowed_to(room_evidence.filters_of(plan.filters)), room_evidence.drawn(plan)
    if isinstance(found, Card):
        replace(found, key=f"{found.key}-{key}", sub=f"{only} {found.sub}".strip(), pick=None).show()
    else:
        replace(found, words=f"{only} {found.words}".strip()).show()


def named(plan: StepPlan) -> str:
    """``Places: the map``."""
    entry, _ = room_evidence.card_of(plan)
    return f"{PAGES[entry.page]}: {entry.words}"
