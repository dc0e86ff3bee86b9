"""Scenarios side by side, and kept with a snapshot: what was argued can be read years after.

What is kept says the switches and what each changed, so that the same scenario is told again, in
either language, whatever the matter's file has become.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claims.i18n.text import Text
from claims.matter.scenarios import Switch
from claims.problems import DoesNotReconcile, Problem
from claims.totals.offers import Beside, Compared
from claims.totals.scenarios import Change, Interest, Tried, too_late
from claims.totals.weighed import Part, Sums, whole

IN_DECIMALS = ("cap", "mitigation")
"""Fields of a switch that a matter file writes as numbers, and a snapshot as text."""


@dataclass(frozen=True, slots=True)
class Named:
    """A scenario of the matter, or counsel's own, and what it comes to."""

    id: str
    label: Text
    tried: Tried


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Scenarios beside the totals as they stand, and offers beside losses. as_of: the day to which
    interest runs, where a scenario asks for it."""

    base: Sums
    scenarios: tuple[Named, ...]
    offers: Beside
    as_of: date


def late(found: SideBySide) -> Mapping[str, Problem]:
    """By scenario, why the interest it asks for comes to nothing; of several days the last asked
    for is the one that counts."""
    told = {
        each.id: too_late(change.switch, found.as_of)
        for each in found.scenarios
        for change in each.tried.changes
        if change.switch.interest_from
    }
    return {scenario: problem for scenario, problem in told.items() if problem}


def freeze(found: SideBySide) -> dict[str, Any]:
    """The JSON of these scenarios."""
    return {
        "as_of": found.as_of.isoformat(),
        "base": list(found.base),
        "scenarios": [_frozen(each) for each in found.scenarios],
        "offers": asdict(found.offers),
    }


def thaw(frozen: Mapping[str, Any]) -> SideBySide:
    """The scenarios again. Raises DoesNotReconcile when parts and steps do not make the whole."""
    base = Sums(*frozen["base"])
    figures = dict(frozen["offers"])
    offers = tuple(Compared(**offer) for offer in figures.pop("offers"))
    return SideBySide(
        base,
        tuple(_thawed(each, base) for each in frozen["scenarios"]),
        Beside(**figures, offers=offers),
        date.fromisoformat(frozen["as_of"]),
    )


def switch_told(switch: Switch) -> dict[str, Any]:
    """A switch as JSON: what is set of it, numbers as text."""
    told: dict[str, Any] = switch.model_dump(mode="json", exclude_defaults=True)
    return told


def _frozen(each: Named) -> dict[str, Any]:
    found = each.tried
    return {
        "id": each.id,
        "label": {"fr": each.label.fr, "en": each.label.en},
        "changes": [
            {"switch": switch_told(change.switch), "parts": _rows(change.parts),
             "uncapped": change.uncapped, "among": change.among}
            for change in found.changes
        ],
        "parts": _rows(found.parts),
        "interest": [list(astuple(part)) for part in found.interest or ()],
    }  # fmt: skip


def _rows(parts: Mapping[Part, Sums]) -> list[list[Any]]:
    return [[*part, *sums] for part, sums in parts.items()]


def _thawed(kept: Mapping[str, Any], base: Sums) -> Named:
    changes = tuple(
        Change(_switch(each["switch"]), whole(parts := _parts(each["parts"])), parts,
               each["uncapped"], each.get("among", 0))
        for each in kept["changes"]
    )  # fmt: skip
    parts = _parts(kept["parts"])
    interest = tuple(Interest(*figures) for figures in kept["interest"])
    found = Tried(base, changes, whole(parts), parts, interest[:2] or None)  # type: ignore[arg-type]  # two or none
    return Named(kept["id"], Text(**kept["label"]), reconciled(found))


def reconciled(found: Tried) -> Tried:
    """The scenario, once its steps are seen to lead from the base to its totals."""
    changed = Sums(*map(sum, zip(found.base, *(c.sums for c in found.changes), strict=True)))
    if changed != found.totals:
        raise DoesNotReconcile("the steps of a scenario do not lead to its totals")
    return found


def _parts(rows: Iterable[Sequence[Any]]) -> dict[Part, Sums]:
    return {(subgroup, head): Sums(*sums) for subgroup, head, *sums in rows}


def _switch(kept: Mapping[str, Any]) -> Switch:
    read = dict(kept)
    read |= {name: Decimal(kept[name]) for name in IN_DECIMALS if name in kept}
    if "interest_from" in kept:
        read["interest_from"] = date.fromisoformat(kept["interest_from"])
    return Switch.model_validate(read)
