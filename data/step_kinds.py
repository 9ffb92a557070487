"""What kinds of steps a run of show can have, what each needs to be told, and what an answer to it looks like.

Pure: nothing here reads or writes the database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.errors import Refused

LONGEST_ANSWER = 500  # characters of a free answer
LONGEST_STORY = 2_000  # of a story of most significant change
LONGEST_NAME = 60
LONGEST_ID = 100  # of a card, or of what is chosen for it
LONGEST_CHOICE = 200
MOST_CHOICES = 12
GROUPS, MOST_GROUPS = 4, 30  # breakout groups: how many if nobody says, and the most
MOST_WORDS = 3  # words or short phrases that one person gives to a ranked list


@dataclass(frozen=True)
class StepKind:
    """One kind of step: its name on screen and what it needs in ``asks``; ``once`` allows one answer a person."""

    name: str
    asks: bool = False
    once: bool = False
    choices: int = 0  # how many choices it needs at the least


KINDS: dict[str, StepKind] = {
    "text": StepKind("Words to read"),
    "evidence": StepKind("A picture of the evidence"),
    "reshape": StepKind("Re-shape the themes"),
    "break": StepKind("A break"),
    "groups": StepKind("Breakout groups", asks=True),
    "answers": StepKind("Short answers", asks=True),
    "words": StepKind("Words, as a ranked list", asks=True, once=True),
    "scale": StepKind("A scale", asks=True, once=True),
    "choose_one": StepKind("Choose one", asks=True, once=True, choices=2),
    "choose_several": StepKind("Choose several", asks=True, once=True, choices=2),
    "rank": StepKind("Put in order", asks=True, once=True, choices=2),
    "place": StepKind("Place on a square", asks=True, once=True, choices=1),
    "vote": StepKind("Choose between two readings", asks=True, once=True, choices=2),
    "most_significant": StepKind("Most significant change", asks=True),
    "hand": StepKind("Raise a hand", asks=True, once=True),
}
ZONES = (("high", "low"), ("high", "high"), ("low", "low"), ("low", "high"))  # (up, across), as they are read


def asks_of(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a step of this kind asks, checked: ``choices`` (words), ``low``, ``high``, ``points``, ``across``, ``up``,
    ``groups``; of evidence which ``card`` of its page, and the ``choices`` made for it.

    Raises Refused, with what to do, where something is missing.
    """
    if kind not in KINDS:
        raise Refused(f"There is no kind of step called {kind}.")
    told: dict[str, Any] = {}
    if KINDS[kind].choices:
        words = [" ".join(str(one).split())[:LONGEST_CHOICE] for one in given.get("choices", ())]
        choices = list(dict.fromkeys(one for one in words if one))
        if len(choices) < KINDS[kind].choices:
            raise Refused(f"“{KINDS[kind].name}” needs at least {KINDS[kind].choices} choices, one on each line.")
        if len(choices) > MOST_CHOICES:
            raise Refused(f"Nobody can choose among {len(choices)}: {MOST_CHOICES} choices is the most.")
        if kind == "vote" and len(choices) != 2:
            raise Refused("Write two readings, one on each line.")
        told["choices"] = choices
    if kind == "evidence" and given.get("card"):
        told |= {"card": str(given["card"])[:LONGEST_ID], "choices": _chosen(given.get("choices", {}))}
    if kind == "scale":
        points = int(given.get("points") or 5)
        if not 2 <= points <= 10:
            raise Refused("A scale has 2 to 10 points.")
        told |= {
            "points": points,
            "low": _short(given, "low", "not at all"),
            "high": _short(given, "high", "very much"),
        }
    if kind == "groups":
        groups = int(given.get("groups") or GROUPS)
        if not 2 <= groups <= MOST_GROUPS:
            raise Refused(f"There can be 2 to {MOST_GROUPS} breakout groups.")
        told["groups"] = groups
    if kind == "place":
        told |= {"across": _ends(given, "across", "little effort", "much effort"),
                 "up": _ends(given, "up", "little effect", "much effect")}  # fmt: skip
    return told


