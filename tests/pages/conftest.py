"""A page run as Streamlit runs it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from data.settings import PROJECT


def page(name: str, **address: str | list[str]) -> AppTest:
    """A page as it stands after its first run, without any fault."""
    test = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    for key, value in address.items():
        test.query_params[key] = value
    test.switch_page(f"pages/{name}.py").run()
    assert not test.exception
    return test
