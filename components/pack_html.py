"""The pack as one HTML file that opens with no network: recap, evidence, readings, actions. No script at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from components import pack_content, pack_pictures
from components.markup import join, tag
from components.palette import look
from components.table import Column, table_markup
from components.words import count
from data.publications import Publication

_STYLE = """
body{font:1.05rem/1.55 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:2rem 1.2rem;color:var(--ink);
background:var(--paper)}h1,h2,h3{line-height:1.2}
h2{margin-top:2.5rem;border-top:3px solid var(--accent);padding-top:.6rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{text-align:left;padding:.35rem .8rem .35rem 0;
border-bottom:1px solid var(--line);vertical-align:top}.number{text-align:right}.lead{font-size:1.35rem}
.bars{list-style:none;padding:0}.bars li{display:grid;grid-template-columns:minmax(9rem,18rem) 1fr 4rem;gap:.8rem;
align-items:center;margin:.3rem 0}.bar{background:var(--bar);height:1em;border-radius:3px;min-width:2px}
blockquote{margin:.6rem 0;padding:.2rem 0 .2rem 1rem;border-left:4px solid var(--accent);white-space:pre-line;
overflow-wrap:anywhere}.small{color:var(--soft);font-size:.92rem}@media print{h2{break-before:auto}}
.bars.wide li{grid-template-columns:minmax(9rem,16rem) 1fr 14rem}.bar-1{background:var(--bar-1)}
.bar-2{background:var(--bar-2)}
svg{width:100%;height:14rem;border-bottom:1px solid var(--line)}.line{fill:none;stroke-width:2.5px;
vector-effect:non-scaling-stroke}.ends{display:flex;justify-content:space-between;margin:.2rem 0}
.keys{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
.stroke{display:inline-block;width:1.6em;height:.5em;margin-right:.5em;background:currentColor}
.line-0{stroke:var(--line-0);color:var(--line-0)}.line-1{stroke:var(--line-1);color:var(--line-1)}
.line-2{stroke:var(--line-2);color:var(--line-2)}.line-3{stroke:var(--line-3);color:var(--line-3)}
.line-4{stroke:var(--line-4);color:var(--line-4)}details{margin:.5rem 0 1rem}
@media(max-width:600px){.bars li{grid-template-columns:1fr auto}.bar{grid-row:2;grid-column:1/-1}}
"""


def html(publication: Publication) -> str:
    """The whole file."""
    held = publication.snapshot
    evidence = held["evidence"]
    body = [
        tag("h1", publication.title),
        tag("p", f"Held on {held['held_on']}, published on {publication.published_at:%d %B %Y}.", class_="small"),
        tag("p", held["purpose"], class_="lead") if held["purpose"] else "",
        tag("p", f"In the room: {held['room']}") if held["room"] else "",
        tag("h2", "What was said in the room"),
        *(_step(step) for step in held["steps"] if step["asks"]),
        _pictures(held),
        _reshaped(held),
        tag("h2", "What it may mean"),
        *(_reading(one) for one in held["readings"]),
        tag("p", "No reading was written down.") if not held["readings"] else "",
        tag("h2", "What we will do"),
        _actions(held["actions"]),
        _listening(held.get("listening", [])),
        tag("h2", "The evidence as it stood"),
        tag("p", evidence["sentence"], class_="lead"),
        tag("p", evidence["missing"]) if evidence["missing"] else "",
        _bars(pack_content.bars(evidence["tables"]["themes"], "theme", "mentions"), "Themes raised most, times raised"),
        *(_table(name, heading, evidence["tables"][name]) for name, heading in pack_content.table_names().items()),
        tag("p", "Collected, not sampled. Small numbers that were told in confidence are not shown.", class_="small"),
    ]
    page = tag("html", _head(publication.title), tag("body", tag("main", join(body))), lang="en")
    return f"<!doctype html>\n{page}\n"


def _head(title: str) -> Markup:
    light, dark = look(dark=False), look(dark=True)

    def variables(colours: Any) -> str:
        return (
            f"--ink:{colours.ink};--soft:{colours.soft};--paper:{colours.paper};--line:{colours.line};"
            f"--accent:{colours.accent};--bar:{colours.scale[3]};--bar-1:{colours.towards};--bar-2:{colours.both};"
            + ";".join(f"--line-{number}:{colour}" for number, colour in enumerate(colours.lines))
        )

    style = f":root{{{variables(light)}}}@media(prefers-color-scheme:dark){{:root{{{variables(dark)}}}}}{_STYLE}"
    return tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'),
        Markup(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        ),
        tag("title", title),
        tag("style", Markup(style)),  # ours; holds nothing that anybody sent
    )


def _step(step: Mapping[str, Any]) -> Markup:
    parts: list[object] = [tag("h3", step["title"]), tag("p", f"{step['answers']} answers", class_="small")]
    if step["said"]:
        parts += [tag("blockquote", words) for words in step["said"]]
    elif step["rows"]:
        parts.append(_bars([(str(name), float(value)) for name, value in step["rows"]], step["title"]))
    return join(parts)


def _pictures(held: Mapping[str, Any]) -> Markup:
    """What the room looked at; nothing where no picture was shown."""
    found = [pack_pictures.markup(title, one) for title, one in pack_content.pictures(held)]
    return tag("h2", "What the room looked at") + join(found) if found else Markup("")


def _reshaped(held: Mapping[str, Any]) -> Markup:
    """How the room re-shaped the themes; nothing where it did not."""
    parts = [
        tag("h3", words) + tag("ul", join(tag("li", one) for one in changes))
        for words, changes in pack_content.theme_changes(held)
    ]
    return tag("h2", "How the room re-shaped the themes") + join(parts) if parts else Markup("")


def _reading(one: Mapping[str, Any]) -> Markup:
    dissent = tag("p", tag("strong", "Dissent: "), one["dissent"]) if one["dissent"] else ""
    about = tag("p", one["about"], class_="small") if one["about"] else ""
    rests = tag("ul", join(tag("li", told) for told in one["evidence"]), class_="small") if one.get("evidence") else ""
    return tag("div", about, tag("blockquote", one["reading"]), dissent, rests, tag("p", one["state"], class_="small"))


def _actions(rows: Sequence[Mapping[str, Any]]) -> Markup:
    if not rows:
        return tag("p", "Nothing was agreed.")
    columns = (Column("words", "What"), Column("owner", "Who"), Column("level", "Level"), Column("due_on", "By when"),
               Column("state", "State"), Column("rests_on", "What it rests on"))  # fmt: skip
    told = [{**row, "rests_on": row.get("rests_on") or None} for row in rows]
    return table_markup(columns, told, "What we will do")


def _listening(rows: Sequence[Mapping[str, Any]]) -> Markup:
    if not rows:
        return Markup("")
    columns = (Column("about", "Place or group"), Column("words", "What to ask"), Column("owner", "Who"),
               Column("due_on", "By when"), Column("state", "State"))  # fmt: skip
    return tag("h2", "Whom we will listen to next") + table_markup(columns, rows, "Whom we will listen to next")


def _bars(rows: Sequence[tuple[str, float]], caption: str) -> Markup:
    longest = max((value for _, value in rows), default=0) or 1
    items = [
        tag("li", tag("span", name), tag("span", class_="bar", style=f"width:{100 * value / longest:.1f}%",
            aria_hidden="true"), tag("strong", count(value) if value == int(value) else f"{value:g}", class_="number"))
        for name, value in rows
    ]  # fmt: skip
    return tag("ul", join(items), class_="bars", aria_label=caption)


def _table(name: str, heading: str, table: Mapping[str, Any]) -> Markup:
    columns = tuple(Column(column, label) for column, label in table["columns"])
    rows = [{column: pack_content.told(column, row[column]) for column, _ in table["columns"]} for row in table["rows"]]
    return tag("h3", heading) + table_markup(columns, rows, heading)
