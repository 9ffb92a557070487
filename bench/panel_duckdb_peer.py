"""Panel with DuckDB and four charts: one multiple choice, four Plotly panes."""

import os
from functools import lru_cache

import panel as pn

from bench import duckdb_counts
from bench.four_charts import figures, places, themes

held = duckdb_counts.connection()


@lru_cache(maxsize=512)
def counts(chosen_themes: tuple[str, ...], chosen_places: tuple[str, ...]):
    return duckdb_counts.counts(held, chosen_themes, chosen_places)


def page():
    theme = pn.widgets.MultiChoice(name="Theme", options=themes(), css_classes=["theme"])
    place = pn.widgets.MultiChoice(name="Place", options=places(), css_classes=["place"])
    panes = [pn.pane.Plotly(chart, sizing_mode="stretch_width") for chart in figures(counts((), ()))]

    def draw(_):
        for pane, chart in zip(panes, figures(counts(tuple(theme.value), tuple(place.value))), strict=True):
            pane.object = chart

    theme.param.watch(draw, "value")
    place.param.watch(draw, "value")
    return pn.Column(
        theme, place, pn.GridBox(*panes, ncols=2, sizing_mode="stretch_width"), sizing_mode="stretch_width"
    )


if __name__ == "__main__":
    pn.extension("plotly")
    pn.serve(page, port=int(os.environ["BENCH_PORT"]), show=False)
