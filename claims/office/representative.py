"""What the representative plaintiff sees: the class, never a person.

Every table is masked before it leaves this room: no figure that fewer than five claims make up, not
even by subtraction. Names, addresses and notes are not read at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

from claims.access import Actor
from claims.office.blinding import as_unread
from claims.office.disputes import as_numbers
from claims.office.examining import examined
from claims.office.house import House
from claims.office.totalling import frame_from
from claims.problems import Refused
from claims.store.journal import Head
from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.by_subgroup import totals as add_up
from claims.totals.estimate import estimate
from claims.totals.leaks import LEAST
from claims.totals.masked import MaskedTable, masked
from claims.totals.overlaps import disputed_lines
from claims.totals.public import Band, InWords, Public, Told, band, public
from claims.totals.series import BY_WEEK_AND_DAY, with_weeks

SUBGROUP = 2
"""Texts in the key of a subtotal by group and subgroup."""


@dataclass(frozen=True, slots=True)
class PublicTotals:
    """The class in figures, as of one journal head. twice: sites for which two claims declare the
    same loss, as the ends of a band; None when there are five or more, and fewer than five claims
    are not among them; fictional: whether any claim was made up for the demonstration."""

    by_subgroup: MaskedTable
    by_head: MaskedTable
    by_grade: MaskedTable
    by_day: MaskedTable
    twice: Band | None
    head: Head
    fictional: bool


def in_words(house: House, actor: Actor, matter: str, shown: MaskedTable) -> Told:
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


@dataclass(frozen=True, slots=True)
class Summary:
    """The class as anyone may read it, as of one journal head."""

    told: Public
    head: Head


def summary(house: House, actor: Actor, matter: str) -> Summary:
    """What counsel or the representative may hand to anyone: nothing that the totals mask."""
    seen = totals(house, actor, matter)
    told = in_words(house, actor, matter, seen.by_subgroup)
    return Summary(public(seen.by_subgroup, told, fictional=seen.fictional), seen.head)


def two_digits(cents: int) -> int:
    """An amount to its first two digits, half upwards: 3 687 177,52 $ is 3 700 000 $."""
    step = int("1".ljust(len(str(cents)) - 1, "0"))
    return (cents + step // 2) // step * step


def totals(house: House, actor: Actor, matter: str) -> PublicTotals:
    """Totals by group, subgroup and head, by head, by evidence grade, and by week and day of
    filing, masked."""
    actor.must_work_on("read totals", matter)
    timed = house.matter(matter).timed
    kept = as_unread(house, actor, matter, house.store.lines.as_columns(matter))
    frame = frame_from(kept.columns)
    exact = [add_up(frame, by, count_behind=True) for by in (BY_SUBGROUP, ("head",))]
    by_subgroup, by_head = masked(*exact)
    [by_grade] = masked(add_up(frame, ("grade",), count_behind=True))
    [by_day] = masked(add_up(with_weeks(frame), BY_WEEK_AND_DAY, count_behind=True))
    twice, fictional = _twice(kept.columns, timed), bool(frame["fictional"].any())
    return PublicTotals(by_subgroup, by_head, by_grade, by_day, twice, kept.head, fictional)


def _twice(columns: Mapping[str, Any], timed: frozenset[str]) -> Band | None:
    met = disputed_lines(as_numbers(columns), timed, settled=True)
    claims = set(compress(columns["number"], met))
    others = set(columns["number"]) - claims
    sites = len(set(compress(columns["service"], met)))
    return None if sites >= LEAST and len(others) < LEAST else band(sites)
