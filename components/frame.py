"""What every page is framed by: the style sheet, the script that saves pictures, light or dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from components.palette import Look, look, on_white

_STATIC = Path(__file__).parent / "static"
# Loaded from our own server and harmless when it runs twice. It holds nothing that anybody uploaded.
_SCRIPT = '<script src="/assets/js/picture.js"></script>'


def frame() -> Look:
    """Dress the page; call it once a page, before anything is drawn. Returns the colours in force."""
    colours = current_look()
    st.html(f"<style>{_variables(colours)}{_style_sheet()}</style>")
    with st.container(key="ks-script"):
        st.html(_SCRIPT, unsafe_allow_javascript=True)
    return colours


def current_look() -> Look:
    """The colours of the theme that this reader's browser shows; light until the browser has said."""
    return look(dark=st.context.theme.type == "dark")


def both_looks() -> str:
    """The colours as CSS variables for a page that follows the browser's own choice of light or dark."""
    dark = f"@media (prefers-color-scheme:dark){{{_variables(look(dark=True))}}}"
    return _variables(look(dark=False)) + dark


@cache
def _style_sheet() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(_STATIC.glob("*.css")))


def _variables(colours: Look) -> str:
    """The colours as CSS variables, so that the style sheet names no colour itself."""
    named = {name: getattr(colours, name) for name in Look.__dataclass_fields__}
    pairs = [f"--ks-{name.replace('_', '-')}:{value}" for name, value in named.items() if isinstance(value, str)]
    pairs += [f"--ks-scale-{step}:{value}" for step, value in enumerate(colours.scale)]
    if colours.dark:  # a saved picture lies on white, whatever the page looks like
        pairs.append("--ks-on-white:" + " ".join(f"{dark}>{light}" for dark, light in on_white().items()))
    return f":root{{{';'.join(pairs)}}}"
