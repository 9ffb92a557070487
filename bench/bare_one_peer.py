"""The floor: a bare Streamlit page on which a filter swaps one chart that is ready."""

import streamlit as st

from bench.four_charts import choices, figures, made_up


@st.cache_resource
def ready() -> list:
    return [figures(made_up(step))[0] for step in range(len(choices()) + 1)]


st.set_page_config(layout="wide")
chosen = st.multiselect("Place", choices())
st.plotly_chart(ready()[len(chosen)], key="chart")
