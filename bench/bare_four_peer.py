"""A bare Streamlit page on which a filter swaps four charts that are ready."""

import streamlit as st

from bench.four_charts import figures, made_up, places, themes

STEPS = 60


@st.cache_resource
def ready() -> list:
    return [figures(made_up(step)) for step in range(STEPS)]


st.set_page_config(layout="wide")
chosen = st.multiselect("Theme", themes()) + st.multiselect("Place", places())
columns = st.columns(2)
for number, chart in enumerate(ready()[len(chosen)]):
    columns[number % 2].plotly_chart(chart, key=f"chart-{number}")
