"""A plain Streamlit page with DuckDB behind ``cache_data`` and four charts."""

import streamlit as st

from bench import duckdb_counts
from bench.four_charts import figures, places, themes


@st.cache_resource
def connection():
    return duckdb_counts.connection()


@st.cache_data
def counts(chosen_themes: tuple[str, ...], chosen_places: tuple[str, ...]):
    return duckdb_counts.counts(connection(), chosen_themes, chosen_places)


st.set_page_config(layout="wide")
picked = tuple(st.multiselect("Theme", themes())), tuple(st.multiselect("Place", places()))
columns = st.columns(2)
for number, chart in enumerate(figures(counts(*picked))):
    columns[number % 2].plotly_chart(chart)
