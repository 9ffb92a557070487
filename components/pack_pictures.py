"""The pictures of the evidence in the pack's page: bars and lines that need no script, and the table of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from components import pack_evidence
from components.markup import join, tag
from components.table import table_markup
from components.words import count

_WIDE, _HIGH = 600, 220  # of a drawing, in its own units


def markup(title: str, held: Mapping[str, Any]) -> Markup:
    """One picture that the room was shown; takes what ``pack_evidence.frozen`` gave."""
    table = table_markup(pack_evidence.columns(held), held["rows"], held["heading"]) if held["rows"] else ""
    return join(
        [
            tag("h3", title),
            tag("p", tag("strong", held["heading"])),
            tag("p", held["words"]) if held["words"] else "",
            _drawing(held["chart"], held["alt"]) if held["chart"] else "",
            tag("details", tag("summary", "The numbers"), table) if table and held["chart"] else table,
            tag("p", held["source"], class_="small") if held["source"] else "",
        ]
    )


def _drawing(chart: Mapping[str, Any], alt: str) -> Markup:
    if chart["shape"] == "bars":
        return _bars(chart, alt)
    return _lines(chart, alt)


def _bars(chart: Mapping[str, Any], alt: str) -> Markup:
    """A row for each name; several series stand under each other in it, each with its name."""
    series: Sequence[Any] = chart["series"]
    longest = max((value or 0 for _, values in series for value in values), default=0) or 1
    items = []
    for at, name in enumerate(chart["names"]):
        for number, (label, values) in enumerate(series):
            value = values[at]
            if value is None:
                continue
            said = name if number == 0 else ""
            under = f" {label.lower()}" if len(series) > 1 else ""
            bar = tag(
                "span", class_=f"bar bar-{number}", style=f"width:{100 * value / longest:.1f}%", aria_hidden="true"
            )
            items.append(tag("li", tag("span", said), bar, tag("strong", _words(value) + under, class_="number")))
    return tag("ul", join(items), class_="bars wide" if len(series) > 1 else "bars", aria_label=alt)


def _lines(chart: Mapping[str, Any], alt: str) -> Markup:
    """Lines over the same ground; the name of each stands under it in its colour."""
    shape = chart["shape"]
    across = chart["names"] if shape == "points" else list(range(len(chart["names"])))
    low, high = min(across), max(across)
    top = max((value or 0 for _, values in chart["series"] for value in values), default=0) or 1
    drawn, named = [], []
    for number, (label, values) in enumerate(chart["series"]):
        points = sorted((x, y) for x, y in zip(across, values, strict=True) if y is not None)
        at = " ".join(f"{_WIDE * (x - low) / ((high - low) or 1):.1f},{_HIGH * (1 - y / top):.1f}" for x, y in points)
        drawn.append(tag("polyline", points=at, class_=f"line line-{number}"))
        named.append(tag("li", tag("span", class_=f"stroke line-{number}", aria_hidden="true"), label))
    box = f"-4 -8 {_WIDE + 8} {_HIGH + 16}"
    ends = [str(chart["names"][0]), str(chart["names"][-1])] if shape == "lines" else []
    picture = tag("svg", join(drawn), viewBox=box, role="img", aria_label=alt, preserveAspectRatio="none")
    axis = tag("p", join(tag("span", one) for one in ends), class_="ends small") if ends else ""
    return join([picture, axis, tag("ul", join(named), class_="keys small"),
                 tag("p", f"The highest value is {_words(top)}.", class_="small")])  # fmt: skip


def _words(value: float) -> str:
    return count(value) if value == int(value) else f"{value:.2g}" if abs(value) < 1 else f"{value:.1f}"
