"""A page that fails speaks plainly and never renders what people wrote."""

from streamlit.testing.v1 import AppTest


def faulty_page() -> None:
    from components import page_fault
    from data.errors import Refused

    page_fault.show(ValueError("jane@example.org"), number="abc123")
    page_fault.show(Refused("The theme **Digital** ![x](http://evil.example/x.png) is gone."), number="def456")


def test_the_reader_is_told_what_to_do_and_not_what_broke() -> None:
    shown = AppTest.from_function(faulty_page).run()
    texts = [text.value for text in shown.text]
    assert "abc123" in texts[0]
    assert not any("jane" in text for text in texts)


def test_a_reason_that_quotes_a_theme_name_stays_plain_text() -> None:
    shown = AppTest.from_function(faulty_page).run()
    assert "The theme **Digital** ![x](http://evil.example/x.png) is gone." in [text.value for text in shown.text]
    assert not any("Digital" in error.value for error in shown.error)
