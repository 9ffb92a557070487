"""Where people join: the address of the door as the host's browser knows this server, and a QR code of it."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

import segno
import streamlit as st
from markupsafe import Markup

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def door_address() -> str:
    """``https://the.host/join``."""
    return f"{'/'.join(str(st.context.url or '').split('/')[:3])}/join"


def reaches_others(address: str) -> bool:
    """Whether somebody on another machine can open this address."""
    host = urlsplit(address).hostname
    return bool(host) and host not in _THIS_MACHINE


def qr(address: str) -> Markup:
    """The QR code of an address as SVG; it is made here and holds nothing that was sent."""
    return Markup(_svg(address))


@cache
def _svg(address: str) -> str:
    return segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
