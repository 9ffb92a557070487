"""The card for participants, to print or to send: how to take part. One HTML file that opens with no network."""

from __future__ import annotations

from markupsafe import Markup

from components import room_address
from components.markup import join, tag
from components.palette import look
from data.workshops import Workshop

FILE_NAME = "how-to-take-part.html"
_LINE = Markup('<span class="line" role="img" aria-label="to be filled in"></span>')  # to write on
STEPS = (
    ("Open the address", "on any phone or computer. You need no account and no app, and you give no name."),
    ("Type the code.", "Capitals, spaces and dashes do not matter."),
    ("Answer what your screen asks, then press Send.", "“Thank you” means that your answer has arrived."),
    ("Go on when the host goes on.", "If your screen does not follow, press “Show what the room is at now”."),
)
GOOD_TO_KNOW = (
    "Nobody has to answer. You can leave any question out.",
    "Answers carry no name, and nobody sees them until the host shows all of them together. Where that is different, "
    "your screen says so. Where you are asked for a name, you may leave it out.",
    "You can take an answer back until the answers are shown.",
    "Please do not write names, addresses or anything else that tells who somebody is.",
    "Without a phone or computer: say it, sign it, or write it in the call's chat. The host brings it in for you.",
    "Works with a screen reader, with the keyboard alone and with very large letters.",
)
_STYLE = """
@page{size:A5;margin:12mm}
body{font:1.15rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:34rem;margin:0 auto;
padding:1.2rem}h1{font-size:1.8rem;line-height:1.2;margin:.2rem 0 .8rem}h2{font-size:1.2rem;margin:1.2rem 0 .3rem}
.where{border:3px solid var(--accent);border-radius:.6rem;padding:.8rem 1rem;display:flex;gap:1rem;align-items:center;
flex-wrap:wrap}.where p{margin:.2rem 0;overflow-wrap:anywhere}.where strong{font-size:1.5rem}
.line{display:inline-block;width:14rem;border-bottom:2px dotted var(--ink)}.qr{width:8rem;flex:none}
.qr svg{width:100%;height:auto;display:block;background:white}li{margin:.3rem 0}p{white-space:pre-line}
@media print{body{font-size:10.5pt;padding:0}.where{break-inside:avoid}}
"""


def html(workshop: Workshop | None = None, address: str = "") -> str:
    """The whole file. The code is in it only while the door is open, the address only if others can reach it;
    what is not in it is a line to write on."""
    code = workshop.code if workshop and workshop.door_is_open else None
    reached = address if room_address.reaches_others(address) else ""
    qr = tag("div", room_address.qr(f"{reached}/{code}"), class_="qr") if code and reached else ""
    told = [("Address: ", reached), ("Code: ", code)]
    lines = join(tag("p", name, tag("strong", held) if held else _LINE) for name, held in told)
    where = tag("div", tag("div", lines), qr, class_="where")
    body = [
        tag("p", workshop.title) if workshop else "",
        tag("h1", "How to take part"),
        where,
        tag("ol", join(tag("li", tag("strong", what), " ", how) for what, how in STEPS)),
        tag("h2", "Good to know"),
        tag("ul", join(tag("li", words) for words in GOOD_TO_KNOW)),
    ]
    for name, heading in (("ground_rules", "Ground rules"), ("access", "What would help you take part?")):
        if workshop and workshop.pack.get(name, "").strip():
            body += [tag("h2", heading), tag("p", workshop.pack[name])]
    page = tag("html", _head(), tag("body", tag("main", join(body))), lang="en")
    return f"<!doctype html>\n{page}\n"


def text() -> str:
    """The same in plain text, for the joining pack that goes into an e-mail."""
    steps = "\n".join(f"{at}. {what} {how}" for at, (what, how) in enumerate(STEPS, start=1))
    return steps + "\n\n" + "\n".join(f"- {words}" for words in GOOD_TO_KNOW)


def _head() -> Markup:
    light = look(dark=False)
    style = f":root{{--ink:{light.ink};--paper:{light.card};--accent:{light.accent}}}{_STYLE}"
    return tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'),
        Markup(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        ),
        tag("title", "How to take part"),
        tag("style", Markup(style)),  # ours; holds nothing that anybody sent
    )
