"""What a room answered, counted: pure functions over the answers to one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from data.plain import key
from data.step_kinds import ZONES

Answers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Counted:
    """One row of a result: what it is, how many said it, and a word beside it."""

    name: str
    people: int
    beside: str = ""
    value: float | None = None


def words(answers: Answers) -> list[Counted]:
    """How many people gave each word, most first; spellings that differ only in form count together."""
    people: Counter[str] = Counter()
    spelt: dict[str, Counter[str]] = {}
    for answer in answers:
        for said in {key(word): word for word in answer.get("words", ())}.items():
            people[said[0]] += 1
            spelt.setdefault(said[0], Counter())[said[1]] += 1
    ranked = sorted(people.items(), key=lambda one: (-one[1], one[0]))
    return [Counted(spelt[name].most_common(1)[0][0], number) for name, number in ranked]


def scale(answers: Answers, points: int, low: str = "", high: str = "") -> list[Counted]:
    """How many people chose each point, from the lowest."""
    people = Counter(int(answer["point"]) for answer in answers if "point" in answer)
    ends = {1: low, points: high}
    return [Counted(str(point), people[point], ends.get(point, "")) for point in range(1, points + 1)]


def middle(answers: Answers) -> float | None:
    """The median point of a scale; None without answers."""
    given = [int(answer["point"]) for answer in answers if "point" in answer]
    return float(median(given)) if given else None


def choices(answers: Answers, offered: Sequence[str]) -> list[Counted]:
    """How many people chose each of what was offered, in the order it was offered."""
    people = Counter(chosen for answer in answers for chosen in answer.get("chosen", ()))
    return [Counted(name, people[at]) for at, name in enumerate(offered, start=1)]


def ranks(answers: Answers, offered: Sequence[str]) -> list[Counted]:
    """What was put in order, by mean place (1 is first); ``people`` is how many put it first."""
    given = [answer["order"] for answer in answers if len(answer.get("order", ())) == len(offered)]
    told = []
    for at, name in enumerate(offered, start=1):
        places = [order.index(at) + 1 for order in given if at in order]
        first = sum(place == 1 for place in places)
        told.append(Counted(name, first, value=round(mean(places), 2) if places else None))
    return sorted(told, key=lambda one: (one.value is None, one.value, one.name))


def places(answers: Answers, offered: Sequence[str]) -> list[tuple[str, dict[int, int]]]:
    """How many people put each of what was offered into each quarter of the square (numbered as ``ZONES``)."""
    told = []
    for at, name in enumerate(offered, start=1):
        put = Counter(int(answer["placed"][str(at)]) for answer in answers if str(at) in answer.get("placed", {}))
        told.append((name, {zone: put[zone] for zone in range(1, len(ZONES) + 1)}))
    return told
