"""Hostile text stays text: in HTML, in widget labels and in charts."""

from __future__ import annotations

import html

from markupsafe import Markup

from components.markup import chart_text, join, plain, shortened, tag, wrapped


def test_text_inside_an_element_is_escaped() -> None:
    assert tag("p", "<img src=x onerror=y()>") == "<p>&lt;img src=x onerror=y()&gt;</p>"


def test_an_attribute_cannot_be_broken_out_of() -> None:
    assert tag("a", "x", title='" onclick="y()') == '<a title="&#34; onclick=&#34;y()">x</a>'


def test_markup_inside_markup_stays_as_it_is() -> None:
    assert tag("p", tag("b", "a & b")) == "<p><b>a &amp; b</b></p>"


def test_attribute_names_are_written_for_html() -> None:
    assert tag("td", "1", class_="number", data_kind="png", hidden=True, lang=None) == (
        '<td class="number" data-kind="png" hidden>1</td>'
    )


def test_joined_parts_are_each_escaped() -> None:
    assert join(["<", Markup("<b>"), "&"], between=", ") == "&lt;, <b>, &amp;"


def test_a_widget_label_does_nothing_but_read() -> None:
    label = plain("**bold** [x](javascript:y) :red[z] $a$ <b> `code`\n# head")
    for mark in ("**", "[x]", "](", ":red[", " $a$", "<b>", "`code`", "\n"):
        assert mark not in label, mark


def test_a_chart_label_holds_no_tag_and_no_formula() -> None:
    said = chart_text('<a href="x">$x^2$</a> & &lt;')
    assert "<" not in said
    assert "$" not in said
    assert html.unescape(said) == '<a href="x">$x^2$</a> & &lt;'


def test_long_names_are_cut_where_it_shows() -> None:
    assert shortened("Role of communities and community groups", 20) == "Role of communities…"
    assert shortened("Short", 20) == "Short"


def test_long_names_are_broken_between_words() -> None:
    assert wrapped("Partnership working across sectors", 20) == "Partnership working<br>across sectors"
