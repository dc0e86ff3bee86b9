"""What the representative plaintiff sees: the class, never a person.

Every table is masked before it leaves this room: no figure that fewer than five claims make up, not
even by subtraction. Names, addresses and notes are not read at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import Any, Literal

from claims.access import Actor
from claims.office.examining import examined
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

Band = tuple[int, int]
"""A count that is not told exactly: at least, and at most."""
SUBGROUP = 2
"""Texts in the key of a subtotal by group and subgroup."""


@dataclass(frozen=True, slots=True)
class PublicTotals:
    """The class in figures, as of one journal head. twice: sites for which two claims declare the
    same loss, as the ends of a band; None when there are five or more, and fewer than five claims
    are not among them."""

    by_subgroup: MaskedTable
    by_head: MaskedTable
    by_day: MaskedTable
    twice: Band | None
    head: Head


@dataclass(frozen=True, slots=True)
class InWords:
    """The total of the class, roughly: its first two digits, in cents, and where its margin stands.

    The interval is not told: its width is the variance, and beside the mean, which the totals show,
    the variance tells that one claim holds nearly all.
    """

    total: int
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
    return InWords(two_digits(found.total), found.level)


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


def _twice(columns: Mapping[str, Any], timed: frozenset[str]) -> Band | None:
    met = disputed_lines(columns, timed, settled=True)
    claims = set(compress(columns["number"], met))
    others = set(columns["number"]) - claims
    sites = len(set(compress(columns["service"], met)))
    return None if sites >= LEAST and len(others) < LEAST else band(sites)


def band(count: int) -> Band:
    """Where a count stands: below 5, 5 to 9, 10 to 19, 20 to 49, 50 to 99, and so on by tens.

    Read on two days, an exact count tells that a claim filed between them is one of those counted.
    """
    if count < LEAST:
        return 0, LEAST - 1
    ten = 10 ** (len(str(count)) - 1)
    ends = (ten, 2 * ten, 5 * ten, 10 * ten)
    return next((low, high - 1) for low, high in pairwise(ends) if count < high)
