"""``python -m data theme …``: the same functions as the pages, by id or name, for everybody or in a draft."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from data import theme_changes, theme_drafts, theme_history
from data.command_line import DONE, Outcome, add_shared, as_json, database_of, opened, who_asks
from data.errors import Refused
from data.theme_scope import Change
from data.theme_undo import undo

Told = tuple[dict[str, Any], str]  # as JSON, as words


def add_theme(commands: Any) -> None:
    """Add the command and its actions to the parser of ``python -m data``."""
    words = "list and re-shape the themes"
    theme = commands.add_parser("theme", help=words, description=words)
    actions = theme.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, work: Callable[[argparse.Namespace, str | None], Told], words: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = actions.add_parser(name, help=words, description=words)
        add_shared(sub)
        sub.add_argument("--as-draft", metavar="WORKSHOP_ID", help="in the draft of a workshop, seen only there")
        sub.set_defaults(command=_command, work=work)
        return sub

    add("list", _list, "list the themes that stand")
    create = add("create", _create, "make a theme")
    create.add_argument("theme", metavar="NAME")
    create.add_argument("--under", metavar="T", help="the theme that it stands under")
    create.add_argument("--definition", metavar="TEXT", help="what it means")
    rename = add("rename", _rename, "give a theme another name")
    rename.add_argument("theme", metavar="T")
    rename.add_argument("new", metavar="NEW")
    define = add("define", _define, "say what a theme means")
    define.add_argument("theme", metavar="T")
    define.add_argument("text", metavar="TEXT")
    move = add("move", _move, "put a theme under another, or at the top")
    move.add_argument("theme", metavar="A")
    where = move.add_mutually_exclusive_group(required=True)
    where.add_argument("--under", metavar="B")
    where.add_argument("--top", action="store_true")
    merge = add("merge", _merge, "make one theme of several")
    merge.add_argument("themes", metavar="A", nargs="+")
    merge.add_argument("--into", metavar="NAME", required=True)
    merge.add_argument("--definition", metavar="TEXT")
    merge.add_argument("--word", action="append", metavar="NAME", help="a former name to keep (default: all of them)")
    split = add("split", _split, "make a new theme of some records of one")
    split.add_argument("theme", metavar="A")
    split.add_argument("--name", dest="new", metavar="NAME", required=True)
    split.add_argument("--records", metavar="ID", nargs="+", required=True)
    split.add_argument("--definition", metavar="TEXT")
    add("retire", _retire, "take a theme out of use").add_argument("theme", metavar="T")
    taking_back = add("undo", _undo, "take a change back: the newest, or the one with this id")
    taking_back.add_argument("event_id", metavar="EVENT_ID", nargs="?")
    add("history", _history, "tell who changed what, and when").add_argument("theme", metavar="T", nargs="?")
    add("compare", _compare, "tell what a draft would change")
    add("commit", _commit, "let a draft count for everybody")
    add("discard", _discard, "close a draft without letting it count")


def _command(arguments: argparse.Namespace) -> Outcome:
    opened(database_of(arguments))
    draft = theme_drafts.draft_of(arguments.as_draft, who_asks()).draft_id if arguments.as_draft else None
    told, words = arguments.work(arguments, draft)
    return Outcome(DONE, as_json(told) if arguments.json else words)


def _list(arguments: argparse.Namespace, draft: str | None) -> Told:
    rows = theme_history.theme_list(draft)
    under: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        under.setdefault(row["parent_theme_id"], []).append(row)

    def lines(parent_id: str | None, depth: int) -> list[str]:
        return [
            line
            for row in under.get(parent_id, [])
            for line in (
                f"{'  ' * depth}{row['theme']}  ({row['theme_id']}, {row['mentions']:,})",
                *lines(row["theme_id"], depth + 1),
            )
        ]

    return {"themes": rows}, "\n".join(lines(None, 0) or ["There are no themes."]) + "\n"


def _create(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(
        theme_changes.create(
            arguments.theme, under=arguments.under, definition=arguments.definition, who=who_asks(), draft=draft
        )
    )


def _rename(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(theme_changes.rename(arguments.theme, arguments.new, who=who_asks(), draft=draft))


def _define(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(theme_changes.define(arguments.theme, arguments.text, who=who_asks(), draft=draft))


def _move(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(theme_changes.move(arguments.theme, arguments.under, who=who_asks(), draft=draft))


def _merge(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(
        theme_changes.merge(
            arguments.themes, arguments.into, definition=arguments.definition, words=arguments.word,
            who=who_asks(), draft=draft,
        )
    )  # fmt: skip


def _split(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(
        theme_changes.split(
            arguments.theme, arguments.new, arguments.records, definition=arguments.definition,
            who=who_asks(), draft=draft,
        )
    )  # fmt: skip


def _retire(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(theme_changes.retire(arguments.theme, who=who_asks(), draft=draft))


def _undo(arguments: argparse.Namespace, draft: str | None) -> Told:
    return _done(undo(arguments.event_id, who=who_asks(), draft=draft))


def _history(arguments: argparse.Namespace, draft: str | None) -> Told:
    events = theme_history.history(arguments.theme, draft)
    lines = [
        f"{one['made_at']:%Y-%m-%d %H:%M}  {one['made_by'] or 'somebody'}: {one['words']}"
        + (f", in the workshop {one['workshop_id']}" if one["workshop_id"] else "")
        + f"  {one['event_id']}"
        for one in events
    ]
    return {"events": events}, "\n".join(lines or ["Nothing was changed yet."]) + "\n"


def _compare(arguments: argparse.Namespace, draft: str | None) -> Told:
    rows = theme_drafts.compare(_needed(draft))
    lines = [
        f"{row['theme_now'] or '-'} ({_count(row['mentions_now'])}) -> {row['theme_in_draft'] or '-'}"
        f" ({_count(row['mentions_in_draft'])})"
        for row in rows
    ]
    return {"draft_id": draft, "themes": rows}, "\n".join(lines or ["The draft changes nothing."]) + "\n"


def _commit(arguments: argparse.Namespace, draft: str | None) -> Told:
    done = theme_drafts.commit(_needed(draft), who=who_asks())
    words = f"Committed {len(done):,} changes; they count for everybody now."
    return {"status": "done", "message": words, "events": [vars(one) for one in done]}, words + "\n"


def _discard(arguments: argparse.Namespace, draft: str | None) -> Told:
    theme_drafts.discard(_needed(draft), who=who_asks())
    words = "Discarded the draft; nothing changed for anybody."
    return {"status": "done", "message": words}, words + "\n"


def _needed(draft: str | None) -> str:
    if draft is None:
        raise Refused("Say which draft: --as-draft WORKSHOP_ID")
    return draft


def _count(count: int | None) -> str:
    return "-" if count is None else f"{count:,}"


def _done(change: Change) -> Told:
    told = {"status": "done", "message": change.words, **{k: v for k, v in vars(change).items() if k != "words"}}
    return told, f"{change.words}\n"
