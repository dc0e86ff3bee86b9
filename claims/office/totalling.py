"""Exact totals of a matter, for counsel: as they stand now, or as they stood when a day ended."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from claims.access import Actor
from claims.office.blinding import as_unread
from claims.office.disputes import as_numbers, disputed_of
from claims.office.house import House
from claims.office.past import columns_on
from claims.store.coded import Columns
from claims.store.journal import Head
from claims.totals.by_subgroup import BY_SUBGROUP, TotalsTable
from claims.totals.by_subgroup import totals as add_up
from claims.totals.frame import frame_of
from claims.totals.overlaps import apart

AMOUNTS = ("declared", "supported", "admitted")


@dataclass(frozen=True, slots=True)
class Standing:
    """Totals as of one journal head, or as things stood at the end of a day when one was asked."""

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
    of = house.matter(matter)
    with house.store.database.moment():
        kept = house.store.lines.as_columns(matter)
        if as_of:
            kept = columns_on(house, of, as_of, kept)
        kept = as_unread(house, actor, matter, kept)
    return Standing(add_up(frame_from(kept.columns), by), kept.head, as_of)


def among(frame: pd.DataFrame, numbers: Collection[str]) -> pd.DataFrame:
    """The lines of some claims, with no trace of the others."""
    kept = frame[frame["number"].isin(list(numbers))].reset_index(drop=True)
    coded = [name for name in kept.columns if isinstance(kept[name].dtype, pd.CategoricalDtype)]
    return kept.assign(**{name: kept[name].cat.remove_unused_categories() for name in coded})


def frame_from(columns: Mapping[str, Any]) -> pd.DataFrame:
    """The frame of lines as the store keeps them; of the same columns, the same one again."""
    if not isinstance(columns, Columns):
        return frame_of(_renamed(columns))
    if columns not in _frames:
        _frames[columns] = frame_of(_renamed(columns.coded))
    return _frames[columns].copy(deep=False)


_frames: WeakKeyDictionary[Columns, pd.DataFrame] = WeakKeyDictionary()


def _renamed(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {**columns, **{f"{name}_cents": columns[name] for name in AMOUNTS}}


@dataclass(frozen=True, slots=True)
class Undisputed:
    """What is declared, in cents, without the losses that two claims declare and nobody decided;
    and how many losses those are."""

    declared: int
    disputed: int


def undisputed(house: House, actor: Actor, matter: str) -> Undisputed:
    """What stands declared, each loss by one claimant alone: exact, for counsel only."""
    actor.must_work_on("read exact totals", matter)
    timed = house.matter(matter).timed
    kept = house.store.lines.as_columns(matter)
    columns = as_unread(house, actor, matter, kept).columns
    whole = apart(as_numbers(columns), disputed_of(columns, timed))[-1]
    return Undisputed(whole.undisputed, whole.disputed_lines)
