"""A card: one view at a time, with its help, its table and a way to pick without a mouse."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.chart import clicked_id


def page() -> None:
    import streamlit as st

    from components import theme_bars
    from components.view import PAGE
    from tests.components.rows_for_charts import THEMES

    def picked(theme: str | None) -> None:
        st.session_state["picked"] = theme

    @st.fragment(key=PAGE)  # every page that counts is one; a pick draws all of it anew
    def body() -> None:
        theme_bars.show(
            THEMES,
            sub="From 20 records <i>",
            source="Collected, not sampled.",
            chosen=st.session_state.get("picked"),
            on_pick=picked,
        )
        st.text(f"picked {st.session_state.get('picked')}")

    body()


def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=20).run()


def html_of(app: AppTest) -> str:
    return "".join(part.proto.body for part in app.get("html"))


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What each chart on the page was given."""
    return [json.loads(chart.proto.json) for chart in app.get("bidi_component")]


def see(app: AppTest, view: str) -> AppTest:
    app.button_group(key="theme-bars-view").set_value(view)
    return app.run()


def test_a_card_opens_with_its_chart_under_a_heading_that_says_what_was_chosen() -> None:
    app = opened()
    assert not app.exception
    assert '<h2 class="ks-heading">The 3 themes heard most, by times raised</h2>' in html_of(app)
    assert '<p class="ks-sub">From 20 records &lt;i&gt;</p>' in html_of(app)
    [chart] = charts(app)
    assert chart["alt"].startswith("Bar chart of themes by times raised, most first: Digital exclusion 9")
    assert "<table" not in html_of(app)


def test_a_figure_travels_without_a_template() -> None:
    [chart] = charts(opened())
    assert len(json.dumps(chart["figure"])) < 6_000
    assert chart["config"]["topojsonURL"] == "/assets/topo/"


def test_only_the_view_that_is_asked_for_is_sent() -> None:
    app = see(opened(), "Data")
    assert charts(app) == []
    assert '<th scope="row">Digital exclusion</th>' in html_of(app)
    app = see(app, "Help")
    assert "<table" not in html_of(app)
    for question in ("What does the chart show?", "How do I read it?", "Where do the numbers come from?"):
        assert f"<dt>{question}</dt>" in html_of(app)


def test_the_picture_buttons_say_what_they_save_and_when() -> None:
    written = html_of(opened())
    assert 'data-kind="png"' in written
    assert 'data-kind="svg"' in written
    assert "kenspeckle_themes-by-mentions_20" in written
    assert 'aria-label="Save the picture as SVG: The 3 themes heard most, by times raised"' in written


def test_the_select_box_picks_what_a_click_would() -> None:
    app = opened()
    app.selectbox(key="theme-bars-choose").select("TH-03").run()
    assert app.text[0].value == "picked TH-03"
    app.selectbox(key="theme-bars-choose").select(None).run()
    assert app.text[0].value == "picked None"


def test_hostile_names_stay_text_in_the_select_box_and_table() -> None:
    app = see(opened(), "Data")
    assert "<b onclick" not in html_of(app)
    assert "&lt;b onclick=&#34;x()&#34;&gt;Trust&lt;/b&gt;" in html_of(app)


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ({"customdata": "TH-03", "location": None}, "TH-03"),
        ({"customdata": ["TH-03", 9], "location": None}, "TH-03"),
        ({"customdata": None, "location": "S12000017"}, "S12000017"),
        ({"customdata": None, "location": None}, None),
        (None, None),
    ],
)
def test_a_click_tells_the_id_of_its_mark(mark: dict[str, Any] | None, found: str | None) -> None:
    assert clicked_id({"clicked": mark}) == found


def test_a_chart_keeps_its_identity_when_its_figure_changes() -> None:
    app = opened()
    [before] = app.get("bidi_component")
    app.selectbox(key="theme-bars-choose").select("TH-03").run()
    [after] = app.get("bidi_component")
    assert before.proto.json != after.proto.json
    assert before.proto.id == after.proto.id
