"""The floor: a bare Streamlit page on which a filter swaps one chart that is ready."""

import streamlit as st

from bench.four_charts import figures, made_up, places, themes

STEPS = 60


@st.cache_resource
def ready() -> list:
    return [figures(made_up(step))[0] for step in range(STEPS)]


st.set_page_config(layout="wide")
chosen = st.multiselect("Theme", themes()) + st.multiselect("Place", places())
st.plotly_chart(ready()[len(chosen)], key="chart")
