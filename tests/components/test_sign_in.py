"""Where a team has set up its own sign-in, nothing is shown before it."""

from streamlit.testing.v1 import AppTest

from components.sign_in import ON_THIS_PAGE, by


def page() -> None:
    import streamlit as st

    from components import sign_in

    sign_in.require()
    st.title("What we hear")


def test_without_sign_in_the_page_is_shown() -> None:
    shown = AppTest.from_function(page).run()
    assert [title.value for title in shown.title] == ["What we hear"]


def test_with_sign_in_only_the_button_is_shown() -> None:
    shown = AppTest.from_function(page)
    shown.secrets["auth"] = {"redirect_uri": "http://localhost:8501/oauth2callback", "cookie_secret": "x"}
    shown.run()
    assert [title.value for title in shown.title] == ["Kenspeckle"]
    assert [button.label for button in shown.button] == ["Sign in"]
    assert not shown.exception


def test_nobody_is_named_where_nobody_signs_in() -> None:
    assert by(ON_THIS_PAGE) == by(None) == ""
    assert by("Pat") == " by Pat"
