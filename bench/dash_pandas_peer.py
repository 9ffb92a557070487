"""Dash with pandas and four charts, as its own guide would have it: one callback, four figures."""

import os

import pandas as pd
from dash import Dash, Input, Output, dcc, html

from bench.four_charts import EFFECTS, LINES, Counts, figures, places, themes

insights = pd.read_csv(os.environ["BENCH_INSIGHTS"], parse_dates=["recorded_on"], keep_default_na=False)
insights["month"] = insights["recorded_on"].dt.strftime("%Y-%m-01")
by_theme = insights[["insight_id", "place", "month", "inequality_effect"]]
by_theme = by_theme.assign(theme=insights["themes"].str.split("; ")).explode("theme")

app = Dash()
app.layout = html.Div(
    [
        dcc.Dropdown(themes(), multi=True, id="theme", closeOnSelect=False),
        dcc.Dropdown(places(), multi=True, id="place", closeOnSelect=False),
        html.Div(
            [dcc.Graph(id=f"chart-{number}") for number in range(4)],
            style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
        ),
    ]
)


@app.callback(
    [Output(f"chart-{number}", "figure") for number in range(4)], Input("theme", "value"), Input("place", "value")
)
def draw(chosen_themes, chosen_places):
    kept, told = insights, by_theme
    if chosen_places:
        kept = kept[kept["place"].isin(chosen_places)]
        told = told[told["place"].isin(chosen_places)]
    if chosen_themes:
        about = told.loc[told["theme"].isin(chosen_themes), "insight_id"].unique()
        kept = kept[kept["insight_id"].isin(about)]
        told = told[told["insight_id"].isin(about)]
    heard = told["theme"].value_counts()
    councils = kept.loc[kept["place"] != "", "place"].value_counts()
    months = told.groupby(["theme", "month"]).size()
    effects = told.groupby(["inequality_effect", "theme"]).size()
    return figures(
        Counts(
            list(heard.items()),
            list(councils.items()),
            {name: columns(months[name].sort_index()) for name in heard.index[:LINES]},
            {name: columns(effects[name].nlargest(12)) for name in EFFECTS if name in effects},
        )
    )


def columns(numbers):
    return list(numbers.index), list(numbers)


if __name__ == "__main__":
    app.run(port=int(os.environ["BENCH_PORT"]), debug=False)
