"""Filters in an address: ids only, the same view for everybody, nonsense left out and said."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from queries.filters import LISTS, MODES, RECORD_KINDS, UNITS, Filters, from_address

CHOICES = {
    "theme": frozenset({"TH-01", "TH-02"}),
    "place": frozenset({"S12000049", "national", "not_known"}),
    "focus_area": frozenset({"Community Led Approaches", "not_recorded"}),
    "source_kind": frozenset({"grey literature", "podcast", "not_recorded"}),
    "sector": frozenset({"HSCP", "NHS", "not_recorded"}),
    "level": frozenset({"micro", "macro", "not_recorded"}),
    "group": frozenset({"LGBT+ people", "Gypsy/Travellers", "older people", "not_recorded"}),
}
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
any_filters = st.builds(
    Filters,
    **{name: st.lists(st.sampled_from(sorted(CHOICES[name])), unique=True).map(tuple) for name in LISTS},
    unit=st.sampled_from(UNITS),
    mode=st.sampled_from(MODES),
    record_kind=st.sampled_from([None, *RECORD_KINDS]),
    from_date=st.none() | days.filter(lambda day: day.year < 2040),
    to_date=st.none() | days.filter(lambda day: day.year >= 2040),
)


@given(any_filters)
def test_every_view_comes_back_from_its_address(filters: Filters) -> None:
    assert from_address(filters.to_address(), CHOICES) == (filters, [])


@given(st.dictionaries(st.sampled_from(["theme", "place", "focus", "from", "to", "unit", "mode", "group"]),
                       st.lists(st.text(max_size=20), max_size=3)))  # fmt: skip
def test_no_address_breaks_a_page(address: dict[str, list[str]]) -> None:
    filters, notes = from_address(address, CHOICES)
    assert from_address(filters.to_address(), CHOICES) == (filters, [])
    assert all("left out" in note for note in notes)


def test_an_address_holds_ids_and_slugs() -> None:
    filters = Filters(theme=("TH-01",), focus_area=("Community Led Approaches",), group=("LGBT+ people",))
    assert filters.to_address() == {
        "theme": ["TH-01"],
        "focus": ["community-led-approaches"],
        "group": ["lgbt-people"],
    }


def test_nothing_chosen_leaves_the_address_clean() -> None:
    assert Filters().to_address() == {}
    assert not Filters().narrows


def test_a_bad_value_is_left_out_with_a_note_that_does_not_repeat_it() -> None:
    filters, notes = from_address({"theme": ["TH-01", "<b>TH-99"], "unit": ["pounds"]}, CHOICES)
    assert filters == Filters(theme=("TH-01",))
    assert len(notes) == 2
    assert not any("<b>" in note or "pounds" in note for note in notes)


def test_dates_the_wrong_way_round_are_left_out() -> None:
    filters, notes = from_address({"from": ["2026-02-01"], "to": ["2026-01-01"]}, CHOICES)
    assert (filters.from_date, filters.to_date, len(notes)) == (None, None, 1)


def test_clear_all_keeps_the_unit_and_the_mode() -> None:
    filters = Filters(theme=("TH-01",), unit="sources", mode="sharing")
    assert filters.cleared() == Filters(unit="sources", mode="sharing")
