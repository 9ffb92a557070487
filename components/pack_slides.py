"""The pack as slides with native charts that can be edited, words for those who do not see them, and speaker notes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.util import Emu, Inches, Pt

from components import pack_content, pack_evidence
from components.palette import look
from data.publications import Publication

_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_LETTERS = 420  # of a text on one slide


def slides(publication: Publication) -> bytes:
    """The PPTX."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    held = publication.snapshot
    evidence = held["evidence"]
    _words(deck, publication.title, [held["purpose"], held["room"]], f"Held on {held['held_on']}.")
    notes = "These are the numbers of the day of publication. Small numbers told in confidence are not shown."
    _words(deck, "What we are hearing", [evidence["sentence"], evidence["missing"]], notes)
    themes = pack_content.bars(evidence["tables"]["themes"], "theme", "mentions")
    _chart(deck, "Themes raised most", "Times raised", themes, "Say the first three themes with their numbers.")
    effects = pack_content.bars(evidence["tables"]["effects"], "effect", "records")
    _chart(deck, "What people said about inequality", "Records", effects, "Open a story for each before comparing.")
    for title, one in pack_content.pictures(held):
        _picture(deck, title, one)
    for step in held["steps"]:
        if step["rows"] and step["answers"]:
            rows = [(str(name), float(value)) for name, value in step["rows"]][:12]
            _chart(deck, step["title"], "Answers", rows, f"{step['answers']} people answered.")
        elif step["said"]:
            _words(deck, step["title"], step["said"][:8], f"{step['answers']} answers; the first are shown.")
    for words, changes in pack_content.theme_changes(held):
        _words(deck, "How the room re-shaped the themes", [f"{words}:", *changes[:8]], f"{len(changes)} changes.")
    for one in held["readings"]:
        dissent = f"Dissent: {one['dissent']}" if one["dissent"] else ""
        _words(deck, one["about"] or "A reading of the evidence", [one["reading"], dissent], _rests(one))
    acts = [
        f"{one['words']} ({one['owner'] or 'nobody yet'}, {one['due_on'] or 'no day set'})" for one in held["actions"]
    ]
    _words(deck, "What we will do", acts or ["Nothing was agreed."], "Say when people will hear what became of it.")
    tasks = [f"{one['about']}: {one['words'] or 'to be asked'}" for one in held.get("listening", [])]
    if tasks:
        _words(deck, "Whom we will listen to next", tasks[:8], f"{len(tasks)} places and groups.")
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def _rests(one: Mapping[str, Any]) -> str:
    return ". ".join([one["state"], *one.get("evidence", ())])


def _words(deck: Any, title: str, words: Sequence[str], notes: str) -> None:
    slide = _slide(deck, title, notes)
    box = slide.shapes.add_textbox(Inches(0.7), Inches(1.7), _WIDE - Inches(1.4), _HIGH - Inches(2.2))
    frame = box.text_frame
    frame.word_wrap = True
    for at, told in enumerate(one for one in words if one):
        part = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = part.add_run()
        run.text = told if len(told) <= _LETTERS else told[: _LETTERS - 1] + "…"
        run.font.size = Pt(24 if len(words) <= 4 else 18)
        run.font.color.rgb = _rgb(look(dark=False).ink)
        part.space_after = Pt(12)


def _picture(deck: Any, title: str, held: Mapping[str, Any]) -> None:
    """A picture that the room was shown: a chart of the slide's own, else its words and the first rows."""
    notes = " ".join(part for part in (f"{title}.", held["words"], held["source"]) if part)
    chart = held["chart"]
    if chart is None:
        columns = pack_evidence.columns(held)[:3]
        lines = [", ".join(column.words(row) for column in columns) for row in held["rows"][:8]]
        _words(deck, held["heading"], [held["words"], *lines], notes)
    elif chart["shape"] == "points":
        _points(deck, held["heading"], chart, held["alt"], notes)
    else:
        _series(deck, held["heading"], chart, held["alt"], notes)


def _chart(deck: Any, title: str, series: str, rows: Sequence[tuple[str, float]], notes: str) -> None:
    if not rows:
        return
    words = "; ".join(f"{name} {value:g}" for name, value in rows)
    chart = {"shape": "bars", "names": [name for name, _ in rows], "series": [[series, [value for _, value in rows]]]}
    _series(deck, title, chart, f"Bar chart. {title}, {series.lower()}: {words}.", notes)


def _series(deck: Any, title: str, held: Mapping[str, Any], alt: str, notes: str) -> None:
    """Bars or lines over names, made of numbers that can be edited in the slide."""
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = held["names"]
    for name, values in held["series"]:
        data.add_series(name, values)  # type: ignore[no-untyped-call]
    lines, many = held["shape"] == "lines", len(held["series"]) > 1
    chart = _placed(deck, title, XL_CHART_TYPE.LINE if lines else XL_CHART_TYPE.BAR_CLUSTERED, data, alt, notes)
    chart.has_legend = many or lines
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.visible = lines
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    if not lines:
        chart.category_axis.reverse_order = True
        plot.gap_width = 45
        plot.has_data_labels = True
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        whole = all(value is None or value == int(value) for _, values in held["series"] for value in values)
        plot.data_labels.number_format = "General" if whole else "0.0#"
        plot.data_labels.number_format_is_linked = False
    colours = look(dark=False)
    for colour, series in zip(colours.lines if lines else (colours.scale[3], colours.towards, colours.both),
                              plot.series, strict=False):  # fmt: skip
        part = series.format.line if lines else series.format.fill
        if lines:
            series.smooth = False
            part.color.rgb = _rgb(colour)
        else:
            part.solid()
            part.fore_color.rgb = _rgb(colour)


def _points(deck: Any, title: str, held: Mapping[str, Any], alt: str, notes: str) -> None:
    """Points over two scales."""
    data = XyChartData()  # type: ignore[no-untyped-call]
    for name, values in held["series"]:
        series = data.add_series(name)  # type: ignore[no-untyped-call]
        for x, y in zip(held["names"], values, strict=True):
            if x is not None and y is not None:
                series.add_data_point(x, y)
    chart = _placed(deck, title, XL_CHART_TYPE.XY_SCATTER, data, alt, notes)
    chart.has_legend = False
    chart.value_axis.minimum_scale = 0


def _placed(deck: Any, title: str, kind: Any, data: Any, alt: str, notes: str) -> Any:
    slide = _slide(deck, title, notes)
    size = (Emu(Inches(0.7)), Emu(Inches(1.5)), Emu(_WIDE - Inches(1.4)), Emu(_HIGH - Inches(2)))
    placed = slide.shapes.add_chart(kind, *size, data)
    placed._element._nvXxPr.cNvPr.set("descr", alt)
    chart = placed.chart
    chart.has_title = False
    chart.font.size = Pt(16)
    return chart


def _slide(deck: Any, title: str, notes: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    held = slide.shapes.title
    held.left, held.top, held.width, held.height = Inches(0.7), Inches(0.4), _WIDE - Inches(1.4), Inches(1.1)
    held.text_frame.text = title
    for run in held.text_frame.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(34), True
        run.font.color.rgb = _rgb(look(dark=False).accent)
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]
