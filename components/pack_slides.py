"""The pack as slides with native charts that can be edited, words for those who do not see them, and speaker notes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Emu, Inches, Pt

from components import pack_content
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


def _chart(deck: Any, title: str, series: str, rows: Sequence[tuple[str, float]], notes: str) -> None:
    if not rows:
        return
    slide = _slide(deck, title, notes)
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [name for name, _ in rows]
    data.add_series(series, [value for _, value in rows])  # type: ignore[no-untyped-call]
    size = (Emu(Inches(0.7)), Emu(Inches(1.5)), Emu(_WIDE - Inches(1.4)), Emu(_HIGH - Inches(2)))
    placed = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *size, data)
    words = "; ".join(f"{name} {value:g}" for name, value in rows)
    placed._element._nvXxPr.cNvPr.set("descr", f"Bar chart. {title}, {series.lower()}: {words}.")
    chart = placed.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(16)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "General", False
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = _rgb(look(dark=False).scale[3])


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
