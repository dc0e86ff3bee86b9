"""What the representative plaintiff sees: the class, never a person.

Every table is masked before it leaves this room: no figure that fewer than five claims make up, not
even by subtraction. Names, addresses and notes are not read at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

from claims.access import Actor
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.store.journal import Head
from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.by_subgroup import totals as add_up
from claims.totals.leaks import LEAST
from claims.totals.masked import MaskedTable, masked
from claims.totals.overlaps import disputed_lines


@dataclass(frozen=True, slots=True)
class PublicTotals:
    """The class in figures, as of one journal head. twice: sites for which two claims declare the
    same loss; None when fewer than five claims would be told by it."""

    by_subgroup: MaskedTable
    by_head: MaskedTable
    by_day: MaskedTable
    twice: int | None
    head: Head


def totals(house: House, actor: Actor, matter: str) -> PublicTotals:
    """Totals by group, subgroup and head, by head, and by day of filing, masked together."""
    actor.must_work_on("read totals", matter)
    house.matter(matter)
    kept = house.store.lines.as_columns(matter)
    frame = frame_from(kept.columns)
    exact = [add_up(frame, by, count_behind=True) for by in (BY_SUBGROUP, ("head",))]
    by_subgroup, by_head = masked(*exact)
    [by_day] = masked(add_up(frame, ("submitted",), count_behind=True))
    return PublicTotals(by_subgroup, by_head, by_day, _twice(kept.columns), kept.head)


def _twice(columns: Mapping[str, Any]) -> int | None:
    met = disputed_lines(columns, settled=True)
    claims = set(compress(columns["number"], met))
    others = set(columns["number"]) - claims
    few = any(0 < len(part) < LEAST for part in (claims, others))
    return None if few else len(set(compress(columns["service"], met)))
