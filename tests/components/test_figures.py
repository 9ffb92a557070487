"""Figures: pure dictionaries that Plotly accepts, with the right numbers and harmless words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from components import (
    band_bars,
    barrier_bars,
    effect_bars,
    group_bars,
    kind_bars,
    month_lines,
    place_map,
    place_words,
    point_map,
    recorded_bars,
    theme_bars,
    theme_squares,
    tile_map,
)
from components.months import months_between
from components.palette import look
from components.row_bars import Bar, row_bars
from tests.components import rows_for_charts as rows

LIGHT = look(dark=False)
Draw = Callable[..., dict[str, Any]]
FIGURES: dict[str, Draw] = {
    "themes": lambda colours: theme_bars.figure(rows.THEMES, look=colours),
    "themes opened": lambda colours: theme_bars.figure(rows.THEMES, look=colours, shape="open"),
    "barriers": lambda colours: barrier_bars.figure(rows.BARRIERS, look=colours),
    "effects": lambda colours: effect_bars.figure(rows.EFFECTS, look=colours),
    "effects by band": lambda colours: effect_bars.figure(rows.BANDS, look=colours, by="band"),
    "effects by group": lambda colours: effect_bars.figure(rows.GROUPS, look=colours, by="group"),
    "map": lambda colours: place_map.figure(rows.COUNCILS, look=colours, chosen="S12000041"),
    "tiles": lambda colours: tile_map.figure(rows.COUNCILS, rows.TILES, look=colours),
    "months": lambda colours: month_lines.figure(rows.MONTHS, rows.MONTH_TOTALS, rows.UNDATED, look=colours),
    "bands": lambda colours: band_bars.figure(rows.BANDS, look=colours),
    "groups": lambda colours: group_bars.figure(rows.GROUPS, look=colours),
    "kinds": lambda colours: kind_bars.figure(rows.KINDS, look=colours),
    "completeness": lambda colours: recorded_bars.figure(rows.COMPLETE, look=colours),
    "together": lambda colours: theme_squares.figure(rows.PAIRS, look=colours),
}
NOTHING: dict[str, Draw] = {
    "themes": lambda colours: theme_bars.figure([], look=colours),
    "barriers": lambda colours: barrier_bars.figure([], look=colours),
    "effects": lambda colours: effect_bars.figure([], look=colours),
    "map": lambda colours: place_map.figure([], look=colours),
    "tiles": lambda colours: tile_map.figure([], rows.TILES, look=colours),
    "months": lambda colours: month_lines.figure([], [], [], look=colours),
    "bands": lambda colours: band_bars.figure([], look=colours),
    "groups": lambda colours: group_bars.figure([], look=colours),
    "kinds": lambda colours: kind_bars.figure([], look=colours),
    "completeness": lambda colours: recorded_bars.figure([], look=colours),
    "together": lambda colours: theme_squares.figure([], look=colours),
}
each = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


def words_of(figure: dict[str, Any]) -> list[str]:
    """Everything in a figure that Plotly would read as its own small HTML."""
    said = [note["text"] for note in figure["layout"].get("annotations", [])]
    for trace in figure["data"]:
        for name in ("hovertemplate", "text"):
            value = trace.get(name, [])
            said += [value] if isinstance(value, str) else list(value)
    return said


@each
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_plotly_accepts_every_figure(draw: Draw, dark: bool) -> None:
    go.Figure(draw(look(dark)))


@pytest.mark.parametrize("draw", NOTHING.values(), ids=NOTHING)
def test_no_rows_still_make_a_figure(draw: Draw) -> None:
    go.Figure(draw(LIGHT))


@each
def test_a_figure_is_small_and_brings_no_template_or_legend(draw: Draw) -> None:
    figure = draw(LIGHT)
    assert figure["layout"]["template"] == {}
    assert figure["layout"]["showlegend"] is False
    assert len(json.dumps(figure)) < 25_000


@each
def test_margins_and_height_are_fixed_so_the_page_does_not_jump(draw: Draw) -> None:
    layout = draw(LIGHT)["layout"]
    assert layout["height"] >= 40
    assert set(layout["margin"]) == {"l", "r", "t", "b", "pad"}
    assert "automargin" not in json.dumps(layout)


@each
def test_no_hostile_name_reaches_plotly_as_markup(draw: Draw) -> None:
    for said in words_of(draw(LIGHT)):
        allowed = re.sub(
            r"</?b>|<br>|<extra></extra>|<span style=\"color:#[0-9a-f]{6};font-size:\d+px\">|</span>", "", said
        )
        assert "<" not in allowed, said
        assert "$" not in said


@each
def test_only_colours_of_the_palette_are_used(draw: Draw) -> None:
    known = set(re.findall(r"#[0-9a-f]{6}", repr(LIGHT)))
    assert set(re.findall(r"#[0-9a-f]{6}", json.dumps(draw(LIGHT)))) <= known


def test_themes_are_ranked_by_the_chosen_unit() -> None:
    assert theme_bars.figure(rows.THEMES, look=LIGHT)["data"][0]["x"] == [9, 7, 4]
    assert theme_bars.figure(rows.THEMES, look=LIGHT, unit="sources")["data"][0]["customdata"] == [
        "TH-03",
        "TH-01",
        "TH-02",
    ]


def test_sub_themes_stand_indented_under_their_parent() -> None:
    order = theme_bars.ranked(rows.THEMES, "mentions", "open")
    assert [(row["theme_id"], indent, value) for row, indent, value in order] == [
        ("TH-01", 0, 13), ("TH-02", 1, 9), ("TH-03", 0, 7),
    ]  # fmt: skip


def test_folded_themes_show_only_the_parents_with_all_they_hold() -> None:
    assert [row["theme_id"] for row, _, _ in theme_bars.ranked(rows.THEMES, "mentions", "folded")] == ["TH-01", "TH-03"]


def test_a_chart_of_themes_keeps_its_height_while_their_number_changes() -> None:
    heights = {
        theme_bars.figure(rows.THEMES[:n], look=LIGHT, slots=8)["layout"]["height"] for n in range(len(rows.THEMES) + 1)
    }
    assert len(heights) == 1


def test_the_alt_text_holds_every_number() -> None:
    assert "Digital exclusion 9; Food and essentials 7; " in theme_bars.alt(rows.THEMES)
    assert theme_bars.heading(rows.THEMES, unit="sources") == "The 3 themes heard most, by people and organisations"


def test_barriers_lie_left_and_enablers_right_of_both() -> None:
    against, both, towards = barrier_bars.figure(rows.BARRIERS, look=LIGHT)["data"][:3]
    assert (against["x"], against["base"]) == ([-8, -1], [0, -2])
    assert (both["x"], both["base"]) == ([0, 4], [0, -2])
    assert (towards["x"], towards["base"]) == ([1, 2], [0, 2])


def test_a_theme_without_barrier_or_enabler_is_left_out_of_the_chart() -> None:
    assert "Food and essentials" not in barrier_bars.alt(rows.BARRIERS)


def test_effects_tell_how_many_say_nothing() -> None:
    assert "4 don’t say" in json.dumps(effect_bars.figure(rows.EFFECTS, look=LIGHT), ensure_ascii=False)
    assert "6 making gaps wider, 2 making gaps smaller, 1 both ways, 3 no effect stated" in effect_bars.alt(
        rows.EFFECTS
    )


def test_a_masked_group_shows_no_number_and_no_bar() -> None:
    figure = group_bars.figure(rows.GROUPS, look=LIGHT)
    assert dict(zip(figure["data"][0]["customdata"], figure["data"][0]["x"], strict=True))["A small group"] == 0
    assert "A small group not shown" in group_bars.alt(rows.GROUPS)
    assert "A small group: not shown" in effect_bars.alt(rows.GROUPS, by="group")


def test_what_was_not_recorded_is_always_the_same_grey_and_last() -> None:
    groups, kinds = (draw(LIGHT)["data"][0] for draw in (FIGURES["groups"], FIGURES["kinds"]))
    for trace in (groups, kinds):
        assert trace["customdata"][-1] == "not_recorded"
        assert trace["marker"]["color"][-1] == LIGHT.not_recorded
    rest = recorded_bars.figure(rows.COMPLETE, look=LIGHT)["data"][1]
    assert rest["marker"]["color"] == LIGHT.not_recorded
    assert rest["x"] == pytest.approx([0.03, 0.25])


def test_no_percentage_is_made_of_fewer_than_ten() -> None:
    few = [{**row, "observed": 3} for row in rows.BANDS]
    assert "% of the times" not in json.dumps(band_bars.figure(few, look=LIGHT)).replace("</b>", "")
    assert "30% of the times a council was heard from" in band_bars.alt(rows.BANDS)


def test_a_share_of_those_heard_is_not_told_when_a_band_is_masked() -> None:
    masked = [{**rows.BANDS[0], "observed": None, "observed_masked": True}, *rows.BANDS[1:]]
    assert "of all heard" not in band_bars.alt(masked)
    assert "not shown heard" in band_bars.alt(masked)


def test_the_map_asks_only_our_own_server_and_stripes_what_is_not_named() -> None:
    data = place_map.figure(rows.COUNCILS, look=LIGHT)["data"]
    assert {trace["geojson"] for trace in data if trace["type"] == "choropleth"} == {"/assets/geo/council.geojson"}
    assert [trace["line"]["color"] for trace in data if trace["type"] == "scattergeo"] == [LIGHT.not_heard] * 2


def test_orkney_stands_in_a_frame_of_its_own() -> None:
    [mainland, islands] = [t for t in place_map.figure(rows.COUNCILS, look=LIGHT)["data"] if t["type"] == "choropleth"]
    assert islands["locations"] == ["S12000023"]
    assert "S12000023" not in mainland["locations"]


def test_an_area_that_is_not_named_is_never_coloured() -> None:
    mainland = place_map.figure(rows.COUNCILS, look=LIGHT)["data"][0]
    steps = dict(zip(mainland["locations"], mainland["z"], strict=True))
    assert steps["S12000005"] == steps["S12000041"] == steps["S12000040"] == 0
    assert steps["S12000049"] > steps["S12000017"] > 0
    assert mainland["colorscale"][0][1] == LIGHT.card


def test_the_alt_text_of_a_map_lists_every_area_that_is_missing() -> None:
    said = place_words.alt(rows.COUNCILS, "council")
    assert "Glasgow City: 29 people and organisations" in said
    assert "Not named yet: Angus" in said
    assert "Only a wider area named: West Lothian" in said
    assert "Not named; too few expected to judge: Clackmannanshire" in said
    assert place_words.heading(rows.COUNCILS, "council") == "People and organisations heard in 3 of 6 council areas"


def test_a_masked_area_is_not_said_to_be_unheard() -> None:
    masked = [{**rows.COUNCILS[0], "status": None, "status_masked": True, "sources": None}, *rows.COUNCILS[1:]]
    assert "Not shown, to protect people: Glasgow City" in place_words.alt(masked, "council")
    assert place_words.heading(masked, "council").endswith("heard in at least 2 of 6 council areas")


def test_a_rate_is_per_hundred_thousand_people() -> None:
    assert "Highland: 10.0 people and organisations per 100,000 people" in place_words.alt(
        rows.COUNCILS, "council", measure="per_100k"
    )


def test_tiles_carry_stripes_of_two_kinds() -> None:
    stripes = {
        code: trace["marker"].get("pattern", {}).get("shape", "")
        for trace in tile_map.figure(rows.COUNCILS, rows.TILES, look=LIGHT)["data"]
        for code in trace.get("customdata", [])
    }
    assert (stripes["S12000041"], stripes["S12000040"], stripes["S12000005"], stripes["S12000049"]) == (
        "/",
        "\\",
        "",
        "",
    )


def test_a_month_without_a_record_is_a_zero() -> None:
    assert months_between(date(2020, 11, 1), date(2021, 2, 1)) == [
        date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1),
    ]  # fmt: skip
    line = month_lines.figure(rows.MONTHS, rows.MONTH_TOTALS, rows.UNDATED, look=LIGHT)["data"][0]
    assert line["x"] == ["2020-11-01", "2020-12-01", "2021-01-01", "2021-02-01"]
    assert line["y"][1] == line["y"][2] == 2


def test_a_masked_month_is_a_gap_not_a_zero() -> None:
    masked = [{**rows.MONTHS[0], "mentions": None, "mentions_masked": True}, *rows.MONTHS[1:]]
    assert month_lines.figure(masked, rows.MONTH_TOTALS, rows.UNDATED, look=LIGHT)["data"][0]["y"][0] is None


def test_records_without_a_month_stand_beside_the_months() -> None:
    figure = month_lines.figure(rows.MONTHS, rows.MONTH_TOTALS, rows.UNDATED, look=LIGHT)
    assert figure["data"][-1]["xaxis"] == "x2"
    assert "2020  <b>40</b>" in words_of(figure)
    assert "No date  <b>17</b>" in words_of(figure)
    assert "no month known: 2020 40 and No date 17" in month_lines.alt(rows.MONTHS, rows.MONTH_TOTALS, rows.UNDATED)


def test_at_most_five_themes_are_drawn() -> None:
    many = [{**rows.MONTHS[0], "theme_id": f"T{n}", "theme": f"Theme {n}"} for n in range(9)]
    figure = month_lines.figure(many, rows.MONTH_TOTALS, [], look=LIGHT, chosen=[f"T{n}" for n in range(9)])
    assert len(figure["data"]) == 6
    assert month_lines.heading(many).startswith("5 themes month by month")


def test_points_need_no_outside_map_and_hold_no_markup() -> None:
    deck = json.loads(point_map.figure(rows.POINTS, look=LIGHT).to_json())
    assert deck.get("mapProvider") is None
    assert "http" not in json.dumps({**deck, "layers": [layer["@@type"] for layer in deck["layers"]]})
    told = [point["said"] for point in deck["layers"][1]["data"]]
    assert told == ["<span>&lt;script&gt;: 16 records</span>", "<span>Fife: 4 records</span>"]
    assert deck["layers"][1]["data"][0]["radius"] == 2 * deck["layers"][1]["data"][1]["radius"]


def test_a_long_name_above_a_bar_stands_on_two_lines_and_is_not_cut() -> None:
    name = "Synthesising published learning in relation to new integration models"
    short, long = (row_bars([Bar("a", said, 1, "3")], LIGHT) for said in ("Short", name))
    assert name in [said.replace("<br>", " ") for said in words_of(long)]
    assert long["layout"]["height"] > short["layout"]["height"]


def test_the_words_at_the_end_of_a_full_bar_have_room() -> None:
    full, half = (row_bars([Bar("a", "Where", value, "over 99%")], LIGHT, longest=1) for value in (1, 0.2))
    assert full["layout"]["margin"]["r"] > 7 + 8 * len("over 99%")
    assert half["layout"]["margin"]["r"] == 0
