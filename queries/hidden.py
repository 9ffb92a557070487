"""What sharing mode hides, worked out for all of its tables at once.

Tables that share totals are one system: the three levels of areas, the kinds of place and the bands of councils;
the months and what stands beside them; each coded column and how much of it is recorded.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.settings import mask_under
from queries.ask import Answer, ask
from queries.suppression import Cell, Suppression, suppress

NOTHING = Suppression()
AREAS = ("council", "hscp", "health_board")
PARTINGS = ("deprivation", "urban_rural", "islands")
# A coded column's system, its field in completeness, and the leaf that stands for "not recorded".
RECORDED = {
    "theme": ("themes", "not_recorded"),
    "effect": ("inequality_effect", "not_recorded"),
    "focus_area": ("focus_area", "not_recorded"),
    "group": ("groups", "not_recorded"),
    "time": ("recorded_on", "none"),
    "place_kind": ("place", "not_known"),
}
FLAT = ("source_kind",)
_COUNCIL_KINDS = ("one_council", "several_councils")
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Hidden:
    """The hidden cells of each system, the hidden fields of completeness, and the crossings that may be shown."""

    cells: Mapping[str, Suppression] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    crossings: frozenset[str] = frozenset()

    def of(self, system: str) -> Suppression:
        """What is hidden of a system."""
        return self.cells.get(system, NOTHING)

    @property
    def cells_hidden(self) -> bool:
        """Whether any system hides anything."""
        return any(self.cells.values())

    def any_of(self, *systems: str) -> bool:
        """Whether any of these systems hides anything."""
        return any(self.of(system) for system in systems)


_kept: tuple[Answer | None, int, Hidden] = (None, 0, Hidden())
_lock = threading.Lock()


def hidden() -> Hidden:
    """What the unnarrowed sharing view hides now; worked out anew when the evidence has changed."""
    global _kept
    answer, threshold = ask("confided", audience="shared"), mask_under()
    with _lock:
        if _kept[0] is not answer or _kept[1] != threshold:
            crossed = ask("crossed", audience="shared").rows
            _kept = (answer, threshold, hide(answer.rows, crossed, ask("council_bands").rows, threshold))
        return _kept[2]


def hide(confided: Rows, crossed: Rows, council_bands: Rows, threshold: int) -> Hidden:
    """What must be hidden, given the rows of confided.sql, crossed.sql and council_bands.sql."""
    systems: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in confided:
        systems[row["system"]][row["leaf"]] = row
    cells = {name: _flat(systems[name], threshold) for name in FLAT}
    fields = set()
    for name, (column, missing) in RECORDED.items():
        recorded = systems[f"field/{column}"].get("recorded")
        cells[name] = _flat(systems[name], threshold, recorded, missing)
        if "recorded" in cells[name] or missing in cells[name]:
            fields.add(column)
    cells |= _areas(systems, council_bands, cells["place_kind"], threshold)
    if "place" in cells["field"]:
        fields.add("place")
    for system, leaves in systems.items():
        column = system.removeprefix("field/")
        linked = column in {held for held, _ in RECORDED.values()}
        if column != system and not linked and any(_small(row, threshold) for row in leaves.values()):
            fields.add(column)
    return Hidden(cells, frozenset(fields), _crossings(crossed, cells, threshold))


def _small(row: Mapping[str, Any], threshold: int) -> bool:
    return bool(row["records"]) and row["sources"] < threshold


def _flat(
    leaves: Mapping[str, Mapping[str, Any]],
    threshold: int,
    recorded: Mapping[str, Any] | None = None,
    missing: str = "",
) -> Suppression:
    """A column's values, each a cell of its own; and all that is recorded, where completeness tells that."""
    names = list(leaves)
    cells = {
        name: Cell(frozenset({at}), leaves[name]["sources"], leaves[name]["records"]) for at, name in enumerate(names)
    }
    if recorded:
        told = frozenset(at for at, name in enumerate(names) if name != missing)
        cells["recorded"] = Cell(told, recorded["sources"], recorded["records"])
    return suppress([leaves[name]["sources"] for name in names], cells, threshold)


def _areas(
    systems: Mapping[str, Mapping[str, Mapping[str, Any]]],
    council_bands: Rows,
    exact: Suppression,
    threshold: int,
) -> dict[str, Suppression]:
    """Councils, partnerships, boards, kinds of place and bands of councils: one system over the places as named."""
    leaves = list(systems["place"].values())
    bands = {(row["parting"], row["council_code"]): str(row["band"]) for row in council_bands}
    members: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, leaf in enumerate(leaves):
        members["kind", leaf["kind"]].add(at)
        for level in AREAS:
            if code := leaf[f"{level}_code"]:
                members[level, code].add(at)
        for parting in PARTINGS:
            if leaf["council_code"]:
                members[parting, bands[parting, leaf["council_code"]]].add(at)
    cells = {
        f"{system}/{leaf}": Cell(frozenset(at), systems[system][leaf]["sources"], systems[system][leaf]["records"])
        for (system, leaf), at in members.items()
    }
    if recorded := systems["field/place"].get("recorded"):
        known = frozenset(at for at, leaf in enumerate(leaves) if leaf["kind"] != "not_known")
        cells["field/place"] = Cell(known, recorded["sources"], recorded["records"])
    told_exactly = {"council": _COUNCIL_KINDS}
    forced = ["field/place"] if "recorded" in exact or "not_known" in exact else []
    forced += [
        f"kind/{leaf}"
        for system, leaf in members
        if system == "kind" and any(kind in exact for kind in told_exactly.get(leaf, (leaf,)))
    ]
    found = suppress([leaf["sources"] for leaf in leaves], cells, threshold, forced)
    by_system = {
        system: Suppression(
            frozenset(name.partition("/")[2] for name in found.hidden if name.startswith(f"{system}/")),
            found.everything,
        )
        for system in (*AREAS, *PARTINGS, "kind", "field")
    }
    kinds = frozenset(kind for leaf in by_system["kind"].hidden for kind in told_exactly.get(leaf, (leaf,)))
    return {**by_system, "place_kind": Suppression(exact.hidden | kinds, exact.everything or found.everything)}


# The systems that a crossing's two sides belong to.
_SIDES = {
    "theme_effect": ("theme", "effect"),
    "theme_barrier": ("theme", "field/barrier_or_enabler"),
    "theme_month": ("theme", "time"),
    "group_effect": ("group", "effect"),
    "band_effect": ("deprivation", "effect"),
    "speaker": (),
}
_WITHOUT_GAPS = ("group_effect", "band_effect")  # here an empty square would tell something of everybody in its row


def _crossings(crossed: Rows, cells: Mapping[str, Suppression], threshold: int) -> frozenset[str]:
    """The crossings none of whose squares rests on few, and neither of whose sides hides anything."""
    return frozenset(
        row["crossing"]
        for row in crossed
        if row["least"] >= threshold
        and not (row["empty"] and row["crossing"] in _WITHOUT_GAPS)
        and not any(cells.get(side, NOTHING) for side in _SIDES[row["crossing"]])
    )
