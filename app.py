"""The page list and the server: run by ``make run``, or by ``streamlit run app.py``.

One file does both. The server imports it once and finds ``app``; Streamlit then runs it as a script for
every visit and finds the page list.
"""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

# Without this a first visit to /themes would run pages/themes.py alone, without the list below.
PagesManager.uses_pages_directory = False

if __name__ != "__main__":
    from starlette.middleware import Middleware

    from components import card_script, frame, page_fault, plotly_script
    from data.settings import PROJECT
    from join import safe_log, startup
    from join.assets import asset_route
    from join.door import Door
    from join.headers import SecurityHeaders
    from join.lifespan import lifespan
    from join.live import live_route

    def tell_fault(error: Exception) -> bool:
        """Show plain words instead of a page that failed, with the number under which the log tells why."""
        page_fault.show(error, number=safe_log.log_fault(error))
        return True

    address, port = st.get_option("server.address"), st.get_option("server.port")
    startup.begin(address, sign_in="auth" in st.secrets if st.secrets.load_if_toml_exists() else False)
    scripts = {plotly_script.name(): plotly_script.file(), **card_script.files()}
    app = st.App(
        __file__,
        routes=[
            asset_route(PROJECT / "components" / "static", scripts),
            *Door(frame.both_looks()).routes(),
            live_route(),
        ],
        middleware=[
            Middleware(SecurityHeaders, script_ahead=plotly_script.address(), modules_ahead=card_script.addresses())
        ],
        lifespan=lifespan(startup.shown_address(address, port)),
        on_script_error=tell_fault,
    )
else:
    from components import sign_in

    # Before the list and as a picture file: the browser would fetch a :material: icon from another machine.
    st.set_page_config(page_icon="components/static/icon.png", layout="wide", initial_sidebar_state=232)
    # One plain list: Streamlit draws a menu with sections in a way that screen readers cannot follow.
    page = st.navigation(
        [
            st.Page("pages/overview.py", title="Overview", icon=":material/home:", default=True),
            st.Page("pages/themes.py", title="Themes", icon=":material/bar_chart:"),
            st.Page("pages/places.py", title="Places", icon=":material/map:"),
            st.Page("pages/inequality.py", title="Inequality", icon=":material/balance:"),
            st.Page("pages/trends.py", title="Trends", icon=":material/trending_up:"),
            st.Page("pages/insights.py", title="Insights", icon=":material/format_quote:"),
            st.Page(
                "pages/case_studies.py", title="Case studies", icon=":material/menu_book:", url_path="case-studies"
            ),
            st.Page("pages/workshop.py", title="Workshop", icon=":material/groups:"),
            st.Page("pages/month.py", title="What is new", icon=":material/calendar_month:"),
            st.Page("pages/actions.py", title="Actions", icon=":material/task_alt:"),
            st.Page("pages/publications.py", title="Publications", icon=":material/newspaper:"),
            st.Page("pages/stage.py", title="Stage", icon=":material/present_to_all:", visibility="hidden"),
            st.Page("pages/upload.py", title="Upload", icon=":material/upload_file:"),
            st.Page("pages/help.py", title="Help", icon=":material/help:"),
        ]
    )
    st.set_page_config(page_title=f"{page.title} · Kenspeckle")
    sign_in.require()
    page.run()