def answer_of(kind: str, asks: Mapping[str, Any], given: Mapping[str, Sequence[str]]) -> str:
    """The answer of one person as JSON, from the fields of a form. Raises Refused, with what to do, if it is none."""
    choices: list[str] = list(asks.get("choices", ()))
    if kind in ("answers", "most_significant"):
        limit = LONGEST_ANSWER if kind == "answers" else LONGEST_STORY
        return _json({"text": _text(given, limit)})
    if kind == "groups":
        group = _number(given, "group", groups_of(asks))
        return _json({"group": group, "text": _text(given, LONGEST_STORY)})
    if kind == "words":
        words = [
            " ".join(word.split()) for field in given.get("word", ()) for word in field.replace(";", ",").split(",")
        ]
        said = list(dict.fromkeys(word for word in words if word))[:MOST_WORDS]
        if not said:
            raise Refused("Write at least one word.")
        if any(len(word) > 40 for word in said):
            raise Refused("Keep each word or phrase under 40 letters.")
        return _json({"words": said})
    if kind == "scale":
        point = _number(given, "point", int(asks["points"]))
        return _json({"point": point})
    if kind in ("choose_one", "vote"):
        return _json({"chosen": [_number(given, "choice", len(choices))]})
    if kind == "choose_several":
        chosen = sorted({_within(one, len(choices)) for one in given.get("choice", ())})
        if not chosen:
            raise Refused("Choose at least one.")
        return _json({"chosen": chosen})
    if kind == "rank":
        places = [given.get(f"place-{at}", [""])[0] for at in range(1, len(choices) + 1)]
        order = [_within(one, len(choices)) for one in places]
        if len(set(order)) != len(choices):
            raise Refused("Give every choice a place of its own, from 1 for the first.")
        return _json({"order": [order.index(at) + 1 for at in range(1, len(choices) + 1)]})
    if kind == "place":
        zones = {at: given.get(f"zone-{at}", [""])[0] for at in range(1, len(choices) + 1)}
        placed = {str(at): _within(zone, len(ZONES)) for at, zone in zones.items() if zone}
        if not placed:
            raise Refused("Place at least one.")
        return _json({"placed": placed})
    if kind == "hand":
        return _json({"hand": True})
    raise Refused("This step asks nothing.")


def groups_of(asks: Mapping[str, Any]) -> int:
    """How many breakout groups a step has."""
    return int(asks.get("groups") or GROUPS)


def said_in(answer: str) -> str:
    """The words that somebody wrote in an answer; "" where the answer is a choice."""
    held = json.loads(answer)
    return str(held.get("text") or ", ".join(held.get("words", ())))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _text(given: Mapping[str, Sequence[str]], limit: int) -> str:
    text = given.get("text", [""])[0].replace("\r\n", "\n").strip()
    if not text:
        raise Refused("Write your answer, then send it.")
    if len(text) > limit:
        raise Refused(f"Your answer has {len(text):,} letters; {limit:,} is the most. Shorten it, then send it again.")
    return text


def _number(given: Mapping[str, Sequence[str]], name: str, most: int) -> int:
    return _within(given.get(name, [""])[0], most)


def _within(written: str, most: int) -> int:
    if not (written.isascii() and written.isdigit()) or not 1 <= int(written[:4]) <= most:
        raise Refused("Choose an answer, then send it.")
    return int(written)


def _short(given: Mapping[str, Any], name: str, otherwise: str) -> str:
    return " ".join(str(given.get(name) or otherwise).split())[:60]


def _chosen(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        str(name)[:LONGEST_ID]: [str(one)[:LONGEST_ID] for one in value][:MOST_CHOICES]
        if isinstance(value, (list, tuple))
        else str(value)[:LONGEST_ID]
        for name, value in given.items()
    }


def _ends(given: Mapping[str, Any], name: str, low: str, high: str) -> list[str]:
    ends = [" ".join(str(end).split())[:60] for end in given.get(name, ())]
    return ends if len(ends) == 2 and all(ends) else [low, high]
