"""A card: one view at a time, with its help, its table and a way to pick without a mouse."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.card import Card, Pick, chosen_view
from components.chart import clicked_id
from components.help_words import Help
from components.table import csv_text
from components.theme_bars import COLUMNS, ranked
from tests.cards import card, press, see
from tests.components.rows_for_charts import HOSTILE, THEMES

KEY = "theme-bars"
LISTED = [row for row, _, _ in ranked(THEMES, "mentions")]


def page() -> None:
    import streamlit as st

    from components import theme_bars
    from components.view import PAGE
    from tests.components.rows_for_charts import THEMES

    def picked(theme: str | None) -> None:
        st.session_state["picked"] = theme

    @st.fragment(key=PAGE)  # every page that counts is one; a pick draws all of it anew
    def body() -> None:
        theme_bars.card(
            THEMES,
            source="Collected, <i>not</i> sampled.",
            chosen=st.session_state.get("picked"),
            on_pick=picked,
        ).show()
        st.text(f"picked {st.session_state.get('picked')}")

    body()


def opened() -> AppTest:
    app = AppTest.from_function(page, default_timeout=20).run()
    assert not app.exception
    return app


def test_a_card_opens_with_its_chart_under_a_heading_that_says_what_was_chosen() -> None:
    given = card(opened(), KEY)
    assert '<h2 class="ks-heading">The 3 themes heard most, by times raised</h2>' in given["head"]
    assert given["chart"]["alt"].startswith("Bar chart of themes by times raised, most first: Digital exclusion 9")
    assert given["label"] == "How to see: The 3 themes heard most, by times raised"
    assert (given["views"], given["view"]) == (["Chart", "Data", "Help"], "Chart")
    assert '<p class="ks-source">Collected, &lt;i&gt;not&lt;/i&gt; sampled.</p>' in given["foot"]
    assert "body" not in given


def test_what_stands_under_the_heading_is_text() -> None:
    card = Card("key", "Few", lambda look: {}, lambda: "", (), (), Help("a", "b"), "few", sub="From 20 records <i>")
    assert '<p class="ks-sub">From 20 records &lt;i&gt;</p>' in card.top("Chart")["head"]


def test_a_card_is_one_element_and_a_figure_travels_without_a_template() -> None:
    app = opened()
    assert app.get("html") == app.get("button_group") == app.get("selectbox") == app.get("download_button") == []
    chart = card(app, KEY)["chart"]
    assert len(json.dumps(chart["figure"])) < 6_000
    assert chart["config"]["topojsonURL"] == "/assets/topo/"
    [element] = app.get("bidi_component")
    assert len(element.proto.js_content) < 300  # the script itself comes once, from the server's own address


def test_only_the_view_that_is_asked_for_is_sent() -> None:
    app = see(opened(), KEY, "Data")
    given = card(app, KEY)
    assert "chart" not in given
    assert "choose" not in given
    assert given["view"] == "Data"
    assert '<th scope="row">Digital exclusion</th>' in given["body"]
    given = card(see(app, KEY, "Help"), KEY)
    assert "<table" not in given["body"]
    for question in ("What does the chart show?", "How do I read it?", "Where do the numbers come from?"):
        assert f"<dt>{question}</dt>" in given["body"]


def test_the_view_that_was_chosen_stays_when_something_else_changes() -> None:
    app = see(opened(), KEY, "Data")
    assert card(app.run(), KEY)["view"] == "Data"


@pytest.mark.parametrize("sent", [{}, {"view": None}, {"view": "<b>"}, {"view": 3}, {"view": ["Data"]}])
def test_a_view_that_there_is_not_is_the_chart(sent: dict[str, Any]) -> None:
    assert chosen_view(sent) == "Chart"


def test_the_buttons_say_what_they_save_and_when() -> None:
    app = opened()
    foot = card(app, KEY)["foot"]
    for kind in ("png", "svg", "csv"):
        assert re.search(rf'data-file="kenspeckle_themes-by-mentions_20\d\d-\d\d-\d\d\.{kind}"', foot)
    assert 'aria-label="Save the picture as SVG: The 3 themes heard most, by times raised"' in foot
    assert 'aria-label="CSV table: The 3 themes heard most, by times raised"' in foot
    without_picture = card(see(app, KEY, "Data"), KEY)["foot"]
    assert "ks-picture" not in without_picture
    assert "ks-csv" in without_picture


def test_the_csv_is_worked_out_once_and_only_when_it_is_asked_for() -> None:
    app = opened()
    assert "csv" not in card(app, KEY)
    given = card(press(app, KEY, "csv", 1234), KEY)
    assert given["csv"] == {"asked": 1234, "text": csv_text(COLUMNS, LISTED)}
    assert given["csv"]["text"].startswith("\ufeffTheme,")
    assert "csv" not in card(app.run(), KEY)


def test_the_list_picks_what_a_click_would() -> None:
    app = opened()
    choose = card(app, KEY)["choose"]
    assert (choose["label"], choose["chosen"]) == ("Open a theme", None)
    assert choose["options"] == [[row["theme_id"], row["theme"]] for row in LISTED]
    assert HOSTILE in dict(choose["options"]).values()  # the browser sets it as text
    press(app, KEY, "chosen", "TH-03")
    assert app.text[0].value == "picked TH-03"
    assert card(app, KEY)["choose"]["chosen"] == "TH-03"
    press(app, KEY, "chosen", "")
    assert app.text[0].value == "picked None"


def test_a_click_picks_its_mark_and_a_click_on_nothing_picks_nothing() -> None:
    app = press(opened(), KEY, "clicked", {"customdata": "TH-03", "location": None})
    assert app.text[0].value == "picked TH-03"
    press(app, KEY, "clicked", {"customdata": None, "location": None})
    assert app.text[0].value == "picked TH-03"


@pytest.mark.parametrize("sent", ["TH-99", 7, ["TH-03"], {"a": 1}])
def test_what_the_card_did_not_offer_cannot_be_picked(sent: Any) -> None:
    assert press(opened(), KEY, "chosen", sent).text[0].value == "picked None"


def test_where_nothing_is_chosen_there_is_nothing_to_take_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.card.redraw", lambda: None)
    told: list[str | None] = []
    Pick("Open", [("a", "A")], told.append).turn(None)
    assert told == []
    Pick("Open", [("a", "A")], told.append, "a").turn(None)
    assert told == [None]


def test_hostile_names_stay_text_in_the_table() -> None:
    given = card(see(opened(), KEY, "Data"), KEY)
    assert "<b onclick" not in given["body"]
    assert "&lt;b onclick=&#34;x()&#34;&gt;Trust&lt;/b&gt;" in given["body"]


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
    assert clicked_id(mark) == found


def test_a_card_keeps_its_identity_when_what_it_holds_changes() -> None:
    app = opened()
    [before] = app.get("bidi_component")
    press(app, KEY, "chosen", "TH-03")
    [after] = app.get("bidi_component")
    assert before.proto.json != after.proto.json
    assert before.proto.id == after.proto.id
