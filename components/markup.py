"""The only way text reaches the page: escaped for HTML, for Plotly labels or for Streamlit's markdown.

Theme names and everything uploaded are hostile until they have passed through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:$&^=])")
_SPACES = re.compile(r"\s+")


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """One HTML element. Text inside is escaped unless it is already ``Markup``.

    Attribute names: ``class_`` means ``class``, an underscore within a name means a dash. An attribute that
    is ``None`` or ``False`` is left out; ``True`` stands without a value.
    """
    written = Markup("")
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        written += Markup(f" {label}") if value is True else Markup(' {}="{}"').format(Markup(label), value)
    body = Markup("").join(escape(part) for part in inside)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, body)


def join(parts: Iterable[object], between: str = "") -> Markup:
    """Parts side by side, each escaped unless it is already ``Markup``."""
    return escape(between).join(escape(part) for part in parts)


def plain(text: object) -> str:
    """Text for a widget label: every mark that Streamlit's markdown would act upon is disarmed."""
    return _MARKDOWN.sub(r"\\\1", _SPACES.sub(" ", str(text)).strip())


def chart_text(text: object) -> str:
    """Text for a Plotly label: no tag, entity or LaTeX of its own, only the letters."""
    flat = _SPACES.sub(" ", str(text)).strip()
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def wrapped(text: object, width: int, lines: int = 2) -> str:
    """Text for a Plotly label broken into at most ``lines`` lines of about ``width`` letters."""
    words, rows = _SPACES.sub(" ", str(text)).strip().split(" "), [""]
    for word in words:
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width and len(rows) < lines:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return "<br>".join(chart_text(shortened(row, width + 6)) for row in rows)


def shortened(text: object, width: int) -> str:
    """At most ``width`` letters; a cut is shown by an ellipsis. Not yet escaped."""
    flat = _SPACES.sub(" ", str(text)).strip()
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"
