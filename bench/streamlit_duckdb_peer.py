"""A plain Streamlit page with DuckDB behind ``cache_data`` and four charts."""

import streamlit as st

from bench import duckdb_counts
from bench.four_charts import choices, figures


@st.cache_resource
def connection():
    return duckdb_counts.connection()


@st.cache_data
def counts(chosen: tuple[str, ...]):
    return duckdb_counts.counts(connection(), chosen)


st.set_page_config(layout="wide")
picked = tuple(st.multiselect("Place", choices()))
columns = st.columns(2)
for number, chart in enumerate(figures(counts(picked))):
    columns[number % 2].plotly_chart(chart)
