"""Totals of a matter as they stand, and snapshots of them kept word for word.

A snapshot freezes every figure with its number, its moment and the head of the journal; it is stale
when today's figures differ, not when the journal merely grew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from claims.access import Actor
from claims.office.house import House
from claims.store.journal import Head
from claims.store.lines import LineColumns
from claims.totals.by_subgroup import BY_SUBGROUP, TotalsTable
from claims.totals.by_subgroup import totals as add_up
from claims.totals.frame import frame_of, submitted_by

AMOUNTS = ("declared", "supported", "admitted")


@dataclass(frozen=True, slots=True)
class Standing:
    """Totals as of one journal head, of claims submitted up to a day when one was asked."""

    table: TotalsTable
    head: Head
    as_of: date | None


def totals(
    house: House,
    actor: Actor,
    matter: str,
    *,
    by: Sequence[str] = BY_SUBGROUP,
    as_of: date | None = None,
) -> Standing:
    """Exact totals, for counsel only: every level of `by`, proved to add up."""
    actor.must_work_on("read exact totals", matter)
    house.matter(matter)
    kept = house.store.lines.as_columns(matter)
    return Standing(add_up(as_of_day(frame_from(kept), as_of), by), kept.head, as_of)


def frame_from(kept: LineColumns) -> pd.DataFrame:
    """The frame of lines as the store keeps them."""
    amounts = {f"{name}_cents": kept.columns[name] for name in AMOUNTS}
    return frame_of({**kept.columns, **amounts})


def as_of_day(frame: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """Only the claims submitted up to a day; all of them without one."""
    return submitted_by(frame, day.isoformat()) if day else frame
