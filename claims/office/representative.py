"""What the representative plaintiff sees: the class, never a person.

Every table is masked before it leaves this room: no figure that fewer than five claims make up, not
even by subtraction. Names, addresses and notes are not read at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any, Literal

from claims.access import Actor
from claims.office.estimating import examined
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.problems import Refused
from claims.store.journal import Head
from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.by_subgroup import totals as add_up
from claims.totals.estimate import Level, estimate
from claims.totals.leaks import LEAST
from claims.totals.masked import MaskedTable, masked
from claims.totals.overlaps import disputed_lines

SUBGROUP = 2
"""Texts in the key of a subtotal by group and subgroup."""


@dataclass(frozen=True, slots=True)
class PublicTotals:
    """The class in figures, as of one journal head. twice: sites for which two claims declare the
    same loss; None when fewer than five claims would be told by it."""

    by_subgroup: MaskedTable
    by_head: MaskedTable
    by_day: MaskedTable
    twice: int | None
    head: Head


@dataclass(frozen=True, slots=True)
class InWords:
    """The total of the class, roughly: two digits of each amount, in cents, and where its margin
    stands."""

    total: int
    low: int
    high: int
    level: Level


def in_words(
    house: House, actor: Actor, matter: str, shown: MaskedTable
) -> InWords | Literal["members", "few"]:
    """What the class lost in all, as its representative may be told; or what keeps it untold:
    members nobody counted, or too few claims.

    shown: totals by group, subgroup and head as this person sees them. The means are those of
    amounts that all stand there, so that nothing hidden can be worked out from their total.
    """
    actor.must_work_on("read totals", matter)
    seen = examined(house, house.matter(matter), assumed={})
    if any(known.members is None for known in seen.known):
        return "members"
    told = {row.key[1]: row for row in shown.subtotals if len(row.key) == SUBGROUP}
    for known in seen.known:
        row = told.get(known.subgroup)
        if known.members and (row is None or row.claims is None or row.supported is None):
            return "few"
        if known.members and known.filed < LEAST:
            return "few"
    try:
        found = estimate(seen.strata)
    except Refused:
        return "few"
    if found.level is None:
        return "few"
    total, low, high = map(two_digits, (found.total, found.low, found.high))
    return InWords(total, low, high, found.level)


def two_digits(cents: int) -> int:
    """An amount to its first two digits, half upwards: 3 687 177,52 $ is 3 700 000 $."""
    step = int("1".ljust(len(str(cents)) - 1, "0"))
    return (cents + step // 2) // step * step


def totals(house: House, actor: Actor, matter: str) -> PublicTotals:
    """Totals by group, subgroup and head, by head, and by day of filing, masked together."""
    actor.must_work_on("read totals", matter)
    timed = house.matter(matter).timed
    kept = house.store.lines.as_columns(matter)
    frame = frame_from(kept.columns)
    exact = [add_up(frame, by, count_behind=True) for by in (BY_SUBGROUP, ("head",))]
    by_subgroup, by_head = masked(*exact)
    [by_day] = masked(add_up(frame, ("submitted",), count_behind=True))
    return PublicTotals(by_subgroup, by_head, by_day, _twice(kept.columns, timed), kept.head)


def _twice(columns: Mapping[str, Any], timed: frozenset[str]) -> int | None:
    met = disputed_lines(columns, timed, settled=True)
    claims = set(compress(columns["number"], met))
    others = set(columns["number"]) - claims
    few = any(0 < len(part) < LEAST for part in (claims, others))
    return None if few else len(set(compress(columns["service"], met)))
