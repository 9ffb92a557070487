"""Panel with DuckDB and four charts: one multiple choice, four Plotly panes."""

import os
from functools import lru_cache

import panel as pn

from bench import duckdb_counts
from bench.four_charts import choices, figures

held = duckdb_counts.connection()


@lru_cache(maxsize=512)
def counts(chosen: tuple[str, ...]):
    return duckdb_counts.counts(held, chosen)


def page():
    place = pn.widgets.MultiChoice(name="Place", options=choices())
    panes = [pn.pane.Plotly(chart, sizing_mode="stretch_width") for chart in figures(counts(()))]

    def draw(event):
        for pane, chart in zip(panes, figures(counts(tuple(event.new))), strict=True):
            pane.object = chart

    place.param.watch(draw, "value")
    return pn.Column(place, pn.GridBox(*panes, ncols=2, sizing_mode="stretch_width"), sizing_mode="stretch_width")


if __name__ == "__main__":
    pn.extension("plotly")
    pn.serve(page, port=int(os.environ["BENCH_PORT"]), show=False)
